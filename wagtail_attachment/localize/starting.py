"""Making a translation follow its original again, with the edits made by hand meanwhile."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.log_actions import log
from wagtail.snippets.action_menu import ActionMenuItem as SnippetActionMenuItem
from wagtail_localize.models import Translation
from wagtail_localize.wagtail_hooks import (
    ConvertToAliasPageActionMenuItem,
    RestartTranslationPageActionMenuItem,
    RestartTranslationSnippetActionMenuItem,
)

from wagtail_attachment.permissions import may_show_to_readers

from .hand_edits import HandEdits
from .refusing import find_edit_url, refuse
from .tool import get_translation_or_404


def start_translation(request: Any, translation_id: int) -> HttpResponse:
    """Show which hand edits would be kept or lost, and start once someone agrees."""
    translation, instance = get_translation_or_404(translation_id)
    if not may_show_to_readers(request.user, instance):
        return refuse(request, instance)
    edit_url = find_edit_url(request.user, instance)
    if translation.enabled:
        messages.info(request, _("It follows its original already."))
        return redirect(edit_url)
    with transaction.atomic():
        edits = HandEdits(translation, instance)
        edits.carry_over(request.user)
        # Computed while the strings are written, so that the person who agrees has seen exactly
        # this.
        is_agreed = edits.digest == request.POST.get("digest") and request.method == "POST"
        if is_agreed:
            Translation.objects.filter(pk=translation.pk).update(enabled=True)
            log(
                instance,
                "wagtail_attachment.start_sync",
                user=request.user,
                data={"kept": edits.kept, "lost": edits.lost, "restored": edits.restored},
            )
        else:
            transaction.set_rollback(True)
    if is_agreed:
        messages.success(request, _describe_start(edits.kept))
        return redirect(edit_url)
    if request.method == "POST":
        messages.warning(request, _("The page has changed meanwhile. Look at this list again."))
    return TemplateResponse(
        request,
        "wagtail_attachment/admin/start_translation.html",
        {
            "edits": edits,
            "instance": instance,
            "language": translation.target_locale.language_code,
            "source_language": translation.source.locale.language_code,
            "edit_url": edit_url,
        },
    )


def _describe_start(kept: int) -> str:
    if not kept:
        return str(_("It follows its original again."))
    return ngettext(
        "It follows its original again. %(count)d text that was edited by hand is kept.",
        "It follows its original again. %(count)d texts that were edited by hand are kept.",
        kept,
    ) % {"count": kept}


def lead_to_start(request: Any, instance: Any) -> HttpResponse | None:
    """Redirect to the question first: wagtail-localize would drop the hand edits unasked.

    A ``before_edit_page`` and ``before_edit_snippet`` hook.
    """
    if request.method != "POST" or "localize-restart-translation" not in request.POST:
        return None
    url = find_start_url(instance)
    return redirect(url) if url else None


def find_start_url(instance: Any) -> str:
    """Return where a page or snippet can be made to follow its original; empty if it cannot."""
    found = Translation.objects.filter(
        source__object_id=getattr(instance, "translation_key", None),
        target_locale=getattr(instance, "locale_id", None),
        enabled=False,
    ).first()
    return reverse("wagtail_attachment_start_translation", args=[found.pk]) if found else ""


class StartMenuItem(ActionMenuItem):
    """A link in the plain editor, so that Wagtail warns of unsaved changes before leaving."""

    name = "attachment-start-translation"
    label = _("Start Synced translation")
    icon_name = "rotate"

    def get_url(self, parent_context: Any) -> str:
        return find_start_url(parent_context["page"])


class StartSnippetMenuItem(SnippetActionMenuItem):
    name = StartMenuItem.name
    label = StartMenuItem.label
    icon_name = StartMenuItem.icon_name

    def get_url(self, parent_context: Any) -> str:
        return find_start_url(parent_context["instance"])


def replace_starting(items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Replace wagtail-localize's button with the link, for users whom it would not refuse.

    A ``construct_page_action_menu`` and ``construct_snippet_action_menu`` hook.
    """
    own = {
        RestartTranslationPageActionMenuItem: (StartMenuItem, "page"),
        RestartTranslationSnippetActionMenuItem: (StartSnippetMenuItem, "instance"),
    }
    for item in list(items):
        if type(item) not in own:
            continue
        replacement, key = own[type(item)]
        place = items.index(item)
        items.remove(item)
        if may_show_to_readers(request.user, context[key]):
            items.insert(place, replacement(order=item.order))


def let_others_lead(items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Put actions that change whose text a page shows after the usual actions.

    A ``construct_page_action_menu`` and ``construct_snippet_action_menu`` hook.
    """
    last = (ConvertToAliasPageActionMenuItem, StartMenuItem, StartSnippetMenuItem)
    items.sort(key=lambda item: isinstance(item, last))
