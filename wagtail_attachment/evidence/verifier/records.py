"""Whether the files, the chains, the events and their texts are whole, and lead to the heads."""

from __future__ import annotations

import json
from typing import Any

from .values import LEDGERS, MANIFEST, SEAL, digest, digest_of, find_group, when


class Records:
    """The records of a file; what holds is ``verified``, and what does not is among the ``faults``."""

    def __init__(self, members: dict[str, bytes]) -> None:
        self.members = members
        self.verified: list[str] = []
        self.faults: list[str] = []
        # By ledger: the rows by their chains, and the chain of each place.
        self.rows: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in LEDGERS}
        self.places: dict[str, list[str]] = {name: [] for name in LEDGERS}

    def everything(self) -> None:
        for step in self.steps:
            self.attempt(step, step.__name__)

    @property
    def steps(self) -> list[Any]:
        return [self.manifest, self.chains, self.events, self.texts]

    def attempt(self, step: Any, name: str) -> None:
        before = len(self.faults)
        try:
            said = step()
        except Exception as error:
            self.wrong(f"{name}: it cannot be read as it should be: {error!r}"[:300])
            return
        if said and len(self.faults) == before:
            self.verified.append(said)

    def wrong(self, what: str) -> None:
        self.faults.append(what)

    def same(self, where: str, what: str, found: object, expected: object) -> None:
        if found != expected:
            self.wrong(f"{where}: {what} is not as on record")

    def read(self, name: str) -> Any:
        return json.loads(self.members[name].decode())

    def manifest(self) -> str:
        listed = self.read(MANIFEST)["files"]
        if self.members.get(SEAL) != f"{digest(self.members[MANIFEST])}  {MANIFEST}\n".encode():
            self.wrong(f"{MANIFEST} is not the one that {SEAL} is of")
        for name in sorted(set(listed) - set(self.members)):
            self.wrong(f"{name} is missing")
        for name in sorted(set(self.members) - set(listed) - {MANIFEST, SEAL}):
            self.wrong(f"{name} does not belong here")
        for name in sorted(set(listed) & set(self.members)):
            if digest(self.members[name]) != listed[name]:
                self.wrong(f"{name} was changed")
        return f"{len(listed)} files are those of the manifest, and no other"

    def chains(self) -> None:
        stated = self.read(MANIFEST)["ledgers"]
        if sorted(stated) != sorted(LEDGERS):
            self.wrong(f"the ledgers are not these: {', '.join(LEDGERS)}")
        for name in LEDGERS:
            self.attempt(lambda name=name: self.chain(name, stated[name]), name)

    def chain(self, name: str, stated: dict[str, Any]) -> str:
        ledger = self.read(f"ledgers/{name}.json")
        places, chain = self.places[name], ""
        for link in ledger["links"]:
            chain = digest_of([chain, link])
            places.append(chain)
        if [len(places), chain] != [stated["rows"], stated["head"]]:
            self.wrong(f"{name}: the chain does not end in its head, {stated['head']}")
        last = [0, 0]
        for row in ledger["rows"]:
            at = row["place"] - 1
            stands = [ledger["links"][at], places[at]] if at >= 0 else []
            if [digest_of(row["values"]), row["chain"]] != stands:
                self.wrong(f"{name}: row {row['id']} is not what stands at place {row['place']}")
            if not (last[0] < row["place"] and last[1] < row["id"]):
                self.wrong(f"{name}: row {row['id']} is given twice, or not in its order")
            last = [row["place"], row["id"]]
            self.rows[name][row["chain"]] = row
        count = f"{len(ledger['rows'])} rows given here stand in it"
        return f"{name}: the chain of {len(places)} rows leads to its head; {count}"

    def events(self) -> str:
        """Check that the events are those that were sealed, and that none of the page is missing."""
        file, report = self.read("events.json"), self.read("disclosure.json")
        page_id, until = report["page_id"], when(report["until"])
        self.same("the report", "page_id", self.read(MANIFEST)["page_id"], page_id)
        digests = {int(key): digest_of(opening) for key, opening in file["others"].items()}
        if len(digests) != len(file["others"]):
            self.wrong("an event is given twice")
        for key, (own_id, groups, at, _rest) in file["others"].items():
            if (own_id == page_id or find_group(groups, page_id)) and when(at) < until:
                self.wrong(f"event {key} is of this page, and what it says is not given")
        for event in file["events"]:
            name, values = f"event {event['id']}", dict(event["values"])
            own_id, groups = event["page_id"], event["groups"]
            if event["id"] in digests:
                self.wrong(f"{name} is given twice")
            if own_id is None and find_group(groups, page_id):
                given = find_group(groups, page_id)
                self.same(name, "what it says of this page", digest_of(event["group"]), given)
            elif [own_id, event["group"]] != [page_id, None]:
                self.wrong(f"{name} is of another page")
            if when(values["at"]) > until:
                self.wrong(f"{name} is later than the report")
            digests[event["id"]] = digest_of([own_id, groups, values.pop("at"), digest_of(values)])
            self.same(name, "its sha256", event["digest"], digests[event["id"]])
        self.seals(digests, {event["id"] for event in file["events"]})
        given = f"{len(file['events'])} events of this page are as they were sealed"
        return f"{given}, and none of {len(file['others'])} others is of it"

    def seals(self, digests: dict[int, str], given: set[int]) -> None:
        if len(self.rows["PublicationSeal"]) != len(self.places["PublicationSeal"]):
            self.wrong("PublicationSeal: not every seal is given")
        sealed: set[int] = set()
        for seal in self.rows["PublicationSeal"].values():
            values = seal["values"]
            # Not more than there are, whatever a forged range says.
            ids = [
                each
                for first, last in values["events"]
                for each in range(first, min(last, first + len(digests)) + 1)
            ]
            if digest_of([digests.get(each, "") for each in ids]) != values["digest"]:
                self.wrong(f"seal {seal['id']} is of other events than those given here")
            sealed.update(ids)
        for each in sorted(given - sealed):
            self.wrong(f"event {each} is not sealed: it is seconds old, or was put in")

    def texts(self) -> str:
        named: set[str] = set()
        for event in self.read("events.json")["events"]:
            shown = (event["values"] if event["group"] is None else event["group"]).get("shown", {})
            own = [each for each in shown.values() if isinstance(each, str) and len(each) == 64]
            self.same(f"event {event['id']}", "which texts it names", event["texts"], sorted(own))
            named.update(own)
        given = {name[6:-5] for name in self.members if name.startswith("texts/")}
        for sha256 in sorted(named - given):
            self.wrong(f"the text {sha256}, which an event names, is missing")
        for sha256 in sorted(given):
            if digest(self.members[f"texts/{sha256}.json"]) != sha256:
                self.wrong(f"the text {sha256} was changed")
            if sha256 not in named:
                self.wrong(f"no event names the text {sha256}")
        return f"{len(given)} texts are those that the events name"

    def heads(self, text: str) -> None:
        """Look for the heads of lines as ``manage.py ledger_head`` writes them."""
        before = len(self.verified) + len(self.faults)
        made_at = when(self.read(MANIFEST)["made_at"])
        for line in text.splitlines():
            words = line.lstrip("> ").split()
            if len(words) < 2 or words[1] not in LEDGERS:
                continue  # words around them, as a mail has
            try:
                at, ledger, rows, head = words
                told, place = when(at), int(rows[:18])
                if len(rows) > 18 or place < 0 or (head != "-" and len(head) != 64):
                    raise ValueError(line)
                is_later = told > made_at
            except (TypeError, ValueError):
                self.wrong(f"an incomplete line in the file of heads: {line.strip()[:200]}")
                continue
            known = self.places[ledger]
            if is_later and place > len(known):
                self.verified.append(f"{ledger}: the head of {at} is later than this file")
            elif known[place - 1 : place] == [head] or (place == 0 and head == "-"):
                self.verified.append(f"{ledger}: the head of {at} is still row {place} of it")
            else:
                self.wrong(f"{ledger}: the head of {at}, {head}, is not row {place} of it")
        if len(self.verified) + len(self.faults) == before:
            self.wrong("the file of heads has none of these ledgers")
