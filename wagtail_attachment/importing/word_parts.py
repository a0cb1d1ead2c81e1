"""The XML parts of a Word file, and the checks made before its reader opens one."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree

from .archives import reading

# Limits for one XML part: 20,000 words with all their revision marks take about 4 MB.
_MAX_PART, _MAX_ELEMENTS, _MAX_DEPTH = 8_000_000, 50_000, 120
# Types of relationship whose target a reader parses as XML, whatever its name.
_READ_AS_XML = ("comments", "endnotes", "footnotes", "numbering", "officeDocument", "styles")


def read_parts(archive: ZipFile, name: str) -> dict[str, bytes]:
    """Return the XML parts of a Word file by name. Raises ``ValidationError`` for unsafe parts."""
    parts = {}
    with reading(name):
        for entry in archive.infolist():
            if entry.filename.endswith((".xml", ".rels")):
                if entry.file_size > _MAX_PART:
                    refuse_size()
                parts[entry.filename] = archive.read(entry)
    for path, part in parts.items():
        with reading(name):
            _check_xml(part)
        if path.endswith(".rels"):
            _check_relationships(part)
    return parts


def replace_parts(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return a Word file in which the named parts are replaced."""
    if not changed:
        return data
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w") as new:
        for name in dict.fromkeys(old.namelist()):
            new.writestr(name, changed[name] if name in changed else old.read(name))
    return file.getvalue()


def parse_part(part: bytes) -> Any:
    """Return the root of a part, without reading anything outside it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(part, parser)


def get_value(element: Any, name: str) -> str:
    """Return an attribute by its local name, since its namespace has more than one address."""
    return next(
        (str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name),
        "",
    )


def refuse_size() -> None:
    raise ValidationError(
        _("This Word file holds more than one article. Split it, and import one at a time.")
    )


def _refuse_tricks() -> None:
    raise ValidationError(
        _(
            "This file contains something that no word processor writes. Copy its text, and "
            "paste it instead."
        )
    )


def _check_relationships(part: bytes) -> None:
    """Refuse relationships whose target has a name that was not checked."""
    for element in parse_part(part).iter("{*}Relationship"):
        kind = element.get("Type", "").rpartition("/")[2]
        if kind in _READ_AS_XML and not element.get("Target", "").endswith(".xml"):
            _refuse_tricks()


def _check_xml(part: bytes) -> None:
    """Refuse XML with a document type, which can define entities, and XML nested too deeply."""
    parser = etree.XMLPullParser(
        ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    depth = count = 0
    parser.feed(part)
    for event, element in parser.read_events():
        depth += 1 if event == "start" else -1
        count += event == "start"
        if event == "end":
            element.clear()
        if depth > _MAX_DEPTH or count > _MAX_ELEMENTS:
            refuse_size()
    root = parser.close()
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        _refuse_tricks()
