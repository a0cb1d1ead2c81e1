"""Taking over a translator's PO file: what is wrong with it is said, and what it needs is offered."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polib
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
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
from wagtail_attachment.permissions import describe_holders
from wagtail_attachment.translation.pages import find_pending_translation

TOOL_NAME = "PO File"
"""What wagtail-localize writes beside a string that came from a file."""

_ID_HEADER = "X-WagtailLocalize-TranslationID"


@require_POST
def upload_pofile(request: Any, translation_id: int) -> HttpResponse:
    """Take over what a file says, all of it or nothing.

    Nothing can be ticked where the file is chosen, which wagtail-localize draws by script. And what
    somebody answers for is the whole translation as it stands afterwards, not the file: so it is read,
    and reviewed, on the screen for that, to which those who may are led from here.
    """
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        instance = translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
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
    """Return the file; raises ``ValidationError`` for one that cannot be taken over, and says why."""
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
            _("This file is of another page or another language. Nothing was taken over.")
        )
    if not any(entry.msgstr for entry in po):
        raise ValidationError(_("No text of this file is translated yet."))
    return po


def _parse(content: bytes) -> polib.POFile:
    if b"\0" in content:
        raise ValidationError(_("This is no PO file, or it is damaged. Nothing was taken over."))
    with TemporaryDirectory() as folder:
        # polib takes either text or the name of a file: text that is a name would be read as one.
        file = Path(folder) / "upload.po"
        file.write_bytes(content)
        try:
            return polib.pofile(str(file))
        except ValueError as error:
            raise ValidationError(
                _(
                    "This file is not saved in the encoding that it names. Save it as UTF-8, and "
                    "upload it again. Nothing was taken over."
                )
            ) from error
        except OSError as error:
            line = re.search(r"\(line (\d+)\)", str(error))
            raise ValidationError(
                _(
                    "This is no PO file, or it is damaged: line %(number)s cannot be read. Nothing "
                    "was taken over."
                )
                % {"number": line[1] if line else "1"}
            ) from error


def _take_over(
    request: Any, translation: Translation, instance: Any, po: polib.POFile, name: str
) -> None:
    with transaction.atomic():
        warnings = translation.import_po(po, user=request.user, tool_name=TOOL_NAME)
        unknown = [warning for warning in warnings if po[warning.index].msgstr]
        number = sum(bool(entry.msgstr) for entry in po) - len(unknown)
        log(
            instance,
            "wagtail_attachment.import_po",
            user=request.user,
            data={"file": name, "texts": number, "unknown": len(unknown)},
        )
    messages.success(
        request,
        ngettext(
            "%(count)d text was taken over from the file.",
            "%(count)d texts were taken over from the file.",
            number,
        )
        % {"count": number},
    )
    _tell_what_is_wrong(request, translation, len(unknown))
    if isinstance(instance, CoveredPageMixin):
        _offer_review(request, instance)


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
                "%(count)d text has an error, which stands beside it; readers do not get it.",
                "%(count)d texts have an error, which stands beside them; readers do not get them.",
                wrong,
            )
            % {"count": wrong},
        )


def _offer_review(request: Any, page: CoveredPageMixin) -> None:
    pending = find_pending_translation(page)
    if pending is None or not pending.unreviewed:
        return
    if request.user.has_perm(permissions.REVIEW_TRANSLATION):
        url = reverse("wagtail_attachment:review_translation", args=[page.pk])
        label = _("I have read this whole translation")
        messages.warning(
            request,
            _("Texts from a file count as unreviewed. Have you read the whole translation?"),
            buttons=[messages.button(url, label)],
        )
        return
    messages.warning(
        request,
        _("Texts from a file count as unreviewed. This reviews them: %(names)s.")
        % {"names": describe_holders(permissions.REVIEW_TRANSLATION)},
    )
