"""Say which wording and which crisis lines were on an article at a time, or in a span of time."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from wagtail_attachment.evidence.disclosure import Disclosure, State, disclose, get_timeline
from wagtail_attachment.times import as_stored, get_local_time


class Command(BaseCommand):
    help = "Says which wording and which crisis lines readers of a page saw, and from when to when."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("page_id", type=int)
        parser.add_argument(
            "--at",
            metavar="ISO_TIME",
            help="As in 2026-11-24T09:00; without an offset, in the site's time zone. Now, if left out.",
        )
        parser.add_argument(
            "--from",
            dest="start",
            metavar="ISO_TIME",
            help="List every state from then on, in the place of the one at a time.",
        )
        parser.add_argument(
            "--until",
            metavar="ISO_TIME",
            help="List every state until then; from the first one on, without --from.",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        page_id = options["page_id"]
        is_span = options["start"] or options["until"]
        if is_span and options["at"]:
            raise CommandError("Give either --at, or --from and --until.")
        if is_span:
            states = parse_span(page_id, options["start"], options["until"])
            answer: Any = [state.to_dict() for state in states]
            lines = describe_states(page_id, states)
        else:
            disclosure = disclose(page_id, parse_time("--at", options["at"]))
            answer = disclosure.to_dict()
            lines = describe(disclosure)
        if options["format"] == "json":
            lines = [json.dumps(answer, indent=2, ensure_ascii=False)]
        for line in lines:
            self.stdout.write(line)


def parse_span(page_id: int, start: str | None, until: str | None) -> list[State]:
    """Return the states between two times as somebody wrote them; the end is now, if left out."""
    begin = parse_time("--from", start) if start else None
    end = parse_time("--until", until)
    if begin and begin > end:
        raise CommandError("--from is later than --until.")
    return get_timeline(page_id, begin, end)


def parse_time(option: str, text: str | None) -> datetime:
    """Return the time that ``text`` names, now for none; raises ``CommandError``."""
    if not text:
        return timezone.now()
    try:
        at = parse_datetime(text)
        day = None if at else parse_date(text)
    except ValueError as error:
        raise CommandError(f"{option}: {text!r} is no such time: {error}.") from error
    if day:
        at = datetime(day.year, day.month, day.day)
    if at is None:
        raise CommandError(f"{option}: {text!r} is no ISO time, as 2026-11-24T09:00 is one.")
    stored = as_stored(at)
    return stored if timezone.is_aware(at) else get_local_time(stored)


def describe(disclosure: Disclosure) -> list[str]:
    """Return the disclosure in words, a line each."""
    shown = disclosure.publication
    lines = [f"Page {disclosure.page_id} at {disclosure.at.isoformat()}"]
    if shown is None or not shown.live:
        return [*lines, "It was not public."]
    lines += [
        f"Title: {shown.title}",
        f"Address: {shown.url}",
        f"Language: {shown.language}; readers in: {', '.join(shown.countries) or 'not set'}",
        f"Enforcement: {shown.enforcement}; as it stood since {shown.at.isoformat()}",
    ]
    if disclosure.was_withheld:
        lines.append("It was withheld: readers got 503 and no text.")
    for version, text in disclosure.texts:
        lines += [
            "",
            f"Disclaimer {version.kind!r}, version {version.pk}, sha256 {version.digest}",
            f"Put in force by {version.person_name} ({version.person_role}) on "
            f"{version.approved_at.isoformat()}, from {version.effective_from.isoformat()}",
            version.heading,
            text,
        ]
    for line, row in disclosure.verifications:
        dialled = ", ".join(channel.label for channel in line.channels)
        lines += [
            "",
            f"Crisis line, version {line.version_id}: {line.name}: {dialled}",
            f"Verified by {row.person_name} ({row.person_role}) on {row.at.isoformat()}",
        ]
    return lines


def describe_states(page_id: int, states: list[State]) -> list[str]:
    if not states:
        return [f"Page {page_id}", "It was not public."]
    lines = []
    for state in states:
        lines += [f"From {state.since.isoformat()} until {state.until.isoformat()}"]
        lines += [*describe(state.disclosure)[1:], ""]
    return [f"Page {page_id}", "", *lines]
