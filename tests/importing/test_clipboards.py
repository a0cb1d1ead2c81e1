"""What is copied in the programs that practices write in comes out as the same article."""

import pytest

from tests.importing.clipboards import CLIPBOARDS, item
from wagtail_attachment.importing import read_article
from wagtail_attachment.importing.links import get_safe_href

WITH_NOTE = {"Word", "a page of Google Docs", "LibreOffice", "Substack", "a web page"}
WITH_COMMENT = {"Word", "LibreOffice"}
WITH_SUBTITLE = {"Google Docs", "a page of Google Docs", "Substack"}
LEFT_OUT = {
    "Substack": ["subscribe"],
    "a web page": ["menu", "cookies", "byline", "related", "menu"],
}
SIGNS = (
    "<ul><li>A coat that stays on<ul><li>even by the stove<ul><li>and in July</li></ul></li></ul></li>"
    "<li>A chair near the door</li></ul>"
)
HELPS = (
    "<ol><li>Sit down.</li><li>Ask one thing.</li></ol><p>Rest in between.</p><p>3. Stay.</p>"
    '<p>More is on <a href="https://example.org/stay">this page</a>.</p>'
)


@pytest.mark.parametrize("program", CLIPBOARDS)
def test_what_was_copied_is_the_same_article(program):
    article = read_article(CLIPBOARDS[program], name="/clipboard.html")
    subtitle = "Leaving by the gate" if program in WITH_SUBTITLE else ""
    assert (article.title, article.subtitle) == ("The Careful Guest", subtitle)
    lead = article.lead_html.replace("They say goodbye to Mary[1]. ", "").replace("[1]", "")
    lead = lead.replace("\u00a0", " ") if program == "Word" else lead
    assert lead == "<p>Some people leave a party by the garden gate. They mean <b>no harm</b>.</p>"
    assert ("[1]" in article.lead_html) is (program in WITH_NOTE)
    assert [each["authors"] for each in article.references] == ["Lund, B."] * (program in WITH_NOTE)
    signs, helps = article.sections
    assert (signs.heading, helps.heading) == ("What Gives It Away", "What Helps")
    assert SIGNS in signs.html
    assert helps.html.removeprefix("<p>Do this slowly:</p>") == HELPS
    assert [passage.kind for passage in article.removable] == LEFT_OUT.get(program, [])
    is_said = "Left out: one comment in the margin." in article.notices
    assert is_said is (program in WITH_COMMENT)
    assert "[AB1]" not in str(article)


def read_items(*items):
    (section,) = read_article(f"<h1>T</h1><h2>H</h2>{''.join(items)}").sections
    return section.html


@pytest.mark.parametrize(
    ("marks", "tag"),
    [
        (("·", "o", "§"), "ul"),
        (("Ø", "ü", "v"), "ul"),
        (("i.", "ii.", "iii."), "ol"),
        (("(a)", "(b)", "(c)"), "ol"),
        (("1)", "2)", "3)"), "ol"),
    ],
)
@pytest.mark.parametrize("name", ["MsoNormal", "MsoListBullet", "MsoListParagraph"])
def test_list_of_word_is_one_whatever_its_marks_and_style(marks, tag, name):
    html = read_items(*(item(mark, "Tea", name=name) for mark in marks))
    assert html == f"<{tag}><li>Tea</li><li>Tea</li><li>Tea</li></{tag}>"


def test_list_of_word_with_numbers_of_numbers_is_nested():
    html = read_items(item("1.", "One"), item("1.1.", "Sub", 2), item("2.", "Two"))
    assert html == "<ol><li>One<ol><li>Sub</li></ol></li><li>Two</li></ol>"


def test_letters_of_word_go_on_with_their_list_and_begin_again_in_another():
    rest, again = "<p class=MsoNormal>Rest.</p>", "l0 level{} lfo9"
    html = read_items(
        item("a.", "One"), item("b.", "Two"), rest, item("c.", "Three"), rest,
        item("a.", "New", listed=again), item("b.", "Newer", listed=again),
    )  # fmt: skip
    assert "<p>3. Three</p>" in html
    assert html.endswith("<ol><li>New</li><li>Newer</li></ol>")


