"""All terms of a site: those that ship with the package, and those that the site adds.

The words that make a page sensitive are a separate list: ``crisis/sensitive_subjects.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from wagtail_attachment.package_data import load_data

from .term import Term, TermError

_FILE = "safe_messaging.toml"
# The name of a word list in a pattern; a number in braces is a repeat.
_NAME = re.compile(r"\{([a-z]{2,20})\}")


class Lexicon:
    """The terms by their ids. Iterating yields the terms that apply, the package's first."""

    def __init__(self, ours: Iterable[Term]) -> None:
        self.ours = {term.id: term for term in ours}
        self._applying = dict(self.ours)

    def __iter__(self) -> Iterator[Term]:
        return iter(self._applying.values())

    def register(self, term: Term, *, replace: bool = False) -> None:
        """Add a site's own term; with ``replace``, it replaces the term that has the same id.

        Raises ``TermError`` if the id is taken, or if there is nothing to replace.
        """
        is_present = term.id in self._applying
        if is_present and not replace:
            raise TermError(f"There is a term {term.id!r} already: replace=True takes its place.")
        if replace and not is_present:
            raise TermError(f"There is no term {term.id!r} to replace.")
        self._applying[term.id] = term

    def unregister(self, term_id: str) -> None:
        """Stop looking for a term, including the package's own.

        Raises ``TermError`` if it is unknown.
        """
        if self._applying.pop(term_id, None) is None:
            raise TermError(f"There is no term {term_id!r}.")

    def knows(self, languages: Sequence[str]) -> bool:
        """Say whether there is any term for texts in the first of ``languages``."""
        return any(term.language in languages for term in self)

    def get_terms(self, languages: Sequence[str], *, is_harmful: bool) -> list[Term]:
        """Return the terms for a text in the first of ``languages``; the others are fallbacks."""
        return [
            term for term in self if term.language in languages and term.is_harmful is is_harmful
        ]


def load_terms() -> list[Term]:
    """Return the terms that ship with the package."""
    data = load_data(_FILE)
    terms = []
    for language in data["languages"]:
        words = data["words"].get(language, {})
        for concern, entry in data[language].items():
            values = {**_fill_in(entry, words), **data["sources"][entry["source"]]}
            del values["source"]
            is_harmful = data["concerns"][concern]["is_harmful"]
            terms.append(
                Term(
                    id=f"{language}.{concern}",
                    language=language,
                    is_harmful=is_harmful,
                    why=data["concerns"][concern]["why"],
                    **values,
                )
            )
    return terms


def _fill_in(entry: dict[str, Any], words: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return an entry with each list name in braces replaced by the words of that list."""

    def fill(pattern: str) -> str:
        return _NAME.sub(lambda found: f"(?:{'|'.join(words[found[1]])})", pattern)

    def fill_group(group: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        near: list[str] = []
        for piece in group.get("near", ()):
            name = _NAME.fullmatch(piece)
            near += words[name[1]] if name else [piece]
        return {"near": near, "patterns": [fill(each) for each in group["patterns"]]}

    filled: dict[str, Any] = {
        key: fill(entry[key]) for key in ("unless_after", "unless_before") if key in entry
    }
    also = [fill_group(group) for group in entry.get("also", ())]
    return {**entry, **filled, **fill_group(entry), "also": also}


@cache
def get_mention(languages: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern for the words that show that a phrase is only mentioned, not used."""
    mentions = load_data(_FILE)["mentions"]
    known = [mentions[language] for language in languages if language in mentions]
    return re.compile("|".join(known)) if known else None
