"""Redirects from old addresses to published articles, with Wagtail's own redirects."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.signals import page_published

from wagtail_attachment.articles.articles import ArticlePageMixin
from wagtail_attachment.articles.text_imports import TextImport
from wagtail_attachment.compat import get_base_page_model

from .records import ImportedArticle

logger = logging.getLogger("wagtail_attachment")

_APP = "wagtail.contrib.redirects"
# Hosts shared by many authors, who cannot take their addresses along.
_OTHERS = ("google.com", "linkedin.com", "medium.com", "notion.site", "notion.so", "substack.com")


def has_redirects() -> bool:
    """Say whether Wagtail's redirects are installed."""
    return bool(apps.is_installed(_APP))


def register_signal_handlers() -> None:
    if has_redirects():
        page_published.connect(lead_here, dispatch_uid="wagtail_attachment.import_redirect")


def lead_here(sender: type, instance: Any, **kwargs: Any) -> None:
    """Redirect an imported article's old address to it when it is first published.

    An address that already redirects is left as it is.
    """
    if not isinstance(instance, ArticlePageMixin):  # only articles are imported
        return
    rows = ImportedArticle.objects.filter(page_id=instance.pk, is_redirected=False)
    for row in rows.exclude(address="").filter(state__in=ImportedArticle.TAKEN):
        _add_redirect(row.address, instance)
        ImportedArticle.objects.filter(pk=row.pk).update(is_redirected=True)
    pasted = TextImport.objects.filter(page_id=instance.pk).exclude(address="")
    for pk, address in pasted.values_list("pk", "address"):
        _add_redirect(address, instance)
        TextImport.objects.filter(pk=pk).update(address="")


def _add_redirect(address: str, page: Any) -> None:
    from wagtail.contrib.redirects.models import Redirect

    old = get_path(address)
    site = page.get_site()
    if not old or site is None:
        return
    path = Redirect.normalise_path(old)
    url_parts = page.get_url_parts()
    is_its_own = bool(url_parts) and Redirect.normalise_path(url_parts[2]) == path
    leads_already = Redirect.get_for_site(site).filter(old_path=path).exists()
    if is_its_own or leads_already or len(path) > 255:
        return
    Redirect.objects.create(
        old_path=path, site=site, redirect_page=page, automatically_created=True
    )


def describe_lead(address: str) -> str:
    """Return a note on what an old address will do after publishing; empty if it cannot redirect.

    Its host is ignored: the practice's old site may have had a different one.
    """
    path = get_path(address) if has_redirects() else ""
    if not path:
        return ""
    return _(
        "Once it is published, “%(path)s” on this site leads to it, unless that address leads "
        "elsewhere already."
    ) % {"path": path}


def describe_rival(address: str) -> list[str]:
    """Return a note if another page has the same old address; the first one published gets it."""
    if not describe_lead(address):
        return []
    taken = ImportedArticle.objects.filter(address=address, state__in=ImportedArticle.TAKEN)
    pages = get_base_page_model().objects.values("pk")
    other = taken.filter(page_id__in=pages).order_by("pk").first()
    message = _(
        "“%(title)s” has the same old address, which will lead to the one that is published first."
    )
    return [message % {"title": other}] if other else []


def get_path(address: str) -> str:
    """Return the path of an old address, or an empty string if it cannot be redirected."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    # The home page is never missing, so its redirect would never be looked up.
    if parts.path in {"", "/"} or parts.scheme not in {"", "http", "https"}:
        return ""
    host = f".{(parts.hostname or '').removeprefix('www.')}"
    if host.endswith(tuple(f".{other}" for other in _OTHERS)):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
