"""The import of a translator's PO file, with a message and a solution for each problem."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polib
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.log_actions import log
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

from wagtail_attachment import permissions
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.translation.pages import find_pending_translation

from .po_entries import Chosen, choose_entries, make_file
from .po_export import confirm_suggestions
from .tool import get_translation_or_404

TOOL_NAME = "PO File"
"""The name that wagtail-localize shows beside a string from a file."""

NAMED_AT_MOST = 20
"""How many of the texts that the file did not replace are named one by one."""

_ID_HEADER = "X-WagtailLocalize-TranslationID"


@require_POST
def upload_pofile(request: Any, translation_id: int) -> HttpResponse:
    """Import a file, completely or not at all.

    A script of wagtail-localize draws the upload form, so it cannot have a checkbox for the review.
    And a review covers the whole resulting translation, not the file. So those who may review are
    led from here to the screen where the translation is read and reviewed.
    """
    translation, instance = get_translation_or_404(translation_id)
    if not user_can_edit_instance(request.user, instance):
        raise PermissionDenied
    upload = request.FILES.get("file")
    try:
        po = read_po(upload.read() if upload else b"", str(translation.uuid))
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    else:
        _take_over(request, translation, instance, po, upload.name)
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def read_po(content: bytes, translation_uuid: str) -> polib.POFile:
    """Return the parsed file. Raises ``ValidationError`` if it cannot be imported."""
    if not content.strip():
        raise ValidationError(_("Choose a PO file first: nothing was uploaded, or an empty file."))
    po = _parse(content)
    found = po.metadata.get(_ID_HEADER)
    if not found:
        raise ValidationError(
            _(
                "This file does not say which translation it is of: the line “%(header)s” at its "
                "top is missing. Download the file here, and translate that one."
            )
            % {"header": _ID_HEADER}
        )
    if found != translation_uuid:
        raise ValidationError(
            _("This file is of another page or another language. Nothing was imported.")
        )
    if not any(entry.msgstr for entry in po):
        raise ValidationError(_("No text of this file is translated yet."))
    return po


def _parse(content: bytes) -> polib.POFile:
    if b"\0" in content:
        raise ValidationError(_("This isn't a PO file, or it is damaged. Nothing was imported."))
    with TemporaryDirectory() as folder:
        # polib takes either text or a file name: a text that is a file name would be read as one.
        file = Path(folder) / "upload.po"
        file.write_bytes(content)
        try:
            return polib.pofile(str(file))
        except ValueError as error:
            raise ValidationError(
                _(
                    "This file is not saved in the encoding that it names. Save it as UTF-8, "
                    "and upload it again. Nothing was imported."
                )
            ) from error
        except OSError as error:
            line = re.search(r"\(line (\d+)\)", str(error))
            raise ValidationError(
                _(
                    "This isn't a PO file, or it is damaged: line %(number)s cannot be read. "
                    "Nothing was imported."
                )
                % {"number": line[1] if line else "1"}
            ) from error


def _take_over(
    request: Any, translation: Translation, instance: Any, po: polib.POFile, name: str
) -> None:
    with transaction.atomic():
        chosen = choose_entries(translation, po)
        usable = make_file(po, chosen.entries)
        warnings = translation.import_po(usable, user=request.user, tool_name=TOOL_NAME)
        confirm_suggestions(translation, usable, request.user, TOOL_NAME)
        number = len(chosen.entries) - len(warnings)
        log(
            instance,
            "wagtail_attachment.import_po",
            user=request.user,
            data={
                "file": name,
                "texts": number,
                "unknown": len(warnings),
                "fuzzy": chosen.fuzzy,
                "newer": len(chosen.newer),
            },
        )
    say = messages.success if number and not (chosen.newer or chosen.fuzzy) else messages.info
    say(
        request,
        ngettext(
            "%(count)d text was imported from the file.",
            "%(count)d texts were imported from the file.",
            number,
        )
        % {"count": number},
    )
    _tell_what_stayed(request, chosen)
    _tell_what_is_wrong(request, translation, len(warnings))
    if isinstance(instance, CoveredPageMixin):
        _offer_review(request, instance)


def _tell_what_stayed(request: Any, chosen: Chosen) -> None:
    if chosen.newer:
        messages.warning(
            request,
            render_to_string(
                "wagtail_attachment/admin/newer_texts.html",
                {
                    "count": len(chosen.newer),
                    "newer": chosen.newer[:NAMED_AT_MOST],
                    "more": len(chosen.newer[NAMED_AT_MOST:]),
                },
            ),
        )
    if chosen.fuzzy:
        messages.warning(
            request,
            ngettext(
                "%(count)d text was left out: the file marks it as fuzzy. Check it in your "
                "translation program, take the mark off, and upload the file again.",
                "%(count)d texts were left out: the file marks them as fuzzy. Check them in your "
                "translation program, take the marks off, and upload the file again.",
                chosen.fuzzy,
            )
            % {"count": chosen.fuzzy},
        )


def _tell_what_is_wrong(request: Any, translation: Translation, unknown: int) -> None:
    if unknown:
        messages.warning(
            request,
            ngettext(
                "%(count)d text of the file was left out: the original does not have it any more.",
                "%(count)d texts of the file were left out: the original does not have them any "
                "more.",
                unknown,
            )
            % {"count": unknown},
        )
    wrong = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
        translation_of__in=translation.source.stringsegment_set.values("string"),
        has_error=True,
    ).count()
    if wrong:
        messages.warning(
            request,
            ngettext(
                "%(count)d text has an error, which is shown beside it; readers do not get this "
                "text.",
                "%(count)d texts have an error, which is shown beside them; readers do not get "
                "these texts.",
                wrong,
            )
            % {"count": wrong},
        )


def _offer_review(request: Any, page: CoveredPageMixin) -> None:
    pending = find_pending_translation(page)
    if pending is None or not pending.to_read:
        return
    if permissions.may_review_translation(request.user, page):
        url = reverse("wagtail_attachment:review_translation", args=[page.pk])
        label = _("I have read this whole translation")
        messages.warning(
            request,
            _("Imported text needs review. Have you read the whole translation?"),
            buttons=[messages.button(url, label)],
        )
        return
    messages.warning(
        request,
        _("Imported text needs review. Ask: %(names)s.")
        % {"names": permissions.describe_translation_reviewers(page.locale.language_code)},
    )
