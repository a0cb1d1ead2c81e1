"""A passage goes whole and alone, or it stays and is pointed out: never with a word of the article."""

import pytest

from tests.importing.endings import OWN, STOCK
from tests.importing.word_files import bold, make_word_file, paragraph, table
from wagtail_attachment.importing import read_article

LONG = "The door stays where it is, and so does everybody who lives behind it. " * 8
KEPT = "Come back when you said you would."


def read(closing):
    return read_article(
        f"# T\n\n{LONG}\n\n## One\n\n{LONG}\n\n## What to try\n\n{KEPT}\n\n{closing}"
    )


def describe(article):
    """Return the passages: whether each is left out, its kind, and its lines."""
    return [
        (each.is_sure, each.kind, [line for line in each.lines.split("\n") if line])
        for each in article.removable
    ]


def get_texts(article):
    """Return all that is in the draft after the section that every text here begins with."""
    return [(section.heading, section.html) for section in article.sections[1:]]


WHAT_TO_TRY = ("What to try", f"<p>{KEPT}</p>")

# What an article advises with a number in it, as the last paragraph of its section.
ADVICE = {
    "pills": "If someone has taken pills, call 911. Keep the bottles, note the time, and do not make them vomit.",
    "a second sentence": (
        "If you are thinking about ending your life, call 988. Tonight, give the pills to someone else to "
        "keep, and do not be alone in the house."
    ),
    "a last step": "If that fails, call 988 and stay on the line.",
    "a condition": "If your face droops or your arm is weak, call 911; do not wait to see whether panic passes.",
    "voices": (
        "If you hear voices telling you to harm the baby, this is an emergency: call 911, hand the baby to "
        "someone, and say the words “postpartum psychosis”."
    ),
    "a hotline and what to do after": (
        "If the silence in your home comes with threats, it is abuse. Please call the National Domestic "
        "Violence Hotline at 1-800-799-7233 or text START to 88788, and erase your browser history afterwards."
    ),
    "its end": (
        "Coming back is a skill, and skills can be learned. If this article brought up something hard for "
        "you, reach out: call or text 988 at any time."
    ),
    "when to call": (
        "Seek help if you have not slept for a week, if you drink to get through the evening, or if you think "
        "about dying. Call your doctor in the morning; call 988 if it cannot wait until morning."
    ),
    "Spanish": "Si alguien ha tomado pastillas, llama al 112. Guarda el envase y no lo dejes dormir.",
    "French": "Si votre conjoint cache les couteaux, appelez le 3114 et quittez la maison.",
    "German": "Wenn du Stimmen hörst, ruf 112 an und gib das Kind jemandem.",
    "Portuguese": "Se alguém tomou comprimidos, ligue 192 e guarde a caixa.",
    "Arabic": "إذا ابتلع أحدهم أقراصاً، اتصل على 911 واحتفظ بالعلبة.",
    "names in capitals": "If she has swallowed Tylenol, call 911 and hide the rest.",
    "a rule before a colon": "If the breathing stops: call 911, then push hard on the chest.",
}


@pytest.mark.parametrize("advice", ADVICE.values(), ids=ADVICE)
@pytest.mark.parametrize(
    "around", ["{}", "## If the worst happens\n\n{}", "## If the worst happens\n\n{}\n\nNobody deserves that."]
)  # fmt: skip
def test_advice_that_names_a_help_line_stays_and_is_pointed_out(advice, around):
    article = read(around.format(advice))
    assert describe(article) == [(False, "crisis", [advice])]
    html = "".join(html for _heading, html in get_texts(article))
    assert f"<p>{advice}</p>" in html
    assert ("Nobody deserves that." in html) == ("Nobody" in around)


