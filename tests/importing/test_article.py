"""A pasted article, in three formats, becomes title, lead, sections and what ours replace."""

import re
import sys
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from wagtail_attachment.importing import read_article
from wagtail_attachment.importing.characters import clean
from wagtail_attachment.importing.links import get_safe_href
from wagtail_attachment.importing.passages import recognise
from wagtail_attachment.importing.passages.numbers import Numbers
from wagtail_attachment.importing.purposes import guess_purpose

ALLOWED = {"p", "b", "i", "a", "ul", "ol", "li", "br"}


def get_html(article):
    return [article.lead_html, *(section.html for section in article.sections)]


def read_body(source):
    """Return all rich text of a source that begins with a title."""
    return "".join(get_html(read_article(f"A title\n\n{source}")))


def describe(article):
    return article.title, article.lead_html, [(s.heading, s.html) for s in article.sections]


# The three formats say the same.

EXPECTED = (
    "The quiet door",
    "<p>You close it <b>softly</b>, and <i>mean</i> nothing by it — “really”.</p>"
    "<p>Nobody hears it.</p>",
    [
        (
            "What gives it away",
            "<p>Three things &amp; more:</p><ul><li>You go quiet</li><li>You leave early</li></ul>",
        ),
        ("What helps", '<p>Time. See <a href="https://example.org/x">this page</a>.</p>'),
    ],
)

MARKDOWN = """\
# The quiet door

You close it **softly**, and *mean*
nothing by it — “really”.

Nobody hears it.

## What gives it away

Three things & more:

- You go quiet
- You leave early

## What helps

Time. See [this page](https://example.org/x "A title").
"""

SETEXT = (
    MARKDOWN.replace("# The quiet door", "The quiet door\n=====")
    .replace("#=", "=")
    .replace("## What helps", "What helps\n---")
    .replace("**softly**", "__softly__")
    .replace("*mean*", "_mean_")
    .replace("- You", "* You")
)

BOLD_LINES = MARKDOWN.replace("## What gives it away", "**What gives it away**").replace(
    "## What helps", "**What helps**"
)

HTML = """\
<!DOCTYPE html><html><head><title>Site | The quiet door</title><style>p { color: red }</style></head>
<body><!-- draft --><h1>The quiet door</h1>
<p>You close it <strong><span style="font-weight: inherit">softly</span></strong>, and <em>mean</em>
nothing by it — &ldquo;really&rdquo;.<p>Nobody hears it.<script>alert(1)</script></p>
<h2>What gives it away</h2><div>Three things &amp; more:</div>
<ul><li>You go quiet<li><p>You leave early</p></li></ul>
<h2>What helps</h2><p>Time. See <a href="https://example.org/x" onclick="x()">this page</a>.</p>
</body></html>
"""

GOOGLE_DOCS = """\
<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7"><h1 dir="ltr"><span
style="font-size:20pt;font-weight:400">The quiet door</span></h1><p dir="ltr"><span
style="font-weight:400;font-style:normal">You close it </span><span style="font-weight:700"
>softly</span><span style="font-weight:400">, and </span><span style="font-weight:400;font-style:italic"
>mean</span><span style="font-weight:400"> nothing by it — “really”.</span></p><br /><p><span>Nobody
hears it.</span></p><h2><span>What gives it away</span></h2><p><span>Three things &amp; more:</span></p>
<ul><li dir="ltr" aria-level="1"><p role="presentation"><span>You go quiet</span></p></li><li
aria-level="1"><p><span>You leave early</span></p></li></ul><h2><span>What helps</span></h2><p><span>Time.
See </span><a href="https://www.google.com/url?q=https://example.org/x&amp;sa=D"><span>this
page</span></a><span>.</span></p></b>
"""

WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office"><!--[if gte mso 9]><xml>x</xml><![endif]-->
<p class=MsoTitle>The quiet door<o:p></o:p></p>
<p class=MsoNormal>You close it <b style='mso-bidi-font-weight:normal'>softly</b>, and <i style='mso-bidi-font-style:
normal'>mean</i> nothing by it — “really”.<o:p></o:p></p>
<p class=MsoNormal>Nobody hears it.</p><h1>What gives it away</h1><p>Three things &amp; more:</p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp; </span></span><![endif]>You go quiet</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>You leave early</p>
<h1>What helps</h1><p>Time. See <a href="https://example.org/x">this page</a>.</p></html>
"""

BLOG_TEXT = """\
<h1>The quiet door</h1>
You close it <strong>softly</strong>, and <em>mean</em> nothing by it — “really”.

