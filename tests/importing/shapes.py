"""Texts in the shapes in which people keep them, each with what is to be recognised; all of our own writing."""

from dataclasses import dataclass, field

from tests.importing.word_files import bold, make_word_file, paragraph
from tests.importing.written import FORMS, WRITTEN

P = "The river runs under the bridge, and on most days nobody looks at it for longer than a breath. "
LONG = (P * 5).strip()


@dataclass(frozen=True)
class Shape:
    """``passages`` are the kinds left out, ``doubtful`` those that are offered and kept.

    ``repairs`` are the steps of the second step that it takes to get there.
    """

    name: str
    source: str | bytes
    title: str
    headings: list[str]
    passages: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    repairs: tuple[tuple[str, int], ...] = ()
    file: str = ""


def _text(*blocks):
    return "\n\n".join(blocks)


def _page(inner, head="", around="{}"):
    body = around.format(inner)
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


_BODY = f"<p>{LONG}</p><h2>One</h2><p>{LONG}</p><h2>Two</h2><p>{LONG}</p>"
_ENDS = "This article is for educational purposes only and is no substitute for therapy."

OF_ONE_ARTICLE = [
    Shape(
        f"{form}, {language}",
        write(article),
        article.title,
        [heading for heading, _paragraphs in article.sections],
        ["disclaimer", "crisis", "booking"],
    )
    for language, article in WRITTEN.items()
    for form, write in FORMS.items()
]

PLAIN = [
    Shape(
        "title of 59 and heading of 60 characters, no empty lines",
        "\n".join(
            [
                "The Patient Gardener: Why Slow Things Grow Roots That Last!!"[:59],
                LONG,
                "What a Small Garden Teaches Somebody Who Is Always In Hurry",
                LONG,
                "What helps",
                LONG,
            ]
        ),
        "The Patient Gardener: Why Slow Things Grow Roots That Last!!"[:59],
        ["What a Small Garden Teaches Somebody Who Is Always In Hurry", "What helps"],
    ),
    Shape(
        "e-mail wrapped at 60 columns",
        "The quiet door\n\nYou close it softly and mean nothing by it, and the\nhouse goes on breathing "
        "around you as if you had not moved\nat all.\n\nWhat helps\n\nTime helps, and somebody who waits on the "
        "other side of\nthe door without knocking too often or too loud.",
        "The quiet door",
        ["What helps"],
    ),
    Shape(
        "headings with colons",
        _text("The quiet door", LONG, "The signs:", LONG, "The causes:", LONG, "What helps:", LONG),
        "The quiet door",
        ["The signs:", "The causes:", "What helps:"],
    ),
    Shape(
        "one line with a colon is an introduction, not a heading",
        _text("The quiet door", LONG, "What helps", "Three things:", "• Time", "• Rest", LONG),
        "The quiet door",
        ["What helps"],
    ),
    Shape(
        "numbered headings",
        _text("Three doors", LONG, "1. The first door", LONG, "2. The second door", LONG),
        "Three doors",
        ["1. The first door", "2. The second door"],
    ),
    Shape(
        "questions as headings",
        _text("The quiet door", LONG, "Where does it come from?", LONG, "What helps?", LONG),
        "The quiet door",
        ["Where does it come from?", "What helps?"],
    ),
    Shape(
        "boxes as bullets",
        _text("The quiet door", LONG, "What gives it away", "□ You go quiet\n□ You leave", LONG),
        "The quiet door",
        ["What gives it away"],
    ),
    Shape(
        "byline and date under the title",
        _text("The quiet door", "By Ana Pérez, LMFT", "June 3, 2024", LONG, "What helps", LONG),
        "The quiet door",
        ["What helps"],
        ["byline", "date"],
    ),
    Shape(
        "a heading that ends with a quotation",
        _text("The quiet door", LONG, "The myth of “too much”", LONG),
        "The quiet door",
        ["The myth of “too much”"],
    ),
    Shape(
        "dialogue is no heading",
        _text("The quiet door", LONG, "“I was there”", LONG),
        "The quiet door",
        [],
    ),
    Shape(
        "a poem has no headings of its own",
        _text("The quiet door", "It closes\nand it opens\nand nobody\nis there", LONG),
        "The quiet door",
        [],
    ),
    Shape(
        "headings in small letters need a hand",
        _text("The quiet door", LONG, "where it comes from.", LONG),
        "The quiet door",
        ["where it comes from."],
        repairs=(("section", 1),),
    ),
    Shape(
        "a section without a heading needs a hand",
        _text("The quiet door", LONG, LONG, "What helps", LONG),
        "The quiet door",
        ["", "What helps"],
        repairs=(("begin", 1),),
    ),
    Shape(
        "a short remark that is no heading needs a hand",
        _text("The quiet door", LONG, "And then nothing", LONG, "What helps", LONG),
        "The quiet door",
        ["What helps"],
        repairs=(("line", 1),),
    ),
    Shape(
        "French with its spaces",
        _text(
            "La porte",
            LONG,
            "D’où vient la peur\u00a0?",
            LONG,
            "Ce qui aide",
            "« Reste\u00a0», dit-elle. " + LONG,
        ),
        "La porte",
        ["D’où vient la peur\u00a0?", "Ce qui aide"],
    ),
]

