"""Drafts for pages written elsewhere, created as Wagtail's editor creates them."""

from __future__ import annotations

from itertools import count
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import PageSubscription

from wagtail_attachment.articles.articles import ArticlePageMixin


def get_article_models(parent: Any) -> list[Any]:
    """Return the article types that can be created below a page; none at the root of the tree."""
    if parent.is_root():
        return []  # Wagtail's root accepts them, but readers could not reach them there
    return [
        model
        for model in type(parent).creatable_subpage_models()
        if issubclass(model, ArticlePageMixin) and model.can_create_at(parent)
    ]


def add_draft(page: Any, parent: Any, user: Any, slug: str = "") -> Any:
    """Add a page as *Save draft* in Wagtail's editor would, and return its revision.

    ``user`` becomes the owner, and may be ``None``; ``slug`` is used if it is free. Raises
    ``ValidationError`` if the page type requires more than was given.
    """
    try:
        return _add(page, parent, user, slug)
    except (IntegrityError, DataError):
        raise ValidationError(
            _("This kind of page needs more than its text. Write it in the editor instead.")
        ) from None


@transaction.atomic
def _add(page: Any, parent: Any, user: Any, slug: str) -> Any:
    page.live = False
    page.owner = user
    page.slug = get_free_slug(unquote(slug), parent, instead=page.title)
    parent.add_child(instance=page)
    # A site may make new pages private by default; Wagtail's own view applies that setting.
    creating = CreateView()
    creating.request, creating.page = HttpRequest(), page
    creating.request.user = user or AnonymousUser()
    creating.set_default_privacy_setting()
    revision = page.save_revision(user=user, log_action=True, clean=False)
    if user:
        PageSubscription.objects.create(page=page, user=user, comment_notifications=True)
    return revision


def _slugify(text: str) -> str:
    allow_unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
    return slugify(text, allow_unicode=allow_unicode)[:200].strip("-_")


def get_free_slug(title: str, parent: Any, *, instead: str = "") -> str:
    """Return a slug that no sibling has; Wagtail cannot make one from a title of emoji.

    ``instead`` is used if the site's slugs cannot represent any of ``title``.
    """
    base = _slugify(title) or _slugify(instead) or "article"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = (f"{base}-{number}" for number in count(2))
    return base if base not in taken else next(slug for slug in candidates if slug not in taken)
