"""What each format holds besides paragraphs, and what is refused in words."""

import base64
import re
import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tests.importing.shapes import SHAPES
from tests.importing.word_files import (
    PNG,
    deleted,
    inserted,
    item,
    link,
    make_document,
    make_parts,
    make_word_file,
    note_mark,
    pack,
    paragraph,
    picture,
    remark,
    run,
    table,
)
from wagtail_attachment.importing import make_body, make_lead, read_article
from wagtail_attachment.importing.article import compose, find_parts
from wagtail_attachment.importing.characters import lower_characters, raise_characters
from wagtail_attachment.importing.links import get_safe_href
from wagtail_attachment.importing.repairing import repair, suggest_blocks
from wagtail_attachment.importing.shape import Repairs

ALLOWED = {"p", "b", "i", "a", "ul", "ol", "li", "br"}
NOTE = (
    "Hazan, C., & Shaver, P. (1987). Romantic love. JPSP, 52(3), 511. https://doi.org/10.1037/0022"
)


def read_shape(name):
    return read_article(next(shape.source for shape in SHAPES if shape.name == name))


def get_text(article):
    parts = [article.lead_html, *(section.html for section in article.sections)]
    return BeautifulSoup("".join(parts), "html.parser").get_text(" ")


def test_word_file():
    article = read_article(
        make_word_file(
            paragraph("The quiet door", style="Title"),
            paragraph("Why you close it", style="Subtitle"),
            paragraph(
                "You close it", deleted(" loudly"), inserted(" softly"), remark(), note_mark(1), "."
            ),
            paragraph("What gives it away", style="Heading1"),
            item("You go quiet"),
            item("You leave"),
            paragraph(picture("A door")),
            paragraph("A door in winter", style="Caption"),
            paragraph("What helps", style="Heading1"),
            item("Name it", 2),
            item("Stay", 2),
            paragraph("It passes.", style="Quote"),
            paragraph("See ", link("this page"), "."),
            notes=[NOTE],
            comments=["Rewrite this"],
        )
    )
    assert (article.title, article.subtitle) == ("The quiet door", "Why you close it")
    assert article.lead_html == "<p>You close it softly[1].</p>"
    signs, helps = article.sections
    assert signs.content == (
        {"type": "paragraph", "value": "<ul><li>You go quiet</li><li>You leave</li></ul>"},
        {"type": "picture", "value": 0},
        {"type": "paragraph", "value": "<p><i>A door in winter</i></p>"},
    )
    assert article.pictures[0].data == PNG
    assert (article.pictures[0].alt, article.pictures[0].caption) == ("A door", "A door in winter")
    assert [block["type"] for block in helps.content] == ["paragraph", "pull_quote", "paragraph"]
    assert '<a href="https://example.org/x">this page</a>' in helps.html
    assert article.references == [
        {
            "authors": "Hazan, C., & Shaver, P.",
            "title": "Romantic love",
            "year": 1987,
            "source": "JPSP, 52(3), 511",
            "doi": "10.1037/0022",
            "pmid": "",
            "url": "",
        }
    ]
    assert article.notices == [
        "Left out: one deletion that was tracked in the file. Insertions were kept.",
        "Left out: one comment in the margin.",
    ]


def test_body_of_a_draft_has_its_images_or_notes_in_their_place():
    article = read_article(
        make_word_file(
            paragraph("H", style="Heading1"),
            paragraph("T", style="Heading1"),
            paragraph(picture("A door")),
        )
    )
    (section,) = make_body(article, {0: 7})
    assert section["value"]["content"][0]["value"]["image"] == 7
    (section,) = make_body(article)
    assert section["value"]["content"] == [
        {"type": "paragraph", "value": "<p>[Picture: A door]</p>"}
    ]


def test_picture_in_the_introduction_begins_the_body_and_is_a_note_without_an_image():
    article = read_article(
        make_word_file(
            paragraph("T", style="Title"), paragraph(picture("A door")), paragraph("A text.")
        )
    )
    assert make_lead(article) == "<p>[Picture: A door]</p><p>A text.</p>" == article.lead_html
    assert make_body(article) == []
    assert make_lead(article, {0: 7}) == "<p>A text.</p>"
    (image,) = make_body(article, {0: 7})
    assert (image["type"], image["value"]["image"]) == ("image", 7)
    assert image["value"]["alt_text"] == "A door"


