"""One article in six languages, of our own writing, and the forms in which practices keep theirs.

It has the shape of those that practices publish: a promise for a title, an introduction, headed sections
with a job each, and at its end a disclaimer, help in a crisis, and an invitation to book.
"""

from dataclasses import dataclass
from html import escape

from tests.importing.word_files import item, make_word_file, paragraph


@dataclass(frozen=True)
class Written:
    """``sections`` are headings with their paragraphs; of the last ones each is a passage whole."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    disclaimer: str
    crisis: tuple[str, str, tuple[str, ...], str]  # heading, introduction, lines, last sentence
    booking: tuple[str, str, str]

    @property
    def passages(self):
        heading, introduction, lines, last = self.crisis
        return [
            ("disclaimer", self.disclaimer),
            ("crisis", " ".join([heading, introduction, *lines, last])),
            ("booking", " ".join(self.booking)),
        ]


ENGLISH = Written(
    "The Long Hallway: When Home Feels Too Close",
    (
        "Some people walk into a warm kitchen and look for the back door. Nobody has said a harsh word, and "
        "still the shoulders rise. It takes years to notice that the door was never locked.",
        "This is not coldness — it’s a habit that once kept somebody safe. I’m fine, they say. I just like "
        "my own company.",
    ),
    (
        (
            "What Gives It Away",
            (
                "A friend asks a tender question, and the dishes suddenly need doing. The answer comes "
                "quickly, and it is about something else.",
                "Afterwards there is relief, and a little shame that has no name yet.",
            ),
        ),
        (
            "Where It Comes From",
            (
                "Children who reach out and find nobody learn to stop reaching. That is not weakness: it’s "
                "arithmetic, done by somebody very small.",
            ),
        ),
        (
            "What It Feels Like on the Inside",
            (
                "From within it feels like air. There is room, there is order, and late at night there is a "
                "question about who would notice.",
            ),
        ),
        (
            "How It Shows Up in Daily Life",
            (
                "Messages stay unanswered until they are old enough to be forgotten. Holidays are planned "
                "with an early train home.",
            ),
        ),
        (
            "What Helps",
            (
                "Staying for one more minute helps. So does a person who does not take the leaving "
                "personally, and who is still in the kitchen when you come back.",
            ),
        ),
    ),
    "This article is for educational purposes only and is not a substitute for professional mental "
    "health care.",
    (
        "If You Need Help Now",
        "You deserve support today:",
        (
            "988 Suicide & Crisis Lifeline: call or text 988",
            "Crisis Text Line: text HOME to 741741",
            "Emergency services: 911",
        ),
        "You do not have to find the right words first.",
    ),
    ("Ready to Take the Next Step?", "I am here to help, at your own pace.", "Schedule a Session"),
)
SPANISH = Written(
    "El pasillo largo: cuando la casa queda demasiado cerca",
    (
        "Hay personas que entran en una cocina caliente y buscan la puerta de atrás. Nadie ha dicho nada "
        "duro, y aun así se tensan los hombros.",
    ),
    (
        (
            "Qué lo delata",
            ("Una amiga pregunta con ternura, y de pronto hay que fregar los platos.",),
        ),
        (
            "De dónde viene",
            ("Quien de niño llama y no encuentra a nadie aprende a no llamar más.",),
        ),
        (
            "Qué ayuda",
            ("Quedarse un minuto más ayuda. También alguien que no se ofende y que espera.",),
        ),
    ),
    "Este artículo tiene fines educativos y no sustituye la atención de un profesional de la salud mental.",
    (
        "En caso de crisis",
        "No tienes que pasar por esto a solas:",
        (
            "Línea 024: llama al 024 a cualquier hora",
            "Teléfono de la Esperanza: 717 003 717",
            "Emergencias: 112",
        ),
        "No hace falta encontrar las palabras exactas.",
    ),
    ("¿Lista para dar el siguiente paso?", "Estoy aquí para ayudarte.", "Reserva una sesión"),
)
FRENCH = Written(
    "Le long couloir : quand la maison devient trop proche",
    (
        "Certaines personnes entrent dans une cuisine chaude et cherchent la porte du fond. Personne n’a "
        "rien dit de dur, et pourtant les épaules se lèvent.",
    ),
    (
        (
            "Ce qui la trahit",
            ("Une amie pose une question tendre, et soudain il faut faire la vaisselle.",),
        ),
        (
            "D’où ça vient",
            ("L’enfant qui appelle et ne trouve personne apprend à ne plus appeler.",),
        ),
        (
            "Ce qui aide",
            ("Rester une minute de plus aide. Et quelqu’un qui attend sans se vexer.",),
        ),
    ),
    "Ce texte est publié à titre informatif et ne remplace pas l’avis d’un professionnel de santé.",
    (
        "En cas d’urgence",
        "Vous n’êtes pas seul :",
        (
            "Numéro national de prévention du suicide : 3114",
            "SOS Amitié : 09 72 39 40 50",
            "Urgences : 112",
        ),
        "Vous n’avez pas besoin de trouver les mots justes.",
    ),
    ("Prête à faire le premier pas ?", "Je suis là pour vous aider.", "Prendre rendez-vous"),
)
GERMAN = Written(
    "Der lange Flur: Wenn Zuhause zu nah wird",
    (
        "Manche Menschen treten in eine warme Küche und suchen die Hintertür. Niemand hat etwas Hartes "
        "gesagt, und doch heben sich die Schultern.",
    ),
    (
        (
            "Woran man es erkennt",
            ("Eine Freundin fragt behutsam, und plötzlich muss abgewaschen werden.",),
        ),
        (
            "Woher es kommt",
            ("Ein Kind, das ruft und niemanden findet, lernt, nicht mehr zu rufen.",),
        ),
        (
            "Was hilft",
            (
                "Eine Minute länger zu bleiben hilft. Auch jemand, der wartet und nicht gekränkt ist.",
            ),
        ),
    ),
    "Dieser Text dient Informationszwecken und ersetzt keine Behandlung durch Fachleute.",
    (
        "Im Notfall",
        "Sie müssen das nicht allein durchstehen:",
        ("Telefonseelsorge: 0800 111 0 111", "Telefonseelsorge: 0800 111 0 222", "Notruf: 112"),
        "Sie müssen nicht die richtigen Worte finden.",
    ),
    ("Bereit für den nächsten Schritt?", "Wir sind gern für Sie da.", "Termin vereinbaren"),
)
PORTUGUESE = Written(
    "O corredor comprido: quando a casa fica perto demais",
    (
        "Há pessoas que entram numa cozinha quente e procuram a porta dos fundos. Ninguém disse nada duro, "
        "e mesmo assim os ombros sobem.",
    ),
    (
        (
            "Os sinais",
            ("Uma amiga pergunta com carinho, e de repente a louça precisa ser lavada.",),
        ),
        ("De onde vem", ("A criança que chama e não encontra ninguém aprende a não chamar mais.",)),
        ("O que ajuda", ("Ficar mais um minuto ajuda. E alguém que espera sem se magoar.",)),
    ),
    "Este texto tem fins educativos e não substitui o acompanhamento de um profissional.",
    (
        "Em caso de crise",
        "Você não precisa passar por isso sem companhia:",
        ("CVV: ligue 188, a qualquer hora", "SAMU: ligue 192", "Emergência: 190"),
        "Não é preciso encontrar as palavras certas.",
    ),
    ("Pronta para dar o próximo passo?", "Fale comigo quando quiser.", "Agende uma sessão"),
)
ARABIC = Written(
    "الممر الطويل: حين يصبح البيت قريباً أكثر مما ينبغي",
    (
        "هناك من يدخل مطبخاً دافئاً ويبحث عن الباب الخلفي. لم يقل أحد كلمة قاسية، ومع ذلك ترتفع الكتفان.",
    ),
    (
        ("العلامات", ("تسأل صديقة سؤالاً رقيقاً، وفجأة يجب غسل الصحون.",)),
        ("من أين يأتي", ("الطفل الذي ينادي ولا يجد أحداً يتعلم ألا ينادي.",)),
        ("ما الذي يساعد", ("البقاء دقيقة أخرى يساعد، وكذلك شخص ينتظر ولا يغضب.",)),
    ),
    "هذا المقال لأغراض تعليمية فقط وليس بديلاً عن الرعاية المهنية.",
    (
        "في حالة الطوارئ",
        "لست وحدك:",
        ("خط المساعدة: اتصل على 08008880700", "الخط الساخن: 16328", "الطوارئ: 123"),
        "لا حاجة إلى الكلمات المناسبة.",
    ),
    ("هل أنت مستعد للخطوة التالية؟", "أنا هنا من أجلك.", "احجز جلسة"),
)
WRITTEN = {
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "de": GERMAN,
    "pt": PORTUGUESE,
    "ar": ARABIC,
}


def _write(article, title, heading, text, line):
    blocks = [title(article.title), *map(text, article.lead)]
    for name, paragraphs in article.sections:
        blocks += [heading(name), *map(text, paragraphs)]
    blocks.append(text(article.disclaimer))
    name, introduction, lines, last = article.crisis
    blocks += [heading(name), text(introduction), *map(line, lines), text(last)]
    name, invitation, label = article.booking
    return [*blocks, heading(name), text(invitation), text(label)]


def write_plain(article):
    return "\n\n".join(_write(article, str, str, str, "• {}".format))


def write_without_empty_lines(article):
    return "\n".join(_write(article, str, str, str, "• {}".format))


def write_markdown(article):
    blocks = _write(article, "# {}".format, "## {}".format, str, "- {}".format)
    return "\n\n".join(blocks)


def write_page(article):
    def tag(name):
        return lambda words: f"<{name}>{escape(words)}</{name}>"

    blocks = _write(
        article, tag("h1"), tag("h2"), tag("p"), lambda words: f"<li>{escape(words)}</li>"
    )
    html = "".join(blocks)
    first, last = html.index("<li>"), html.rindex("</li>") + 5
    html = f"{html[:first]}<ul>{html[first:last]}</ul>{html[last:]}"
    return f"<html><body><article>{html}</article></body></html>"


def write_word_clipboard(article):
    def p(name, inner="{}"):
        return lambda words: f"<p class={name}>{inner.format(escape(words))}<o:p></o:p></p>"

    mark = (
        "<![if !supportLists]><span><span style='mso-list:Ignore'>·<span>&nbsp; </span></span></span>"
        "<![endif]>{}"
    )
    blocks = _write(
        article,
        p("MsoTitle"),
        lambda words: f"<h1>{escape(words)}<o:p></o:p></h1>",
        p("MsoNormal"),
        lambda words: (
            "<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level1 lfo1'>"
            f"{mark.format(escape(words))}</p>"
        ),
    )
    return (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p.MsoNormal{margin:0}"
        f"</style></head><body><!--StartFragment-->{''.join(blocks)}<!--EndFragment--></body></html>"
    )


def write_google_clipboard(article):
    def span(name):
        return lambda words: (
            f'<{name} dir="ltr"><span style="font-weight:400">{escape(words)}</span></{name}>'
        )

    blocks = _write(
        article,
        span("h1"),
        span("h2"),
        span("p"),
        lambda words: (
            f'<li dir="ltr" aria-level="1"><p role="presentation"><span>{escape(words)}</span></p></li>'
        ),
    )
    html = "".join(blocks)
    first, last = html.index("<li"), html.rindex("</li>") + 5
    html = f"{html[:first]}<ul>{html[first:last]}</ul>{html[last:]}"
    return (
        f'<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">{html}</b>'
    )


def write_word_file(article):
    blocks = _write(
        article,
        lambda words: paragraph(words, style="Title"),
        lambda words: paragraph(words, style="Heading1"),
        paragraph,
        item,
    )
    return make_word_file(*blocks)


FORMS = {
    "plain text": write_plain,
    "without empty lines": write_without_empty_lines,
    "Markdown": write_markdown,
    "web page": write_page,
    "Word's clipboard": write_word_clipboard,
    "Google's clipboard": write_google_clipboard,
    "Word file": write_word_file,
}
