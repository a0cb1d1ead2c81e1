"""Changes to wagtail-localize's editor, with the buttons that the user may press.

A script draws the editor from one attribute, and leaves no place for other buttons.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from wagtail_localize.views.edit_translation import edit_translation

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.permissions import may_publish

from .banner import find_record, tell_what_is_new
from .glossary_hints import add_terms

_PROPS = re.compile(r'(<div class="js-translation-editor") data-props="([^"]*)"')


def open_editor(request: Any, page: Any) -> HttpResponse | None:
    """Open wagtail-localize's editor for a page, with messages above it and glossary terms in it.

    Users who may not publish get *Ready for review* instead of a button that would be refused. It
    is the button that wagtail-localize calls *Publish*, which comes first for those who have it;
    ``take_for_publishing`` treats what it sends as handing over, and ``editor.js`` renames it. A
    ``before_edit_page`` hook, which replaces wagtail-localize's own, to avoid reading the record
    again piece by piece.
    """
    if request.method != "GET" or not isinstance(page, CoveredPageMixin) or page.alias_of_id:
        return None
    record = find_record(page)
    if record is None:
        return None
    tell_what_is_new(request, page, record)
    response: HttpResponse = edit_translation(request, record, page)
    draw_with_terms(response, record, hands_over=not may_publish(request.user, page))
    return response


def draw_with_terms(response: HttpResponse, record: Any, *, hands_over: bool = False) -> None:
    """Add the glossary to the strings, and *Ready for review* for users who may not publish."""

    def rewrite(found: re.Match[str]) -> str:
        props = json.loads(unescape(found[2]))
        add_terms(props, record)
        attribute = ""
        if hands_over:
            props["perms"].update(canPublish=True, canDelete=False, canUnpublish=False)
            props["links"]["convertToAliasUrl"] = None
            attribute = f' data-hand-over="{escape(_("Ready for review"))}"'
        return f'{found[1]}{attribute} data-props="{escape(json.dumps(props))}"'

    response.content = _PROPS.sub(rewrite, response.content.decode())


def add_script() -> str:
    """Return the script that renames the button. An ``insert_editor_js`` hook."""
    return format_html('<script src="{}"></script>', static("wagtail_attachment/js/editor.js"))