Nobody hears it.
<h2>What gives it away</h2>
Three things &amp; more:
<ul>
<li>You go quiet</li>
<li>You leave early</li>
</ul>
<h2>What helps</h2>
Time. See <a href="https://example.org/x">this page</a>.
"""


@pytest.mark.parametrize(
    "source",
    [MARKDOWN, SETEXT, BOLD_LINES, HTML, GOOGLE_DOCS, WORD, BLOG_TEXT],
    ids=["markdown", "setext", "bold lines", "html", "google docs", "word", "blog"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_formats_say_the_same(source, line_end):
    article = read_article(source.replace("\n", line_end))
    assert describe(article) == EXPECTED
    assert [section.purpose for section in article.sections] == ["signs", "help"]


PLAIN = (
    "The quiet door",
    "<p>You close it softly, and mean nothing by it — “really”.</p><p>Nobody hears it.</p>",
    [
        (
            "What gives it away",
            "<p>Three things &amp; more:</p><ul><li>You go quiet</li><li>You leave early</li></ul>",
        ),
        ("What helps", "<p>Time, and somebody who waits on the other side of the door.</p>"),
    ],
)

PARAGRAPHS = """\
The quiet door

You close it softly, and mean nothing by it — “really”.

Nobody hears it.

What gives it away

Three things & more:

• You go quiet
• You leave early

What helps

Time, and somebody who waits on the other side of the door.
"""

SINGLE_LINES = re.sub(r"\n+", "\n", PARAGRAPHS)

WRAPPED = """\
The quiet door

You close it softly, and mean nothing by it —
“really”.

Nobody hears it.

What gives it away
Three things & more:
  - You go quiet
  - You leave early

