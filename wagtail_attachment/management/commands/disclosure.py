"""Say which wording and which crisis lines were on an article at a time."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from wagtail_attachment.evidence import Disclosure, disclose


class Command(BaseCommand):
    help = "Says which wording and which crisis lines readers of a page saw at a time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("page_id", type=int)
        parser.add_argument(
            "--at",
            metavar="ISO_TIME",
            help="As in 2026-11-24T09:00; without an offset, in the site's time zone. Now, if left out.",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        disclosure = disclose(options["page_id"], parse_time(options["at"]))
        if options["format"] == "json":
            self.stdout.write(json.dumps(disclosure.to_dict(), indent=2, ensure_ascii=False))
        else:
            for line in describe(disclosure):
                self.stdout.write(line)


def parse_time(text: str | None) -> datetime:
    """Return the aware time that ``text`` names; raises ``CommandError`` for none."""
    if not text:
        return timezone.now()
    try:
        at = parse_datetime(text)
        day = None if at else parse_date(text)
    except ValueError as error:
        raise CommandError(f"--at: {text!r} is no such time: {error}.") from error
    if day:
        at = datetime(day.year, day.month, day.day)
    if at is None:
        raise CommandError(f"--at: {text!r} is no ISO time, as 2026-11-24T09:00 is one.")
    return at if timezone.is_aware(at) else timezone.make_aware(at)


def describe(disclosure: Disclosure) -> list[str]:
    """Return the disclosure in words, a line each."""
    event = disclosure.event
    lines = [f"Page {disclosure.page_id} at {disclosure.at.isoformat()}"]
    if event is None or not event.live:
        return [*lines, "It was not public."]
    lines += [
        f"Title: {event.title}",
        f"Address: {event.url}",
        f"Language: {event.language}; readers in: {', '.join(event.countries) or 'not set'}",
        f"Enforcement: {event.enforcement}; as it stood since {event.at.isoformat()}",
    ]
    if disclosure.was_withheld:
        lines.append("It was withheld: readers got 503 and no text.")
    for version in disclosure.wordings:
        lines += [
            "",
            f"Disclaimer {version.kind!r}, version {version.pk}, sha256 {version.digest}",
            f"Put in force by {version.person_name} ({version.person_role}) on "
            f"{version.approved_at.isoformat()}, from {version.effective_from.isoformat()}",
            version.heading,
            version.text,
        ]
    for line in disclosure.lines:
        dialled = ", ".join(channel.label for channel in line.channels)
        lines += ["", f"Crisis line, version {line.version_id}: {line.name}: {dialled}"]
    return lines
