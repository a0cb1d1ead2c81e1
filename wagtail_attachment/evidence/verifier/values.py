"""What a file holds, and how its digests and times are read."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

MANIFEST, SEAL = "MANIFEST.json", "MANIFEST.sha256"
LEDGERS = (
    "DisclaimerVersion",
    "CrisisResourceVersion",
    "PublicationSeal",
    "Review",
    "SensitivityDecision",
    "PairReview",
    "ReaderText",
)


def read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not in UTF-8; save it as plain text in UTF-8") from None


def read_members(path: Path, heads: str = "") -> dict[str, bytes]:
    """Return the content of each file by its name; of a name that stands twice, nothing.

    In a folder what is laid beside the files is left out: the ZIP that they are from, and heads.
    """
    if path.is_dir():
        files = [each for each in path.rglob("*") if each.is_file()]
        beside = {each.resolve() for each in path.glob("*.zip")}
        beside |= {Path(heads).resolve()} if heads else set()
        own = [each for each in files if each.resolve() not in beside]
        return {each.relative_to(path).as_posix(): each.read_bytes() for each in own}
    with zipfile.ZipFile(path) as file:
        names = file.namelist()
        twice = {name for name in names if names.count(name) > 1}
        return {name: b"" if name in twice else file.read(name) for name in names}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest_of(values: object) -> str:
    """Return the sha256 of plain values as JSON in UTF-8, with its keys in order."""
    return digest(json.dumps(values, sort_keys=True, ensure_ascii=False).encode())


def when(text: str) -> datetime:
    """Return a time to its millisecond, as the records have it."""
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def find_group(groups: list[Any], page_id: int) -> str:
    """Return the digest of what an event about many pages says of one; empty if it does not name that page."""
    for pages, sha256 in groups:
        if any(first <= page_id <= last for first, last in pages):
            return str(sha256)
    return ""


def get_basis(help_: dict[str, Any]) -> list[Any]:
    """Return the rows and numbers that a help is made of."""
    card = help_.get("card", {})
    return [
        [each["version"] for each in help_.get("disclaimers", [])],
        [each["version"] for each in card.get("lines", [])],
        [[each["country"], each["number"]] for each in card.get("emergency_numbers", [])],
    ]


def list_strings(values: Any) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, (dict, list)):
        for each in values.values() if isinstance(values, dict) else values:
            yield from list_strings(each)


def list_texts(nodes: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the text of each heading, paragraph, item and cell."""
    for node in nodes:
        if "nodes" in node:  # as a booking prompt has, besides a text of its own
            yield from list_texts(node["nodes"])
        elif isinstance(node.get("text"), str):
            yield node["text"]
        elif "items" in node:
            for item in node["items"]:
                yield from list_texts(item)
        elif "rows" in node:
            yield from (cell for row in node["rows"] for cell in row if cell)
