"""Text that a source hides, and characters that turn text around: no article text, and said."""

import re

import pytest

from tests.importing.word_files import (
    make_parts,
    make_word_file,
    note_mark,
    pack,
    paragraph,
    run,
    table,
)
from wagtail_attachment.importing import read_article
from wagtail_attachment.importing.characters import clean

VANISH = "<w:vanish/>"
NOTICE = "Left out, since it is hidden in the source: “%s”."


def get_text(article):
    html = [article.lead_html, *(section.html for section in article.sections)]
    return " ".join(re.sub(r"<[^>]*>", " ", " ".join(html)).split())


def hide(text, properties=VANISH):
    return run(text, properties)


def make_styled(*blocks, styles, **kwargs):
    parts = make_parts(*blocks, **kwargs)
    more = "".join(
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/>{based}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
        for key, kind, based, properties in styles
    )
    old = parts["word/styles.xml"]
    return pack({**parts, "word/styles.xml": old.replace("</w:styles>", f"{more}</w:styles>")})


HIDDEN_STYLES = [
    ("Remark", "paragraph", "", VANISH),
    ("Later", "paragraph", '<w:basedOn w:val="Remark"/>', ""),
    ("Shown", "paragraph", '<w:basedOn w:val="Remark"/>', '<w:vanish w:val="0"/>'),
    ("Aside", "character", "", VANISH),
    ("Loop", "character", '<w:basedOn w:val="Loop"/>', ""),
]


def test_hidden_text_of_a_word_file_is_left_out_and_said():
    article = read_article(
        make_word_file(
            paragraph("T", style="Title"),
            paragraph("You close it", hide(" (ask Ann)"), " softly."),
            paragraph(hide("Rewrite this.")),
            paragraph("One", style="Heading1"),
            table(("a", hide("b")), ("c", "d")),
        )
    )
    assert get_text(article).startswith("You close it softly.")
    assert "Ann" not in get_text(article)
    assert [section.heading for section in article.sections] == ["One"]
    assert article.notices == [NOTICE % "(ask Ann) … Rewrite this. … b"]


@pytest.mark.parametrize(
    ("blocks", "hidden"),
    [
        ([paragraph("لا تنشر", style="Remark")], ["لا تنشر"]),
        ([paragraph("Later.", style="Later")], ["Later."]),
        ([paragraph("Shown.", style="Shown")], []),
        ([paragraph(run("Aside.", '<w:rStyle w:val="Aside"/>'))], ["Aside."]),
        ([paragraph(run("Loop.", '<w:rStyle w:val="Loop"/>'))], []),
        # Either style hides what the other does not, and what both would hide is seen.
        ([paragraph(run("Both.", '<w:rStyle w:val="Aside"/>'), style="Remark")], []),
        ([paragraph(run("Seen.", '<w:vanish w:val="false"/>'), style="Remark")], []),
        ([paragraph(run("Seen.", '<w:rStyle w:val="None"/>'))], []),
    ],
    ids=["by its paragraph", "inherited", "shown again", "by its characters", "a circle", "both",
         "shown here", "a style that is none"],
)  # fmt: skip
def test_styles_of_a_word_file_hide_text(blocks, hidden):
    article = read_article(
        make_styled(
            paragraph("T", style="Title"), paragraph("A text."), *blocks, styles=HIDDEN_STYLES
        )
    )
    assert article.notices == [NOTICE % each for each in hidden]
    assert all(each not in get_text(article) for each in hidden)
    assert get_text(article) != "A text." or hidden


def test_hidden_text_in_a_note_of_a_word_file_is_left_out():
    article = read_article(
        make_word_file(
            paragraph("T", style="Title"),
            paragraph("A text.", note_mark(1)),
            notes=["A study of doors."],
        )
    )
    assert article.references[0]["title"] == "A study of doors"
    parts = make_parts(paragraph("T", style="Title"), paragraph("A.", note_mark(1)), notes=["x"])
    parts["word/footnotes.xml"] = parts["word/footnotes.xml"].replace(
        "</w:p>", f"{hide('Check this.')}</w:p>"
    )
    article = read_article(pack(parts))
    assert article.references[0]["title"] == "x"
    assert article.notices == [NOTICE % "Check this."]


def test_hidden_marks_of_an_index_do_no_harm():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:rPr>{VANISH}</w:rPr><w:instrText> XE door </w:instrText></w:r>"
        f'<w:r><w:rPr>{VANISH}</w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
    )
    article = read_article(
        make_word_file(paragraph("T", style="Title"), paragraph("A", field, " text."))
    )
    assert article.lead_html == "<p>A text.</p>"
    assert article.notices == []


