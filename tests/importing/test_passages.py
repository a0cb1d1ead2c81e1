"""What is left out of an article with the passages that ours replace, and what must not go with them."""

from datetime import UTC, datetime

import pytest

from tests.importing.word_files import make_word_file, note_mark, paragraph, run
from wagtail_attachment.importing import Meta, read_article

LONG = "The door stays where it is, and so does everybody who lives behind it. " * 8
NOTES = [
    f"Author{place}, A. (20{place:02}). A study of doors. Journal of Doors."
    for place in range(1, 13)
]


def get_headings(article):
    return [section.heading for section in article.sections]


def get_kinds(article):
    return [passage.kind for passage in article.removable]


# References stay

CRISIS_SECTIONS = {
    "English": "## Crisis resources\n\nCall or text 988 at any hour.",
    "Spanish": "## Ayuda urgente\n\nSi estás en crisis, llama al 024.",
    "Arabic": "## أرقام الطوارئ\n\nإذا كنت في أزمة، اتصل بخط المساعدة 988.",
    "a disclaimer": "## Disclaimer\n\nThis text is for educational purposes only.",
    "a bold line": "## What helps\n\nTime.\n\n**Crisis resources**\n\nCall or text 988.",
}


@pytest.mark.parametrize("closing", CRISIS_SECTIONS.values(), ids=CRISIS_SECTIONS)
@pytest.mark.parametrize("count", [1, 12])
def test_references_stay_where_the_last_section_is_left_out(closing, count):
    marks = " ".join(f"{LONG}[^{place}]" for place in range(1, count + 1))
    notes = "\n".join(f"[^{place + 1}]: {NOTES[place]}" for place in range(count))
    article = read_article(f"# T\n\nA lead.\n\n## One\n\n{marks}\n\n{closing}\n\n{notes}")
    assert len(article.references) == count
    assert article.removable[-1].kind in {"crisis", "disclaimer"}
    assert "Author1" not in article.removable[-1].text
    assert get_headings(article)[0] == "One"
    assert len(get_headings(article)) == (2 if "What helps" in closing else 1)


def test_notes_of_a_word_file_stay_where_its_last_section_is_help():
    article = read_article(
        make_word_file(
            paragraph("T", style="Title"),
            paragraph("One", style="Heading1"),
            paragraph(LONG, note_mark(1), note_mark(2)),
            paragraph("Helplines", style="Heading1"),
            paragraph("Samaritans: 116 123"),
            notes=NOTES[:2],
        )
    )
    assert [each["title"] for each in article.references] == ["A study of doors"] * 2
    assert get_kinds(article) == ["crisis"]


def test_note_that_names_a_helpline_is_a_reference():
    source = "# T\n\nA lead.[^1]\n\n[^1]: Samaritans: 116 123."
    article = read_article(source)
    assert len(article.references) == 1
    assert article.removable == []


def test_who_wrote_it_is_found_above_the_notes():
    biography = "Ana Pérez is a therapist in Bangor."
    article = read_article(
        f"# T\n\nA lead.[^1]\n\n## One\n\n{LONG}\n\n{LONG}\n\n{biography}\n\n[^1]: {NOTES[0]}"
    )
    assert [(each.kind, each.text) for each in article.removable] == [("author", biography)]


@pytest.mark.parametrize("heading", ["**References**", "References", "**Fuentes:**", "المراجع"])
def test_references_under_a_line_in_a_section_of_help_stay(heading):
    closing = "## Crisis resources\n\nCall or text 988 at any hour."
    article = read_article(
        f"# T\n\nA lead.\n\n## One\n\n{LONG}\n\n{closing}\n\n{heading}\n\n{NOTES[0]}"
    )
    assert [passage.text for passage in article.removable] == [
        "Crisis resources Call or text 988 at any hour."
    ]
    assert "A study of doors" in article.sections[-1].html


# A line that heads nothing but what is left out goes with it

