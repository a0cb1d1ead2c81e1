"""What a state of a page consists of, facet by facet, so that two of them can be compared.

A facet is what a person would ask about by one word: the title, the text, the disclaimer, one crisis
line. It reads a state's plain values, those of a file that was kept for years as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_attachment.crisis.countries import get_country_name
from wagtail_attachment.crisis.placeholder import CRISIS_LINE
from wagtail_attachment.languages import get_language_name
from wagtail_attachment.times import get_local_time

from .nodes import Node, list_texts

Values = dict[str, Any]

TIME = "Y-m-d H:i:s O"
"""How a report writes a time: to the second, and with its distance from UTC."""


@dataclass(frozen=True)
class Facet:
    """One facet: what it is called, and its lines; ``language`` is that of the lines, if they have one."""

    key: str
    label: str
    lines: list[str]
    language: str = ""

    @property
    def is_prose(self) -> bool:
        """Whether its lines are sentences, not names, numbers, times and addresses."""
        return bool(self.language)


def read_facets(state: Values) -> list[Facet]:
    """Return what a state consists of; facets that say nothing are left out."""
    facets = [Facet("public", _("Public"), [_describe_publicity(state)])]
    if state["public"]:
        facets += [*_read_page(state), *_read_shown(state.get("shown") or {}), *_read_help(state)]
    return [facet for facet in facets if any(facet.lines)]


def name_person(name: str, account: str | None, role: str = "", at: str = "") -> str:
    """Return who did something, as a line: ``Ana Ruiz (account 7), Reviewers, 2026-03-03 …``."""
    numbered = _("%(name)s (account %(number)s)") % {"name": name, "number": account or "?"}
    time = parse_datetime(at) if at else None
    shown = date_format(get_local_time(time), TIME) if time else at
    return ", ".join(part for part in (numbered, role, shown) if part)


def _describe_publicity(state: Values) -> str:
    if not state["public"]:
        return _("It was not public.")
    if state["withheld"]:
        return _(
            "It was hidden from readers: they got help instead of the text, and an error (503)."
        )
    return _("Readers got the page.")


def _read_page(state: Values) -> Iterator[Facet]:
    language = state["language"] or ""
    yield Facet("title", _("Title"), [state["title"] or ""], language)
    yield Facet("url", _("Address"), [state["url"] or ""])
    reads = get_language() or "en"
    yield Facet("language", _("Language"), [get_language_name(language, reads)])
    names = [get_country_name(code, reads) for code in state["countries"]]
    yield Facet("countries", _("Readers in"), names)
    yield Facet("enforcement", _("Enforcement"), [state["enforcement"] or ""])


def _read_shown(shown: Values) -> Iterator[Facet]:
    text, people, given = (
        shown.get("text") or {},
        shown.get("people") or {},
        shown.get("help") or {},
    )
    language = text.get("language", "")
    number = (given.get("first_number") or {}).get("text", "")
    yield Facet("subtitle", _("Subtitle"), [text.get("subtitle") or ""], language)
    for key, label in (("lead", _("Introduction")), ("body", _("Text"))):
        lines = [line.replace(CRISIS_LINE, number) for line in list_texts(text.get(key) or [])]
        yield Facet(key, label, lines, language)
    yield Facet("notes", _("Dates and notes"), list(list_texts(text.get("notes") or [])), language)
    about = people.get("about") or []
    lines = people.get("lines") or []
    shown_nodes = [text.get("image"), *lines, *(text.get("body") or []), *about]
    nodes = [node for node in shown_nodes if node]
    yield Facet("pictures", _("Pictures"), list(_find_pictures(nodes)))
    yield Facet("template", _("Template"), [text.get("template") or ""])
    byline = list_texts([*(people.get("subtitle") or []), *lines])
    yield Facet("people", _("Byline and review"), list(byline), language)
    yield Facet("about", _("About the authors"), list(list_texts(about)), language)
    behind = people.get("not_shown_to_readers") or {}
    yield from _read_reviews(people.get("review") or {}, behind.get("review") or {})
    public = [_describe_licence(each) for each in people.get("public_licences") or []]
    yield Facet("public_licences", _("Licences on file that are public"), public)
    licences = [_describe_licence(each) for each in behind.get("licences") or []]
    yield Facet("licences", _("Licences on file, not shown to readers"), licences)
    if "help_above_text" in shown:
        above = _("above the text") if shown["help_above_text"] else _("below the text")
        yield Facet("above", _("Where help stood"), [above])
    yield Facet("number", _("Number in the text"), [number])
    booking = given.get("booking") or {}
    words = [booking.get(key) or "" for key in ("heading", "text", "button_label", "href")]
    yield Facet("booking", _("Booking"), list(filter(None, words)), booking.get("language", ""))


def _read_reviews(shown: Values, kept: Values) -> Iterator[Facet]:
    labels = (_("Review on record"), _("Last review on record, not shown to readers"))
    for key, label, review in zip(("review", "kept_review"), labels, (shown, kept), strict=True):
        if review:
            line = name_person(review.get("person_name", ""), review.get("person_id"),
                               review.get("person_role", ""), review.get("at", ""))  # fmt: skip
            yield Facet(key, label, [line])


def _find_pictures(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield what each picture is known by: the words for it, the file's name and its digest."""
    for node in nodes:
        if node["kind"] == "picture":
            yield f"{node.get('alt') or ''} ({node.get('file')}, sha256 {node.get('sha256')})".strip()
        yield from _find_pictures(node.get("nodes") or [])


