"""The page as readers got it at one time, read from the record alone.

No template and no translation of today has a part in it, so that a new version of the package says the same of
an old record. Only where a ledger put something in force that no event has sealed yet, and none did later, is
help put together again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail_attachment.crisis.placeholder import CRISIS_LINE
from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.ledger.recorded_texts import RecordedText

from .nodes import Node, list_texts
from .parts import ABOVE, HELP, PEOPLE, TEXT
from .publications import Publication


@dataclass(frozen=True)
class Shown:
    """A page by the parts of its record; each is empty where the record has none."""

    text: dict[str, Any]
    people: dict[str, Any]
    help: dict[str, Any]
    digests: dict[str, str]
    help_above_text: bool = False
    is_sealed: bool = True
    """Whether an event of that time refers to all of it."""

    @property
    def missing(self) -> list[str]:
        """The parts whose text is not on record any more as it was sealed: it is gone, or was changed."""
        parts = {TEXT: self.text, PEOPLE: self.people, HELP: self.help}
        said = {"", compute_digest({})}
        return [
            name for name, digest in self.digests.items() if not parts[name] and digest not in said
        ]

    @property
    def lines(self) -> list[str]:
        """All that readers could read, in their order, a line for each heading, paragraph and item."""
        return list(list_texts(self.nodes))

    @property
    def nodes(self) -> list[Node]:
        """All that readers got, in the order of the templates that served them."""
        return list(self._arrange())

    @property
    def is_withheld(self) -> bool:
        return bool(self.help.get("is_withheld"))

    @property
    def emergency_numbers(self) -> list[dict[str, Any]]:
        return list(self.help.get("card", {}).get("emergency_numbers", []))

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return {
            "sha256": self.digests,
            "is_sealed": self.is_sealed,
            "help_above_text": self.help_above_text,
            "text": self.text,
            "people": self.people,
            "help": self.help,
        }

    def _arrange(self) -> Iterator[Node]:
        """Yield the nodes in the order of the templates that serve readers."""
        text, help_, card = self.text, self.help, self.help.get("card", {})
        yield {"kind": "heading", "level": 1, "text": text.get("title", "")}
        if self.is_withheld:
            yield from help_.get("withheld_message", [])
            yield from _frame("crisis_card", card.get("nodes", []))
            return
        is_own = not text.get("is_as_rendered", False)
        if self.help_above_text and not is_own:
            yield from _frame("crisis_card", card.get("nodes_above_text", []))
        if text.get("subtitle"):
            yield {"kind": "subtitle", "text": text["subtitle"]}
        yield from ({**node, "kind": "subtitle"} for node in self.people.get("subtitle", []))
        if not self.help_above_text and not is_own:
            yield from help_.get("link", [])
        yield from [*self.people.get("lines", []), *text.get("notes", [])]
        if text.get("image"):
            yield text["image"]
        yield from self._resolve([*text.get("lead", []), *text.get("body", [])])
        if not _has_mark(text.get("body", []), "disclaimer"):
            yield from self._wordings
        if self.help_above_text and not is_own:
            yield from card.get("nodes_back_to_it", [])
        else:
            yield from _frame("crisis_card", card.get("nodes", []))
        yield from self._usual_booking
        yield from self.people.get("about", [])

    @property
    def _wordings(self) -> list[Node]:
        given = self.help.get("disclaimers", [])
        return [frame for each in given for frame in _frame("disclaimer", each["nodes"])]

    @property
    def _usual_booking(self) -> list[Node]:
        booking = self.help.get("booking")
        return list(_frame("booking", booking["nodes"])) if booking else []

    def _resolve(self, nodes: list[Node]) -> Iterator[Node]:
        """Yield nodes with what their marks stand for, and the number that readers got."""
        for node in nodes:
            match node["kind"]:
                case "section":
                    yield {**node, "nodes": list(self._resolve(node["nodes"]))}
                case "crisis_card":
                    yield from _frame("crisis_card", self.help.get("card", {}).get("nodes", []))
                case "disclaimer":
                    yield from self._wordings
                case "usual_booking":
                    yield from self._usual_booking
                case "booking":
                    yield from _frame("booking", node["nodes"])
                case _:
                    yield _fill(node, self.help.get("first_number", {}).get("text", CRISIS_LINE))


def _frame(kind: str, nodes: list[Node]) -> Iterator[Node]:
    """Yield what stands in a frame of its own for readers, as one node."""
    if nodes:
        yield {"kind": kind, "nodes": nodes}


def read_shown(publication: Publication) -> Shown | None:
    """Return what readers got from an event on; ``None`` for a page that was not public."""
    if not publication.live or not publication.shown:
        return None
    digests = {name: publication.shown.get(name, "") for name in (TEXT, PEOPLE, HELP)}
    found = RecordedText.read(digests.values())
    text, people, help_ = (found.get(digest) or {} for digest in digests.values())
    is_above = publication.shown.get(ABOVE, False)
    return Shown(text, people, help_, digests, help_above_text=is_above)


def get_basis(help_: dict[str, Any]) -> tuple[list[Any], ...]:
    """Return what the help on a page was made of: rows of the ledgers and emergency numbers."""
    card = help_.get("card", {})
    return (
        [each["version"] for each in help_.get("disclaimers", [])],
        [each["version"] for each in card.get("lines", [])],
        [(each["country"], each["number"]) for each in card.get("emergency_numbers", [])],
    )


def _has_mark(nodes: list[Node], kind: str) -> bool:
    return any(node["kind"] == kind for node in nodes)


def _fill(value: Any, number: str) -> Any:
    match value:
        case str():
            return value.replace(CRISIS_LINE, number)
        case list():
            return [_fill(each, number) for each in value]
        case dict():
            return {name: _fill(each, number) for name, each in value.items()}
    return value
