"""Habits of those who write: who speaks in a transcript, lists with emoji, tables with tabs, two prompts to book."""

import pytest

from wagtail_attachment.importing import read_article
from wagtail_attachment.importing.passages.headings import name_kind
from wagtail_attachment.importing.passages.vocabulary import says_only

TEXT = "Somebody walks along to the gate, and nobody asks why it has to be now."


def get_headings(*lines):
    article = read_article("\n".join(["The Careful Guest", TEXT, *lines]))
    return [section.heading for section in article.sections]


def test_who_speaks_in_a_transcript_heads_no_section():
    lines = ["Ann: What did you hear?", TEXT, "Ann: And then?", TEXT]
    assert get_headings("What Helps", TEXT, *lines) == ["What Helps"]
    assert get_headings("What Helps", TEXT, "Ann: A Portrait", TEXT) == [
        "What Helps",
        "Ann: A Portrait",
    ]


def test_items_with_one_emoji_head_no_section_and_leave_the_heading_below():
    items = ["✅ A coat", "✅ A chair"]
    assert get_headings("Signs", TEXT, *items, "What Helps", TEXT) == ["Signs", "What Helps"]
    assert get_headings("✅ Signs", TEXT, "🌱 What Helps", TEXT) == ["✅ Signs", "🌱 What Helps"]


def test_prompt_to_book_in_the_midst_leaves_the_heading_below():
    assert get_headings("What it is", TEXT, "Book a free consultation", "What helps", TEXT) == [
        "What it is",
        "What helps",
    ]


def test_cells_with_tabs_between_them_are_a_table():
    source = f"T\n\nWhat Helps\n\n{TEXT}\n\nShy\tTired\nstays away\tsleeps\n\n{TEXT}\n\n\tA line."
    (section,) = read_article(source).sections
    assert section.heading == "What Helps"
    assert section.html == (
        f"<p>{TEXT}</p><p>Shy | Tired</p><p>stays away | sleeps</p><p>{TEXT}</p><p>A line.</p>"
    )


def test_one_line_with_a_tab_and_numbers_with_tabs_are_no_table():
    source = f"T\n\nWhat Helps\n\nTea\tcosts little.\n\n1.\tSit.\n2.\tAsk.\n\n{TEXT}"
    (section,) = read_article(source).sections
    assert section.html == (
        f"<p>Tea costs little.</p><ol><li>Sit.</li><li>Ask.</li></ol><p>{TEXT}</p>"
    )


def test_heading_of_a_prompt_to_book_goes_with_it_above_the_author():
    end = ["Work with Me", "Book a free consultation"]
    author = "Nora Whitfield is a licensed therapist in Portland, Maine, who works with couples."
    headed = "".join(f"<h2>{heading}</h2><p>{TEXT}</p><p>{TEXT}</p>" for heading in ("One", "Two"))
    article = read_article(f"<h1>T</h1>{headed}<h2>{end[0]}</h2><p>{end[1]}</p><p>{author}</p>")
    assert [(each.kind, each.text, each.is_sure) for each in article.removable] == [
        ("booking", " ".join(end), True),
        ("author", author, False),
    ]
    assert [section.heading for section in article.sections] == ["One", "Two"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Si estás en crisis", "crisis"),
        ("Si vous êtes en crise", "crisis"),
        ("Wenn Sie in einer Krise sind", "crisis"),
        ("Se você está em crise", "crisis"),
        ("في حالة الأزمة", "crisis"),
        ("Trabaja conmigo", "booking"),
        ("Travailler avec moi", "booking"),
        ("Mit mir arbeiten", "booking"),
        ("Trabalhe comigo", "booking"),
        ("Travailler avec moins de hâte", ""),
        ("Si una amiga está en crisis", ""),
    ],
)
def test_heading_names_help_or_a_prompt_to_book_in_every_language(heading, kind):
    assert name_kind(heading) == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "Demandez de l’aide maintenant :",
        "Bitte holen Sie sich jetzt Hilfe:",
        "Peça ajuda agora:",
        "اطلبي المساعدة الآن:",
    ],
)
def test_sentence_that_asks_to_get_help_says_nothing_else(sentence):
    assert says_only(sentence, ["crisis"])
