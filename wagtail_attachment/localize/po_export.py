"""The export of a translation as a PO file, with former translations marked as fuzzy."""

from __future__ import annotations

from typing import Any

import polib
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from wagtail_localize.models import StringTranslation, Translation

from .blanks import has_fillable
from .filling import fill_in
from .former import find_former, is_suggestion
from .tool import may_edit_target


def download_pofile(request: Any, translation_id: int) -> HttpResponse:
    """Return the file, with all known translations filled in."""
    known = Translation.objects.select_related("source__locale", "target_locale")
    translation = get_object_or_404(known.annotate(has_fillable=has_fillable()), pk=translation_id)
    may_edit = may_edit_target(request.user, translation)
    if may_edit is None:
        raise Http404
    if not may_edit:
        raise PermissionDenied
    if translation.has_fillable:
        fill_in(translation, request.user)
    name = f"{slugify(translation.source.object_repr)}-{translation.target_locale.language_code}.po"
    return HttpResponse(
        str(export_po(translation)),
        content_type="text/x-gettext-translation",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def export_po(translation: Translation) -> polib.POFile:
    """Return wagtail-localize's file, with former translations marked instead of final.

    They are fuzzy, with the original that they were made from.
    """
    po = translation.export_po()
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    )
    known = list(rows.select_related("translation_of", "context").order_by("-updated_at", "-pk"))
    suggestions = {
        (row.translation_of.data, row.context.path): row
        for row in known
        if is_suggestion(row) and row.context
    }
    for entry in po:
        row = suggestions.get((entry.msgid, entry.msgctxt))
        if row is None or entry.obsolete:
            continue
        entry.flags.append("fuzzy")
        former = find_former(row, known)
        if former is not None:
            entry.previous_msgid = former.translation_of.data
    return po


def confirm_suggestions(translation: Translation, po: polib.POFile, user: Any, tool: str) -> int:
    """Confirm former translations that a file gives as final; return how many there are.

    wagtail-localize ignores a text that is the same in the file, and leaves its error in place.
    """
    final = {
        (entry.msgid, entry.msgctxt): entry.msgstr
        for entry in po
        if entry.msgstr and not entry.fuzzy and not entry.obsolete
    }
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=translation.target_locale,
    )
    confirmed = [
        row
        for row in rows.select_related("translation_of", "context")
        if is_suggestion(row) and final.get((row.translation_of.data, row.context.path)) == row.data
    ]
    for row in confirmed:
        row.has_error, row.field_error = False, ""
        row.tool_name, row.last_translated_by = tool, user
        row.save()
    return len(confirmed)
