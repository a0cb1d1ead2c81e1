"""The groups of a practice and their permissions."""

from __future__ import annotations

from itertools import product
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Site

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.languages.source import get_source_language
from wagtail_attachment.permissions import get_review_permission

from .places import get_homes

_DRAFT: dict[str, tuple[str, ...]] = {
    "disclaimer": ("add", "change", "view"),
    "crisisresource": ("add", "change", "view"),
    "bookingcta": ("add", "change", "view"),
    "practitioner": ("add", "change", "view"),
    "topic": ("add", "change", "view"),
}
_TRANSLATE: dict[str, tuple[str, ...]] = dict.fromkeys(_DRAFT, ("change", "view"))
_DRAFT["glossaryterm"] = _TRANSLATE["glossaryterm"] = ("add", "change", "delete", "view")
# Changing where a notice applies takes effect at once, so it is left to those who approve texts.
_DRAFT["notice"] = ("view",)
_DECIDE = {
    **_DRAFT,
    "notice": ("add", "change", "view"),
    "disclaimer": ("add", "change", "view", "approve"),
    "crisisresource": ("add", "change", "view", "verify"),
    "practicesettings": ("change",),
    "reviewscope": ("add", "change", "delete", "view"),
    "publicationevent": ("view",),
    "purge": ("run",),
    "article": ("review",),
    "translation": ("review",),
    "sensitivity": ("lower",),
    "required": ("override",),
}

ROLES: dict[str, tuple[str, dict[str, tuple[str, ...]], tuple[str, ...]]] = {
    "editors": ("Practice editors", _DRAFT, ("add", "change", "publish")),
    "reviewers": ("Practice clinical reviewers", _DECIDE, ("add", "change", "publish")),
    "translators": ("Practice translators", _TRANSLATE, ("add", "change")),
}
"""The group's name, its permissions on our models and its page permissions, by role."""


LANGUAGE_GROUP = "Practice translation reviewers"
"""The name of the group that reviews translations into one language, before the language code."""


def create_groups(site: Site | None = None, user: Any = None) -> dict[str, Group]:
    """Create the missing groups with their permissions, and return all groups by role.

    Their page permissions are for the home pages of ``site`` (by default the default site). An
    existing group is left as it is, since the practice may have changed it; but if it has
    permissions on one home page of the site, it gets them on home pages in languages added since.
    """
    groups = {}
    for role, (name, _models, pages) in ROLES.items():
        group, created = Group.objects.get_or_create(name=name)
        if created:
            grant_role(group, role, site)
            log(group, "wagtail.create", user=user)
        else:
            _extend_pages(group, pages, site)
        groups[role] = group
    return groups


def find_groups() -> dict[str, Group]:
    """Return the practice's existing groups, by role."""
    names = {name: role for role, (name, _models, _pages) in ROLES.items()}
    found = Group.objects.filter(name__in=names).order_by("pk")
    return {names[group.name]: group for group in found}


def find_language_groups(site: Site | None = None) -> dict[str, Group]:
    """Return the groups that review translations into one language, by language code."""
    names = {
        _name_language_group(home.locale.language_code): home.locale.language_code
        for home in get_homes(site)
    }
    found = Group.objects.filter(name__in=names).order_by("pk")
    return {names[group.name]: group for group in found}


def create_language_groups(site: Site | None = None, user: Any = None) -> dict[str, Group]:
    """Create the missing group for each language that ``site`` is translated into; return all.

    Each reviews translations into its language only, and publishes below that language's home page.
    An existing group is left as it is.
    """
    source = get_source_language()
    homes = [home for home in get_homes(site) if home.locale.language_code != source]
    return {home.locale.language_code: _create_language_group(home, user) for home in homes}


def _create_language_group(home: Any, user: Any = None) -> Group:
    language = home.locale.language_code
    group, is_new = Group.objects.get_or_create(name=_name_language_group(language))
    if is_new:
        wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
        review = get_review_permission(language).partition(".")[2]
        wanted |= Q(content_type__app_label="wagtail_attachment", codename=review)
        group.permissions.add(*Permission.objects.filter(wanted))
        # In Wagtail, approving the last task of a workflow takes the permission to publish.
        _grant_pages(group, ("change", "publish"), [home])
        log(group, "wagtail.create", user=user)
    return group


def _name_language_group(language: str) -> str:
    return f"{LANGUAGE_GROUP} ({language})"


def grant_role(group: Group, role: str, site: Site | None = None) -> None:
    """Give a group the permissions of a role, besides its own; ``role`` is a key of ``ROLES``."""
    _name, models, pages = ROLES[role]
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for model, actions in models.items():
        codenames = [f"{action}_{model}" for action in actions]
        wanted |= Q(content_type__app_label="wagtail_attachment", codename__in=codenames)
    if role == "translators":
        wanted |= Q(codename__in=["submit_translation"])
    group.permissions.add(*Permission.objects.filter(wanted))
    _grant_pages(group, pages, get_homes(site))
    _grant_images(group)


def extend_to_new_home(sender: type, target_obj: Any, **kwargs: Any) -> None:
    """Give the groups their permissions below a site's home page in a newly added language."""
    if not isinstance(target_obj, get_base_page_model()):
        return
    sites = Site.objects.filter(root_page__translation_key=target_obj.translation_key)
    for site, (name, _models, pages) in product(sites, ROLES.values()):
        for group in Group.objects.filter(name=name):
            _extend_pages(group, pages, site)
    if sites and Group.objects.filter(name=ROLES["translators"][0]).exists():
        _create_language_group(target_obj)


def _extend_pages(group: Group, actions: tuple[str, ...], site: Site | None) -> None:
    homes = get_homes(site)
    permissions = GroupPagePermission.objects.filter(group=group, page__in=homes)
    known = set(permissions.values_list("page", flat=True))
    if known:
        _grant_pages(group, actions, [home for home in homes if home.pk not in known])


def _grant_pages(group: Group, actions: tuple[str, ...], homes: list[Any]) -> None:
    base = get_base_page_model()
    codenames = [f"{action}_{base._meta.model_name}" for action in actions]
    permissions = Permission.objects.filter(
        content_type__app_label=base._meta.app_label, codename__in=codenames
    )
    for home, permission in product(homes, permissions):
        GroupPagePermission.objects.get_or_create(
            group=group, page_id=home.pk, permission=permission
        )


def _grant_images(group: Group) -> None:
    root = Collection.get_first_root_node()
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailimages", codename__in=["add_image", "choose_image"]
    )
    for permission in permissions if root else ():
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
