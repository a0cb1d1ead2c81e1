"""Ending wagtail-localize's management of a translation, and keeping what was typed."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin
from wagtail_localize.models import Translation

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.permissions import may_show_to_readers
from wagtail_attachment.translation.pages import find_translation

from .publishing import describe_deletion
from .refusing import find_edit_url, refuse
from .tool import get_translated_draft, get_translation_or_404


@require_POST
def stop_translation(request: Any, translation_id: int) -> HttpResponse:
    """Let the page be edited in Wagtail's editor from now on, if the user may publish it.

    Unpublished text exists only in wagtail-localize's strings, so it is saved as a draft.
    """
    translation, instance = get_translation_or_404(translation_id)
    if not may_show_to_readers(request.user, instance):
        return refuse(request, instance)
    edit_url = get_valid_next_url_from_request(request) or find_edit_url(request.user, instance)
    draft = get_translated_draft(translation)
    if draft is None:
        messages.error(request, describe_deletion())
        return redirect(edit_url)
    with transaction.atomic():
        if isinstance(draft, CoveredPageMixin) and (known := find_translation(draft)):
            known.leave_tool()
        Translation.objects.filter(pk=translation.pk).update(enabled=False)
        if isinstance(instance, DraftStateMixin):
            _keep_typed(instance, draft, request.user)
        log(instance, "wagtail_attachment.stop_sync", user=request.user)
    messages.success(
        request,
        _("“%(title)s” no longer follows its original. Edit it here like any other page.")
        % {"title": instance},
    )
    return redirect(edit_url)


def _keep_typed(instance: Any, draft: Any, user: Any) -> None:
    """Save the strings as a draft, unless the newest draft has the same text."""
    if _read(draft) != _read(instance.get_latest_revision_as_object()):
        # Not validated: missing texts are reported at publishing.
        draft.save_revision(user=user, clean=False)


def _read(instance: Any) -> dict[str, Any]:
    """Return a revision's data, with streams parsed, since PostgreSQL changes their key order."""
    data = instance.serializable_data()
    streams = [field.name for field in instance._meta.fields if isinstance(field, StreamField)]
    return {**data, **{name: json.loads(data[name] or "null") for name in streams}}
