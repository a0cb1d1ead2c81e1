"""Old addresses that lead to where an article is now, by Wagtail's own redirects, once it is published."""

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
# Where everybody's articles are at one host, which nobody can take along.
_OTHERS = ("google.com", "linkedin.com", "medium.com", "notion.site", "notion.so", "substack.com")


def has_redirects() -> bool:
    """Say whether the site has Wagtail's redirects."""
    return bool(apps.is_installed(_APP))


def register_signal_handlers() -> None:
    if has_redirects():
        page_published.connect(lead_here, dispatch_uid="wagtail_attachment.import_redirect")


def lead_here(sender: type, instance: Any, **kwargs: Any) -> None:
    """Let an imported article's old address lead to it, the first time that it is published.

    An address that leads somewhere already is left as it is.
    """
    if not isinstance(instance, ArticlePageMixin):  # nothing else is imported
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
    """Say what an old address is to do once its article is published; nothing if it cannot lead on.

    Its host is not asked: the practice's old site may have had another one than this.
    """
    path = get_path(address) if has_redirects() else ""
    if not path:
        return ""
    return _(
        "Once it is published, “%(path)s” on this site leads to it, unless that address leads "
        "elsewhere already."
    ) % {"path": path}


def describe_rival(address: str) -> list[str]:
    """Say which page an old address is to lead to already: the one that is published first has it."""
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
    """Return the path of an old address, or an empty string if it has none that can lead on."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    # The home page is never missing, so nothing would ask for its redirect.
    if parts.path in {"", "/"} or parts.scheme not in {"", "http", "https"}:
        return ""
    host = f".{(parts.hostname or '').removeprefix('www.')}"
    if host.endswith(tuple(f".{other}" for other in _OTHERS)):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