@pytest.mark.parametrize(
    "plan",
    [
        "1. Put distance between you and the means.\n2. Call a friend.\n3. Call 988.",
        "1. Breathe.\n2. Call a friend.\n3. If that fails, call 988 and stay on the line.",
        "- Silence is often flooding.\n- Call 988 if you feel unsafe.",
        "- Call 988 if you feel unsafe.\n- Call your mother.\n- Call 911 if it burns.",
    ],
)
@pytest.mark.parametrize("after", ["", "\n\nKeep the plan in your wallet."])
def test_list_of_which_one_item_is_a_help_line_stays_and_is_pointed_out(plan, after):
    article = read(f"## A safety plan\n\n{plan}{after}")
    assert [passage[:2] for passage in describe(article)] == [(False, "crisis")]
    (_before, (heading, html)) = get_texts(article)
    assert heading == "A safety plan"
    assert html.count("<li>") == plan.count("\n") + 1


STORIES = {
    "two paragraphs after the lines": (
        "## If you are in crisis\n\nCall or text 988.\n\n- Samaritans: 116 123\n- Shout: text SHOUT to 85258\n\n"
        "My brother kept that number on the fridge, under a magnet shaped like a lemon.\n\n"
        "On a Tuesday in March he used it, and he is alive."
    ),
    "the number first": "## Last words\n\nIf you feel unsafe, call 988.\n\nThe door is still there in the morning.",
    "the number first, in a list": "## Last words\n\n- Call 988.\n\nThe door is still there in the morning.",
    "its introduction": (
        "## Numbers\n\nWhen my brother was twenty, three numbers hung on our fridge:\n\nCall 988.\n\nCall 911."
    ),
    "a question of its own": "## Numbers\n\nWho sits at the kitchen table at four?\n\nCall 988.",
    "Spanish": "## Ayuda urgente\n\nLlama al 024.\n\nMi hermano lo hizo un martes de marzo.",
    "German": "## Im Notfall\n\nTelefonseelsorge: 0800 111 0 111\n\nMein Bruder hat dort im März angerufen.",
}


def test_each_number_under_a_heading_of_help_is_pointed_out():
    lines = [
        "Samaritans listen to whoever cannot cope. 116 123",
        "Mind knows a good deal about doors. 0300 123 3393",
    ]
    own = "On a quiet morning in the garden nobody answers."
    article = read("\n\n".join(["## Helplines", *lines, own]))
    assert describe(article) == [(False, "crisis", lines)]
    assert get_texts(article)[-1][0] == "Helplines"


def test_number_far_above_the_end_of_the_last_section_is_pointed_out():
    plan = "- Silence is often flooding.\n- Call 988 if you feel unsafe."
    article = read(f"## Key points\n\n{plan}\n\nOne.\n\nTwo.\n\nThree.\n\nFour.")
    assert [passage[:2] for passage in describe(article)] == [(False, "crisis")]


@pytest.mark.parametrize("heading", ["## Helplines", "**Helplines**"])
def test_heading_of_help_does_not_stay_over_another_line(heading):
    article = read(f"{heading}\n\nSamaritans: 116 123\n\nWith love, Dana")
    assert [passage[:2] for passage in describe(article)] == [(False, "crisis")]


@pytest.mark.parametrize("sign", [" - ", ": ", " – ", " | "])
def test_a_sign_between_name_and_keyword_is_any(sign):
    article = read(f"- Samaritans{sign}116 123\n- Papyrus{sign}text SHOUT to 85258")
    assert [passage[:2] for passage in describe(article)] == [(True, "crisis")]


@pytest.mark.parametrize("sign", [" - ", "-", ": ", " – ", " | "])
def test_a_sign_between_name_and_number_is_any(sign):
    article = read(f"- Samaritans{sign}116 123\n- worries at night{sign}0300 123 3393")
    assert [passage[:2] for passage in describe(article)] == [(True, "crisis")]


