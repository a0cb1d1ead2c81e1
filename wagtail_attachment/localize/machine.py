"""Machine translation in wagtail-localize's editor, after filling in known translations."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation

from .filling import fill_in
from .tool import may_edit_target


@require_POST
def machine_translate(request: Any, translation_id: int) -> HttpResponseBase:
    """Fill in known translations, and send only the rest to the machine."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if may_edit_target(request.user, translation):
        fill_in(translation, request.user)
    response: HttpResponseBase = edit_translation.machine_translate(request, translation_id)
    return response
