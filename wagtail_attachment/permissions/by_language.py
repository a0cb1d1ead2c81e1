"""One permission for each language, besides the one for all: reviewing translations into it.

They are ordinary rows of Django's table, so groups, backends and Wagtail's group form support them.
They are created and deleted together with the site's languages.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps as installed_apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils.translation import gettext as _
from django.utils.translation import override

from wagtail_attachment.languages import get_language_name

from .names import REVIEW_TRANSLATION, get_review_permission

_APP_LABEL, _CODENAME = REVIEW_TRANSLATION.split(".")


def name_permission(language: str) -> str:
    """Return the name of the permission for a language, in the site's own language.

    A permission has the same name for everyone, so it cannot follow each person's language.
    """
    with override(settings.LANGUAGE_CODE):
        return _("Can review translations into %(language)s") % {
            "language": get_language_name(language, settings.LANGUAGE_CODE)
        }


def follow_languages(apps: Any = installed_apps, using: str = DEFAULT_DB_ALIAS) -> None:
    """Create missing permissions for languages, and remove those of deleted languages.

    ``apps`` may come from a migration; nothing happens before the tables exist.
    """
    try:
        locales = apps.get_model("wagtailcore", "Locale")._default_manager.using(using)
        permissions = apps.get_model("auth", "Permission")._default_manager.using(using)
        types = apps.get_model("contenttypes", "ContentType")._default_manager.using(using)
    except LookupError:
        return
    owner, _is_new = types.get_or_create(app_label=_APP_LABEL, model=_find_model_name())
    wanted = {
        get_review_permission(code).partition(".")[2]: code
        for code in locales.values_list("language_code", flat=True)
    }
    known = permissions.filter(
        content_type__app_label=_APP_LABEL, codename__startswith=f"{_CODENAME}_"
    )
    known.exclude(codename__in=wanted).delete()
    for codename, code in wanted.items():
        permissions.update_or_create(
            content_type_id=owner.pk, codename=codename, defaults={"name": name_permission(code)}
        )


def register_signal_handlers(app: Any) -> None:
    """Connect the handlers that follow the site's languages, and ``app``'s ``post_migrate``."""
    locale: Any = installed_apps.get_model("wagtailcore", "Locale")
    post_migrate.connect(_follow_migration, sender=app)
    post_save.connect(_follow_saved, sender=locale, dispatch_uid="wagtail_attachment.language")
    post_delete.connect(_follow_removed, sender=locale, dispatch_uid="wagtail_attachment.removed")


def _follow_migration(
    sender: Any, using: str, apps: Any = installed_apps, **kwargs: Any
) -> None:  # ``flush`` also sends the signal, without apps
    follow_languages(apps, using)


def _follow_saved(sender: type, raw: bool, using: str, **kwargs: Any) -> None:
    # A fixture contains the permissions, each with its own primary key.
    if not raw:
        follow_languages(using=using)


def _follow_removed(sender: type, using: str, **kwargs: Any) -> None:
    follow_languages(using=using)


def _find_model_name() -> str:
    """Return the name of the model that has the permission for all languages.

    The permissions for single languages are added to the same model.
    """
    models = installed_apps.get_app_config(_APP_LABEL).get_models()
    return next(
        model._meta.model_name or ""
        for model in models
        if _CODENAME in dict(model._meta.permissions)
    )
