"""The app that makes this site's translations: how one is begun, and who last worked on it.

Each app is supported by a package of its own here; without any, Wagtail's own copy for translation
is made.
"""

from __future__ import annotations

from typing import Any, Protocol

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import (
    CopyPageForTranslationAction,
    ParentNotTranslatedError,
)


class Maker(Protocol):
    """An app that makes translations of pages."""

    @property
    def permission(self) -> str:
        """The permission required to begin a translation."""
        ...

    def submit(self, page: Any, locale: Any, user: Any) -> Any:
        """Begin a translation and return its page, a draft.

        Raises ``ValidationError``, with a message for users, if that is not possible.
        """
        ...

    def pretranslate(self, page: Any, user: Any) -> bool:
        """Let the site's machine translator translate what is left; say whether it did."""
        ...

    def has_machine(self) -> bool:
        """Say whether the site has a machine translator."""
        ...

    def get_last_hand(self) -> dict[str, Any]:
        """Return the expressions ``hand_at`` and ``hand_user``, for a query of pages.

        They say who last wrote a text of the translation, if the page's revisions do not.
        """
        ...


class CopyMaker:
    """Wagtail's own copy of a page, as a draft in another language's tree."""

    @property
    def permission(self) -> str:
        installed = apps.is_installed("wagtail.contrib.simple_translation")
        return "simple_translation.submit_translation" if installed else ""

    def submit(self, page: Any, locale: Any, user: Any) -> Any:
        alias = page.get_translations().filter(locale=locale).first()
        if alias is not None:
            raise ValidationError(
                _("“%(title)s” is a copy that shows the original's text: convert it first.")
                % {"title": alias.title}
            )
        action = CopyPageForTranslationAction(page=page, locale=locale, user=user)
        try:
            with transaction.atomic():
                return action.execute(skip_permission_checks=True)
        except ParentNotTranslatedError as error:
            raise ValidationError(
                _("Translate the page above it first: “%(title)s”.")
                % {"title": page.get_parent().title}
            ) from error

    def pretranslate(self, page: Any, user: Any) -> bool:
        return False

    def has_machine(self) -> bool:
        return False

    def get_last_hand(self) -> dict[str, Any]:
        return {}


_makers: list[Maker] = []


def register_maker(maker: Maker) -> None:
    """Set the app that makes the site's translations."""
    _makers.append(maker)


def get_maker() -> Maker:
    """Return the app that makes the site's translations."""
    return _makers[-1] if _makers else CopyMaker()