def test_numbers_of_a_word_file_go_on_after_a_paragraph_and_begin_again_in_another_list():
    rest = paragraph("Rest.")
    article = read_article(
        make_word_file(
            *(paragraph("T", style="Title"), paragraph("H", style="Heading1")),
            *(item("Sit", 2), item("Why", 2, 1), item("How", 2, 1), item("Ask", 2), rest),
            *(
                item("Stay", 2),
                item("Then", 2, 1),
                rest,
                item("Go", 3),
                item("Stop", 3),
                rest,
                item("A bullet"),
            ),
        )
    )
    (section,) = article.sections
    assert section.html == (
        "<ol><li>Sit<ol><li>Why</li><li>How</li></ol></li><li>Ask</li></ol><p>Rest.</p><p>3. Stay</p>"
        "<p>1. Then</p><p>Rest.</p><ol><li>Go</li><li>Stop</li></ol><p>Rest.</p><ul><li>A bullet</li></ul>"
    )


def test_linked_picture_of_a_word_file_leaves_a_note():
    article = read_article(
        make_word_file(
            paragraph("T", style="Title"),
            paragraph(picture("A door", "link")),
            paragraph(picture("A boat")),
        )
    )
    assert "[Picture: A door]" in article.lead_html
    assert [each.data for each in article.pictures] == [None, PNG]


def test_caption_of_a_table_is_read():
    table = "<tr><th>One<th>Two<tr><td>a<td>b"
    article = read_article(
        f"<h1>T</h1><h2>H</h2><table><caption>How <b>it</b> goes</caption>{table}</table>"
    )
    (section,) = article.sections
    assert section.html.startswith("<p><i>How </i><b><i>it</i></b><i> goes</i></p><p>")


@pytest.mark.parametrize(
    ("listed", "blocks"),
    [
        ("- One\n- Two", ["signs", "steps"]),
        ("- [One](https://example.org/a)\n- Two", []),
        ("| a | b |\n|---|---|\n| c | d |", ["contrast"]),
        ("| a | b |\n|---|---|\n| c | [d](https://example.org/a) |", []),
    ],
)
def test_list_or_table_with_links_stays_one_since_other_blocks_are_plain_text(listed, blocks):
    found = find_parts(f"# T\n\n## H\n\n{listed}")
    assert suggest_blocks(found.pieces[-1]) == blocks
    (section,) = compose(found, repair(found, Repairs(), "signs", 1)).sections
    assert ("https://example.org/a" in str(section.content)) is ("example" in listed)


@pytest.mark.parametrize("more", ["", "<h2>Two</h2><p>A text.</p>"])
def test_heading_over_notes_alone_goes_with_them(more):
    article = read_article(
        f"<h1>T</h1><h2>One</h2><p>A text.</p><h2>Notes</h2><p id=fn1>A study.</p>{more}"
    )
    assert [section.heading for section in article.sections][:1] == ["One"]
    assert "Notes" not in [section.heading for section in article.sections]
    assert len(article.references) == 1


def test_heading_over_notes_and_more_stays():
    article = read_article(
        "<h1>T</h1><h2>One</h2><p>A text.</p><h2>Notes</h2><p>Mind these.</p><p id=fn1>A study.</p>"
    )
    assert [section.heading for section in article.sections] == ["One", "Notes"]


def test_text_of_windows_without_a_declared_encoding_is_read():
    article = read_article("T\n\nA café.".encode("cp1252"))
    assert article.lead_html == "<p>A café.</p>"


def test_picture_of_a_passage_that_is_left_out_is_none_of_the_draft():
    source = (
        "<h1>T</h1><p>A text.</p><aside class=sidebar><img src=ad.png alt=Ad><p>Buy it.</p></aside>"
        f"<h2>One</h2><p>{'A text. ' * 40}</p><img src=door.png alt='A door'>"
    )
    article = read_article(source, keep=())
    assert [picture.alt for picture in article.pictures] == ["A door"]
    (section,) = make_body(article, {0: 7})
    assert section["value"]["content"][1]["value"]["image"] == 7
    kept = read_article(source, keep=range(9))
    assert [picture.alt for picture in kept.pictures] == ["Ad", "A door"]


@pytest.mark.parametrize(
    ("raised", "lowered"),
    [("3", ""), ("-2", ""), ("st", ""), ("TM", ""), ("", "2"), ("", "max")],
)
def test_what_stands_above_or_below_the_line(raised, lowered):
    html = f"<p>10<sup>{raised}</sup>.</p>" if raised else f"<p>H<sub>{lowered}</sub>O.</p>"
    shown = raise_characters(raised) if raised else lower_characters(lowered)
    assert shown in get_text(read_article(f"<h1>T</h1>{html}<p>A text of two words.</p>"))