PASSAGES = [
    Shape(
        "helplines whole: one sentence, four lines, one sentence",
        f"# T\n\n## One\n\n{LONG}\n\n## Help is there\n\nYou can talk to somebody tonight.\n\n"
        "988 Lifeline: 988\n\nCrisis Text Line: text HOME to 741741\n\nTrevor Project: 1-866-488-7386\n\n"
        "Emergency: 911\n\nAny of them will do.",
        "T",
        ["One"],
        ["crisis"],
    ),
    Shape(
        "help line as a list, with its introduction, without a heading",
        f"# T\n\n## One\n\n{LONG}\n\nIf things get too heavy, please reach out:\n\n- Samaritans: 116 123\n"
        "- NHS: 111",
        "T",
        ["One"],
        ["crisis"],
    ),
    Shape(
        "988 people",
        f"# T\n\n## One\n\n{LONG}\n\nOf 988 people who were asked to telephone a friend, most did it twice.",
        "T",
        ["One"],
    ),
    Shape(
        "in touch with your feet",
        f"# T\n\n## One\n\n{LONG}\n\nGet in touch with your feet, and then with the floor under them.",
        "T",
        ["One"],
    ),
    Shape(
        "a street and its number",
        f"# T\n\n## One\n\n{LONG}\n\nThe first house stood at 1200 North Main Street, beside the mill.",
        "T",
        ["One"],
    ),
    Shape(
        "a substitute for a hug",
        f"# T\n\n## One\n\n{LONG}\n\nA kind word is not a substitute for a hug.",
        "T",
        ["One"],
    ),
    Shape(
        "books that she keeps",
        f"# T\n\n## One\n\n{LONG}\n\nShe would book a session with the piano for every lonely evening of the year.",
        "T",
        ["One"],
    ),
    Shape(
        "a contact form's shortcode",
        f'# T\n\n## One\n\n{LONG}\n\n[contact-form-7 id="12" title="Contact"]',
        "T",
        ["One"],
        ["shortcode"],
    ),
    Shape(
        "share line, tags and comments",
        f"# T\n\n## One\n\n{LONG}\n\nShare this article\n\nTags: closeness, doors\n\nLeave a comment",
        "T",
        ["One"],
        ["share", "tags", "comments"],
    ),
    Shape(
        "newsletter",
        f"# T\n\n## One\n\n{LONG}\n\nSubscribe to my newsletter for one letter a month.",
        "T",
        ["One"],
        ["subscribe"],
    ),
    Shape(
        "about the author",
        f"# T\n\n## One\n\n{LONG}\n\n## About the author\n\nAna Pérez is a licensed therapist in Maine.",
        "T",
        ["One"],
        ["author"],
    ),
    Shape(
        "a biography without a heading is doubtful",
        f"# T\n\n{LONG}\n\n## One\n\n{LONG}\n\n{LONG}\n\nAna Pérez is a licensed therapist in Maine.",
        "T",
        ["One"],
        [],
        ["author"],
    ),
    Shape(
        "a text that is nothing but helplines is left whole",
        "# Numbers that help\n\n## At night\n\nSamaritans: 116 123\n\n988 Lifeline: call 988\n\n## By day\n\n"
        "Crisis Text Line: text HOME to 741741",
        "Numbers that help",
        ["At night", "By day"],
        [],
        ["crisis"],
    ),
    Shape(
        "a number above the passage in the same section is doubtful",
        f"# T\n\n## One\n\nThe poster says: call 988. {LONG}\n\n## Two\n\nThe poster says: call 988. {LONG}\n\n"
        "In a crisis, call 988.",
        "T",
        ["One", "Two"],
        [],
        ["crisis"],
    ),
    Shape(
        "a crisis line before the text",
        f"# T\n\nIf you are in crisis, call or text 988.\n\n{LONG}\n\n## One\n\n{LONG}",
        "T",
        ["One"],
        ["crisis"],
    ),
    Shape(
        "disclaimers at both ends",
        f"# T\n\n{_ENDS}\n\n{LONG}\n\n## One\n\n{LONG}\n\n{_ENDS}",
        "T",
        ["One"],
        ["disclaimer", "disclaimer"],
    ),
    Shape(
        "references after the disclaimer stay",
        f"# T\n\n## One\n\n{LONG}\n\n{_ENDS}\n\n## References\n\n- Bowlby, J. (1969). Attachment.\n- Ainsworth (1978).",
        "T",
        ["One", "References"],
        ["disclaimer"],
    ),
    Shape(
        "what to do in a crisis is the article's own",
        f"# T\n\n## One\n\n{LONG}\n\n## What to do in a crisis\n\n{LONG}",
        "T",
        ["One", "What to do in a crisis"],
    ),
    Shape(
        "a sensible closing sentence stays",
        f"# T\n\n## One\n\n{LONG}\n\nBe patient with yourself, and with the door.\n\n{_ENDS}",
        "T",
        ["One"],
        ["disclaimer"],
    ),
]

