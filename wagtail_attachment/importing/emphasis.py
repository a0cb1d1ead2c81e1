"""Markdown inside a paragraph: bold, italic, links, code and escapes, into runs."""

from __future__ import annotations

import re

from .links import get_safe_href
from .pieces import BREAK, Run

_TOKEN = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?<!`)`++(?P<code>[^`]+)`+
    | (?P<picture>!?)\[(?P<label>[^\[\]]*)\]\(\s*<?(?P<target>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?
      (?:\s+(?:"[^"]{0,300}"|'[^']{0,300}'))?\s*\)
    | <(?P<address>(?:https?://|mailto:)[^\s<>]+)>
    | (?P<break><br\s*/?>)
    | (?P<marks>\*+|_+)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class _Marks:
    """A row of ``*`` or ``_`` as it is met: what is left of it unused is plain text."""

    def __init__(self, character: str, left: int, before: int, after: int) -> None:
        self.character = character
        self.left = left
        self.bold = self.italic = 0  # how many of each begin here, or end here if negative
        self.may_open = after != 0 and (character == "*" or before != 2)
        self.may_close = before != 0 and (character == "*" or after != 2)


def read_emphasis(text: str, href: str = "") -> list[Run]:
    """Return the runs of a paragraph; what is no sound Markdown stays as it was typed."""
    tokens: list[Run | _Marks] = []
    position = 0
    for match in _TOKEN.finditer(text):
        tokens.append(Run(text[position : match.start()]))
        position = match.end()
        tokens += _read_token(match, text, href)
    tokens.append(Run(text[position:]))
    _pair([token for token in tokens if isinstance(token, _Marks)])
    return _apply(tokens, href)


def _read_token(match: re.Match[str], text: str, href: str) -> list[Run | _Marks]:
    if match["escaped"]:
        return [Run(match["escaped"])]
    if match["code"]:
        return [Run(match["code"])]
    if match["label"] is not None:
        if match["picture"]:
            return []
        return list(read_emphasis(match["label"], get_safe_href(match["target"]) or href))
    if match["address"]:
        address = match["address"]
        return [Run(address.removeprefix("mailto:"), href=get_safe_href(address))]
    if match["break"]:
        return [Run(BREAK)]
    marks = match["marks"]
    before = _classify(text[match.start() - 1 : match.start()])
    after = _classify(text[match.end() : match.end() + 1])
    return [_Marks(marks[0], len(marks), before, after)]


def _classify(character: str) -> int:
    """Return 0 for a space or an end of the text, 2 for a letter or digit, else 1."""
    return 0 if not character.strip() else 2 if character.isalnum() else 1


def _pair(marks: list[_Marks]) -> None:
    """Let each closing row meet the last opening one of its kind."""
    waiting: list[_Marks] = []
    counts = {"*": 0, "_": 0}
    for closing in marks:
        while closing.may_close and closing.left and counts[closing.character]:
            opening = waiting[-1]
            if opening.character != closing.character or not opening.left:
                counts[opening.character] -= 1
                waiting.pop()
                continue
            width = 2 if min(opening.left, closing.left) >= 2 else 1
            opening.left -= width
            closing.left -= width
            for row, step in ((opening, 1), (closing, -1)):
                row.bold += step * (width == 2)
                row.italic += step * (width == 1)
        if closing.may_open and closing.left:
            waiting.append(closing)
            counts[closing.character] += 1


def _apply(tokens: list[Run | _Marks], href: str) -> list[Run]:
    runs: list[Run] = []
    bold = italic = 0
    for token in tokens:
        if isinstance(token, _Marks):
            rest = token.character * token.left
            closes = token.bold < 0 or token.italic < 0
            if rest and not closes:
                runs.append(Run(rest, bold > 0, italic > 0, href))
            bold += token.bold
            italic += token.italic
            if rest and closes:
                runs.append(Run(rest, bold > 0, italic > 0, href))
        elif token.text:
            runs.append(
                Run(
                    token.text,
                    token.bold or bold > 0,
                    token.italic or italic > 0,
                    token.href or href,
                )
            )
    return runs
