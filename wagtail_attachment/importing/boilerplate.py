"""Paragraphs that ours replace: a disclaimer, crisis help, an invitation to book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from wagtail_attachment.crisis.known import get_known_short_numbers
from wagtail_attachment.crisis.numbers import find_phone_numbers

from .pieces import Piece
from .wording import compile_words, fold

# Longer ones are the article's own prose, whatever words are in them.
_MAX_LENGTH, _MAX_BOOKING_LENGTH = 1200, 400
# The end reaches back as long as no more than so many other short paragraphs stand in between.
_MAX_GAP, _MAX_GAP_LENGTH = 2, 400
_BEGINNING = 2

# Folded patterns for English, Spanish, French, German, Portuguese and Arabic, in this order.
_DISCLAIMER = compile_words(
    (
        r"(educational|informational?|education)( and \w+)? purposes|disclaimer",
        r"not (intended |meant )?(as |to be )?(a |an )?(substitute|replacement) for (\w+ ){0,4}"
        r"(advice|care|counsell?ing|diagnosis|help|medical|professional|therapy|treatment)",
        r"(nothing (\w+ ){0,4}is|(is|are|as) (not|no)) (\w+ )?(medical|professional|clinical|therapeutic) advice",
        r"does not (constitute|replace|establish|create) (\w+[ -]){0,4}"
        r"(advice|care|diagnosis|medical|professional|relationship|therapy|treatment)",
        r"fines (\w+ )?(educativos|informativos|divulgativos)|(descargo|exencion) de responsab\w+",
        r"no (sustituyen?|reemplazan?|constituyen?|pretenden? \w+) (\w+ ){0,4}"
        r"(asesor\w+|atencion|consejo|diagnostico|medic\w+|profesional\w*|terap\w+|tratamiento)",
        r"(titre|but|fins?|visee|des fins) (\w+ )?(educati\w+|informati\w+|d'information)",
        r"ne (remplacent?|constituent?|se substituent?|sauraient?|peu(ven)?t) ([^ ]+ ){0,6}"
        r"(avis|conseils?|diagnostic|medica\w+|professionnel\w*|suivi|therapi\w+|traitement)",
        r"(informations|bildungs|aufklarungs)zwecken|haftungsausschluss|kein(en)? ersatz fur",
        r"ersetz(t|en) (\w+ ){0,4}(therapie|behandlung|beratung|diagnose)",
        r"fins (\w+ )?(educativos|educacionais|informativos)|isencao de responsabilidade",
        r"nao (substitu(i|em)|constitu(i|em)|pretende \w+) (\w+ ){0,4}"
        r"(aconselhamento|atendimento|diagnostico|medic\w+|profissional\w*|terap\w+|tratamento)",
        "لأغراض (تعليمية|تثقيفية|توعوية|إعلامية)|ليس(ت)? بديل|لا (ي|ت)(غني|عد بديل|شكل بديل)",
        "إخلاء (ال)?مسؤولية",
    )
)
_CRISIS = compile_words(
    (
        r"in (a |an )?(\w+ ){0,2}(crisis|danger)|(health|suicidal|a|an) (crisis|emergency)",
        r"(crisis|suicide|help) ?-?(line|hotline|lifeline)|helpline|hotline|lifeline|samaritans",
        r"suicid\w+|self-harm|emergency (services|room|number)|crisis (support|help)",
        r"(en|una) (\w+ ){0,2}crisis|linea de (crisis|ayuda|prevencion|la vida)|emergencias?",
        r"en (\w+ )?(crise|detresse|danger)|ligne d'(ecoute|urgence|aide)|urgences?",
        r"krise|krisen\w+|akuten? (\w+ )?(not|gefahr)\w*|telefonseelsorge|notruf|suizid\w*",
        r"em (\w+ )?(crise|perigo)|linha de (apoio|crise|vida)|emergencia|cvv|peligro",
        "أزمة|خط (ال)?(مساعدة|دعم|نجدة)|طوارئ|انتحار|خطر",
    )
)
_CONTACT = compile_words(
    (
        r"call|text|dial|phone|ring|contact|reach( out)?|go to|chat",
        r"llam\w+|contact\w+|acud\w+|marqu?\w+|comuni\w+",
        r"appel\w+|compos\w+|joign\w+|rendez-vous aux",
        r"ruf\w*|anruf\w*|wahl\w+|kontakt\w*|wend\w+|erreich\w+",
        r"lig(ue|ar)|cham\w+|contat\w+|procur\w+|disqu\w+",
        "اتصل|تواصل|راسل|اطلب",
    )
)
# Who speaks to readers of their own crisis, not of other people's.
_TO_READERS = compile_words(
    (
        r"if you|hotline|helpline|lifeline|crisis (line|support|help)|need help",
        r"si (estas?|usted|tienes?|necesitas?|te|se|sufres?)|si (vous|tu)",
        r"(wenn|falls) (sie|du)|telefonseelsorge|notruf|se (voce|estiver|precisar?)",
        "(إذا|إن) كنت",
    )
)
_BOOKING = compile_words(
    (
        r"(schedule|book|request|arrange) (a|an|your|my|the)?\s?([^ ]+ ){0,2}"
        r"(session|appointment|consultation|call|visit|conversation)",
        r"(book|schedule) (now|online|today)|ready to (take|make) (the|that|your|a) (next|first) step",
        r"here to help|(get|be) in touch( with (me|us))?|(contact|e-?mail|work with) (me|us)",
        r"(reserv|agend|program|solicit|pid|concert)\w* (\w+ ){0,3}(sesion|cita|consulta)",
        r"(list|preparad)(o|a)s? (\w+ ){0,5}paso|contact(a|e)(me|nos)|aqui para ayudar\w*",
        r"(pren(dre|ez|ds)|reserv\w+|planifi\w+) (\w+ ){0,3}(rendez-vous|seance|consultation)",
        r"prete?s? (\w+ ){0,5}(pas|etape)|contactez-(moi|nous)|(suis|sommes) la pour",
        r"(termin|erstgesprach|sitzung|gesprach)\w* (\w+ )?(vereinbar|buch|anfrag)\w+",
        r"(vereinbar|buch)\w+ sie|bereit (\w+ ){0,4}schritt|kontaktieren sie (mich|uns)",
        r"(agend|marc|reserv)\w+ (\w+ ){0,3}(sessao|consulta|conversa|horario)",
        r"(pront|preparad)(o|a)s? (\w+ ){0,5}passo|entre em contato|fale (comigo|conosco)",
        "احجز|حجز (ال)?(موعد|جلسة)|(مستعد|جاهز).{0,30}خطوة|تواصل (معي|معنا)|اتصل بنا",
    )
)


def find_boilerplate(pieces: Sequence[Piece]) -> list[tuple[str, list[int]]]:
    """Return what ours replaces, in its order: the kind and the pieces that belong to it.

    It is looked for where it stands: at the end, and a disclaimer at the beginning too. In the
    midst of an article the same words are part of what it has to say.
    """
    kinds = {**_find_at_beginning(pieces), **_find_at_end(pieces)}
    _take_along(pieces, kinds)
    # Neighbours of a kind belong together: their place less their rank is the same.
    rows = groupby(enumerate(sorted(kinds)), lambda pair: (kinds[pair[1]], pair[1] - pair[0]))
    return [(kind, [index for _rank, index in row]) for (kind, _offset), row in rows]


def recognise(text: str) -> str:
    """Return what a paragraph is for: ``disclaimer``, ``crisis``, ``booking`` or nothing."""
    if len(text) > _MAX_LENGTH:
        return ""
    folded = fold(text)
    if _DISCLAIMER.search(folded):
        return "disclaimer"
    numbers = find_phone_numbers(text, get_known_short_numbers())
    contacts = bool(_CONTACT.search(folded))
    # A number too short for an ordinary telephone was found because it is a known crisis line's.
    if contacts and any(3 <= len(re.sub(r"\D", "", number)) < 7 for number in numbers):
        return "crisis"
    if _CRISIS.search(folded) and (numbers or (contacts and _TO_READERS.search(folded))):
        return "crisis"
    if len(text) > _MAX_BOOKING_LENGTH:
        return ""
    return "booking" if _BOOKING.search(folded) or (contacts and numbers) else ""


def _find_at_beginning(pieces: Sequence[Piece]) -> dict[int, str]:
    found = {index: recognise(piece.text) for index, piece in enumerate(pieces[:_BEGINNING])}
    return {index: kind for index, kind in found.items() if kind == "disclaimer"}


def _find_at_end(pieces: Sequence[Piece]) -> dict[int, str]:
    found: dict[int, str] = {}
    gap = 0
    for index in reversed(range(len(pieces))):
        text = pieces[index].text
        kind = recognise(text)
        if kind:
            found[index] = kind
            gap = 0
            continue
        gap += 1
        if gap > _MAX_GAP or len(text) > _MAX_GAP_LENGTH:
            break
    return found


def _take_along(pieces: Sequence[Piece], kinds: dict[int, str]) -> None:
    """Let a heading and what stands under it go together."""
    for heading, content in _get_sections(pieces):
        if not content:
            continue
        length = sum(len(pieces[index].text) for index in content)
        if heading in kinds and length <= _MAX_LENGTH:
            for index in content:
                kinds.setdefault(index, kinds[heading])
        elif all(index in kinds for index in content):
            kinds[heading] = kinds[content[0]]


def _get_sections(pieces: Sequence[Piece]) -> Iterator[tuple[int, list[int]]]:
    headings = [index for index, piece in enumerate(pieces) if piece.kind == "heading"]
    for heading, following in pairwise([*headings, len(pieces)]):
        yield heading, list(range(heading + 1, following))
