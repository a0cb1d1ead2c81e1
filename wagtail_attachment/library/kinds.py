"""Names, for people, of the types of passage that are not part of an article."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment.importing.passages import REPLACED

_KINDS: dict[str, str | Promise] = {
    "disclaimer": gettext_lazy("Disclaimer"),
    "crisis": gettext_lazy("Crisis help"),
    "booking": gettext_lazy("Booking prompt"),
    "repeated": gettext_lazy("Title repeated"),
    "byline": gettext_lazy("Byline"),
    "author": gettext_lazy("About the author"),
    "date": gettext_lazy("Date or reading time"),
    "share": gettext_lazy("Share or follow"),
    "subscribe": gettext_lazy("Newsletter sign-up"),
    "tags": gettext_lazy("Tags"),
    "comments": gettext_lazy("Readers' comments"),
    "related": gettext_lazy("Related articles"),
    "shortcode": gettext_lazy("Shortcode"),
    "properties": gettext_lazy("Properties of the file"),
    "menu": gettext_lazy("Menu"),
    "contents": gettext_lazy("Table of contents"),
    "cookies": gettext_lazy("Cookie notice"),
    "form": gettext_lazy("Form or button"),
    "aside": gettext_lazy("Sidebar"),
    "box": gettext_lazy("Text beside the article"),
}


def describe_kind(kind: str) -> str:
    """Return the name of a type of passage, such as “Disclaimer”."""
    return str(_KINDS.get(kind, kind))


def describe_doubtful(kind: str, words: str) -> str:
    """Return a note that a passage was kept because nobody could be asked about it."""
    return _("Kept, since it may be part of the article (%(kind)s): %(words)s") % {
        "kind": describe_kind(kind),
        "words": words,
    }


def describe_left_out(kind: str) -> str:
    """Return a note that a passage was left out, as replaced by the practice's own or not text."""
    message = (
        _("Left out, since yours is added (%(kind)s):")
        if kind in REPLACED
        else _("Left out, since it is not part of the article (%(kind)s):")
    )
    return message % {"kind": describe_kind(kind)}
