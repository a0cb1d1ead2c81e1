"""Messages in wagtail-localize's editor: changes in the original, and texts filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, Case, F, OuterRef, Subquery, Value, When
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.permissions import may_submit_translation
from wagtail_attachment.translation.differences import Difference
from wagtail_attachment.translation.pages import PageTranslation, find_translation

from .blanks import has_fillable
from .filling import Filled, fill_in
from .tool import find_enabled_translations


def tell_what_is_new(request: Any, page: CoveredPageMixin, record: Any) -> None:
    """Fill in known translations, and show what changed in the original, above the strings.

    This happens each time the editor is opened, since wagtail-localize does not say when it has
    updated its strings. ``record`` comes from :func:`find_record`. No query is needed if nothing
    can be filled in and readers' text was made from the current original.
    """
    if record.has_fillable:
        _tell_what_was_filled_in(request, fill_in(record, request.user))
    if record.is_outdated:
        tell_what_changed(request, find_translation(page), record.source_id)
    elif record.is_newer_than_readers:
        _tell_what_readers_have(request, page)


def find_record(page: CoveredPageMixin) -> Any | None:
    """Return wagtail-localize's record of a page, annotated with what to do or show."""
    originals = get_base_page_model().objects.filter(
        translation_key=page.translation_key, locale=OuterRef("source__locale")
    )
    return (
        find_enabled_translations(page)
        .annotate(
            has_fillable=has_fillable(),
            published_at=Subquery(originals.values("last_published_at")[:1]),
            is_outdated=Case(
                When(published_at__gt=F("source__last_updated_at"), then=True),
                default=False,
                output_field=BooleanField(),
            ),
            is_newer_than_readers=_is_newer_than_readers(page),
        )
        .first()
    )


def _is_newer_than_readers(page: CoveredPageMixin) -> Any:
    if not page.live or page.last_published_at is None:
        return Value(False, output_field=BooleanField())
    return Case(
        When(source__last_updated_at__gt=page.last_published_at, then=True),
        default=False,
        output_field=BooleanField(),
    )


def _tell_what_readers_have(request: Any, page: CoveredPageMixin) -> None:
    translation = find_translation(page)
    if translation and (changes := translation.missed_by_readers):
        _warn(request, translation, changes, is_former=True)


def _warn(
    request: Any,
    translation: PageTranslation,
    changes: Sequence[Difference],
    buttons: Sequence[Any] = (),
    *,
    is_former: bool = False,
) -> None:
    shown = {"translation": translation, "changes": changes, "is_former": is_former}
    text = render_to_string("wagtail_attachment/admin/changed_texts.html", shown)
    messages.warning(request, text, buttons=list(buttons))


def tell_what_changed(request: Any, translation: PageTranslation | None, source_id: int) -> None:
    """Show what changed in the original of a page or snippet, with a button to update from it."""
    if translation is None or not translation.changed:
        return
    buttons = []
    if may_submit_translation(request.user):
        url = reverse("wagtail_localize:update_translations", args=[source_id])
        query = urlencode({"next": request.path})
        buttons = [messages.button(f"{url}?{query}", _("Update from the original"))]
    _warn(request, translation, translation.changed, buttons)


def _tell_what_was_filled_in(request: Any, filled: Filled) -> None:
    said = []
    if filled.moved:
        said.append(
            ngettext(
                "%(count)d text has the translation that it has elsewhere on this page.",
                "%(count)d texts have the translation that they have elsewhere on this page.",
                filled.moved,
            )
            % {"count": filled.moved}
        )
    if filled.remembered:
        said.append(
            ngettext(
                "%(count)d text was filled in from memory; beside it you see who reviewed it.",
                "%(count)d texts were filled in from memory; beside each you see who reviewed it.",
                filled.remembered,
            )
            % {"count": filled.remembered}
        )
    if filled.former:
        said.append(
            ngettext(
                "%(count)d text whose original changed begins with its former translation. Readers "
                "don't get it until you have saved it.",
                "%(count)d texts whose original changed begin with their former translation. "
                "Readers don't get them until you have saved them.",
                filled.former,
            )
            % {"count": filled.former}
        )
    if said:
        messages.info(request, " ".join(said))