HEADED = {
    "bold": "**You are not alone**\n\nIf you are in crisis, call or text 988.",
    "a question": "**Do you need help?**\n\nIf you are in crisis, call or text 988.",
    "named": "Crisis resources\n\nIf you are in crisis, call or text 988.",
    "Spanish": "**No estás sola**\n\nSi estás en crisis, llama al 024.",
    "Arabic": "**لست وحدك**\n\nإذا كنت في أزمة، اتصل بخط المساعدة 988.",
    "a disclaimer": "**Good to know**\n\nThis text is for educational purposes only.",
    "two of them": "**For you**\n\n**In Spain**\n\nSi estás en crisis, llama al 024.",
}


@pytest.mark.parametrize("closing", HEADED.values(), ids=HEADED)
def test_line_over_a_passage_goes_with_it(closing):
    article = read_article(f"# T\n\nA lead.\n\n## One\n\n{LONG}\n\n{closing}")
    assert [section.html for section in article.sections] == [f"<p>{LONG.strip()}</p>"]
    lines = [line.strip("*") for line in closing.split("\n") if line]
    assert [passage.text for passage in article.removable] == [" ".join(lines)]


def test_bold_line_of_a_word_file_goes_with_the_help_under_it():
    article = read_article(
        make_word_file(
            paragraph("T", style="Title"),
            paragraph("One", style="Heading1"),
            paragraph(LONG),
            paragraph(run("If it is urgent", "<w:b/>")),
            paragraph("Samaritans: 116 123"),
        )
    )
    assert [passage.text for passage in article.removable] == [
        "If it is urgent Samaritans: 116 123"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "**You will find your way.**",
        "**Be kind to yourself!**",
        "Be kind to yourself",
        "**“The door is open”**",
    ],
)
def test_last_words_of_an_article_stay_above_a_passage(line):
    article = read_article(
        f"# T\n\nA lead.\n\n## One\n\n{LONG}\n\n{line}\n\nIf you are in crisis, call or text 988."
    )
    assert line.strip("*") in article.sections[0].html


def test_bold_line_over_the_article_s_own_words_too_stays():
    article = read_article(
        f"# T\n\nA lead.\n\n## One\n\n{LONG}\n\n**At night**\n\nRead.\n\nIf in crisis, call 988."
    )
    assert "At night" in article.sections[0].html


# Each passage is called what it is


MIXED = {
    "German": "## Im Notfall\n\nTelefonseelsorge: 0800 111 0 111\n\nTermin vereinbaren",
    "Spanish": "## Ayuda urgente\n\nSi estás en crisis, llama al 024.\n\nReserva tu cita",
    "Arabic": "## أرقام الطوارئ\n\nإذا كنت في أزمة، اتصل بخط المساعدة 988.\n\nاحجز موعدك",
    "a link, and a sentence after it": (
        "## In der Krise\n\n- Telefonseelsorge: 0800 111 0 111\n- Notruf: 112\n\n"
        "[Termin vereinbaren](https://example.org/t)\n\nIch freue mich auf Sie."
    ),
}


@pytest.mark.parametrize("closing", MIXED.values(), ids=MIXED)
def test_booking_prompt_in_a_section_of_help_is_one(closing):
    article = read_article(f"# T\n\n{LONG}\n\n## One\n\n{LONG}\n\n{closing}")
    assert get_kinds(article) == ["crisis", "booking"]
    assert get_headings(article) == ["One"]
    assert "988" not in article.removable[1].text
    assert "0800" not in article.removable[1].text


def test_help_under_a_disclaimer_s_heading_is_help():
    closing = "## Disclaimer\n\nFor educational purposes only.\n\nIf you are in crisis, call 988."
    article = read_article(f"# T\n\n{LONG}\n\n## One\n\n{LONG}\n\n{closing}")
    assert [(each.kind, each.text) for each in article.removable] == [
        ("disclaimer", "Disclaimer For educational purposes only."),
        ("crisis", "If you are in crisis, call 988."),
    ]


