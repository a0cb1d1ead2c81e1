"""Links to the web that lead elsewhere in a translation than in its original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.publishing.targets import to_key
from wagtail_attachment.publishing.texts import name_target

from .pairs import Pair
from .states import TranslationState

Link = tuple[str, str]
"""A target as it is stored, and the words that lead there."""


@dataclass(frozen=True)
class ChangedLink:
    """A link of a translation, with what people call its target and that of the original's."""

    words: str
    source: str
    target: str
    block_id: str


def find_changed_links(state: TranslationState) -> list[ChangedLink]:
    """Return the links whose web address, page or document is not the original's.

    A page in the language of the translation is the same as the one it was translated from. A pair that
    somebody has answered for is not asked about. It takes a query for pages and one for documents, and
    none where no link differs.
    """
    changes = [
        (pair, before, after)
        for pair in state.pairs
        if pair.source and pair.target and not state.get_review(pair)
        for before, after in _compare(pair.source.links, pair.target.links)
    ]
    own = _load_own({target for _pair, *links in changes for target, _words in links})
    return [
        _make(pair, before, after, own)
        for pair, before, after in changes
        if not _is_translated(own.get(before[0]), own.get(after[0]), state.page.locale_id)
    ]


def _compare(before: Iterable[Link], after: Iterable[Link]) -> Iterator[tuple[Link, Link]]:
    """Yield which links were replaced: in their order, of those that only one of the texts has.

    What calls, texts or mails is compared with the numbers.
    """
    ours = {link[0]: link for link in before if not to_key(link[0])}
    theirs = {link[0]: link for link in after if not to_key(link[0])}
    missing = [link for target, link in ours.items() if target not in theirs]
    added = [link for target, link in theirs.items() if target not in ours]
    return zip(missing, added, strict=False)


def _load_own(targets: Collection[str]) -> dict[str, Any]:
    """Return the site's own pages and documents that links lead to, by target."""
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


def _is_translated(before: Any, after: Any, locale_id: Any) -> bool:
    key = getattr(before, "translation_key", None)
    return (
        key is not None
        and key == getattr(after, "translation_key", None)
        and after.locale_id == locale_id
    )


def _make(pair: Pair, before: Link, after: Link, own: dict[str, Any]) -> ChangedLink:
    return ChangedLink(
        words=after[1] or before[1],
        source=_name(before[0], own),
        target=_name(after[0], own),
        block_id=pair.target.block_id if pair.target else "",
    )


def _name(target: str, own: dict[str, Any]) -> str:
    found = own.get(target)
    return f"“{found.title}”" if found else name_target(target)
