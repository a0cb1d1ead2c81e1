"""Pictures as the record keeps them: by the sha256 of their file, with the words for who cannot see them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from .nodes import Node

_digests: dict[tuple[Any, ...], str] = {}
_KEPT_DIGESTS = 5_000


def describe_picture(image: Any, alternative: str) -> Node:
    """Return a picture by the sha256 of its file, which is empty where that cannot be read."""
    name = image.file.name
    return {
        "kind": "picture",
        "file": name.rpartition("/")[2],
        "sha256": _compute_digest(image),
        "alt": alternative,
    }


def get_alternative_text(image: Any) -> str:
    """Return the alternative text of a picture in a block, as Wagtail's tags show it."""
    if image.decorative:
        return ""
    return str(image.contextual_alt_text or image.default_alt_text)


def _compute_digest(image: Any) -> str:
    """Return the sha256 of a picture's file, which is read once in the same process."""
    key = image.file.name, image.file_hash, image.file_size
    if key not in _digests:
        if len(_digests) >= _KEPT_DIGESTS:
            _digests.clear()
        digest = sha256()
        try:
            with image.open_file() as file:
                for chunk in file.chunks():
                    digest.update(chunk)
        except OSError:
            return ""
        _digests[key] = digest.hexdigest()
    return _digests[key]