MARKDOWN = [
    Shape(
        "front matter",
        f"---\ntitle: The quiet door\ndate: 2024-06-03\nauthor: Ana Pérez\nslug: quiet-door\ntags: [doors, quiet]\n---\n\n{LONG}\n\n## One\n\n{LONG}",
        "The quiet door",
        ["One"],
    ),
    Shape(
        "front matter in TOML",
        f'+++\ntitle = "The quiet door"\ndate = 2024-06-03\n+++\n\n{LONG}\n\n## One\n\n{LONG}',
        "The quiet door",
        ["One"],
    ),
    Shape(
        "front matter, and the title once more",
        f"---\ntitle: The quiet door\n---\n# The quiet door\n\n{LONG}\n\n## One\n\n{LONG}",
        "The quiet door",
        ["One"],
    ),
    Shape(
        "headings without their space",
        f"#The quiet door today\n\n{LONG}\n\n##What helps now\n\n{LONG} **x**",
        "The quiet door today",
        ["What helps now"],
    ),
    Shape(
        "footnotes",
        f"# T\n\n{LONG}[^1]\n\n## One\n\n{LONG}[^2]\n\n[^1]: Bowlby, J. (1969). Attachment.\n[^2]: Ainsworth (1978).",
        "T",
        ["One"],
    ),
    Shape(
        "a table",
        f"# T\n\n## One\n\n| A | B | C |\n|---|---|---|\n| a | b | c |\n\n{LONG}",
        "T",
        ["One"],
    ),
    Shape(
        "bold lines as headings",
        f"**The quiet door**\n\n{LONG}\n\n**What helps**\n\n{LONG}",
        "The quiet door",
        ["What helps"],
    ),
    Shape(
        "tasks", f"# T\n\n## What helps\n\n- [ ] Stay\n- [x] Breathe\n\n{LONG}", "T", ["What helps"]
    ),
    Shape(
        "a subtitle",
        f"# The quiet door\n\n### Why you close it\n\n{LONG}\n\n## One\n\n{LONG}",
        "The quiet door",
        ["One"],
    ),
    Shape(
        "a kicker before the title",
        f"A letter\n\n# The quiet door\n\n{LONG}\n\n## One\n\n{LONG}",
        "The quiet door",
        ["One"],
    ),
    Shape("a callout", f"# T\n\n## One\n\n> [!note] Breathe first.\n\n{LONG}", "T", ["One"]),
    Shape(
        "three levels",
        f"# T\n\n## One\n\n{LONG}\n\n### Below\n\n{LONG}\n\n#### Deeper\n\n{LONG}",
        "T",
        ["One", "Below"],
    ),
    Shape(
        "properties of a Notion export",
        f"# The quiet door\n\nCreated: June 3, 2024\nTags: doors, quiet\nStatus: Published\n\n{LONG}\n\n## One\n\n{LONG}",
        "The quiet door",
        ["One"],
        ["properties"],
    ),
    Shape(
        "HTML in Markdown",
        f"# T\n\n## One\n\n<p>{LONG}</p>\n\n**Bold** and H<sub>2</sub>O.",
        "T",
        ["One"],
        file="a.md",
    ),
]

