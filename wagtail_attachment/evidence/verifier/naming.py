"""Whether a state names the rows of the ledgers that were in force, as they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .shown import Shown
from .values import digest_of, when


class Naming(Shown):
    """The wordings, lines, numbers and people that a report names."""

    def in_force(self, name: str, state: dict[str, Any], page: dict[str, Any]) -> None:
        """Check that the wordings and lines are those of the ledgers, at all times of the state."""
        start, end = when(state["from"]), when(state["until"])
        wordings = list(self.rows["DisclaimerVersion"].values())
        lines = list(self.rows["CrisisResourceVersion"].values())
        turns = {when(row["values"]["effective_from"]) for row in wordings}
        turns |= {when(row["values"]["at"]) for row in lines}
        for key, find, rows in (
            ("disclaimers", find_wordings, wordings),
            ("crisis_resources", find_lines, lines),
        ):
            if page["shown"] or key != "disclaimers":
                named = sorted(each["chain"] for each in state[key])
                for at in [start, *sorted(each for each in turns if start < each < end)]:
                    if sorted(row["chain"] for row in find(rows, page, at)) != named:
                        self.wrong(f"{name}: {key} are not those that the ledger has at {at}")
                        break
        for each in state["disclaimers"]:
            self.named(name, "DisclaimerVersion", each, "approved_by", {
                **{key: key for key in ("kind", "language", "heading", "text", "html", "numbers")},
                "approved_at": "approved_at", "effective_from": "effective_from",
            })  # fmt: skip
        for each in state["crisis_resources"]:
            row = self.named(
                name, "CrisisResourceVersion", each, "verified_by", {"verified_at": "at"}
            )
            self.facts(name, each, row["values"]["snapshot"])
        for each in state["emergency_numbers"]:
            if each["origin"] != "ledger" and each["chain"] is None:
                nothing = [value for key, value in each.items() if key.startswith("stated_")]
                self.same(
                    name,
                    "an emergency number",
                    [*nothing, each["version"], each["sha256"]],
                    [None] * 6,
                )
                continue
            row = self.named(name, "CrisisResourceVersion", each, "stated_by", {"stated_at": "at"})
            said = [each["country"], each["number"], each["source_url"]]
            stored = row["values"]["snapshot"]
            stated = [row["values"]["country"], stored["number"], stored["source_url"]]
            self.same(name, "an emergency number", said, stated)

    def named(
        self, name: str, ledger: str, each: dict[str, Any], who: str, keys: dict[str, str]
    ) -> dict[str, Any]:
        """Return the row that a state names, each of whose values has to be that of the row."""
        row = self.rows[ledger][each["chain"]]
        keys = {**keys, who: "person_name", f"{who}_id": "person_id", f"{who}_role": "person_role"}
        for key, own in {**keys, "sha256": "digest"}.items():
            said, stored = each[key], row["values"][own]
            if key.endswith(("_at", "_from")):
                said, stored = when(said), when(stored)
            self.same(name, f"{key} of row {row['id']} of {ledger}", said, stored)
        self.same(name, f"version of {ledger}", each["version"], row["id"])
        return row

    def facts(self, name: str, line: dict[str, Any], stored: dict[str, Any]) -> None:
        """Check what a state says of a crisis line against what was verified of it."""
        keys = ("name", "description", "what_happens")
        texts = [[text.get(key, "") for key in keys] for text in stored["texts"]]
        if [line[key] for key in keys] not in texts or line["source_url"] != stored["source_url"]:
            self.wrong(f"{name}: a crisis line is not as it was verified")
        ways = sorted(stored["channels"], key=digest_of)
        said = []
        for way in line["channels"]:
            facts = dict(way)
            label = facts.pop("label")
            page = facts["url"][8:] if facts["url"].startswith("https://") else facts["url"]
            if label != (facts["dialled"] or facts["email"] or page.rstrip("/")):
                self.wrong(f"{name}: a crisis line has another label")
            said.append({key: facts[key] for key in facts if any(key in each for each in ways)})
        known = [{key: way[key] for key in way if said and key in said[0]} for way in ways]
        self.same(
            name,
            "a way to a crisis line",
            sorted(said, key=digest_of),
            sorted(known, key=digest_of),
        )

    def accounts(self, report: dict[str, Any]) -> None:
        """Check that accounts have the names that the records given here have, and no other."""
        rows = [row["values"] for ledger in self.rows.values() for row in ledger.values()]
        for account in report["accounts"]:
            names: dict[str, list[Any]] = {}
            for row in rows:
                if row.get("person_id") == account["account"]:
                    names.setdefault(row["person_name"], []).append(row)
            known = {
                name: [
                    min(when(row["at"]) for row in own),
                    max(when(row["at"]) for row in own),
                    len(own),
                    *sorted({row["person_role"] for row in own} - {""}),
                ]
                for name, own in names.items()
            }
            said = {
                each["name"]: [
                    when(each["first"]),
                    when(each["last"]),
                    each["records"],
                    *sorted(each["roles"]),
                ]
                for each in account["names_on_record"]
            }
            self.same(f"account {account['account']}", "what it is called", said, known)
        known_ids = {account["account"] for account in report["accounts"]}
        for state in report["states"]:
            for each in [
                *state["disclaimers"],
                *state["crisis_resources"],
                *state["emergency_numbers"],
            ]:
                for key in ("approved_by_id", "verified_by_id", "stated_by_id"):
                    if each.get(key) and each[key] not in known_ids:
                        self.wrong(f"account {each[key]} is not among the accounts")


def find_lines(
    rows: list[dict[str, Any]], page: dict[str, Any], at: datetime
) -> list[dict[str, Any]]:
    """Return the rows of the crisis lines that readers of a page got at a time."""
    last = {
        row["values"]["resource_id"]: row
        for row in rows
        if row["values"]["resource_id"] is not None and when(row["values"]["at"]) <= at
    }
    return [
        row
        for row in last.values()
        if row["values"]["act"] == "verified" and row["values"]["country"] in page["countries"]
    ]


def find_wordings(
    rows: list[dict[str, Any]], page: dict[str, Any], at: datetime
) -> list[dict[str, Any]]:
    """Return the rows of the wordings that readers of a page got at a time, at most one of a kind.

    What was withdrawn before it took effect never did. The page's very language comes before its base,
    and within one the site's own wording before that of all sites.
    """
    code = page["language"].lower()
    languages = [code, code.split("-")[0]]
    effective = {row["id"]: when(row["values"]["effective_from"]) for row in rows}
    cancelled = set()
    for row in rows:
        withdrawn = row["values"]["withdraws_id"]
        if withdrawn in effective and when(row["values"]["approved_at"]) < effective[withdrawn]:
            cancelled |= {row["id"], withdrawn}
    last: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: (effective[row["id"]], row["id"])):
        values = row["values"]
        fits = values["kind"] in page["kinds"] and values["language"] in languages
        fits = fits and values["site_id"] in (None, page["site_id"])
        if fits and effective[row["id"]] <= at and row["id"] not in cancelled:
            last[values["kind"], values["language"], values["site_id"]] = row
    found: dict[str, dict[str, Any]] = {}
    for (kind, _language, _site), row in sorted(
        last.items(), key=lambda each: (languages.index(each[0][1]), each[0][2] is None)
    ):
        if row["values"]["withdraws_id"] is None:
            found.setdefault(kind, row)
    return list(found.values())
