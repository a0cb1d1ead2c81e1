"""Marks that tell apart what changes, in what readers get; nothing of Django is needed to read them."""

import re

# A wording may name no number, so letters stand for its digits: "mark-wording-bcx" is number 12.
_MARK = re.compile(rb"mark-([a-z]+)-([a-j]+)x")
_LETTERS = str.maketrans("0123456789", "abcdefghij")
_DIGITS = str.maketrans("abcdefghij", "0123456789")


def make_mark(name: str, number: int) -> str:
    return f"mark-{name}-{str(number).translate(_LETTERS)}x"


def read_marks(body: bytes) -> frozenset[tuple[str, int]]:
    """Return the name and number of all that changes, as a page shows it."""
    return frozenset(
        (name.decode(), int(letters.decode().translate(_DIGITS)))
        for name, letters in _MARK.findall(body)
    )