@pytest.mark.parametrize("closing", STORIES.values(), ids=STORIES)
def test_help_lines_beside_the_article_s_own_words_stay_and_are_pointed_out(closing):
    article = read(closing)
    assert not any(is_sure for is_sure, _kind, _lines in describe(article))
    assert "crisis" in [kind for _is_sure, kind, _lines in describe(article)]
    doubted = " ".join(each.text for each in article.removable)
    assert not any(word in doubted for word in ("brother", "hermano", "Bruder", "morning", "table"))
    assert get_texts(article)[-1][0] == closing.split("\n")[0].strip("# ")


def test_article_about_a_help_line_keeps_its_introduction_and_its_last_section():
    opening = "Call 988 and a stranger says hello. This is what happens then."
    ending = "You may feel empty. Call 988 again if the night is long; the second call is easier."
    article = read_article(
        f"# What happens when you call 988\n\n{opening}\n\n## The call\n\n{LONG}\n\n"
        f"## After the call\n\n{ending}\n\nSleep, and drink some water."
    )
    assert article.lead_html == f"<p>{opening}</p>"
    assert [section.heading for section in article.sections] == ["The call", "After the call"]
    assert ending in article.sections[1].html
    assert all(not is_sure for is_sure, _kind, _lines in describe(article))


@pytest.mark.parametrize(
    "own",
    [
        "In an emergency couples either freeze or fight. Call each other before you call the plumber.",
        "My brother called 988 on a Tuesday, and he is alive.",
        "Time. Help. And someone to talk to.",
    ],
)
def test_words_of_danger_and_help_are_the_article_s_own_where_nobody_is_told_to_call(own):
    article = read(own)
    assert article.removable == []
    assert own in get_texts(article)[0][1]


@pytest.mark.parametrize("own", ["You are ready.", "Time.", "Support takes time."])
@pytest.mark.parametrize(
    "passage", ["Call 988.", "Book a session with us.", "This blog is not therapy."]
)
def test_last_words_above_a_passage_stay(own, passage):
    article = read(f"{own}\n\n{passage}")
    assert [each.text for each in article.removable] == [passage]
    assert get_texts(article) == [("What to try", f"<p>{KEPT}</p><p>{own}</p>")]


# Taken whole: what heads it, what leads in, what closes it

