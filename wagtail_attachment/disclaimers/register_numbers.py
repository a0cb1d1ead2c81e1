"""Numbers of a register in a text: of a licence, a register's entry, a chamber's member."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What stands before one, in the languages that notices are mostly written in.
_LABELS = (
    r"licen[cs]e|licensure|lic|regist(?:er|ration|ry)|reg|certificate|certification|credential|permit|membership"
    r"|licencia|colegiad[oa]|registro|matr[ií]cula|c[ée]dula(?: profesional)?|aviso|inscripci[óo]n"
    r"|adeli|rpps|finess|sire[nt]|agr[ée]ment|permis|num[ée]ro|immatriculation"
    r"|lizenz|register|zulassung|approbation|steuernummer|betriebsnummer|nummer|gln|zsr"
    r"|licen[çc]a|inscri[çc][ãa]o|crp|opp|ers|cnpj"
    r"|(?:ال)?(?:ترخيص|رخصة|تسجيل|قيد|سجل)"
)
_SHORT_FOR_NUMBER = r"no|nr|num|number|n\.?\s?[º°o]|№|#|nummer|n[uú]mero|num[ée]ro|رقم"
_NUMBER = r"(?:[A-Z](?:\.?[A-Z]){0,5}\.?[ .-]?)?\d[\dA-Z]*(?:[./-][\dA-Z]+)*"
_REGISTERED = re.compile(
    rf"(?<!\w)(?:(?i:{_LABELS})(?:\s*(?i:{_SHORT_FOR_NUMBER}))?|(?i:{_SHORT_FOR_NUMBER}))"
    rf"(?!\w)[\s.:#]{{0,4}}(?P<number>{_NUMBER})(?!\w)"
)
_SHORTEST = 3
"""Digits: “No. 1” and “register by 12” are not of a register."""


def find_register_numbers(text: str) -> Iterator[str]:
    """Yield each number that a plain text calls a register's, as it stands there."""
    for match in _REGISTERED.finditer(text):
        if len(re.sub(r"\D", "", match["number"])) >= _SHORTEST:
            yield match["number"]
