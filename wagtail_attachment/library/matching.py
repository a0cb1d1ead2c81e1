"""A practice's people and topics that match the names in a source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_attachment.importing.wording import fold
from wagtail_attachment.practice.people import Practitioner, Topic


class Names:
    """The people and topics of one language, indexed by name; read once for many articles."""

    def __init__(self, locale: Any) -> None:
        self._people = _index(
            (person, [person.name, str(person)])
            for person in Practitioner.objects.filter(locale=locale)
        )
        self._topics = _index(
            (topic, [topic.name, topic.slug]) for topic in Topic.objects.filter(locale=locale)
        )

    def find_people(self, names: Iterable[str]) -> tuple[list[Any], list[str]]:
        """Return the people with these names, and the names that match no one or several people."""
        return _find(self._people, names)

    def find_topics(self, names: Iterable[str]) -> tuple[list[Any], list[str]]:
        """Return the topics with these names, and the names that match no topic."""
        return _find(self._topics, names)


def _index(named: Iterable[tuple[Any, list[str]]]) -> dict[str, list[Any]]:
    index: dict[str, list[Any]] = {}
    for thing, names in named:
        for name in {_simplify(name) for name in names}:
            index.setdefault(name, []).append(thing)
    return index


def _find(index: dict[str, list[Any]], names: Iterable[str]) -> tuple[list[Any], list[str]]:
    found, unknown = [], []
    for name in names:
        things = index.get(_simplify(name), [])
        if len(things) == 1:
            found += [thing for thing in things if thing not in found]
        else:
            unknown.append(name)
    return found, unknown


def _simplify(name: str) -> str:
    return " ".join(fold(name).split())