WHOLE = {
    "a bold heading": "**Helplines**\n\nSamaritans 116 123\n\nShout: text SHOUT to 85258",
    "a bold heading and a keyword": "**If you need help now**\n\nCall or text 988.\n\nText HOME to 741741",
    "a question": "Need help right now?\n\nCall 988.",
    "a question in Spanish": "¿Necesitas ayuda urgente?\n\nEspaña: 024",
    "countries in Spanish": (
        "¿Necesitas ayuda urgente?\n\nEspaña: 024 (conducta suicida), 112 (emergencias)\n\n"
        "México: 800 911 2000 (Línea de la Vida)\n\nArgentina: 135"
    ),
    "a question in French": "Besoin d’aide tout de suite ?\n\nAppelez le 3114, gratuit, 24h/24.",
    "a question in Portuguese": "Precisa de ajuda agora?\n\nLigue 188. É gratuito e sigiloso.",
    "a question in Arabic": "هل تحتاج إلى مساعدة الآن؟\n\nاتصل على 988.",
    "a heading with the country": (
        "### Helplines (UK)\n\nSamaritans\n\n116 123 (free, 24 hours)\n\njo@samaritans.org\n\nMind Infoline\n\n"
        "0300 123 3393\n\nCALM, for men, 5pm to midnight\n\n0800 58 58 58"
    ),
    "names and numbers on lines of their own": "## Helplines\n\nSamaritans\n\n116 123",
    "a list with a line that the package does not know": "## Helplines\n\n- Samaritans: 116 123\n- Mind: 0300 123 3393",
    "one after the other": "Samaritans: 116 123. CALM: 0800 58 58 58.",
    "where to chat": "Need support? You are not alone\n\nCall 988\n\nText HOME to 741741\n\nChat at 988lifeline.org",
    "resources": (
        "## Resources\n\nIf you're having thoughts of suicide or self-harm, help is available 24/7:\n\n"
        "- **988 Suicide & Crisis Lifeline** – Call or text 988 or chat at 988lifeline.org\n"
        "- **Crisis Text Line** – Text HOME to 741741\n- **Trevor Project** (LGBTQ+ youth) – 1-866-488-7386\n"
        "- **Trans Lifeline** – 877-565-8860\n\nYou matter, and you don't have to do this alone."
    ),
    "general words": (
        "If you or someone you know is struggling or in crisis, help is available. Call or text 988 or chat "
        "at 988lifeline.org. It is free, confidential and available 24 hours a day."
    ),
    "in immediate danger": "If you are in immediate danger, call 911 or go to the nearest emergency room.",
    "German": (
        "## Hilfe in der Krise\n\nWenn es dir gerade sehr schlecht geht, sprich mit jemandem:\n\n"
        "- TelefonSeelsorge: 0800 111 0 111\n- Nummer gegen Kummer: 116 111\n"
        "- Ärztlicher Bereitschaftsdienst: 116 117\n- Österreich: 142, Schweiz: 143"
    ),
    "German, all in one": (
        "Wenn Sie Suizidgedanken haben, wenden Sie sich bitte an die Telefonseelsorge: 0800 111 0 111, "
        "kostenfrei, anonym und rund um die Uhr."
    ),
    "Arabic": "## أرقام الطوارئ\n\nإذا كنت في أزمة، اتصل بخط المساعدة 988.\n\nلست وحدك.",
    "when they were checked": "Samaritans: 116 123\n\nNumbers checked in May 2021.",
    "French": (
        "## En cas de crise\n\nVous n’êtes pas seul.\n\n- 3114, numéro national de prévention du suicide\n"
        "- SOS Amitié : 09 72 39 40 50\n- Samu : 15\n\nLes appels sont gratuits."
    ),
    "of two countries": (
        "If you are in the United States:\n\n988 Suicide and Crisis Lifeline: call or text 988\n\n"
        "If you are in the UK:\n\nSamaritans: 116 123\n\nOutside of the US and the UK, visit findahelpline.com."
    ),
    "a table of countries": "| If you are in | Call |\n|---|---|\n| the US | 988 |\n| the UK | 116 123 |",
}  # fmt: skip


@pytest.mark.parametrize("closing", WHOLE.values(), ids=WHOLE)
def test_help_goes_with_its_heading_its_introduction_and_its_end(closing):
    article = read(closing)
    assert [passage[:2] for passage in describe(article)] == [(True, "crisis")]
    assert get_texts(article) == [WHAT_TO_TRY]


def test_table_of_numbers_goes_with_the_line_below_it():
    rows = "| Service | Phone | Hours |\n| --- | --- | --- |\n| 988 | 988 | 24/7 |\n| Crisis Text Line | HOME to 741741 | 24/7 |"
    article = read(f"{rows}\n\nNumbers checked in May 2021.")
    assert [passage[:2] for passage in describe(article)] == [(True, "crisis")]
    assert get_texts(article) == [WHAT_TO_TRY]


def test_table_of_which_one_row_is_a_help_line_stays_and_is_pointed_out():
    rows = "| You feel | You do |\n| --- | --- |\n| Restless | Walk around the pond |\n| In danger | Call 988 |"
    article = read(rows)
    assert [passage[:2] for passage in describe(article)] == [(False, "crisis")]
    assert "pond" in get_texts(article)[0][1]


@pytest.mark.parametrize("is_safe", [True, False])
def test_bold_line_and_table_of_a_word_file(is_safe):
    last = "Numbers checked in May 2021." if is_safe else "The pond is not deep in May."
    article = read_article(
        make_word_file(
            paragraph("T", style="Title"),
            paragraph("One", style="Heading1"),
            paragraph(LONG),
            paragraph(KEPT),
            paragraph(bold("If you need help now")),
            table(("Samaritans", "116 123"), ("Crisis Text Line", "text HOME to 741741")),
            paragraph(last),
        )
    )
    assert [passage[:2] for passage in describe(article)] == [(is_safe, "crisis")]
    assert ("If you need help now" in article.sections[0].html) is not is_safe
    assert ("pond" in article.sections[0].html) is not is_safe