What helps
Time, and somebody who waits on the other side
of the door.
"""


@pytest.mark.parametrize("source", [PARAGRAPHS, SINGLE_LINES, WRAPPED])
def test_plain_text(source):
    assert describe(read_article(source)) == PLAIN


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("", ""),
        ("   \n\n ", ""),
        ("Only a title", "Only a title"),
        ("A sentence is no title.", ""),
        ("# First\n\n## Second\n\nText.", "First"),
        ("## Alone\n\nText.", "Alone"),
        ("## One\n\nText.\n\n## Two\n\nText.", ""),
        ("A line\n\n# One\n\nText.\n\n# Two\n\nText.", "A line"),
        ("A kicker\n\n# The title\n\n## One\n\nText.", "The title"),
        ("<p class=MsoTitle>It ends.</p><h1>One</h1><p>Text.</p>", "It ends."),
        ("Words before it.\n\n# The title\n\n## One\n\nText.", "The title"),
        ("<p>From above.</p><h1>The title</h1><h2>One</h2><p>Text.</p>", "The title"),
        ("أسلوب التعلق\n\nنص أول.", "أسلوب التعلق"),
        ("🌱 Growing 👩‍👧\n\nText.", "🌱 Growing 👩‍👧"),
        (f"# {'long ' * 60}\n\nText.", ""),
    ],
)
def test_title(source, title):
    assert read_article(source).title == title


def test_first_line_that_is_too_long_for_a_heading_stays_in_the_text():
    article = read_article(f"# {'long ' * 60}\n\nText.")
    assert article.lead_html.count("long") == 60


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (["What helps", "Time."], ["What helps"]),
        (["1. Time", "It does.", "2. Rest", "It does too."], ["1. Time", "2. Rest"]),
        (["You go quiet", "You leave", "You forget", "All of it is human."], []),
        (["What It Does", "Where It Hides", "It hides."], ["What It Does", "Where It Hides"]),
        (["**Bold**", "Text.", "Not bold", "Text."], ["Bold"]),
        (["He said:", "It was nothing."], []),
        (["“I was there”", "It was nothing."], []),
        (["The last line of it all"], []),
        (["https://example.org/a-video", "It was nothing."], []),
        ([" ".join(["word"] * 15), "Text."], []),
    ],
)
def test_headings_of_plain_text(lines, headings):
    source = "\n\n".join(["A title", "A lead.", *lines])
    assert [section.heading for section in read_article(source).sections] == headings


@pytest.mark.parametrize(
    ("source", "sections"),
    [
        ("# T\n\n## A\n\na\n\n### B\n\nb", [("A", "<p>a</p>"), ("B", "<p>b</p>")]),
        ("# T\n\n## A\n\na\n\n#### B\n\nb\n\n### C\n\nc",
         [("A", "<p>a</p><p><b>B</b></p><p>b</p>"), ("C", "<p>c</p>")]),
        ("# T\n\n## A\n\n### B\n\nb\n\n### C\n\nc\n\n## D\n\nd",
         [("A", "<p><b>B</b></p><p>b</p><p><b>C</b></p><p>c</p>"), ("D", "<p>d</p>")]),
    ],
)  # fmt: skip
def test_lower_headings(source, sections):
    assert describe(read_article(source))[2] == sections


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("1. a\n2. b\n", "<ol><li>a</li><li>b</li></ol>"),
        ("- a\n\n- b\n", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("o\ta\no\tb", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a<ol><li>b</ol><li>c</ul>", "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
        ("1990. It was.", "<p>1990. It was.</p>"),
        ("3. a.\n4. b.", "<p>3. a.</p><p>4. b.</p>"),
        ("— Je suis là.", "<p>— Je suis là.</p>"),
    ],
)  # fmt: skip
def test_lists(source, html):
    title = (
        "<h1>T</h1><h2>A</h2><p>x.</p>" if "<" in source else "T\n\nx.\n\nIn a section\n\nx.\n\n"
    )
    article = read_article(f"{title}{source}")
    assert article.sections[0].html == f"<p>x.</p>{html}"


def test_lead_holds_no_list_since_its_field_has_none():
    assert read_body("Before it.\n\n- a\n- b") == "<p>Before it.</p><p>• a</p><p>• b</p>"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**a *b* c**", "<b>a </b><b><i>b</i></b><b> c</b>"),
        ("***a***", "<b><i>a</i></b>"),
        ("**a *b** c", "*<i>a b</i> c"),
        ("snake_case_name **x**", "snake_case_name <b>x</b>"),
        ("snake_case_ **x**", "snake_case_ <b>x</b>"),
        ("2 * 3 * 4 **x**", "2 * 3 * 4 <b>x</b>"),
        (r"\*a\* **x**", "*a* <b>x</b>"),
        ("`a*b` **x**", "a*b <b>x</b>"),
        ("**unclosed and **x**", "**unclosed and <b>x</b>"),
        ("[a (b)](https://example.org/a_(b))", '<a href="https://example.org/a_(b)">a (b)</a>'),
        ("[**a**](https://example.org)", '<a href="https://example.org"><b>a</b></a>'),
        ("[a](javascript:x) **x**", "a <b>x</b>"),
        ("a ![A cat](https://example.org/cat.png) **x**", "a <b>x</b></p><p>[Picture: A cat]"),
        ("<https://example.org/> **x**", '<a href="https://example.org/">https://example.org/</a> <b>x</b>'),
        ("a  \nb **x**", "a<br/>b <b>x</b>"),
        ("> a\n> b **x**", "a b <b>x</b>"),
        ("1 < 2 & 3 > 2 **x**", "1 &lt; 2 &amp; 3 &gt; 2 <b>x</b>"),
        ("a &amp; b&nbsp;c **x**", "a &amp; b\u00a0c <b>x</b>"),
        ("a<br>b <i>c</i><!-- d --> **x**", "a<br/>b <i>c</i> <b>x</b>"),
        ("Mind the <Distance> **x**", "Mind the &lt;Distance&gt; <b>x</b>"),
        ("See [it][1] **x**\n\n[1]: https://example.org", 'See <a href="https://example.org">it</a> <b>x</b>'),
        ("**[Anna]:** Hello", "<b>[Anna]:</b> Hello"),
    ],
)  # fmt: skip
def test_markdown_in_a_paragraph(markdown, html):
    assert read_body(markdown) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("• a\n• b", "<ul><li>a</li><li>b</li></ul>"),
        ("1990. It was.", "<p>1990. It was.</p>"),
        ("3. a\n4. b", "<p>3. a</p><p>4. b</p>"),
        ("2. a\n   - b", "<p>2. a</p><p>• b</p>"),
        ("- a\n\n  b\n- c", "<ul><li>a<br/>b</li><li>c</li></ul>"),
        ("| a | b |\n|---|---|\n| c | d |", "<p><b>a</b> | <b>b</b></p><p>c | d</p>"),
        ("A sentence.\n---\nAnother.", "<p>A sentence.</p><p>Another.</p>"),
        ("[Anna]: Hello", "<p>[Anna]: Hello</p>"),
        ("<Distance>\n\nb", "<p>&lt;Distance&gt;</p><p>b</p>"),
        ("> a\n>\n> b", "<p>a</p><p>b</p>"),
        ("    a\n", "<p>a</p>"),
        ("```\n# a\n```", "<p># a</p>"),
        (f"{'a' * 121}\nb", f"<p>{'a' * 121}</p><p>b</p>"),
        (f"{'a' * 120}\nb", f"<p>{'a' * 120} b</p>"),
        (f"- {'a' * 121}\n- b", f"<ul><li>{'a' * 121}</li><li>b</li></ul>"),
    ],
)  # fmt: skip
def test_markdown_in_a_section(markdown, html):
    article = read_article(f"# T\n\n## A\n\nx.\n\n{markdown}")
    assert article.sections[0].html == f"<p>x.</p>{html}"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<br>b</p>", "<p>a<br/>b</p>"),
        ("a<br><br>b", "<p>a</p><p>b</p>"),
        ("<p>a<b>b<p>c</b>d", "<p>a<b>b</b></p><p>cd</p>"),
        ("<p>a<p><p></p>&nbsp;<p> b </p>", "<p>a</p><p>b</p>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a</p><p>b</p>"),
        ("<p>a<!-- x <b>b</b> -->c</p>", "<p>ac</p>"),
        ("<p>a<!-- never closed</p>", "<p>a&lt;!-- never closed</p>"),
        ("<p>a</p>b <a never closed", "<p>a</p><p>b &lt;a never closed</p>"),
        ("<ol start=3><li>a<li>b</ol>", "<p>3. a</p><p>4. b</p>"),
        ("<p>a<b></p><p>b</b></p><p>c</p>", "<p>a</p><p>b</p><p>c</p>"),
        ("<p>a<img src=x onerror=alert(1)>b</p>", "<p>ab</p><p>[Picture: x]</p>"),
        ("<p>a<img src='file:///C:/Users/ana/a.png'>b</p>", "<p>ab</p><p>[Picture: a.png]</p>"),
        ("<p>a<iframe src='//x'></iframe><svg onload=x>b</svg></p>", "<p>ab</p>"),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<p>a&#0;&#8203;b</p>", "<p>a\ufffdb</p>"),
        ("<p><a href='https://e.org/?a=\"b\"&amp;c'>x</a></p>", '<p><a href="https://e.org/?a=&quot;b&quot;&amp;c">x</a></p>'),
    ],
)  # fmt: skip
def test_html_in_a_paragraph(html, expected):
    assert "".join(get_html(read_article(f"<h1>T</h1>{html}"))) == expected


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("mailto:a@example.org", True),
        ("tel:988", True),
        ("/contact/", True),
        ("//example.org", False),
        ("/\\example.org", False),
        ("#anchor", False),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("javascript://example.org/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("https:", False),
        ("http://[", False),
        ("file:///etc/passwd", False),
        ("", False),
        (None, False),
    ],
)
def test_safe_links(href, kept):
    assert get_safe_href(href) == (href if kept else "")


def test_link_with_spaces_and_line_ends_is_mended():
    assert get_safe_href(" https://example.org/\na b ") == "https://example.org/a%20b"


def test_google_redirect_to_an_unsafe_link_is_unsafe():
    assert get_safe_href("https://www.google.com/url?q=javascript:alert(1)") == ""


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("a\x00b", "ab"),
        ("a\u00a0b", "a\u00a0b"),
        ("a\u200b\ufeffb", "ab"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("It’s “fine” — really…", "It’s “fine” — really…"),
        ("👩‍👧", "👩‍👧"),
        ("می‌خواهم\u200f", "می‌خواهم\u200f"),
        ("\ud800", ""),
    ],
)
def test_cleaning(typed, cleaned):
    assert clean(typed) == cleaned


def test_three_hundred_kilobytes_are_the_limit():
    read_article("a" * 300_000)
    for too_much in ("a" * 300_001, "ش" * 150_001):
        with pytest.raises(ValidationError, match=r"longer than 300 kB.* Paste one article"):
            read_article(too_much)


@pytest.mark.parametrize(
    ("heading", "purpose"),
    [
        ("What Actually Gives It Away", "signs"),
        ("Signs and causes", "signs"),
        ("Causes and signs", "origins"),
        ("Where it comes from", "origins"),
        ("The lonely experience of it", "experience"),
        ("How it feels on the inside", "experience"),
        ("How it shows up at work", "daily_life"),
        ("In relationships", "daily_life"),
        ("What helps in a relationship", "help"),
        ("How to heal", "help"),
        ("Change is slow", "help"),
        ("Significant others", "other"),
        ("A word first", "other"),
        ("", "other"),
        ("Las señales", "signs"),
        ("De dónde viene", "origins"),
        ("Cómo se siente por dentro", "experience"),
        ("En la vida diaria", "daily_life"),
        ("Qué ayuda", "help"),
        ("À quoi ça ressemble", "signs"),
        ("D’où ça vient", "origins"),
        ("Ce que l’on ressent", "experience"),
        ("Au quotidien", "daily_life"),
        ("Ce qui aide", "help"),
        ("Woran man es erkennt", "signs"),
        ("Woher es kommt", "origins"),
        ("Wie es sich von innen anfühlt", "experience"),
        ("Im Alltag", "daily_life"),
        ("Was hilft", "help"),
        ("Os sinais", "signs"),
        ("De onde vem", "origins"),
        ("Como se sente por dentro", "experience"),
        ("No dia a dia", "daily_life"),
        ("O que ajuda", "help"),
        ("العلامات", "signs"),
        ("من أين يأتي", "origins"),
        ("كيف تشعر من الداخل", "experience"),
        ("في الحياة اليومية", "daily_life"),
        ("ما الذي يساعد", "help"),
        ("Waves, not steps", "other"),
        ("A life without steps", "daily_life"),
        ("Wellen, keine Veränderung", "other"),
        ("Small steps, not leaps", "help"),
    ],
)
def test_guessed_purpose(heading, purpose):
    assert guess_purpose(heading) == purpose


USUAL_HEADINGS = {
    "signs": """
