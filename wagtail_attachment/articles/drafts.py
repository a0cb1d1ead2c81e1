"""Which draft saves of the editor change something, and which revision an autosave may overwrite."""

from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME

_BOOKKEEPING = frozenset({"depth", "first_published_at", "numchild", "owner", "path"})
"""What Wagtail writes with a page though a form might."""


def may_overwrite(page: Any, revision: Any, user: Any) -> bool:
    """Say whether an autosave by ``user`` may write into ``revision`` and not into a new one.

    Wagtail's editor asks for it by the id of its last save. By now readers may have that revision, or
    be about to get it; and a save that changed nothing was answered with whatever came last.
    """
    return bool(
        revision.pk != page.live_revision_id
        and revision.approved_go_live_at is None
        and revision.user_id == (user and user.pk)
    )


def changes_nothing(page: Any) -> bool:
    """Say whether ``page`` holds no more than its last revision, or, where there is none, its row.

    Wagtail's text editor writes the same text in another form as soon as it has loaded, and Wagtail
    may take that for something typed. A comment counts as a change.
    """
    latest = page.get_latest_revision()
    before = latest.as_object() if latest else type(page).objects.get(pk=page.pk)
    content = _read(before)
    if latest:
        # The object has those of now: a draft's are stored by the time its revision is.
        comments = latest.content.get(COMMENTS_RELATION_NAME, [])
        content[COMMENTS_RELATION_NAME] = _read_comments(comments)
    return _read(page) == content


def _read(page: Any) -> dict[str, Any]:
    data = page.serializable_data()
    read: dict[str, Any] = {}
    for field in page._meta.get_fields():
        name = field.name
        if name not in data or name in _BOOKKEEPING or not getattr(field, "editable", True):
            continue
        read[name] = data[name]
        match field:
            case StreamField():
                read[name] = _read_stream(json.loads(data[name] or "[]"))
            case RichTextField():
                read[name] = _read_rich_text(data[name] or "")
            case ParentalManyToManyField():
                read[name] = sorted(data[name], key=str)
            case _ if isinstance(data[name], str):
                read[name] = _read_lines(data[name])
    read[COMMENTS_RELATION_NAME] = _read_comments(data.get(COMMENTS_RELATION_NAME, []))
    return read


def _read_comments(comments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    # Wagtail notes with a comment in which revision it was made once that is there.
    noted = {"revision_created", "updated_at"}
    return [{key: each[key] for key in each.keys() - noted} for each in comments]


def _read_stream(value: Any) -> Any:
    match value:
        case dict():
            # A block that was stored without an id gets a new one each time it is read.
            is_block = value.keys() >= {"type", "value"}
            return {
                key: _read_stream(item)
                for key, item in value.items()
                if not (is_block and key == "id")
            }
        case list():
            return [_read_stream(item) for item in value]
        case str() if "<" in value or "&" in value:
            return _read_rich_text(value)
        case str():
            return _read_lines(value)
    return value


def _read_lines(text: str) -> list[str]:
    """Return the lines of a text: browsers end them in their own way, and a form takes off what is around it."""
    return text.strip().splitlines()


def _read_rich_text(html: str) -> str:
    soup = BeautifulSoup("\n".join(_read_lines(html)), "html.parser")
    for element in soup.select("[data-block-key]"):
        del element["data-block-key"]
    return str(soup)
