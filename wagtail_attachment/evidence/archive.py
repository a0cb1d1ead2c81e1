"""A report as a ZIP: to be read by people, kept by a court, and checked without this package."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi

from wagtail_attachment.ledger.digests import write_canonically
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.times import to_utc

from .limits import LIMITS
from .proof import Chain, describe_event, find_events, open_others, read_chains
from .report import FORMAT, Report
from .verifier import write_verifier

_PACKAGE = Path(__file__).resolve().parents[1]
_STYLE = _PACKAGE / "static" / "wagtail_attachment" / "css" / "report.css"


@dataclass(frozen=True)
class Archive:
    """The bytes of the ZIP, and the sha256 of its manifest, by which it is known later."""

    content: bytes
    digest: str


def make_archive(report: Report, host: str) -> Archive:
    """Return a report with all that it takes to check it; ``host`` is the site that it is of."""
    events = [describe_event(event, report.page_id) for event in find_events(report)]
    chains = read_chains(report)
    members = dict(_make_members(report, host, events, chains))
    manifest = _write(
        {
            "format": FORMAT,
            "host": host,
            "page_id": report.page_id,
            "made_at": report.made_at.isoformat(),
            "ledgers": {
                chain.name: {"rows": len(chain.links), "head": chain.head} for chain in chains
            },
            "files": {name: _digest(content) for name, content in sorted(members.items())},
        }
    )
    digest = _digest(manifest)
    members["MANIFEST.json"] = manifest
    members["MANIFEST.sha256"] = f"{digest}  MANIFEST.json\n".encode()
    return Archive(_pack(members, report), digest)


def _make_members(
    report: Report, host: str, events: list[dict[str, Any]], chains: list[Chain]
) -> Iterator[tuple[str, bytes]]:
    context = {
        "report": report,
        "host": host,
        "limits": LIMITS,
        "chains": chains,
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
    }
    for name, template in (("index.html", "report.html"), ("README.txt", "readme.txt")):
        text = render_to_string(f"wagtail_attachment/evidence/{template}", context)
        yield name, text.encode()
    yield "report.css", _STYLE.read_bytes()
    yield "verify.py", write_verifier().encode()
    yield "disclosure.json", _write(report.to_dict())
    for chain in chains:
        yield f"ledgers/{chain.name}.json", _write(chain.to_dict())
    others = open_others([event["id"] for event in events])
    yield "events.json", _write({"events": events, "others": others})
    # The same bytes as those that the digest is of.
    kept = RecordedText.read({digest for event in events for digest in event["texts"]})
    for digest, values in kept.items():
        yield f"texts/{digest}.json", write_canonically(values).encode()


def _pack(members: dict[str, bytes], report: Report) -> bytes:
    buffer = io.BytesIO()
    made_at = to_utc(report.made_at).timetuple()[:6]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(_describe_member(name, made_at), content)
    return buffer.getvalue()


def _describe_member(name: str, made_at: Any) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, made_at)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _write(values: Any) -> bytes:
    return json.dumps(values, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
