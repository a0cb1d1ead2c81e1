"""ZIP archives, a Word file among them: what is looked at before any reader opens one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree

MAX_FILE = 50_000_000
_MAX_UNPACKED, _MAX_ENTRIES = 100_000_000, 5_000
# Of one XML part: 20,000 words with all their marks of revision have some 4 MB.
_MAX_PART, _MAX_ELEMENTS, _MAX_DEPTH = 8_000_000, 50_000, 120
# How its readers say that something in it is not as it should be.
_DAMAGED = (
    *(BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError),
    etree.XMLSyntaxError,
)
# What a relationship may lead a reader to, which reads it as XML whatever its name.
_READ_AS_XML = ("comments", "endnotes", "footnotes", "numbering", "officeDocument", "styles")


@contextmanager
def _refusing_damage() -> Iterator[None]:
    try:
        yield
    except _DAMAGED:
        raise ValidationError(
            _("This file is damaged. Save it again, and try it once more.")
        ) from None


def check_archive(data: bytes) -> list[str]:
    """Return the names in an archive, or refuse one that is damaged, locked or far too large."""
    with _refusing_damage(), ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise ValidationError(_("This file is locked by a password. Save it without one."))
    if len(entries) > _MAX_ENTRIES or sum(entry.file_size for entry in entries) > _MAX_UNPACKED:
        raise ValidationError(
            _(
                "Unpacked, this file holds more than 100 MB. Import one article at a time, or with smaller pictures."
            )
        )
    return [entry.filename for entry in entries]


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the XML parts of an office file by name, or refuse one that readers choke on."""
    parts = {}
    with _refusing_damage(), ZipFile(BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.filename.endswith((".xml", ".rels")):
                if entry.file_size > _MAX_PART:
                    refuse_size()
                parts[entry.filename] = archive.read(entry)
    for name, part in parts.items():
        _check_xml(part)
        if name.endswith(".rels"):
            _check_relationships(part)
    return parts


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
    """Refuse relationships that lead to a part by a name for which nothing was checked."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for element in etree.fromstring(part, parser).iter("{*}Relationship"):
        kind = element.get("Type", "").rpartition("/")[2]
        if kind in _READ_AS_XML and not element.get("Target", "").endswith(".xml"):
            _refuse_tricks()


def _check_xml(part: bytes) -> None:
    """Refuse XML with a document type, where entities are made, and what is nested without end."""
    parser = etree.XMLPullParser(
        ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    depth = count = 0
    with _refusing_damage():
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
