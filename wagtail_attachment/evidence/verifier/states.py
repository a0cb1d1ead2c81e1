"""Whether a report has the states that the events tell of, and no other."""

from __future__ import annotations

from typing import Any

from .naming import Naming
from .values import MANIFEST, when

# What an event says of a page; many pages may have the last of these in common.
SHARED = ("site_id", "kinds", "language", "countries", "enforcement")
OWN = ("live", "title", "url", "shown")
VISIBLE = ("live", "title", "url", *SHARED)
STATED = ("title", "url", "site_id", "language", "countries", "enforcement")


class Check(Naming):
    """A report, held against the records that it is made from."""

    @property
    def steps(self) -> list[Any]:
        return [*super().steps, self.report]

    def report(self) -> str:
        """Check that the report says what the records say, state by state, and leaves none out."""
        report, history = self.read("disclosure.json"), self.replay()
        states = report["states"]
        self.same("the report", "made_at", report["made_at"], self.read(MANIFEST)["made_at"])
        if history:
            begin = when(report["from"]) if report["from"] else history[0]["at"]
            starts = [when(state["from"]) for state in states]
            ends = [when(state["until"]) for state in states]
            self.same("the report", "where its states begin", starts[:1], [begin])
            self.same("the report", "where they end", ends, [*starts[1:], when(report["until"])])
            self.same("the report", "their order", starts, sorted(starts))
        elif states:
            self.wrong("no event says that the page was ever public, and the report has states")
        for number, state in enumerate(states, 1):
            self.attempt(lambda: self.state(f"state {number}", state, history), f"state {number}")  # noqa: B023
        self.accounts(report)
        return f"{len(states)} states say what the records say"

    def replay(self) -> list[dict[str, Any]]:
        """Return how the page stood from each of its events on."""
        history: list[dict[str, Any]] = []
        for event in sorted(self.read("events.json")["events"], key=lambda each: int(each["id"])):
            values, group = event["values"], event["group"]
            if group is None:
                page = {name: values[name] for name in (*OWN, *SHARED)}
            elif history and history[-1]["live"]:
                page = dict(history[-1])
                page.update({name: group[name] for name in SHARED if name in group})
                page["shown"] = {**page["shown"], **group.get("shown", {})}
                old, new = group.get("renamed", ["", ""])
                if old and (page["url"] == old or page["url"].startswith(old + "/")):
                    page["url"] = new + page["url"][len(old) :]
            else:
                continue
            named = {"event_id": event["id"], "event_sha256": event["digest"]}
            history.append({**page, **named, "at": when(values["at"])})
        return history

    def state(self, name: str, state: dict[str, Any], history: list[dict[str, Any]]) -> None:
        start, end = when(state["from"]), when(state["until"])
        page = next((each for each in reversed(history) if each["at"] <= start), None)
        inside = [each for each in history if start < each["at"] < end]
        # An event that came later may have sealed the same, or another one in the same millisecond.
        near = [each for each in history if each["at"] == start == end]
        for each in [*inside, *near]:
            if each["event_sha256"] == state["event_sha256"]:
                page = each
        self.same(name, "page_id", state["page_id"], self.read(MANIFEST)["page_id"])
        self.same(name, "at", when(state["at"]), start)
        said = [state["event_id"], state["event_sha256"]]
        own = [page["event_id"], page["event_sha256"]] if page else [None, None]
        self.same(name, "its event", said, own)
        since = state["since"] and when(state["since"])
        self.same(name, "since", since, page and page["at"])
        for key in STATED:
            self.same(
                name, key, state[key], page[key] if page else [] if key == "countries" else None
            )
        for each in inside:
            if page is None or any(each[key] != page[key] for key in VISIBLE):
                self.wrong(f"{name}: event {each['event_id']} began another one, which is left out")
        self.same(name, "public", state["public"], bool(page and page["live"]))
        if page is None or not page["live"]:
            for key in (
                "disclaimers",
                "crisis_resources",
                "emergency_numbers",
                "uncovered_kinds",
                "as_read",
            ):
                self.same(name, key, state[key], [])
            self.same(name, "withheld", state["withheld"], False)
            self.same(name, "shown", state["shown"], None)
            return
        covered = [each["kind"] for each in state["disclaimers"]]
        uncovered = [kind for kind in page["kinds"] if kind not in covered]
        withheld = page["enforcement"] == "enforce" and page["kinds"][0] in uncovered
        self.same(name, "uncovered_kinds", state["uncovered_kinds"], uncovered)
        self.same(name, "withheld", state["withheld"], withheld)
        self.in_force(name, state, page)
        if not page["shown"]:
            self.same(name, "shown", [state["shown"], state["as_read"]], [None, []])
            return
        self.shown(name, state, page, inside)