HIDDEN_HTML = {
    "by its style": "<p style='display:none'>Hidden</p>",
    "important": "<p style='DISPLAY : NONE !important'>Hidden</p>",
    "invisible": "<span style='visibility: hidden'>Hidden</span>",
    "by its attribute": "<div hidden><p>Hid<b>den</b></p></div>",
    "from assistive technology": "<p aria-hidden='true'>Hidden</p>",
    "by Word": "<p class=MsoNormal><span style='display:none;mso-hide:all'>Hidden</span></p>",
    "by Word alone": "<p class=MsoNormal><span style='mso-hide: all'>Hidden</span></p>",
    "in a table": "<table><tr><td>a<td>b<tr><td>c<td><span hidden>Hidden</span>d</table>",
}


@pytest.mark.parametrize("html", HIDDEN_HTML.values(), ids=HIDDEN_HTML)
def test_text_that_html_hides_is_left_out_and_said(html):
    article = read_article(f"<h1>T</h1><p>A text.</p>{html}<p>More.</p>")
    words = get_text(article)
    assert words.startswith("A text.")
    assert words.endswith("More.")
    assert "Hid" not in words
    assert article.notices == [NOTICE % ("Hid … den" if "<b>" in html else "Hidden")]


@pytest.mark.parametrize(
    "html",
    [
        "<p aria-hidden='false'>Seen</p>",
        "<p style='display:block'>Seen</p>",
        "<p style='mso-hide:none'>Seen</p>",
    ],
)
def test_text_that_is_shown_stays(html):
    article = read_article(f"<h1>T</h1><p>A text.</p>{html}")
    assert get_text(article) == "A text. Seen"
    assert article.notices == []


def test_scripts_and_lists_of_contents_are_not_said_to_be_hidden():
    html = "<div hidden><script>var x</script><style>p{}</style> </div><p class=MsoToc1>One 3</p>"
    assert read_article(f"<h1>T</h1><p>A text.</p>{html}").notices == []


def test_page_that_hides_a_lot_says_the_beginning():
    article = read_article(f"<h1>T</h1><p>A text.</p><p hidden>{'Hidden words. ' * 900}</p>")
    assert len(article.notices[0]) < 300


# Characters that turn text around

OVERRIDE, EMBED, END = "\u202e", "\u202a", "\u202c"
ISOLATE, CLOSE = "\u2066", "\u2069"
TURNED = "Left out: invisible characters that change the order in which letters are shown."


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f"safe{OVERRIDE}gnp.exe", "safegnp.exe"),
        (f"safe{OVERRIDE}gnp{END}.exe", "safegnp.exe"),
        ("a\u202db\u202cc", "abc"),
        # What is closed keeps a number readable in a text from right to left.
        (f"اتصل على {EMBED}+1 555 0100{END} الآن", f"اتصل على {EMBED}+1 555 0100{END} الآن"),
        (f"חייגו {ISOLATE}+972 3 555{CLOSE} עכשיו", f"חייגו {ISOLATE}+972 3 555{CLOSE} עכשיו"),
        (f"{EMBED}never closed", "never closed"),
        (f"{ISOLATE}never closed", "never closed"),
        (f"never opened{CLOSE}{END}", "never opened"),
        (f"{ISOLATE}a{EMBED}b{CLOSE}c", f"{ISOLATE}ab{CLOSE}c"),
        (f"{EMBED}a{OVERRIDE}b{END}c{END}", f"{EMBED}abc{END}"),
        (f"{EMBED}one\ntwo{END}", "one\ntwo"),
        ("مرحبا\u200f! \u200eABC\u061c 1", "مرحبا\u200f! \u200eABC\u061c 1"),
        ("a\u206ab\u2063c\ufff9d", "abcd"),
    ],
)
def test_what_turns_letters_around_goes_and_what_arabic_and_hebrew_need_stays(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "write",
    [
        lambda text: f"The door\n\nA {text}.",
        lambda text: f"# The door\n\nA **{text}**.",
        lambda text: f"<h1>The door</h1><p>A {text}.</p>",
        lambda text: "<h1>The door</h1><p>A " + text.replace(OVERRIDE, "&#x202e;") + ".</p>",
        lambda text: make_word_file(
            paragraph("The door", style="Title"), paragraph(f"A {text}.")
        ),
        lambda text: f"---\ntitle: The {text}\n---\nA text.",
    ],
    ids=["plain text", "Markdown", "HTML", "an entity", "Word", "the title at its head"],
)  # fmt: skip
def test_override_is_taken_out_of_every_format_and_said(write):
    article = read_article(write(f"do{OVERRIDE}or"))
    assert OVERRIDE not in f"{article.title} {article.lead_html}"
    assert "door" in f"{article.title} {article.lead_html}"
    assert article.notices == [TURNED]
    assert read_article(write("door")).notices == []


def test_override_in_the_words_for_a_picture_is_taken_out():
    article = read_article(f"<h1>T</h1><p>A.</p><img src=a.png alt='do{OVERRIDE}or'>")
    assert article.pictures[0].alt == "door"
