"""A warning before a page is deleted, since wagtail-localize drops its translations' strings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail_localize.models import StringTranslation, Translation


def tell_what_is_lost(request: Any, page: Any) -> None:
    """Warn before a translation or its original is deleted, with two queries at most.

    A ``before_delete_page`` hook.
    """
    is_kept = getattr(settings, "WAGTAILLOCALIZE_DISABLE_ON_DELETE", False)
    if request.method != "GET" or is_kept:
        return
    strings = StringTranslation.objects.filter(context__object_id=page.translation_key)
    records = Translation.objects.filter(enabled=True, source__object_id=page.translation_key)
    if count := strings.filter(locale=page.locale_id).count():
        messages.warning(
            request,
            ngettext(
                "%(count)d translated text is deleted with this page. If someone reviewed it, it stays "
                "in the translation memory, and is filled in if the page is translated again.",
                "%(count)d translated texts are deleted with this page. Those that someone reviewed "
                "stay in the translation memory, and are filled in if the page is translated again.",
                count,
            )
            % {"count": count},
        )
    elif records.filter(source__locale=page.locale_id).exists():
        messages.warning(
            request,
            _(
                "The translations of this page stay, but they no longer follow it. What was typed for "
                "them and is not published is lost: publish it first, or press Ready for review."
            ),
        )