Common signs|How to recognise it|What it looks like|Red flags|Is this you?|Telltale signs
Clues|You might be avoidant if|Señales de alerta|Cómo reconocerlo|Cómo saber si te pasa
Pistas|À quoi on le reconnaît|Comment le reconnaître|Les signes
Comment savoir si c'est vous|Woran Sie es erkennen|Typische Anzeichen|Warnzeichen
Como reconhecer|Sinais de alerta|Como saber se é você|Pistas|علامات التعلق|كيف تعرف|إشارات
مؤشرات
""",
    "origins": """
Where does it come from?|Why it happens|How it starts|The roots|Early years|How it forms
What causes it|Por qué ocurre|Cómo empieza|Su origen|La infancia|Pourquoi cela arrive
D'où cela vient|L'enfance|Les causes|Wie es entsteht|Warum ist das so?|Die Kindheit
De onde vem|Por que acontece|As causas|A infância|Como começa|لماذا يحدث|كيف يبدأ|الأسباب
الطفولة
""",
    "experience": """
What it feels like|From the inside|On the inside|Your inner world|Cómo se vive|Por dentro
Lo que sientes|Comment ça se vit|Ce que l'on ressent|De l'intérieur|Wie es sich anfühlt
Von innen|Innenleben|O que se sente|Por dentro|Como se sente por dentro|كيف يبدو من الداخل
ما تشعر به
""",
    "daily_life": """
