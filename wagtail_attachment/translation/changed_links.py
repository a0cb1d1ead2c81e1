"""Web links that only one language has, or that lead elsewhere in a translation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.publishing.targets import to_key
from wagtail_attachment.publishing.texts import name_target

from .pair_states import TranslationState
from .pairs import Pair

Link = tuple[str, str]
"""A stored target, and the words of the link to it."""


@dataclass(frozen=True)
class ChangedLink:
    """A link that only one text has, or that leads elsewhere, with readable target names."""

    words: str
    source: str
    """The target in the original; empty for a link that only the translation has."""
    target: str
    """The target in the translation; empty for a link that only the original has."""
    block_id: str


@dataclass(frozen=True)
class _Difference:
    """The links that only one text of a pair has, each list in order."""

    pair: Pair
    missing: list[Link]
    added: list[Link]

    @property
    def is_replacing(self) -> bool:
        """Whether each link replaces another; if the numbers differ, nobody can tell which."""
        return len(self.missing) == len(self.added)


def find_changed_links(state: TranslationState) -> list[ChangedLink]:
    """Return the links to the web, a page or a document that differ from the original's.

    A link to the translation of the original's target page counts as the same. Pairs that someone
    has reviewed are skipped, and a link that moved to another text of the page is neither missing
    nor added. Takes one query for pages and one for documents, and none if no links differ.
    """
    differences = [
        _compare(pair, pair.source.links, pair.target.links)
        for pair in state.pairs
        if pair.source and pair.target and not state.get_review(pair)
    ]
    own = _load_own({target for each in differences for target, _ in each.missing + each.added})
    differences = [_leave_out_translated(each, own, state.page.locale_id) for each in differences]
    moved = _find_moved(each for each in differences if not each.is_replacing)
    return [
        _make(each.pair, before, after, own)
        for each in differences
        for before, after in _pair_up(each, moved)
    ]


def _find_moved(differences: Iterable[_Difference]) -> set[str]:
    """Return the targets missing in one text and added in another."""
    missing: set[str] = set()
    added: set[str] = set()
    for each in differences:
        missing.update(target for target, _words in each.missing)
        added.update(target for target, _words in each.added)
    return missing & added


def _compare(pair: Pair, before: Iterable[Link], after: Iterable[Link]) -> _Difference:
    """Return the links that only one of the texts has.

    Links that call, text or mail are left out: they are compared with the numbers.
    """
    ours = {link[0]: link for link in before if not to_key(link[0])}
    theirs = {link[0]: link for link in after if not to_key(link[0])}
    missing = [link for target, link in ours.items() if target not in theirs]
    added = [link for target, link in theirs.items() if target not in ours]
    return _Difference(pair, missing, added)


def _leave_out_translated(each: _Difference, own: Mapping[str, Any], locale_id: Any) -> _Difference:
    """Leave out links that lead to the translation of the original's target page."""
    wanted = {getattr(own.get(target), "translation_key", None) for target, _words in each.missing}
    found = {
        page.translation_key
        for target, _words in each.added
        if (page := own.get(target))
        and getattr(page, "locale_id", None) == locale_id
        and page.translation_key in wanted
    }

    def differ(links: list[Link]) -> list[Link]:
        return [
            link
            for link in links
            if getattr(own.get(link[0]), "translation_key", None) not in found
        ]

    return _Difference(each.pair, differ(each.missing), differ(each.added))


def _pair_up(each: _Difference, moved: Container[str]) -> Iterator[tuple[Link | None, Link | None]]:
    if each.is_replacing:
        yield from zip(each.missing, each.added, strict=True)
    else:
        yield from ((link, None) for link in each.missing if link[0] not in moved)
        yield from ((None, link) for link in each.added if link[0] not in moved)


def _load_own(targets: Collection[str]) -> dict[str, Any]:
    """Return the site's own pages and documents that are link targets, by target."""
    models = {"page": get_base_page_model()}
    if apps.is_installed("wagtail.documents"):
        from wagtail.documents import get_document_model

        models["document"] = get_document_model()
    ids: dict[str, set[str]] = defaultdict(set)
    for target in targets:
        kind, _colon, pk = target.partition(":")
        ids[kind].add(pk)
    return {
        f"{kind}:{each.pk}": each
        for kind in models.keys() & ids.keys()
        for each in models[kind]._default_manager.filter(pk__in=ids[kind])
    }


def _make(
    pair: Pair, before: Link | None, after: Link | None, own: Mapping[str, Any]
) -> ChangedLink:
    words = next((link[1] for link in (after, before) if link and link[1]), "")
    return ChangedLink(
        words=words,
        source=_name(before[0], own) if before else "",
        target=_name(after[0], own) if after else "",
        block_id=pair.target.block_id if pair.target else "",
    )


def _name(target: str, own: Mapping[str, Any]) -> str:
    found = own.get(target)
    return f"“{found.title}”" if found else name_target(target)