PAGES = [
    Shape(
        "Medium export",
        _page(
            "<article class='h-entry'><header><h1 class='p-name'>The quiet door</h1></header>"
            "<section data-field='subtitle' class='p-summary'>Why you close it</section>"
            f"<section class='e-content'><h3 class='graf--title'>The quiet door</h3><h4>Why you close it</h4>{_BODY}</section>"
            "<footer><p>By <a class='p-author h-card' href='https://example.org'>Ana Pérez</a> on "
            "<time class='dt-published' datetime='2024-06-03T10:00:00Z'>June 3, 2024</time>.</p>"
            "<p>Exported from Medium on July 1, 2024.</p></footer></article>"
        ),
        "The quiet door",
        ["One", "Two"],
    ),
    Shape(
        "saved WordPress page",
        _page(
            f"<div class='entry-content'>{_BODY}<div class='sharedaddy'>Share on Facebook</div>"
            "<div id='jp-relatedposts'>Another post</div></div>",
            "<title>The quiet door – Practice</title><meta property='og:title' content='The quiet door'>",
            "<div class='cookie-banner'>We use cookies</div><nav>Home About</nav><main><h1 class='entry-title'>"
            "The quiet door</h1>{}</main><aside class='sidebar'>Recent posts</aside><div id='comments'>Anna says: "
            "lovely</div><footer>Imprint</footer>",
        ),
        "The quiet door",
        ["One", "Two"],
        ["share", "related"],
    ),
    Shape(
        "page with a menu and a sign-up card, no main part",
        f"<nav>Home About</nav><h1>The quiet door</h1>{_BODY}<form class='signup'>Join <button>Go</button></form>",
        "The quiet door",
        ["One", "Two"],
        ["menu", "form"],
    ),
    Shape(
        "Substack post",
        _page(
            f"<div class='available-content'><div class='body markup'>{_BODY}<div class='subscription-widget-wrap'>"
            "<div class='subscribe-widget'>Thanks for reading! Subscribe for free.</div></div>"
            "<div class='footnote'><a id='footnote-1' href='#footnote-anchor-1' class='footnote-number'>1</a>"
            "<div class='footnote-content'><p>Bowlby, J. (1969). Attachment.</p></div></div></div></div>",
            "<meta property='og:title' content='The quiet door'>",
        ),
        "The quiet door",
        ["One", "Two"],
        ["subscribe"],
    ),
    Shape(
        "Notion page",
        _page(
            "<article class='page'><header><h1 class='page-title'>The quiet door</h1><table class='properties'>"
            "<tr><th>Status</th><td>Done</td></tr></table></header>"
            f"<div class='page-body'>{_BODY}</div></article>"
        ),
        "The quiet door",
        ["One", "Two"],
    ),
    Shape(
        "layout of tables",
        f"<table><tr><td><h1>The quiet door</h1>{_BODY}</td></tr></table>",
        "The quiet door",
        ["One", "Two"],
    ),
    Shape(
        "divisions only",
        f"<div>The quiet door</div><div>{LONG}</div><div><b>What helps</b></div><div>{LONG}</div>",
        "The quiet door",
        ["What helps"],
    ),
    Shape(
        "line breaks only",
        f"The quiet door<br><br>{LONG}<br><br><b>What helps</b><br><br>{LONG}",
        "The quiet door",
        ["What helps"],
    ),
    Shape(
        "bold paragraphs of a word processor",
        f"<p><b>The quiet door</b></p><p>{LONG}</p><p><b>What helps</b></p><p>{LONG}</p>",
        "The quiet door",
        ["What helps"],
    ),
    Shape(
        "emoji and hidden text",
        f"<h1>The quiet door</h1><p style='display:none'>Seen by nobody</p>{_BODY}<p>End <img class='emoji' alt='🌱' src='x'></p>",
        "The quiet door",
        ["One", "Two"],
    ),
    Shape(
        "struck-out words",
        f"<h1>The quiet door</h1><p>Open <s>closed</s> door.</p>{_BODY}",
        "The quiet door",
        ["One", "Two"],
    ),
    Shape(
        "Windows-1252",
        f"<html><head><meta charset=windows-1252></head><body><h1>La porte\x85</h1>{_BODY}</body></html>".encode(
            "cp1252", "replace"
        ).replace(b"?", b"\x85", 1),
        "La porte…",
        ["One", "Two"],
    ),
    Shape(
        "UTF-16 with its mark",
        _text("The quiet door", LONG, "What helps", LONG).encode("utf-16"),
        "The quiet door",
        ["What helps"],
    ),
]

WORD = [
    Shape(
        "bold lines instead of styles",
        make_word_file(
            paragraph(bold("The quiet door")),
            paragraph(LONG),
            paragraph(bold("What helps")),
            paragraph(LONG),
        ),
        "The quiet door",
        ["What helps"],
    ),
    Shape(
        "no styles at all",
        make_word_file(
            paragraph("The quiet door"), paragraph(LONG), paragraph("What helps"), paragraph(LONG)
        ),
        "The quiet door",
        ["What helps"],
    ),
    Shape(
        "a table of contents",
        make_word_file(
            paragraph("The quiet door", style="Title"),
            paragraph("Contents", style="TOCHeading"),
            paragraph("What helps 2", style="TOC1"),
            paragraph(LONG),
            paragraph("What helps", style="Heading1"),
            paragraph(LONG),
        ),
        "The quiet door",
        ["What helps"],
    ),
]

SHAPES = [*OF_ONE_ARTICLE, *PLAIN, *PASSAGES, *MARKDOWN, *PAGES, *WORD]