How it shows up|In everyday life|At work and at home|In relationships|In practice
En el día a día|En la vida cotidiana|En pareja|En el trabajo|Au quotidien|Dans le couple
Au travail|Im Alltag|In Beziehungen|Bei der Arbeit|No dia a dia|Na vida cotidiana
Nos relacionamentos|No trabalho|في الحياة اليومية|في العمل|في العلاقات
""",
    "help": """
What helps|What you can do|How to heal|Getting help|Getting better|First steps|Coping|Tips
Ways forward|Small steps|Qué ayuda|Qué puedes hacer|Cómo sanar|Primeros pasos|Consejos
Pedir ayuda|Ce qui aide|Que faire ?|Comment s'en sortir|Conseils|Premiers pas|Was hilft
Was Sie tun können|Hilfe finden|Erste Schritte|Tipps|O que ajuda|O que você pode fazer
Dicas|Primeiros passos|ما الذي يساعد|ماذا يمكنك أن تفعل|نصائح|خطوات صغيرة
""",
    "other": """
A note on style|About the author|Two kinds of distance|The four styles|Questions
References|Zwei Arten von Nähe|Les quatre styles|Los cuatro estilos|Fuentes
Independence is not avoidance|Una historia|Eine Geschichte|Ein Beispiel|Um exemplo|مثال
Work in progress|How attachment works
""",
}


@pytest.mark.parametrize("purpose", USUAL_HEADINGS)
def test_usual_headings_of_six_languages_name_their_purpose(purpose):
    headings = USUAL_HEADINGS[purpose].strip().replace("\n", "|").split("|")
    assert [each for each in headings if guess_purpose(each) != purpose] == []


DISCLAIMERS = [
    "This text is for educational purposes only.",
    "It is not a substitute for professional care. Call 988 in a crisis.",
    "Nothing here is medical advice.",
    "Texto con fines educativos; no sustituye la atención de un profesional.",
    "Texte à but informatif : il ne remplace pas l’avis d’un professionnel.",
    "Dieser Text ersetzt keine Therapie.",
    "Este texto não substitui o acompanhamento profissional.",
    "هذا النص لأغراض تعليمية فقط.",
]
CRISES = [
    "If you are in crisis, call or text 988.",
    "Call 13 11 14 at any hour.",
    "If you need help now, contact a hotline.",
    "Si estás en crisis, llama al 024.",
    "En cas de détresse, appelez le 3114.",
    "In einer Krise erreichen Sie die Telefonseelsorge: 0800 111 0 111.",
    "Em crise? Ligue 188.",
    "إذا كنت في أزمة، اتصل بخط المساعدة.",
]
BOOKINGS = [
    "Ready to take the next step?",
    "Schedule a Session",
    "Book your free 15-minute call.",
    "Call 020 7946 0000.",
    "Reserva tu primera sesión.",
    "Prenez rendez-vous.",
    "Vereinbaren Sie einen Termin.",
    "Agende uma sessão.",
    "احجز جلستك.",
]
PROSE = [
    "He keeps a book on the table and calls it patience.",
    "A kind word is not a substitute for a hug.",
    "In a crisis she goes quiet, and the people around her learn not to call.",
    "People call me distant.",
    "The first step is small.",
    "Bowlby, J. (1969). Attachment. Vol. 1, 112-120. doi:10.1000/12345678.",
    "Born in 1988, he was 15.",
    "Reservar una hora para estar solo.",
    "Der erste Schritt ist klein.",
    f"For educational purposes only. {'And so on. ' * 150}",
]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, "disclaimer") for text in DISCLAIMERS),
        *((text, "crisis") for text in CRISES),
        *((text, "booking") for text in BOOKINGS),
        *((text, "") for text in PROSE),
    ],
)
def test_recognised_passages(text, kind):
    assert recognise(text) == kind


LONG = "The door stays where it is, and so does everybody who lives behind it. " * 8


def test_what_ours_replace_is_offered_for_removal():
    article = read_article(
        f"The quiet door\n\nA lead.\n\nWhat helps\n\n{LONG}\n\n"
        "This text is for educational purposes only. In a crisis, call 988.\n\n"
        "Ready to take the next step?\n\nI am glad to answer questions.\n\nSchedule a session\n"
    )
    assert [passage[:2] for passage in article.removable] == [
        ("disclaimer", "This text is for educational purposes only. In a crisis, call 988."),
        (
            "booking",
            "Ready to take the next step? I am glad to answer questions. Schedule a session",
        ),
    ]
    assert [section.heading for section in article.sections] == ["What helps"]
    assert article.sections[0].html == f"<p>{LONG.strip()}</p>"


def test_what_is_kept_stays_in_its_place():
    source = f"T\n\nA lead.\n\nWhat helps\n\n{LONG}\n\nFor educational purposes only.\n\nCall 988."
    assert len(read_article(source).removable) == 2
    article = read_article(source, keep={1})
    assert [passage.kind for passage in article.removable] == ["disclaimer", "crisis"]
    assert article.sections[0].html == f"<p>{LONG.strip()}</p><p>Call 988.</p>"


def test_heading_goes_with_all_that_stands_under_it():
    source = f"# T\n\nLead.\n\n## One\n\n{LONG}\n\n## Important\n\nFor educational purposes only."
    article = read_article(source)
    assert [section.heading for section in article.sections] == ["One"]
    assert [passage[:2] for passage in article.removable] == [
        ("disclaimer", "Important For educational purposes only.")
    ]


def test_disclaimer_at_the_beginning():
    article = read_article(f"T\n\nFor educational purposes only.\n\n{LONG}\n\n{LONG}\n\n{LONG}")
    assert [passage.kind for passage in article.removable] == ["disclaimer"]


def test_disclaimers_at_both_ends_are_two():
    ends = "For educational purposes only."
    article = read_article(f"# T\n\n{ends}\n\n{LONG}\n\n{ends}")
    assert [passage[:2] for passage in article.removable] == [("disclaimer", ends)] * 2


def test_title_that_is_repeated_is_left_out_and_can_be_kept():
    source = f"The quiet door\n\nThe quiet door\n\nBy Ana Pérez, LMFT\n\n{LONG}\n\n{LONG}\n\n{LONG}"
    article = read_article(source)
    assert [passage[:2] for passage in article.removable] == [
        ("repeated", "The quiet door"),
        ("byline", "By Ana Pérez, LMFT"),
    ]
    assert "quiet" not in article.lead_html
    assert read_article(source, keep={0}).lead_html.startswith("<p>The quiet door</p><p>The door")


def test_help_and_a_byline_at_the_beginning():
    head = "By Ana Pérez, LMFT\n\nIn a crisis, call 988."
    article = read_article(f"# T\n\n{head}\n\n{LONG}\n\n{LONG}\n\n{LONG}")
    assert [passage.kind for passage in article.removable] == ["byline", "crisis"]
    assert article.meta.authors == ("Ana Pérez",)


def test_same_words_in_the_midst_of_an_article_are_its_own():
    source = f"T\n\n{LONG}\n\n{LONG}\n\nIf you are in crisis, call 988.\n\n{LONG}"
    article = read_article(source)
    assert article.removable == []
    assert "call 988" in article.lead_html


@pytest.mark.parametrize(("between", "is_found"), [(0, True), (1, True), (2, True), (3, False)])
def test_end_reaches_over_two_short_paragraphs_and_no_more(between, is_found):
    """Who wrote it and when, say; what stands before more of them is the article's own."""
    after = [f"Line {number} of whoever wrote it." for number in range(between)]
    lines = ["# T", LONG, "## One", LONG, "For educational purposes only.", *after]
    assert bool(read_article("\n\n".join(lines)).removable) is is_found