def test_letters_of_word_begin_again_below_the_next_item():
    rest = "<p class=MsoNormal>Rest.</p>"
    html = read_items(
        *(item("1.", "One"), item("a.", "Sub", 2), item("b.", "Sub", 2), rest),
        *(item("2.", "Two"), item("a.", "New", 2)),
    )
    assert html.endswith("<p>2. Two</p><p>1. New</p>")


def test_heading_of_word_in_the_browser_is_one_whatever_its_words():
    html = '<p role="heading" aria-level="{0}">{1}</p>'
    source = (
        f"{html.format(1, 'T')}<p>Text.</p>{html.format(2, 'It ends, and it begins.')}<p>Text.</p>"
    )
    (section,) = read_article(source).sections
    assert section.heading == "It ends, and it begins."


def test_first_letter_that_drops_stays_with_its_word():
    dropped = (
        "<div style='mso-element:dropcap-dropped;mso-element-wrap:around'><table><tr><td>"
        "<p class=MsoNormal>S</p></td></tr></table></div>"
    )
    html = f"<h1>T</h1>{dropped}<p class=MsoNormal>ome people leave.</p>"
    assert read_article(html).lead_html == "<p>Some people leave.</p>"


def test_boxes_to_tick_are_no_pictures_and_ticked_is_not_deleted():
    box = '<img src="data:image/png;base64,iVBORw0KGgo=" alt="{0}" aria-roledescription="checkbox">'
    item = '<li role="checkbox" aria-checked="{0}" aria-level="1">{1}<p><span style="{2}">{3}</span></p></li>'
    html = (
        "<h1>T</h1><h2>H</h2><ul>"
        + item.format("false", box.format("unchecked"), "", "Sit")
        + item.format("true", box.format("checked"), "text-decoration:line-through", "Stay")
        + "</ul>"
    )
    article = read_article(html)
    assert article.sections[0].html == "<ul><li>Sit</li><li>Stay</li></ul>"
    assert (article.pictures, article.notices) == ([], [])


@pytest.mark.parametrize(
    "html",
    [
        "<p>See <a id=x href='#s'>1</a>.</p><div id=s><h2>H</h2><p>Text <a href='#x'>back</a>.</p></div>",
        "<p>See <a id=x href='#s'>the section</a>.</p><h2>H</h2><p id=s>Text <a href='#x'>back</a>.</p>",
        "<p id=s>Text <a href='#x'>up</a>.</p><h2>H</h2><p>See <a id=x href='#s'>1</a>.</p>",
    ],
)
def test_links_within_a_page_make_no_notes_unless_a_mark_and_a_note_below_lead_to_each_other(html):
    assert read_article(f"<h1>T</h1>{html}").references == []


def test_notes_without_a_box_of_their_own_are_told_apart():
    notes = (
        "".join(f"<p><a id=n{n} href='#m{n}'>{n}</a> Note {n}.</p>" for n in (1, 2)) + "<p>End.</p>"
    )
    marks = "".join(f"Words<a id=m{n} href='#n{n}'>{n}</a>. " for n in (1, 2))
    article = read_article(f"<h1>T</h1><p>{marks}</p><div>{notes}</div>")
    assert article.lead_html == "<p>Words[1]. Words[2].</p><p>End.</p>"
    assert [each["title"] for each in article.references] == ["Note 1", "Note 2"]


