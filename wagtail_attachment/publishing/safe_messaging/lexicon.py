"""All terms of a site: those that ship with the package, and those that the site adds.

What makes a page sensitive is another list: ``crisis/sensitive_subjects.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from wagtail_attachment.package_data import load_data

from .term import Term, TermError

_FILE = "safe_messaging.toml"
# The name of a list of words in a pattern; a number in braces is a repeat.
_NAME = re.compile(r"\{([a-z]{2,20})\}")


class Lexicon:
    """The terms by their ids. Iterating over it yields those that apply, the package's first."""

    def __init__(self, ours: Iterable[Term]) -> None:
        self.ours = {term.id: term for term in ours}
        self._applying = dict(self.ours)

    def __iter__(self) -> Iterator[Term]:
        return iter(self._applying.values())

    def register(self, term: Term, *, replace: bool = False) -> None:
        """Add a site's own term; ``replace`` says that it takes the place of the one of its id.

        Raises ``TermError`` where the id is taken, and where there is nothing to replace.
        """
        is_present = term.id in self._applying
        if is_present and not replace:
            raise TermError(f"There is a term {term.id!r} already: replace=True takes its place.")
        if replace and not is_present:
            raise TermError(f"There is no term {term.id!r} to replace.")
        self._applying[term.id] = term

    def unregister(self, term_id: str) -> None:
        """Stop looking for a term, the package's own too. Raises ``TermError`` if there is none."""
        if self._applying.pop(term_id, None) is None:
            raise TermError(f"There is no term {term_id!r}.")

    def knows(self, languages: Sequence[str]) -> bool:
        """Say whether there is anything to look for in a text in the first of ``languages``."""
        return any(term.language in languages for term in self)

    def get_terms(self, languages: Sequence[str], *, is_harmful: bool) -> list[Term]:
        """Return what applies to a text in the first of ``languages``; the others stand for it."""
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
    """Return an entry with the words of each list in the place of its name in braces."""

    def fill(pattern: str) -> str:
        return _NAME.sub(lambda found: f"(?:{'|'.join(words[found[1]])})", pattern)

    near: list[str] = []
    for piece in entry.get("near", ()):
        name = _NAME.fullmatch(piece)
        near += words[name[1]] if name else [piece]
    filled: dict[str, Any] = {
        key: fill(entry[key]) for key in ("unless_after", "unless_before") if key in entry
    }
    patterns = [fill(each) for each in entry["patterns"]]
    return {**entry, **filled, "near": near, "patterns": patterns}


@cache
def get_mention(languages: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds the words after which a phrase is spoken of and not used."""
    mentions = load_data(_FILE)["mentions"]
    known = [mentions[language] for language in languages if language in mentions]
    return re.compile("|".join(known)) if known else None
