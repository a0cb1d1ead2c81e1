"""Which link targets of an imported text are kept."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_SCHEMES = {"http", "https", "mailto", "tel"}
# Programs that redirect links through their own address, and where that address holds the target.
_REDIRECTS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}"), "/url", ("q", "url")),
    (re.compile(r"[\w-]+\.safelinks\.protection\.outlook\.com"), "", ("url",)),
    (re.compile(r"(?:l|lm)\.(?:facebook|instagram)\.com"), "", ("u",)),
    (re.compile(r"(?:www\.)?youtube\.com"), "/redirect", ("q",)),
    (re.compile(r"(?:www\.)?linkedin\.com"), "/redir/redirect", ("url",)),
)
_WRAPPED = re.compile(r"https://urldefense\.(?:proofpoint\.)?com/v3/__(https?:/{1,2}[^*]+?)__;.*")
_MOST_WRAPPED = 3


def get_safe_href(href: str | None) -> str:
    """Return a link's target, or an empty string if only its text is to stay.

    The redirects that Google Docs, Outlook and others put around links are removed.
    """
    target = re.sub(r"[\x00-\x1f]+", "", href or "").strip().replace(" ", "%20")
    for _time in range(_MOST_WRAPPED):
        try:
            inner = _unwrap(target)
        except ValueError:
            return ""
        if inner is None:
            break
        target = inner
    return _make_safe(target)


def _make_safe(target: str) -> str:
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    if parts.scheme in _SCHEMES:
        return target if parts.netloc or parts.scheme in {"mailto", "tel"} else ""
    is_path = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if is_path else ""


def _unwrap(target: str) -> str | None:
    """Return the address that a link redirects to; ``None`` if it does not redirect."""
    if wrapped := _WRAPPED.fullmatch(target):
        return re.sub(r"^(https?:)/+", r"\1//", wrapped[1])
    parts = urlsplit(target)
    for host, path, names in _REDIRECTS:
        if host.fullmatch(parts.netloc) and parts.path.startswith(path):
            query = parse_qs(parts.query)
            found = next((query[name][0] for name in names if name in query), None)
            if found and found != target:
                return found.strip().replace(" ", "%20")
    return None