def _describe_licence(licence: Values) -> str:
    names = ("kind", "number", "issued_by", "country", "area", "valid_until")
    return ", ".join(str(licence[name]) for name in names if licence.get(name))


def _read_help(state: Values) -> Iterator[Facet]:
    for each in state["disclaimers"]:
        label = _name_wording(each["kind"], state["disclaimers"])
        lines = [each["heading"], *each["text_as_shown"].splitlines()]
        yield Facet(f"wording {each['kind']}", label, list(filter(None, lines)), each["language"])
        by = name_person(each["approved_by"], each["approved_by_id"], each["approved_by_role"],
                         each["approved_at"])  # fmt: skip
        yield Facet(f"approval {each['kind']}", _("%(what)s: approved by") % {"what": label}, [by])
    for kind in state["uncovered_kinds"]:
        yield Facet(f"uncovered {kind}", _("Without an approved text"), [kind])
    for each in state["crisis_resources"]:
        yield from _read_line(each)
    for each in state["emergency_numbers"]:
        label = _("Emergency number (%(country)s)") % {"country": each["country"]}
        source = [each["origin"], each["source_url"] or "", each["stated_by"] or ""]
        lines = [each["number"], ", ".join(filter(None, source))]
        yield Facet(f"emergency {each['country']}", label, lines)


def _name_wording(kind: str, wordings: list[Values]) -> str:
    is_base = bool(wordings) and wordings[0]["kind"] == kind
    return _("Disclaimer") if is_base else _("Notice “%(kind)s”") % {"kind": kind}


def _read_line(line: Values) -> Iterator[Facet]:
    label = _("Crisis line “%(name)s”") % {"name": line["name"]}
    lines = [line["description"], line["what_happens"], *_name_channels(line["channels"])]
    yield Facet(f"line {line['name']}", label, list(filter(None, [line["name"], *lines])))
    by = name_person(line["verified_by"], line["verified_by_id"], line["verified_by_role"],
                     line["verified_at"])  # fmt: skip
    yield Facet(f"verification {line['name']}", _("%(what)s: verified by") % {"what": label}, [by])


def _name_channels(channels: Iterable[Values]) -> Iterator[str]:
    for channel in channels:
        parts = [channel["label"], channel.get("menu_option"), channel.get("sms_keyword")]
        yield ", ".join(filter(None, parts))
