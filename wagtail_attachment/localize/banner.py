"""In wagtail-localize's own editor: what is new in the original since its text was taken over."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_localize.models import TranslationSource

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.translation.pages import find_translation


def tell_what_is_new(request: Any, page: Any) -> None:
    """Name the changed texts, and them alone, above the strings: that editor does not know of them.

    A ``before_edit_page`` hook. It costs one query where the original has not been published since.
    """
    if request.method != "GET" or not isinstance(page, CoveredPageMixin):
        return
    source = _find_outdated_source(page)
    translation = find_translation(page) if source else None
    if source is None or translation is None or not translation.changed_source_texts:
        return
    buttons = []
    if request.user.has_perm("wagtail_localize.submit_translation"):
        url = reverse("wagtail_localize:update_translations", args=[source.pk])
        query = urlencode({"next": request.path})
        buttons = [messages.button(f"{url}?{query}", _("Take over what is new"))]
    messages.warning(
        request,
        render_to_string(
            "wagtail_attachment/admin/changed_texts.html", {"translation": translation}
        ),
        buttons=buttons,
    )


def _find_outdated_source(page: CoveredPageMixin) -> TranslationSource | None:
    """Return what the page is translated from, if that was published after it was taken over."""
    originals = get_base_page_model().objects.filter(
        translation_key=page.translation_key, locale=OuterRef("locale")
    )
    return (
        TranslationSource.objects.filter(
            object_id=page.translation_key,
            translations__target_locale=page.locale_id,
            translations__enabled=True,
        )
        .annotate(published_at=Subquery(originals.values("last_published_at")[:1]))
        .filter(published_at__gt=F("last_updated_at"))
        .defer("content_json")
        .first()
    )