def test_note_of_two_paragraphs_is_one():
    note = "<div><p><a id=n href='#m'>[1]</a> One.</p><p>Two.</p></div>"
    article = read_article(f"<h1>T</h1><p>Words<a id=m href='#n'>[1]</a>.</p>{note}")
    assert [each["title"] for each in article.references] == ["One. Two"]


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://www.google.de/url?sa=t&url=https%3A%2F%2Fexample.org%2Fb", "https://example.org/b"),
        ("https://urldefense.com/v3/__https://example.org/c__;!!ab", "https://example.org/c"),
        ("https://urldefense.com/v3/__https:/example.org/c__;!!ab", "https://example.org/c"),
        ("https://www.youtube.com/redirect?q=https%3A%2F%2Fexample.org%2Fd", "https://example.org/d"),
        ("https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fexample.org", "https://example.org"),
        ("https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3D"
         "https%253A%252F%252Fexample.org", "https://example.org"),
        ("https://x.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)", ""),
        ("https://safelinks.protection.outlook.com.evil.org/?url=https%3A%2F%2Fexample.org", None),
        ("https://www.google.com/search?q=https://example.org", None),
    ],
)  # fmt: skip
def test_link_leads_to_its_target_and_not_through_a_program_of_mail(href, target):
    assert get_safe_href(href) == (href if target is None else target)


LONG = "Some people leave a party by the garden gate, and nobody has ever asked them why it had to be just then."


@pytest.mark.parametrize(
    "html", ["{0}<br>What Helps<br>{0}", "<pre>The Title\n\n{0}\n\nWhat Helps\n\n{0}</pre>"]
)
def test_article_in_one_block_has_its_paragraphs(html):
    html = html if html.startswith("<pre") else f"<p>The Title<br>{html}</p>"
    article = read_article(html.format(LONG), name="/clipboard.html")
    assert (article.title, article.lead_html) == ("The Title", f"<p>{LONG}</p>")
    assert [(each.heading, each.html) for each in article.sections] == [
        ("What Helps", f"<p>{LONG}</p>")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "<p>The gate is low,<br>the lamp is out,<br>and nobody is there.</p>",
        f"<p>A poem:<br>{LONG}<br>By nobody.</p><p>{LONG * 2}</p>",
    ],
)
def test_lines_of_a_paragraph_stay_together(lines):
    (section,) = read_article(f"<h1>T</h1><h2>H</h2>{lines}").sections
    assert section.html.count("<br/>") == 2


@pytest.mark.parametrize(
    "html",
    [
        "<p>• One</p><p>•&nbsp;&nbsp; <b>Two</b></p>",
        "<p><span>·</span><span>&nbsp; </span>One</p><p>· <b>Two</b></p>",
        "<p>- One<br>- <b>Two</b></p>",
    ],
)
def test_bullets_that_were_typed_are_a_list(html):
    (section,) = read_article(f"<h1>T</h1><h2>H</h2><p>Two:</p>{html}<p>Then.</p>").sections
    assert section.html == "<p>Two:</p><ul><li>One</li><li><b>Two</b></li></ul><p>Then.</p>"


def test_one_bullet_alone_and_a_dash_of_speech_are_paragraphs():
    html = "<p>• Alone</p><p>Then.</p><p>— Who is there?</p><p>— Nobody.</p>"
    (section,) = read_article(f"<h1>T</h1><h2>H</h2>{html}").sections
    assert section.html == html


def test_characters_that_nobody_sees_go_and_those_that_bind_or_turn_stay():
    html = (
        "<h1>The Care\u00adful Guest</h1><p>Some\u200b people\ufeff leave\u2060 “by the gate”—they don’t stay 10\u00a0"
        "minutes.\t\u200eRight\u200f \u202bمرحبا\u202c 👩\u200d👧 ❤\ufe0f.</p>"
    )
    article = read_article(html)
    assert article.title == "The Careful Guest"
    assert article.lead_html == (
        "<p>Some people leave “by the gate”—they don’t stay 10\u00a0minutes. \u200eRight\u200f "
        "\u202bمرحبا\u202c 👩\u200d👧 ❤\ufe0f.</p>"
    )


def test_table_that_only_lays_out_a_letter_is_read_through():
    html = (
        '<table width="600" role="presentation"><tbody><tr><td><table><tr><td align="center"><b>The Title</b></td></tr>'
        f"</table></td></tr><tr><td><p>{LONG}</p></td></tr><tr><td><b>What Helps</b></td></tr><tr><td><p>{LONG}</p>"
        "</td></tr></tbody></table>"
    )
    article = read_article(html)
    assert article.title == "The Title"
    assert [section.heading for section in article.sections] == ["What Helps"]
