"""The command that shows what readers of a page got at a time, or over a period."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from wagtail.models import Site

from wagtail_attachment.evidence.archive import make_archive
from wagtail_attachment.evidence.disclosure import Disclosure, State, disclose
from wagtail_attachment.evidence.facets import name_person
from wagtail_attachment.evidence.opening import record_opening
from wagtail_attachment.evidence.report import make_report
from wagtail_attachment.evidence.searching import search
from wagtail_attachment.evidence.searching_words import describe_hit, describe_miss
from wagtail_attachment.evidence.typed import read_page_number
from wagtail_attachment.management.practice_command import PracticeCommand
from wagtail_attachment.times import as_stored, get_local_time


class Command(PracticeCommand):
    help = "Shows what readers got on a page, and when."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "page", help="Its number, an address it had, as typed in a browser, or a title it had."
        )
        parser.add_argument(
            "--at",
            metavar="ISO_TIME",
            help="As in 2026-11-24T09:00; without an offset, in the site's time zone. Now, if left out.",
        )
        parser.add_argument(
            "--from",
            dest="start",
            metavar="ISO_TIME",
            help="List every state from then on, instead of one at a time.",
        )
        parser.add_argument(
            "--until",
            metavar="ISO_TIME",
            help="List every state until then; from the first one on, without --from.",
        )
        parser.add_argument(
            "--format",
            choices=["text", "json", "zip"],
            default="text",
            help="zip holds the report, the records behind it and a program that checks them.",
        )
        parser.add_argument(
            "--output", metavar="FILE", help="Write to this file, which is not there yet."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        is_span = options["start"] or options["until"]
        if is_span and options["at"]:
            raise CommandError("Give either --at, or --from and --until.")
        if options["format"] == "zip" and not options["output"]:
            raise CommandError("A ZIP cannot be printed: name a file with --output.")
        start, end = (
            parse_span(options["start"], options["until"])
            if is_span
            else [parse_moment(options["at"])] * 2
        )
        page_id = find_page(str(options["page"]), end, options["start"] and start)
        if options["format"] == "zip":
            archive = make_archive(make_report(page_id, start, end), get_host())
            self.write(options["output"], archive.content)
            self.stdout.write(f"sha256 of the manifest: {archive.digest}")
            record_opening(page_id, start, end, "zip", sha256=archive.digest)
            return
        if is_span:
            report = make_report(page_id, start, end)
            answer: Any = report.to_dict()
            lines = describe_states(page_id, report.states)
        else:
            disclosure = disclose(page_id, end)
            answer = disclosure.to_dict()
            lines = describe(disclosure)
        if options["format"] == "json":
            lines = [json.dumps(answer, indent=2, ensure_ascii=False)]
        record_opening(page_id, start, end, options["format"])
        text = "\n".join(lines) + "\n"
        if options["output"]:
            self.write(options["output"], text.encode())
        else:
            self.stdout.write(text, ending="")

    def write(self, name: str, content: bytes) -> None:
        """Write a new file; an existing one is someone's record, and is never overwritten."""
        try:
            with open(name, "xb") as file:
                file.write(content)
        except OSError as error:
            raise CommandError(
                f"--output: {name!r} cannot be written: {error.strerror}."
            ) from error
        self.stdout.write(f"Written to {name}.")


def find_page(asked: str, end: datetime, start: datetime | None) -> int:
    """Return the page that is meant. Raises ``CommandError`` if that would be a guess."""
    found = search(asked, end, start)
    if found.page_id is not None:
        return found.page_id
    number = read_page_number(asked)
    if not found.hits and number is not None:
        return number  # the report then says that the page was never public
    if not found.hits:
        raise CommandError(describe_miss(found))
    hits = "\n".join(describe_hit(hit) for hit in found.hits)
    if len(found.hits) == 1:
        raise CommandError(f"This page may be meant; if so, give its number:\n{hits}")
    raise CommandError(f"More than one page may be meant; give the number of one:\n{hits}")


def get_host() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return site.hostname if site else ""


def parse_moment(text: str | None) -> datetime:
    """Return the requested time, or now. Raises ``CommandError`` for a time in the future."""
    at = parse_time("--at", text)
    if at > timezone.now():
        raise CommandError(f"--at: {text!r} is yet to come, and nothing is on record of it.")
    return at


def parse_span(start: str | None, until: str | None) -> tuple[datetime | None, datetime]:
    """Return the two times; a missing or future end becomes now. Raises ``CommandError``."""
    begin = parse_time("--from", start) if start else None
    end = min(parse_time("--until", until), timezone.now())
    if begin and begin > end:
        raise CommandError("--from is later than --until.")
    return begin, end


def parse_time(option: str, text: str | None) -> datetime:
    """Return the time in ``text``, or now if empty. Raises ``CommandError`` if it is invalid."""
    if not text:
        return timezone.now()
    try:
        at = parse_datetime(text)
        day = None if at else parse_date(text)
    except ValueError as error:
        raise CommandError(f"{option}: {text!r} does not exist: {error}.") from error
    if day:
        at = datetime(day.year, day.month, day.day)
    if at is None:
        raise CommandError(f"{option}: {text!r} is not an ISO time such as 2026-11-24T09:00.")
    stored = as_stored(at)
    return stored if timezone.is_aware(at) else get_local_time(stored)


def describe(disclosure: Disclosure) -> list[str]:
    """Return the disclosure as lines of text."""
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
        lines.append("It was hidden from readers: they got 503 and no text.")
    if disclosure.shown:
        lines += ["", "As readers got it:", *disclosure.shown.lines]
    for version, text in disclosure.texts:
        lines += [
            "",
            f"Disclaimer {version.kind!r}, version {version.pk}, sha256 {version.digest}",
            f"Approved by {_name(version)} on "
            f"{version.approved_at.isoformat()}, takes effect {version.effective_from.isoformat()}",
            version.heading,
            text,
        ]
    for line, row in disclosure.verifications:
        dialled = ", ".join(channel.label for channel in line.channels)
        lines += [
            "",
            f"Crisis line, version {line.version_id}: {line.name}: {dialled}",
            f"Verified by {_name(row)} on {row.at.isoformat()}",
        ]
    for shown_number in disclosure.emergency:
        stated, number = shown_number.row, shown_number.number
        lines += [
            "",
            f"Emergency number of {number.country}: {number.number}",
            f"Stated by {_name(stated)} on {stated.at.isoformat()}"
            if stated
            else f"It came from the {shown_number.origin}.",
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


def _name(row: Any) -> str:
    return name_person(row.person_name, row.person_id, row.person_role)