@pytest.mark.parametrize(
    "quote",
    [
        "<p>I needed the door.</p><cite>A reader</cite>",
        "I needed the door.<footer>A reader</footer>",
    ],
)
def test_who_said_a_quote_stands_below_it(quote):
    (section,) = read_article(f"<h1>T</h1><h2>A</h2><blockquote>{quote}</blockquote>").sections
    assert section.content == (
        {
            "type": "pull_quote",
            "value": {"quote": "I needed the door.", "attribution": "A reader"},
        },
    )


def test_work_named_in_a_quote_stays_in_its_sentence():
    quote = "<p>She read <cite>The Door</cite> twice.</p>"
    (section,) = read_article(f"<h1>T</h1><h2>A</h2><blockquote>{quote}</blockquote>").sections
    assert section.content[0]["value"]["quote"] == "She read The Door twice."


def test_form_to_sign_up_is_no_section():
    form = "<div class='kg-card kg-signup-card'><h2>Sign up</h2><p>Slow letters.</p></div>"
    article = read_article(f"<h1>T</h1><h2>A</h2><p>{'A text. ' * 9}</p>{form}")
    assert [section.heading for section in article.sections] == ["A"]
    assert article.removable[0].text == "Sign up Slow letters."


def test_powers_dashes_quotes_and_spaces_survive():
    text = "« 10\u00a0000 »\u202f— “ten” – ‘more’… 10³ H₂O x⁻²"
    html = "« 10&nbsp;000 »\u202f— “ten” – ‘more’… 10<sup>3</sup> H<sub>2</sub>O x<sup>-2</sup>"
    assert text in read_article(f"<h1>T</h1><p>{html}</p>").lead_html
    assert text in read_article(f"T\n\n{text}.").lead_html


# A day without an hour is at noon, so that it is the same day almost everywhere.
JUNE_3 = datetime(2024, 6, 3, 12, tzinfo=UTC)


def test_front_matter_is_read_and_is_no_text():
    article = read_shape("front matter")
    meta = article.meta
    assert (meta.date, meta.authors, meta.slug, meta.topics) == (
        JUNE_3,
        ("Ana Pérez",),
        "quiet-door",
        ("doors", "quiet"),
    )
    assert "slug" not in get_text(article)
    assert read_shape("front matter in TOML").meta.date == JUNE_3


@pytest.mark.parametrize(
    "head",
    ["a: &a [x]\nb: *a", "title: [", "title: !!python/object:os.system x", "x: " + "[" * 5_000],
    ids=["anchors", "broken", "an object", "nested"],
)
def test_front_matter_that_cannot_be_read_is_said(head):
    article = read_article(f"---\n{head}\n---\n\n# T\n\nText.")
    assert "could not be read" in article.notices[0]
    assert (article.title, article.lead_html) == ("T", "<p>Text.</p>")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-03", JUNE_3),
        ("2024-06-03T23:30:00-05:00", JUNE_3),
        ("June 3, 2024", JUNE_3),
        ("3 Jun 2024 10:15", JUNE_3),
        *((text, None) for text in ("2019-05", "May 2019", "2019", "June 3", "10:30", "soon", "")),
    ],
)
def test_day_is_read_and_never_made_up(text, day):
    assert read_article(f"---\ntitle: T\ndate: '{text}'\n---\n\nText.").meta.date == day


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text",
    [
        "<h2>One</h2><p>A text.</p>",
        "## One\n\nA text.\n\n<div>A box.</div>",
        "Plain.\n\nA text.",
    ],
    ids=["HTML", "Markdown with a box", "plain text"],
)
def test_front_matter_is_taken_off_any_format(text, end):
    head = "---\ntitle: The quiet door\ndate: 2024-06-03\n---\n"
    article = read_article((head + text).replace("\n", end))
    assert (article.title, article.meta.date) == ("The quiet door", JUNE_3)
    words = get_text(article)
    assert "A text." in words
    assert not {"title", "date", "---", "##"} & set(words.replace(":", " ").split())


def test_front_matter_goes_before_what_the_page_says_and_does_not_empty_it():
    page = "<html><head><meta name=author content='Ana Pérez'></head><body><p>A text.</p></body>"
    article = read_article(f"---\ntitle: The quiet door\n---\n{page}", name="a.html")
    assert (article.title, article.meta.authors) == ("The quiet door", ("Ana Pérez",))