def test_end_reaches_over_two_more_from_each_passage_on():
    lines = ["# T", LONG, "## One", LONG, "For educational purposes only.", "A.", "B.",
             "If you are in crisis, call 988.", "C.", "D."]  # fmt: skip
    article = read_article("\n\n".join(lines))
    assert [passage.kind for passage in article.removable] == ["disclaimer", "crisis"]


# Whatever is pasted.

HOSTILE = {
    "backticks": lambda size: " ".join("`" * length for length in range(1, int((2 * size) ** 0.5))),
    "tildes": lambda size: "~" * size,
    "spaces in a link": lambda size: f"[a](https://example.org{' ' * size}b",
    "open tags": lambda size: f"<p>x</p>{'<a ' * (size // 3)}",
    "open brackets": lambda size: "[" * size,
    "open links": lambda size: "[a](" * (size // 4),
    "marks": lambda size: "*_" * (size // 2),
    "quotes": lambda size: "> a\n>\n" * (size // 6),
    "items in items": lambda size: "- " * 30 + "a\n" * (size // 2),
    "paragraphs of an item": lambda size: "<ul><li>" + "<p>a" * (size // 4),
    "line breaks": lambda size: "<p>" + "a<br>" * (size // 5),
}


def count_steps(function, *args):
    """Return how many lines of Python a call runs through, which no other program slows down."""
    steps = 0

    def trace(_frame, event, _arg):
        nonlocal steps
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*args)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_no_faster_than_the_text(name):
    """Or a text of 300 kB would keep a worker busy for minutes."""
    small, large = (f"# T\n\n{HOSTILE[name](size)}" for size in (1_500, 6_000))
    read_article(small)
    steps = count_steps(read_article, large)
    assert steps < 5 * count_steps(read_article, small)
    assert steps < 500 * len(large)


def test_paragraph_of_nothing_but_marks_stays_as_it_was_typed():
    assert read_body("# T\n\n" + "*a* " * 300) == f"<p>{('*a* ' * 300).strip()}</p>"
    assert read_body("# T\n\n" + "*a* " * 100).count("<i>") == 100


@pytest.mark.parametrize(
    "source",
    [
        f"<h1>T</h1>{'<div>' * 300}The deepest words.",
        "# T\n\n" + "- " * 60 + "The deepest words.",
        "# T\n\n" + ">" * 6_000 + "The deepest words.",
    ],
)
def test_text_that_a_parser_would_cut_short_is_refused(source):
    with pytest.raises(ValidationError, match=r"nested too deeply.*Paste it as plain text"):
        read_article(source)


def test_many_lines_are_refused():
    read_article("a\n" * 8_000)
    with pytest.raises(ValidationError, match=r"8000 lines\. Paste one article"):
        read_article("a\n" * 8_001)


MARKUP = ["<p>", "</p>", "<b>", "</b>", "<h2>", "<ul>", "<li>", "</ul>", "<br>", "<!--", "-->",
          "<![", "&amp;", "&#", "**", "*", "_", "# ", "\n", "\n\n", "- ", "1. ", "  ", "[a](", ")",
          "`", "\\", "> ", "---", "<a href='", "'>", "988 ", "<script>", "\x00", "\u200b"]  # fmt: skip


@given(st.lists(st.sampled_from(MARKUP) | st.text(max_size=8), max_size=40).map("".join))
def test_anything_can_be_pasted(source):
    article = read_article(source, keep={0})
    for html in get_html(article):
        soup = BeautifulSoup(html, "html.parser")
        assert {tag.name for tag in soup.find_all()} <= ALLOWED
        assert str(soup).count("</") == html.count("</")
        for link in soup.find_all("a"):
            assert get_safe_href(link["href"]) == link["href"]
    assert len(article.title) <= 255
    assert all(0 < len(section.heading) <= 255 for section in article.sections)


def count_letters(text):
    return Counter(re.sub(r"[\W\d_]", "", text))


def get_words(article):
    texts = [article.title, article.subtitle, *get_html(article)]
    texts += [section.heading for section in article.sections]
    texts += [passage.text for passage in article.removable]
    return BeautifulSoup(" ".join(texts).replace("<", " <"), "html.parser").get_text()


@given(st.text(alphabet="abcdeéشß🌱 \n.,;:!?'“”—-#*_>•=123", max_size=300))
@example("a\na")
@example("# a\n\na")
def test_no_letter_of_plain_text_or_markdown_is_lost(source):
    assert count_letters(get_words(read_article(source))) == count_letters(source)


WORDS = ["river", "quiet", "stone", "window", "garden", "niño", "Straße", "حجر", "🌱", "o’clock"]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=5, max_size=20).map(
    lambda words: "The " + " ".join(words) + "."
)
HEADINGS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(
    lambda words: "On " + " ".join(words)
)
ITEMS = st.lists(HEADINGS, min_size=2, max_size=4)
ARTICLES = st.tuples(
    HEADINGS,
    st.lists(SENTENCES, min_size=1, max_size=3),
    st.lists(st.tuples(HEADINGS, SENTENCES, st.none() | ITEMS), max_size=4),
)


def write(article, heading, paragraph, item):
    title, lead, sections = article
    parts = [heading(1, title), *map(paragraph, lead)]
    for name, sentence, items in sections:
        parts += [heading(2, name), paragraph(sentence)]
        if items:
            parts.append("\n".join(map(item, items)))
    return "\n\n".join(parts)


def write_html(article):
    html = write(
        article,
        lambda level, text: f"<h{level}>{text}</h{level}>",
        lambda text: f"<p>{text}</p>",
        lambda text: f"<li>{text}</li>",
    )
    return re.sub(r"((?:<li>.*</li>\n?)+)", r"<ul>\1</ul>", html)


WRITERS = {
    "html": write_html,
    "markdown": lambda article: write(
        article, lambda level, text: f"{'#' * level} {text}", str, "- {}".format
    ),
    "plain text": lambda article: write(article, lambda _level, text: text, str, "• {}".format),
    "single lines": lambda article: write(
        article, lambda _level, text: text, str, "• {}".format
    ).replace("\n\n", "\n"),
}


@pytest.mark.parametrize("name", WRITERS)
@given(article=ARTICLES)
def test_what_is_written_is_read(name, article):
    title, lead, sections = article
    expected = (
        title,
        "".join(f"<p>{sentence}</p>" for sentence in lead),
        [
            (
                heading,
                f"<p>{sentence}</p>"
                + ("<ul>" + "".join(f"<li>{i}</li>" for i in items) + "</ul>" if items else ""),
            )
            for heading, sentence, items in sections
        ],
    )
    assert describe(read_article(WRITERS[name](article))) == expected


def test_number_of_a_help_line_is_known_in_words_too():
    (number,) = Numbers("Call nine-eight-eight at any time.").of_help_lines
    assert number.text == "nine-eight-eight"
