"""Hidden text of a Word file, which its readers never saw and mammoth would not recognise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml import etree

from .word_parts import get_value, parse_part

_OFF = {"0", "false", "off", "none"}
# The elements that fields consist of must stay.
_KEPT = {"rPr", "fldChar", "instrText"}


class _Style(NamedTuple):
    """Whether a style hides its text, ``None`` if it does not say, and the style it is based on."""

    hides: bool | None
    base: str


def take_hidden(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """Return the changed parts without hidden text, and that text, one string for each paragraph.

    ``parts`` are the XML parts of a Word file, already checked.
    """
    styles: dict[str, _Style] = {}
    for part in parts.values():
        for style in parse_part(part).iter("{*}style"):
            base = style.find("{*}basedOn")
            named = "" if base is None else get_value(base, "val")
            styles[get_value(style, "styleId")] = _Style(_read_vanish(style), named)
    changed, words = {}, []
    for path, part in parts.items():
        root = parse_part(part)
        taken = _empty_hidden(root, styles)
        if taken is not None:
            changed[path] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
            words += taken
    return changed, words


def _empty_hidden(root: Any, styles: Mapping[str, _Style]) -> list[str] | None:
    """Empty the hidden runs of a part; return their words, or ``None`` if no run is hidden."""
    hidden = [run for run in root.iter("{*}r") if _is_hidden(run, styles)]
    words: dict[Any, str] = {}
    for run in hidden:
        if run.getroottree().getroot() is not root:
            continue  # inside another hidden run, already emptied
        paragraph = next(run.iterancestors("{*}p"), root)
        text = "".join(each.text or "" for each in run.iter("{*}t"))
        words[paragraph] = words.get(paragraph, "") + text
        for child in run:
            if etree.QName(child).localname not in _KEPT:
                run.remove(child)
    return [text.strip() for text in words.values() if text.strip()] if hidden else None


def _is_hidden(run: Any, styles: Mapping[str, _Style]) -> bool:
    own = _read_vanish(run)
    if own is not None:
        return own
    paragraph = next(run.iterancestors("{*}p"), None)
    named = [run.find("{*}rPr/{*}rStyle")]
    if paragraph is not None:
        named.append(paragraph.find("{*}pPr/{*}pStyle"))
    # Two hiding styles cancel each other, as bold in a bold style is not bold.
    return sum(_hides(get_value(each, "val"), styles) for each in named if each is not None) == 1


def _hides(name: str, styles: Mapping[str, _Style]) -> bool:
    """Say whether a style hides text, itself or through the style it is based on."""
    seen = set()
    while name in styles and name not in seen:
        seen.add(name)
        style = styles[name]
        if style.hides is not None:
            return style.hides
        name = style.base
    return False


def _read_vanish(element: Any) -> bool | None:
    """Return whether an element hides its own text; ``None`` if it does not say."""
    vanish = element.find("{*}rPr/{*}vanish")
    return None if vanish is None else get_value(vanish, "val").lower() not in _OFF