def test_head_of_many_brackets_is_refused_at_once():
    before = time.process_time()
    article = read_article(f"---\ntitle: {'[' * 19_000}\n---\n\n# T\n\nText.")
    assert "could not be read" in article.notices[0]
    assert time.process_time() - before < 1


@pytest.mark.parametrize(
    "source",
    [
        f'<p title="<style">{"<p>a</p>" * 60_000}</style>',
        f'<p title="<!--">{"<p>a</p>" * 60_000}-->',
        f"<style>{'a' * 5_000_000}</style><p>a</p>",
    ],
    ids=["a style that is none", "a comment that is none", "too much of everything"],
)
def test_length_is_that_of_what_is_read(source):
    before = time.process_time()
    with pytest.raises(ValidationError, match="longer than 300 kB"):
        read_article(source)
    assert time.process_time() - before < 3


def test_styles_scripts_comments_and_pictures_do_not_count():
    much = "a" * 400_000
    around = f"<style>{much}</style><script>{much}</script><!--{much}-->"
    inside = f"<img alt='A door' src='data:image/png;base64,{'A' * 400_000}'>"
    article = read_article(f"{around}<h1>T</h1><p>A text.</p>{inside}<p>More.</p>")
    assert get_text(article).split() == ["A", "text.", "[Picture:", "A", "door]", "More."]


def test_two_rules_around_a_paragraph_are_no_front_matter():
    article = read_article("---\nA thought for the day.\n---\n\n# T\n\nText.")
    assert "A thought for the day." in get_text(article)


def test_markdown_notes_become_references():
    article = read_shape("footnotes")
    assert [reference["authors"] for reference in article.references] == ["Bowlby, J.", "Ainsworth"]
    assert "[1]" in article.lead_html
    assert "Bowlby" not in get_text(article)


@pytest.mark.parametrize(
    "source",
    [
        "# T\n\nAn introduction.[^1]\n\n[^1]: First part.\n\n    Second part.",
        "<h1>T</h1><p>An introduction.</p><li id=fn1><p>First part.</p><p>Second part.</p></li>",
        "<li id=fn1><p>First part.</p><p>Second part.</p></li>",
        "<h1>T</h1><p>An introduction.</p><li id=fn1><p>First part.</p><img src=a.png>"
        "<p>Second part.</p></li>",
    ],
    ids=["Markdown", "HTML", "alone", "with a picture"],
)
def test_note_of_two_paragraphs_is_one_reference(source):
    article = read_article(source)
    assert [reference["title"] for reference in article.references] == ["First part. Second part"]
    assert "part" not in get_text(article)


@pytest.mark.parametrize(
    ("note", "title"),
    [
        ("988 is a helpline", "988 is a helpline"),
        ("12. A study", "A study"),
        ("[3] A study", "A study"),
        ("4) A study", "A study"),
        ("* A study", "A study"),
    ],
)
def test_number_of_a_note_is_taken_off_only_with_its_mark(note, title):
    (reference,) = read_article(f"<h1>T</h1><p>a</p><p id=fn1>{note}</p>").references
    assert reference["title"] == title


def test_medium_export_says_everything_once():
    article = read_shape("Medium export")
    assert (article.title, article.subtitle) == ("The quiet door", "Why you close it")
    assert (article.meta.authors, article.meta.date) == (("Ana Pérez",), JUNE_3)
    text = get_text(article)
    assert "quiet door" not in text
    assert "Exported" not in text


def test_saved_page_says_what_stood_around_the_article():
    article = read_shape("saved WordPress page")
    for words in ("cookies", "Home About", "lovely", "Recent posts", "Imprint", "Another post"):
        assert words not in get_text(article)
    assert "We use cookies" in article.notices[0]


def test_struck_out_words_are_said_and_are_no_text():
    article = read_shape("struck-out words")
    assert "closed" not in get_text(article)
    assert article.notices == ["Left out, since it is struck out: “closed”."]


def test_hidden_text_is_no_text():
    assert "Seen by nobody" not in get_text(read_shape("emoji and hidden text"))
    assert "🌱" in get_text(read_shape("emoji and hidden text"))


def test_frames_become_links():
    article = read_article(
        "<h1>T</h1><p>a</p><iframe src='https://example.org/v'></iframe><p>b</p>"
    )
    assert '<p><a href="https://example.org/v">https://example.org/v</a></p>' in article.lead_html
    assert "nothing is embedded" in article.notices[0]