def test_help_a_disclaimer_and_a_booking_prompt_under_one_heading_go_each():
    article = read(
        "## Hilfe in der Krise\n\n- TelefonSeelsorge: 0800 111 0 111\n- Österreich: 142\n\n"
        "Dieser Blog ersetzt keine Therapie.\n\nDu möchtest einen Termin? Schreib mir: praxis@example.org"
    )
    assert [passage[:2] for passage in describe(article)] == [
        (True, "crisis"), (True, "disclaimer"), (True, "booking"),
    ]  # fmt: skip
    assert get_texts(article) == [WHAT_TO_TRY]


@pytest.mark.parametrize(
    ("closing", "kinds"),
    [
        ("Este blog no es terapia.\n\nAgenda tu sesión por WhatsApp: +34 600 000 000", ["disclaimer", "booking"]),
        ("Llama al 024.\n\nAgenda tu sesión por WhatsApp: +34 600 000 000", ["crisis", "booking"]),
        ("This blog is not therapy.\n\nCall 988.", ["disclaimer", "crisis"]),
        ("Call 988.\n\nWarm line: call 020 7946 0000.\n\nThis blog is not therapy.", ["crisis", "disclaimer"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["", "## Aviso legal\n\n", "**Unten**\n\n"])
def test_each_of_two_passages_is_called_what_it_is(heading, closing, kinds):
    article = read(f"{heading}{closing}")
    assert [(each.is_sure, each.kind) for each in article.removable] == [
        (True, kind) for kind in kinds
    ]
    assert get_texts(article) == [WHAT_TO_TRY]


# Disclaimers

DISCLAIMERS = {
    "information only": "This article is for information only and is no substitute for therapy.",
    "a site": "This site does not provide medical advice.",
    "a blog": "This blog is not therapy.",
    "German": (
        "Wichtiger Hinweis: Die Inhalte dieses Blogs dienen der Information und ersetzen nicht das Gespräch "
        "mit einer Ärztin oder einem Psychotherapeuten."
    ),
    "Spanish": "Este blog no es terapia.",
    "Spanish, a site": "La información de esta página es orientativa y no reemplaza una consulta profesional.",
    "French": "Ce blog n’est pas une thérapie et ne remplace pas un suivi.",
    "Portuguese": "Este site não oferece aconselhamento médico.",
    "Arabic": "هذه المدونة لا تقدم استشارة طبية.",
    "online information": "Please remember that online information can never replace individual care.",
    "in several sentences": (
        "The information provided on this blog is for general informational and educational purposes only "
        "and should not be considered as professional mental health advice. Always seek the guidance of "
        "your qualified health provider with any questions you may have regarding your health or a medical "
        "condition."
    ),
    "with its heading, in several paragraphs": (
        "**Medical disclaimer**\n\nThe content of this website, including text, graphics and images, is not "
        "intended to be a substitute for professional medical advice, diagnosis, or treatment.\n\n"
        "Never disregard professional advice because of something you have read here.\n\n"
        "Reliance on any information on this site is solely at your own risk."
    ),
    "and whom to call": (
        "This article is for educational purposes only and is not a substitute for professional mental "
        "health treatment. If you are experiencing a mental health crisis, please reach out to a qualified "
        "mental health provider or call 988."
    ),
}  # fmt: skip


@pytest.mark.parametrize("closing", DISCLAIMERS.values(), ids=DISCLAIMERS)
def test_disclaimer_goes_whole(closing):
    article = read(closing)
    assert [passage[:2] for passage in describe(article)] == [(True, "disclaimer")]
    assert get_texts(article) == [WHAT_TO_TRY]


@pytest.mark.parametrize(
    "own",
    [
        "Dana Whitcombe, LCSW, is a therapist in Portland. This article is not a substitute for therapy.",
        "A workbook is not a substitute for therapy, but it kept my hands busy for a winter.",
        "This article is for educational purposes only. Start with one word tonight.",
        "Este blog no es terapia, y aun así escribe una carta esta noche.",
        "Dieser Blog ersetzt keine Therapie, aber ein Spaziergang kostet nichts.",
    ],
)
def test_disclaimer_in_the_article_s_own_words_stays_and_is_pointed_out(own):
    article = read(own)
    assert describe(article) == [(False, "disclaimer", [own])]
    assert own in get_texts(article)[0][1]


# Booking prompts

BOOKINGS = {
    "openings": "P.S. I have two openings in January. Book here.",
    "a spot": "Reserve your spot at https://example.org/book.",
    "a free call": (
        "If you’d like to explore this in therapy, I offer a free 20-minute phone consultation.\n\n"
        "[Schedule yours here](https://example.org/s)\n\nI look forward to meeting you!"
    ),
    "a mail": "Email me at dana@example.org to get started.",
    "German": "Du möchtest einen Termin? Schreib mir: praxis@example.org",
    "Spanish": "Agenda tu sesión por WhatsApp: +34 600 000 000",
    "French": "Pour prendre rendez-vous, écrivez-moi : cabinet@example.org",
    "Portuguese": "Quer marcar uma consulta? Escreva para mim: contato@example.org",
    "Arabic": "احجز جلستك الآن.",
    "support": "If you'd like support in working through these issues, I'm here to help.\n\nSchedule a Session",
    "German, two lines": "Wenn du dir Unterstützung wünschst, melde dich gern bei mir.\n\nIch freue mich auf dich!",
    "with its heading": "## Work with me\n\nI offer therapy for individuals and couples online.\n\n[Book a consultation](https://example.org)",
}


@pytest.mark.parametrize("closing", BOOKINGS.values(), ids=BOOKINGS)
def test_booking_prompt_goes_whole(closing):
    article = read(closing)
    assert [passage[:2] for passage in describe(article)] == [(True, "booking")]
    assert get_texts(article) == [WHAT_TO_TRY]


@pytest.mark.parametrize(
    "own",
    [
        "You could begin tonight by writing down one thing the other did well, and if you would like company "
        "with that, book a session with us.",
        "Escribe hoy una carta, y si quieres leerla en voz alta, reserva una sesión.",
        "Schreib heute einen Brief, und wenn du ihn vorlesen willst, kannst du einen Termin buchen.",
    ],
)
def test_booking_prompt_in_the_article_s_own_words_stays_and_is_pointed_out(own):
    article = read(own)
    assert describe(article) == [(False, "booking", [own])]
    assert own in get_texts(article)[0][1]


@pytest.mark.parametrize(
    "closing",
    [
        "## Work with me\n\nI keep bees behind the practice.\n\n[Book a consultation](https://example.org)",
        "## Before you go\n\nBook a session with us.\n\nAnd bring the dog, since he knows the way.",
        "Sound familiar?\n\nBook a free consultation.",
    ],
)
def test_booking_prompt_beside_the_article_s_own_words_stays_and_is_pointed_out(closing):
    article = read(closing)
    assert {(is_sure, kind) for is_sure, kind, _lines in describe(article)} == {(False, "booking")}


# In the words of many


@pytest.mark.parametrize("ending", STOCK)
def test_what_every_site_says_goes(ending):
    article = read(ending)
    assert [(each.is_sure, each.text) for each in article.removable] == [(True, ending)]


@pytest.mark.parametrize("ending", OWN)
def test_what_this_article_says_stays(ending):
    article = read(ending)
    assert not any(each.is_sure for each in article.removable)
    assert get_texts(article) == [("What to try", f"<p>{KEPT}</p><p>{ending}</p>")]
