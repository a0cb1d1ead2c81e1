"""What the templates that serve readers say, whatever a site made of them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest
from django.template.loader import get_template, render_to_string, select_template

from .nodes import Node, read_nodes

INCLUDES = "wagtail_attachment/includes"

_OWN_DIRECTORY = Path(__file__).parent.parent / "templates"
# What a page's template shows by these is arranged again from the record, in the same order. What no record
# has, such as the list of languages, may be the site's own.
_ARRANGED = ("article_text", "safety")

logger = logging.getLogger("wagtail_attachment")


def render_nodes(name: str, context: dict[str, Any]) -> list[Node]:
    """Return what one of the includes says; nothing, and a line in the log, where it fails.

    One of the site's that fails would fail for readers too; it stops nobody's publishing.
    """
    try:
        return read_nodes(render_to_string(f"{INCLUDES}/{name}.html", context))
    except DatabaseError:  # after which PostgreSQL answers nothing more in this transaction
        raise
    except Exception:
        logger.exception("What %s.html says is not on record.", name)
        return []


def find_template(page: Any, request: HttpRequest) -> tuple[str, bool]:
    """Return the name of the template that shows a page, and whether it is the package's own.

    It is not where the site has put another one in the place of it, or of an include that arranges the page.
    """
    names = page.get_template(request)
    try:
        template = select_template([names] if isinstance(names, str) else names)
        name = str(template.template.name)
        is_own = _is_own(template) and all(
            _is_own(get_template(f"{INCLUDES}/{each}.html")) for each in _ARRANGED
        )
    except Exception:  # which readers of the page would meet too
        return "", False
    return name, is_own


def _is_own(template: Any) -> bool:
    return Path(template.origin.name).is_relative_to(_OWN_DIRECTORY)