def test_picture_in_the_address_of_a_picture_is_read():
    data = base64.b64encode(PNG).decode()
    article = read_article(
        f"<h1>T</h1><p>a</p><img alt='A door' src='data:image/png;base64,{data}'>"
    )
    assert article.pictures[0].data == PNG


def test_pictures_that_count_readers_are_left_out():
    article = read_article("<h1>T</h1><p>a</p><img src='https://e.org/x.gif' width=1 height=1>")
    assert article.pictures == []


# What is refused


def make_entities():
    parts = make_parts(paragraph("x"))
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 8))
    head = f'<!DOCTYPE w [<!ENTITY e0 "{"a" * 100}">{entities}]>'
    document = parts["word/document.xml"].replace("<w:document", f"{head}<w:document")
    return pack({**parts, "word/document.xml": document})


def make_with(name, part):
    return pack({**make_parts(paragraph("x")), name: part})


def lead_to(kind, name, part):
    """Return a Word file whose relationships lead to another part, beside one that looks right."""
    parts = make_parts(paragraph("x"))
    where = "_rels/.rels" if kind == "officeDocument" else "word/_rels/document.xml.rels"
    parts[where] = re.sub(rf'(/{kind}" Target=")[^"]*', rf"\1{name}", parts[where])
    assert name in parts[where]
    path = name.lstrip("/") if kind == "officeDocument" else f"word/{name}"
    return pack({**parts, path: part})


