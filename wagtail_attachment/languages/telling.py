"""Which of a few languages a text is in, told by its commonest words: enough to notice the wrong one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from .spelling import simplify

# Words that any longer text has, as simplified; each in one of these languages alone.
_WORDS = {
    "en": "the and of that is you with not are this they have when what your it be from was there",
    "es": "el los las y pero del muy tambien porque hay usted hasta donde esta ella ellos cuando su lo",
    "fr": "les des et une dans avec pas vous nous sont cette aux leur est qui elle ils mes chez",
    "de": "und nicht ist mit eine sie auf wenn wir auch sich dem der das ein den werden oder fur wie",
    "pt": "os em um uma com nao voce sao muito isso ele ela seu sua quando ao mais pela foi tem",
    "ar": "في من على ان الى هذا هذه التي الذي ما لا عن مع او لم كان قد كل بعد ذلك",
}
_LANGUAGE_OF = {
    word: language for language, words in _WORDS.items() for word in map(simplify, words.split())
}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH, _TIMES = 20, 4
"""How many such words make a text clear, and how many times as many they are as the expected language's."""


def tell_other_language(texts: Iterable[str], expected: str) -> str:
    """Return the code of the language that ``texts`` are in, if it clearly is not the ``expected`` one.

    Empty in doubt: for a short text, a mixed one, and where either language is not known here.
    """
    own = expected.partition("-")[0].lower()
    if own not in _WORDS:
        return ""
    words = (word for text in texts for word in _WORD.findall(simplify(text)))
    found = Counter(_LANGUAGE_OF[word] for word in words if word in _LANGUAGE_OF)
    if not found:
        return ""
    language, count = found.most_common(1)[0]
    is_clear = count >= _ENOUGH and count >= _TIMES * found[own]
    return language if is_clear and language != own else ""
