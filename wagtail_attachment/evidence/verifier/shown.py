"""Whether the page as shown is made of the texts that its event names."""

from __future__ import annotations

from typing import Any

from .records import Records
from .values import get_basis, list_strings, list_texts


class Shown(Records):
    """The page as readers got it, in each state of a report."""

    def shown(
        self, name: str, state: dict[str, Any], page: dict[str, Any], inside: list[dict[str, Any]]
    ) -> None:
        """Check the page as readers got it against the texts that its event names."""
        shown, parts = (
            state["shown"],
            {key: page["shown"].get(key, "") for key in ("text", "people", "help")},
        )
        self.same(name, "shown.sha256", shown["sha256"], parts)
        self.same(
            name, "help_above_text", shown["help_above_text"], page["shown"].get("above", False)
        )
        recorded = {
            key: self.read(f"texts/{sha}.json") if sha else {} for key, sha in parts.items()
        }
        for each in inside:
            others = {**each["shown"], "help": parts["help"]}
            if any(
                others.get(key) != page["shown"].get(key)
                for key in ("text", "people", "help", "above")
            ):
                self.wrong(f"{name}: event {each['event_id']} began another one, which is left out")
        for key in ("text", "people"):
            self.same(name, f"shown.{key}", shown[key], recorded[key])
        help_, sealed = shown["help"], recorded["help"]
        self.same(
            name,
            "is_sealed",
            shown["is_sealed"],
            help_ == sealed or get_basis(help_) == get_basis(sealed),
        )
        if shown["is_sealed"]:
            self.same(name, "shown.help", help_, sealed)
        else:
            for key in ("booking", "language", "is_observed"):
                self.same(name, f"shown.help.{key}", help_.get(key), sealed.get(key))
            self.same(
                name,
                "shown.help.uncovered_kinds",
                help_["uncovered_kinds"],
                state["uncovered_kinds"],
            )
        self.same(
            name, "shown.help.is_withheld", help_.get("is_withheld", False), state["withheld"]
        )
        self.help(name, state, help_, sealed)
        read = set(state["as_read"])
        number = help_.get("first_number", {}).get("text", "{crisis_line}")
        known = set(list_strings(shown))
        if not read <= known | {each.replace("{crisis_line}", number) for each in known}:
            self.wrong(f"{name}: as_read has what is not in the page as shown")
        text = shown["text"]
        nodes = [*text.get("notes", []), *text.get("lead", []), *text.get("body", [])]
        nodes += [node for each in help_.get("disclaimers", []) for node in each["nodes"]]
        nodes = help_["withheld_message"] if state["withheld"] else nodes
        texts = [text.get("title", ""), *list_texts(nodes)]
        if not all(read & {each, each.replace("{crisis_line}", number)} for each in texts):
            self.wrong(f"{name}: as_read leaves out what is in the page as shown")

    def help(
        self, name: str, state: dict[str, Any], help_: dict[str, Any], sealed: dict[str, Any]
    ) -> None:
        """Check the wordings, lines and numbers that a help names against those of its state."""
        card, number = help_.get("card", {}), help_.get("first_number", {}).get("text", "")
        for given, own, keys in (
            (help_["disclaimers"], state["disclaimers"], ("version", "sha256", "kind", "language", "heading")),
            (card["lines"], state["crisis_resources"], ("version", "sha256", "name", "description", "source_url")),
            (sealed["card"]["emergency_numbers"], state["emergency_numbers"], ("country", "number", "origin", "source_url", "checked_on", "version")),
            (card["emergency_numbers"], state["emergency_numbers"], ("country", "number")),
        ):  # fmt: skip
            said = [[each[key] for key in keys] for each in given]
            self.same(
                name, f"{keys[-1]} of its help", said, [[each[key] for key in keys] for each in own]
            )
        dialled = [[way["dialled"] for way in line["channels"]] for line in card["lines"]]
        self.same(name, "the numbers of its help", dialled, [[way["dialled"] for way in line["channels"]] for line in state["crisis_resources"]])  # fmt: skip
        for given, own in zip(help_["disclaimers"], state["disclaimers"]):  # noqa: B905 (Python 3.9)
            self.same(name, "text_as_shown", own["text_as_shown"], given["text"])
            begin, *others = own["text"].split("{crisis_line}")
            fits = given["text"].startswith(begin) and given["text"].endswith([begin, *others][-1])
            if not fits or (
                given["language"] == help_["language"]
                and given["text"] != number.join([begin, *others])
            ):
                self.wrong(f"{name}: a wording of its help is not what was approved")