def test_number_in_a_section_of_help_is_no_booking_prompt():
    closing = "## Crisis resources\n\nCall 988.\n\nWarm line: call 020 7946 0000."
    article = read_article(f"# T\n\n{LONG}\n\n## One\n\n{LONG}\n\n{closing}")
    assert get_kinds(article) == ["crisis"]


# Who wrote it, and when

JUNE_3 = datetime(2024, 6, 3, 12, tzinfo=UTC)
BYLINES = [
    "By Ana Pérez, LMFT | June 3, 2024",
    "By Ana Pérez, 3 June 2024",
    "By Ana Pérez on June 3rd, 2024",
    "June 3, 2024 by Ana Pérez",
    "Posted by Ana Pérez on Jun 3, 2024",
    "By Ana Pérez | 5 min read | 2024-06-03",
    "By Ana Pérez | June 3, 2024 | updated May 1, 2025",
    "Por Ana Pérez, 3 de junio de 2024",
    "Par Ana Pérez, le 3 juin 2024",
    "Von Ana Pérez – 3. Juni 2024",
    "Von Ana Pérez, 03.06.2024",
    "Por Ana Pérez | 3 de junho de 2024",
    "بقلم: Ana Pérez | 3 يونيو 2024",
    "بقلم: Ana Pérez | ٣ يونيو ٢٠٢٤",
]


def read_head(head):
    return read_article(f"# T\n\n{head}\n\n{LONG}\n\n## One\n\n{LONG}")


@pytest.mark.parametrize("line", BYLINES)
def test_byline_names_the_author_and_the_day(line):
    article = read_head(line)
    assert [(each.kind, each.text) for each in article.removable] == [("byline", line)]
    assert article.meta.authors == ("Ana Pérez",)
    assert article.meta.date == JUNE_3


@pytest.mark.parametrize(
    "lines",
    [
        "By Ana Pérez\n\nJune 3, 2024",
        "Published on June 3, 2024",
        "Publicado el 3 de junio de 2024",
        "نُشر في 3 يونيو 2024",
        "3. Juni 2024",
    ],
)
def test_day_of_a_line_of_its_own_is_taken(lines):
    assert read_head(lines).meta.date == JUNE_3


@pytest.mark.parametrize(
    "line",
    [
        "Updated on June 3, 2024",
        "Actualizado el 3 de junio de 2024",
        "Stand: 3. Juni 2024",
        "By Ana Pérez | last updated June 3, 2024",
        "By Ana Pérez | 03/06/2024",
        "By Ana Pérez | June 2024",
        "By Ana Pérez | 31 June 2024",
        "By Ana Pérez, LMFT",
    ],
)
def test_day_that_is_of_a_change_or_unclear_is_not_taken(line):
    article = read_head(line)
    assert len(article.removable) == 1
    assert article.meta.date is None


def test_day_in_the_article_s_own_words_is_not_taken():
    article = read_head("On June 3, 2024 the door was closed.")
    assert (article.removable, article.meta.date) == ([], None)


def test_day_that_the_source_names_goes_before_that_of_the_byline():
    text = f"By Ana Pérez | May 1, 2020\n\n{LONG}\n\n## One\n\n{LONG}"
    article = read_article(f"---\ntitle: T\ndate: 2024-06-03\n---\n{text}")
    assert article.meta.date == JUNE_3


def test_post_that_an_export_gives_no_day_gets_none_from_its_byline():
    text = f"By Ana Pérez | June 3, 2024\n\n{LONG}\n\n## One\n\n{LONG}"
    meta = read_article(text, known=Meta(title="T")).meta
    assert (meta.authors, meta.date) == (("Ana Pérez",), None)


def test_byline_of_a_page_is_one_and_a_box_about_the_author_is_not():
    article = read_article(
        f"<h1>T</h1><div class=post-meta>By Ana Pérez · June 3, 2024</div><p>{LONG}</p><h2>One</h2>"
        f"<p>{LONG}</p><div class=author-bio>Ana Pérez likes doors.</div>"
    )
    assert get_kinds(article) == ["byline", "author"]
    assert (article.meta.authors, article.meta.date) == (("Ana Pérez",), JUNE_3)
