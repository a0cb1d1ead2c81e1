"""Text that a Word file hides: its readers never saw it, and the reader of the file does not know it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

from lxml import etree

_OFF = {"0", "false", "off", "none"}
# What fields are made of has to stay whole.
_KEPT = {"rPr", "fldChar", "instrText"}


class _Style(NamedTuple):
    """What a style says of its text, ``None`` where it says nothing, and which one it is based on."""

    hides: bool | None
    base: str


def take_hidden(data: bytes, parts: Mapping[str, bytes]) -> tuple[bytes, list[str]]:
    """Return a Word file without its hidden text, and that text, a string for each paragraph.

    ``parts`` are its parts in XML, which were checked.
    """
    styles: dict[str, _Style] = {}
    for part in parts.values():
        for style in _parse(part).iter("{*}style"):
            base = style.find("{*}basedOn")
            named = "" if base is None else _get_value(base, "val")
            styles[_get_value(style, "styleId")] = _Style(_read_vanish(style), named)
    changed, words = {}, []
    for path, part in parts.items():
        root = _parse(part)
        taken = _empty_hidden(root, styles)
        if taken is not None:
            changed[path] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
            words += taken
    return (_replace(data, changed) if changed else data), words


def _parse(part: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(part, parser)


def _empty_hidden(root: Any, styles: Mapping[str, _Style]) -> list[str] | None:
    """Empty the hidden runs of a part; return their words, ``None`` where there is no such run."""
    hidden = [run for run in root.iter("{*}r") if _is_hidden(run, styles)]
    words: dict[Any, str] = {}
    for run in hidden:
        if run.getroottree().getroot() is not root:
            continue  # inside of another, which is empty by now
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
    # A style turns around what the other one says, as bold in a bold style is not bold.
    return sum(_hides(_get_value(each, "val"), styles) for each in named if each is not None) == 1


def _hides(name: str, styles: Mapping[str, _Style]) -> bool:
    """Say whether a style hides text, by itself or by one that it is based on."""
    seen = set()
    while name in styles and name not in seen:
        seen.add(name)
        style = styles[name]
        if style.hides is not None:
            return style.hides
        name = style.base
    return False


def _read_vanish(element: Any) -> bool | None:
    """Return what an element says of its own text, ``None`` where it says nothing."""
    vanish = element.find("{*}rPr/{*}vanish")
    return None if vanish is None else _get_value(vanish, "val").lower() not in _OFF


def _get_value(element: Any, name: str) -> str:
    return next(
        (str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name),
        "",
    )


def _replace(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w") as new:
        for name in dict.fromkeys(old.namelist()):
            new.writestr(name, changed[name] if name in changed else old.read(name))
    return file.getvalue()
