"""Matching a translation's blocks with the original's if their ids differ."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail_attachment.publishing.texts import Text, is_block_id

_FEW = 1 / 5
"""If a smaller share of the original's blocks is found by id, ids are not used at all."""


def learn_places(source: Iterable[Text], target: Iterable[Text]) -> dict[str, str]:
    """Return the translation's paths by the original's, for a page that was rebuilt by hand.

    Empty if the block ids match, or if the pages are not built alike: pairing by order would then
    pair unrelated texts.
    """
    ours, theirs = _get_block_paths(source), _get_block_paths(target)
    common = set(ours) & set(theirs)
    if not ours or len(common) >= len(ours) * _FEW:
        return {}
    if [_get_shape(path) for path in ours] != [_get_shape(path) for path in theirs]:
        return {}
    return dict(zip(ours, theirs, strict=True))


def _get_block_paths(texts: Iterable[Text]) -> list[str]:
    """Return each path inside a block once, in order."""
    return list(dict.fromkeys(text.path for text in texts if text.block_id))


def _get_shape(path: str) -> tuple[str, ...]:
    return tuple("" if is_block_id(part) else part for part in path.split("."))
