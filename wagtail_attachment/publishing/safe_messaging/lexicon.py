"""All terms of a site: those that ship with the package, and those that the site adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from wagtail_attachment.package_data import load_data

from .term import Term, TermError

_FILE = "safe_messaging.toml"


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
        for concern, entry in data[language].items():
            values = {**entry, **data["sources"][entry["source"]]}
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


@cache
def get_mention(languages: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds the words after which a phrase is spoken of and not used."""
    mentions = load_data(_FILE)["mentions"]
    known = [mentions[language] for language in languages if language in mentions]
    return re.compile("|".join(known)) if known else None
