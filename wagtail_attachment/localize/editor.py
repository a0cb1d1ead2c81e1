"""wagtail-localize's own editor, with the buttons that someone may press.

It is drawn by a script from one attribute, and has no place for anybody else's buttons.
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
    """Open wagtail-localize's editor for a page that it keeps, with what there is to say above it.

    The terms of the glossary stand beside the strings.
    Who may not publish is led to *Ready for review*, and not to what would be refused. The button that
    it calls *Publish* is the first where someone has it; what it sends is taken as handing over
    (``take_for_publishing``), and ``editor.js`` gives it its name. A ``before_edit_page`` hook, in the
    place of wagtail-localize's own, which would read its record once more and piece by piece.
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
    """Put the glossary beside the strings; and lead who may not publish to *Ready for review*."""

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
    """Return the script that names the button. An ``insert_editor_js`` hook."""
    return format_html('<script src="{}"></script>', static("wagtail_attachment/js/editor.js"))