HIDDEN = make_document("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 60_000)
REFUSED = {
    **{
        f"hidden {kind}": (
            lambda kind=kind: lead_to(kind, "evil.bin", HIDDEN),
            "no word processor writes",
        )
        for kind in ("officeDocument", "styles", "numbering", "footnotes", "comments")
    },
    "a hidden document by another path": (
        lambda: lead_to("officeDocument", "/word/media/evil.XML", HIDDEN),
        "no word processor writes",
    ),
    "a document by another name": (
        lambda: lead_to("officeDocument", "word/other.xml", HIDDEN),
        "more than one article",
    ),
    "entities": (make_entities, "damaged|no word processor writes"),
    "a document type": (
        lambda: make_with("word/styles.xml", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'),
        "no word processor writes",
    ),
    "too large unpacked": (
        lambda: make_with("word/media/x.png", b"0" * 101_000_000),
        "over 100 MB",
    ),
    "a huge part": (
        lambda: make_with("word/document.xml", b" " * 9_000_000),
        "more than one article",
    ),
    "many elements": (
        lambda: make_word_file(f"<w:p>{'<w:r/>' * 60_000}</w:p>"),
        "more than one article",
    ),
    "deep": (
        lambda: make_word_file(
            "<w:sdt><w:sdtContent>" * 150 + paragraph("x") + "</w:sdtContent></w:sdt>" * 150
        ),
        "damaged|more than one article",
    ),
    "cut off": (lambda: make_word_file(paragraph("x"))[:-200], "damaged"),
    "no document": (lambda: pack({"a.txt": "x"}), "an archive"),
    "another office": (lambda: pack({"content.xml": "<x/>"}), "isn't a Word file"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 99, "Word file"),
    "rich text": (lambda: b"{\\rtf1 x}", "Word file"),
    "a PDF": (lambda: b"%PDF-1.7", "Word file"),
    "a picture": (lambda: PNG, "no text that can be read"),
    "bytes": (lambda: b"\x00\x01" * 3_000, "no text that can be read"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_words_and_at_once(name):
    make, message = REFUSED[name]
    data = make()
    before = time.process_time()
    with pytest.raises(ValidationError, match=message):
        read_article(data)
    assert time.process_time() - before < 2


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "hex", "none-such", "utf-16"])
def test_declared_encoding_that_cannot_be_used_is_passed_over(name):
    article = read_article(f"<meta charset={name}><h1>T</h1><p>Caf".encode() + b"\xe9.</p>")
    assert article.title


@given(st.binary(max_size=300), st.integers(0, 2_000))
def test_any_bytes_are_read_or_refused(data, end):
    whole = make_word_file(paragraph("x"))
    for source in (data, b"PK\x03\x04" + data, whole[:end] + data + whole[end:]):
        with suppress(ValidationError):
            read_article(source)


@pytest.mark.parametrize("css", ["text-decoration:", "mso-list:"])
def test_style_of_any_length_is_read_at_once(css):
    before = time.process_time()
    read_article(f"<h1>T</h1><p class=MsoListParagraph style='{css * 18_000}'>a</p>")
    assert time.process_time() - before < 1


# Nothing that runs


XSS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href=' jAvAsCrIpT&colon;alert(1)'>a</a>",
    "<a href='java\tscript:alert(1)'>a</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "<a href='vbscript:x'>a</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<table background='javascript:alert(1)'><tr><td onclick=x>a<td>b<tr><td>c<td>d</table>",
    "<p style='background:url(javascript:alert(1))'>a</p>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<details open ontoggle=alert(1)>a</details>",
    "<b <script>alert(1)</script>>a</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[a](javascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "![a](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "| <script>alert(1)</script> | b |\n|---|---|\n| <img src=x onerror=alert(1)> | d |",
    "Text[^1]\n\n[^1]: <script>alert(1)</script>",
]
FORMATS = {
    "as it is": lambda attack: f"# T\n\n## One\n\nText.\n\n{attack}\n\nMore.",
    "HTML": lambda attack: f"<h1>T</h1><h2>{attack}</h2><p>Text.</p><ul><li>{attack}</ul>{attack}",
    "a quote": lambda attack: (
        f"<h1>T</h1><blockquote>{attack}</blockquote><pre>{attack}</pre><p>a</p>"
    ),
    "plain text": lambda attack: f"T\n\nText.\n\nOne\n\n{attack}\n\n{'More. ' * 40}",
    "Word": lambda attack: make_word_file(
        paragraph(run(attack), style="Title"),
        paragraph(run(attack), style="Heading1"),
        paragraph(run(attack)),
        table((run(attack), "b"), ("c", run(attack))),
        item(attack),
        paragraph(run(attack), note_mark(1)),
        paragraph(run(attack), style="Quote"),
        notes=[run(attack)],
    ),
    "a Word link": lambda attack: make_word_file(
        paragraph("T", style="Title"), paragraph(link("a")), address=attack.replace("'", "")
    ),
}


def get_rich_texts(block):
    """Yield every rich text of a body's raw value."""
    if isinstance(block, dict):
        if block.get("type") == "paragraph":
            yield block["value"]
        for value in block.values():
            yield from get_rich_texts(value)
    elif isinstance(block, list):
        for each in block:
            yield from get_rich_texts(each)


@pytest.mark.parametrize("attack", XSS)
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_that_runs_gets_through(name, attack):
    article = read_article(FORMATS[name](attack))
    kept = read_article(FORMATS[name](attack), keep=range(20))
    for each in (article, kept):
        html = [each.lead_html, *get_rich_texts(make_body(each))]
        html += [passage.html for passage in each.removable]
        soup = BeautifulSoup("".join(html), "html.parser")
        assert {tag.name for tag in soup.find_all()} <= ALLOWED
        assert all(
            not tag.attrs or (tag.name == "a" and [*tag.attrs] == ["href"]) for tag in soup()
        )
        assert all(get_safe_href(a["href"]) == a["href"] for a in soup("a"))
        for reference in each.references:
            assert not re.match(r"\s*(javascript|data|vbscript)", reference["url"])


def test_markdown_note_that_is_used_twice_has_one_number():
    article = read_article("# Tea\n\nA note[^1] and again[^1]: so.\n\n[^1]: From a book.\n")
    assert article.lead_html == "<p>A note[1] and again[1]: so.</p>"
    assert [each["title"] for each in article.references] == ["From a book"]


def test_line_of_tags_names_the_topics():
    text = "<p>Some words stand here for a while.</p>" * 6
    article = read_article(
        f"<h1>Tea</h1>{text}<p>Tags: Couples, Emotions</p><p>Share this article</p>", name="a.html"
    )
    assert article.meta.topics == ("Couples", "Emotions")
    assert "Couples" not in article.lead_html


def test_topics_of_the_source_go_before_a_line_of_tags():
    text = f"---\ntags: [Grief]\n---\n\n# Tea\n\n{'Some words stand here. ' * 9}\n\nTags: Couples"
    assert read_article(text).meta.topics == ("Grief",)


@pytest.mark.parametrize(
    "head",
    [
        "title: Grief: a beginning\ndate: 2021-02-03",
        'title: "Grief: a beginning"\ntags: [',
        'title = "Grief: a beginning"\nx: [',
    ],
    ids=["a colon", "quoted", "equals"],
)
def test_title_in_front_matter_that_cannot_be_read_is_kept(head):
    article = read_article(f"---\n{head}\nx: [\n---\n\nSome words.")
    assert article.title == "Grief: a beginning"
    assert "could not be read" in article.notices[0]
