"""Guessing a section's purpose from its heading."""

from __future__ import annotations

import re

from wagtail_attachment.publishing import Purpose

from .wording import compile_words, fold

# Lower-case patterns in English, Spanish, French, German, Portuguese and Arabic, in this order.
_CLEAR = {
    Purpose.HELP: (
        *(
            "helps?",
            "helping",
            "heal(s|ing)?",
            "recover(y|ing)?",
            "treatment",
            "what (you )?can do",
            "getting better",
            "coping",
            "tips",
            "ways? forward",
        ),
        *("ayuda(n|r)?", "sanar", "sanacion", "que (puedes |se puede )?hacer", "tratamiento"),
        *("recuperacion", "primeros pasos", "consejos"),
        *("aide(r|nt)?", "gueri(r|son)", "que (pouvez-vous )?faire", "traitement", "soulage(r)?"),
        *("s'en sortir", "conseils", "premiers pas"),
        *("hilft", "helfen", "hilfe", "heil(en|ung)", "was (sie |du |man )?tun", "behandlung"),
        *("erste schritte", "tipps"),
        *("ajuda(m|r)?", "curar?", "o que (voce pode |se pode )?fazer", "tratamento"),
        *("recuperacao", "primeiros passos", "dicas"),
        *("يساعد", "مساعدة", "الشفاء", "التعافي", "العلاج", "ماذا (يمكنك ان )?تفعل"),
        *("نصائح", "خطوات"),
    ),
    Purpose.SIGNS: (
        *("signs?(?! up)", "gives? (it|them|you|itself) away", "looks? like", "recogni[sz](e|ing)"),
        *("markers?", "how to (tell|spot)", "symptoms?", "traits?", "red flags?", "clues"),
        *("is this you", "you (might|may) be"),
        *("senales", "signos", "sintomas", "delata", "reconocer(lo|la)?", "se reconoce", "rasgos"),
        *("como saber si", "pistas"),
        *(
            "signes",
            "symptomes",
            "trahit",
            "reconnait(re)?",
            "comment savoir si",
            "a quoi (ca |cela )?ressemble",
            "indices",
        ),
        *("anzeichen", "merkmale", "symptome", "erkenn(en|t)", "verrat", "woran", "warnzeichen"),
        *("sinais", "sintomas", "denuncia", "reconhecer", "identificar", "como saber se"),
        *("علامات", "أعراض", "يكشف", "تتعرف على", "ملامح", "كيف تعرف", "إشارات", "مؤشرات"),
    ),
    Purpose.ORIGINS: (
        *("(comes?|came) from", "origins?", "causes?", "roots?", "develops?", "(starts|begins)"),
        *("(it|this) (happens|forms)", "early years"),
        *("origen(es)?", "de donde", "causas", "raices", "se (forma|desarrolla)"),
        *("por que (ocurre|pasa|sucede)", "como (empieza|comienza)"),
        *("origines?", "d'ou", "racines", "se (construit|developpe)", "pourquoi (cela|ca) arrive"),
        *("ursprung", "ursprunge", "herkunft", "ursachen?", "woher", "wurzeln", "entsteh(t|ung)"),
        *("warum ist das so", "wie es (anfangt|beginnt)"),
        *("origem", "origens", "de onde", "desenvolve", "por que acontece", "como comeca"),
        *(
            "من أين",
            "أصل",
            "أصول",
            "جذور",
            "أسباب",
            "ينشأ",
            "نشأة",
            "لماذا يحدث",
            "كيف (يبدأ|تبدأ)",
        ),
    ),
    Purpose.EXPERIENCE: (
        *("feels? like", "(the )?inside", "inner", "what it'?s like"),
        *("como se siente", "(por|desde) dentro", "se vive", "lo que sientes?"),
        *("ressent(i|ir)?", "de l'interieur", "a l'interieur", "se vit"),
        *("(fuhlt|anfuhlt)", "von innen", "innenleben", "inneren?"),
        *("como e sentir", "por dentro", "sensacao", "sensacoes", "(se|voce) sente"),
        *("من الداخل", "كيف تشعر", "كيف يشعر", "شعور", "ما تشعر به"),
    ),
    Purpose.DAILY_LIFE: (
        *(
            "shows? up",
            "daily life",
            "everyday( life)?",
            "day[- ]to[- ]day",
            "adult life",
            "in practice",
        ),
        *("vida (diaria|cotidiana|adulta)", "dia a dia", "se manifiesta"),
        *("quotidien(ne)?", "vie adulte", "se manifeste", "tous les jours"),
        *("alltag", "erwachsenenleben", "zeigt (es |sie )?sich"),
        *("cotidiano", "se manifesta"),
        *("الحياة اليومية", "يظهر", "تظهر"),
    ),
}
# Words that also fit elsewhere: they count only if there is no clear word.
_VAGUE = {
    Purpose.HELP: (
        *("chang(e|es|ing)", "therapy", "steps?", "grow(th|ing)", "moving forward"),
        *("cambi(o|ar)", "terapia", "chang(er|ement)", "therapie"),
        *("verander(n|ung)", "mudanca", "mudar", "التغيير", "العلاج النفسي"),
    ),
    Purpose.ORIGINS: ("childhood", "infancia", "enfance", "kindheit", "الطفولة"),
    Purpose.EXPERIENCE: (
        *("experienc(e|es|ing)", "feel(s|ings?)?", "experiencia", "sentir", "vecu"),
        *("erleben", "erfahrung(en)?", "gefuhle?", "تجربة", "إحساس"),
    ),
    Purpose.DAILY_LIFE: (
        *("relationships?", "at work", "life", "relaciones", "vida", "relations?", "vie"),
        *(
            "en pareja",
            "en el trabajo",
            "no trabalho",
            "(dans le|en) couple",
            "au travail",
            "bei der arbeit",
            "im job",
        ),
        *(
            "beziehung(en)?",
            "leben",
            "relacionamentos?",
            "relacoes",
            "العلاقات",
            "حياة",
            "في العمل",
        ),
    ),
}
# “Waves, not steps” is about waves.
_NEGATED = re.compile(
    r"\b(not|never|without|nicht|kein\w*|ohne|pas( de)?|sans|sin|nao|sem|بدون|بلا|ليست?) $"
)
_TABLES = [
    {purpose: compile_words(words) for purpose, words in table.items()}
    for table in (_CLEAR, _VAGUE)
]


def _find(words: re.Pattern[str], heading: str) -> re.Match[str] | None:
    matches = words.finditer(heading)
    return next((each for each in matches if not _NEGATED.search(heading[: each.start()])), None)


def guess_purpose(heading: str) -> str:
    """Return the purpose that a heading names first, or ``"other"``.

    >>> guess_purpose("Where it comes from")
    'origins'
    """
    folded = fold(heading)
    for table in _TABLES:
        found = {purpose: _find(words, folded) for purpose, words in table.items()}
        places = {purpose: match.start() for purpose, match in found.items() if match}
        if places:
            return min(places, key=lambda purpose: places[purpose]).value
    return Purpose.OTHER.value
