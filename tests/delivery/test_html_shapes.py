"""Whatever HTML a template makes, readers see the disclaimer and the crisis card, or get a 503."""

import gzip
import logging

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.delivery.readers import read
from tests.testapp.models import BlogPage
from wagtail_attachment.models import Disclaimer
from wagtail_attachment.safety.showing import CannotShow, complete

TEXT = "The text that must not be read alone."
WORDING = factories.WORDING.replace(
    "{crisis_line}", '<a href="tel:988"><bdi dir="ltr">988</bdi></a>'
)
CARD = '<section data-attachment-crisis><p>Call <a href="tel:988">988</a> or <a href="tel:911">911</a></p></section>'
WORDS = read(WORDING)[0]
PARTS = WORDING + CARD
DOCUMENT = '<!doctype html><html lang="en"><head><title>A</title></head><body>{}</body></html>'


def in_main(content):
    return DOCUMENT.format(f"<main><p>{TEXT}</p>{content}</main>")


def wrap(start, end=""):
    return in_main(start + PARTS + end)


SHAPES = {
    # The parts are there, and seen: nothing is put in.
    "shown in main": in_main(PARTS),
    "shown in another form": in_main(PARTS.replace("<p>", '<P class=x >').replace("not", "<b>not</b>")),
    "shown beside scripts": in_main("<script>if (a<b) '<!--'</script>" + PARTS + "<svg><title>x</title></svg>"),
    "shown beside what is unseen for many reasons": in_main('<svg aria-hidden="true" hidden style="display:none"></svg>' + PARTS + "<b hidden><i hidden inert style='display:none'>x</i></b>"),
    "shown as a fragment": f"<p>{TEXT}</p>{PARTS}",
    "shown in an open details": wrap("<details open>", "</details>"),
    "shown after main": DOCUMENT.format(f"<main>{TEXT}</main>{PARTS}"),
    # They are there, and not seen.
    "comment": wrap("<!-- ", " -->"),
    "script": wrap("<script>", "</script>"),
    "script as a template": wrap('<script type="text/template">', "</script>"),
    "script with a comment": wrap("<script><!--<script>", "</script>--></script>"),
    "style": wrap("<style>", "</style>"),
    "template": wrap("<template>", "</template>"),
    "nested template": wrap("<template><div><template></template>", "</div></template>"),
    "textarea": wrap("<textarea>", "</textarea>"),
    "title": DOCUMENT.replace("A<", PARTS + "<").format(f"<main>{TEXT}</main>"),
    "noscript": wrap("<noscript>", "</noscript>"),
    "noscript with a comment": wrap("<noscript><!--</noscript>", "-->"),
    "iframe": wrap("<iframe>", "</iframe>"),
    "noframes": wrap("<noframes>", "</noframes>"),
    "select": wrap("<select><option>", "</option></select>"),
    "svg": wrap("<svg><desc>", "</desc></svg>"),
    "foreign object": wrap("<svg><foreignObject>", "</foreignObject></svg>"),
    "math": wrap("<math><annotation-xml encoding='text/html'>", "</annotation-xml></math>"),
    "object": wrap("<object>", "</object>"),
    "video": wrap("<video>", "</video>"),
    "canvas": wrap("<canvas>", "</canvas>"),
    "hidden": wrap("<div hidden>", "</div>"),
    "hidden until found": wrap('<div hidden="until-found">', "</div>"),
    "inert": wrap("<div inert>", "</div>"),
    "hidden from screen readers": wrap('<div aria-hidden="TRUE">'.lower(), "</div>"),
    "display none": wrap('<div style="color:red; display : none">', "</div>"),
    "visibility hidden": wrap('<div style="visibility:hidden">', "</div>"),
    "dialog": wrap("<dialog>", "</dialog>"),
    "details": wrap("<details><summary>More</summary>", "</details>"),
    "popover": wrap("<div popover>", "</div>"),
    "attribute": in_main(f"<p title='{PARTS}'>x</p>"),
    "attribute not closed": in_main(f'<p title="{PARTS.replace(chr(34), "")}<b class="x">x</b></p>'),
    "processing instruction": in_main("<?php " + PARTS.replace(">", "&gt;") + ">"),
    "wording alone in a comment": in_main(f"<!--{WORDING}-->{CARD}"),
    "card alone in a comment": in_main(f"{WORDING}<!--{CARD}-->"),
    "card empty": in_main(f"{WORDING}<div data-attachment-crisis></div>"),
    "card with an old number": in_main(WORDING + CARD.replace("988", "9880")),
    "card without the emergency number": in_main(WORDING + CARD.replace("911", "")),
    # They are not there.
    "nothing": in_main(""),
    "wording alone": in_main(WORDING),
    "card alone": in_main(CARD),
    "two mains": DOCUMENT.format(f"<main>{TEXT}</main><main>b</main>"),
    "second main hidden": DOCUMENT.format(f"<main>{TEXT}</main><main hidden>b</main>"),
    "main ends in a comment": DOCUMENT.format(f"<main>{TEXT}</main><!-- </main> </body> -->"),
    "main ends in a script": DOCUMENT.format(f"<main>{TEXT}</main><script>'</main></body>'</script>"),
    "no main": DOCUMENT.format(f"<p>{TEXT}</p>"),
    "article": DOCUMENT.format(f"<article>{TEXT}</article>"),
    "nothing closed": f"<!doctype html><title>A</title><main><p>{TEXT}",
    "no body": f"<!doctype html><title>A</title><p>{TEXT}",
    "text after the end": DOCUMENT.format("<main></main>") + f"<p>{TEXT}",
    "end tag with an attribute": f"<body><main>{TEXT}</main class=x></body >",
    "in a table": DOCUMENT.format(f"<table><tr><td><main>{TEXT}</main></table>"),
    "in a button": DOCUMENT.format(f"<button><main>{TEXT}</main></button>"),
    "old document": f"<html><body><center><font>{TEXT}</font></center></body></html>",
    "NUL": DOCUMENT.format(f"<main>{TEXT}\0</main>"),
    "comment in head": DOCUMENT.replace("<title>", "<!-- <main></main> --><title>").format(f"<main>{TEXT}</main>"),
    "tracking in head": DOCUMENT.replace("<title>", "<noscript><img src=x></noscript><title>").format(f"<main>{TEXT}</main>"),
}  # fmt: skip

# There is no place where a reader would see them.
WITHHELD = {
    "fragment": f"<p>{TEXT}</p>",
    "empty": "",
    "frames": "<!doctype html><html><frameset><frame></frameset></html>",
    "plaintext": DOCUMENT.format(f"<plaintext>{TEXT}"),
    "all in a template": f"<!doctype html><body><template>{TEXT}",
    "all in a comment": f"<!doctype html><body><!-- {TEXT}",
    "hidden html": f"<!doctype html><html hidden><body><main>{TEXT}</main>",
    "inert body": f"<!doctype html><body inert><main>{TEXT}</main>",
}

OTHERS = {
    "stream": lambda: StreamingHttpResponse(iter([in_main(PARTS)])),
    "gzip": lambda: HttpResponse(gzip.compress(in_main(PARTS).encode()), headers={"Content-Encoding": "gzip"}),
    "XHTML": lambda: HttpResponse(in_main(PARTS), content_type="application/xhtml+xml"),
    "plain text": lambda: HttpResponse(TEXT + PARTS, content_type="text/plain"),
    "UTF-16": lambda: HttpResponse(in_main(PARTS).encode("utf-16"), content_type="text/html; charset=utf-16"),
    "UTF-16, said to be another": lambda: HttpResponse(in_main(PARTS).encode("utf-16")),
    "UTF-7": lambda: HttpResponse(in_main(PARTS), content_type="text/html; charset=utf-7"),
    "unknown encoding": lambda: HttpResponse(in_main(PARTS).encode(), content_type="text/html; charset=klingon"),
    "encoding not told": lambda: HttpResponse(in_main("é").encode("latin-1"), content_type="text/html"),
}  # fmt: skip


@pytest.fixture
def page(practice):
    return factories.make_blog_page(text=TEXT, live=True)


@pytest.fixture
def answer(client, page, monkeypatch):
    """Return what a reader gets of a page that answers with the response given."""

    def answer(response, **headers):
        monkeypatch.setattr(BlogPage, "serve", lambda self, request: response)
        return client.get(page.get_url(), headers=headers)

    return answer


def assert_shown(html):
    for scripting in (False, True):
        words, cards = read(html, scripting=scripting)
        assert WORDS in words
        assert any("988" in card and "911" in card for card in cards)


@pytest.mark.path("template: any HTML, as browsers read it", stopped_by="serve", case=32)
@pytest.mark.parametrize("shape", SHAPES)
def test_readers_see_disclaimer_and_card_in_any_html(answer, shape, caplog):
    response = answer(HttpResponse(SHAPES[shape]))
    assert response.status_code == 200
    html = response.content.decode()
    assert_shown(html)
    assert (html == SHAPES[shape]) == shape.startswith("shown")
    assert ("was served by a template without" in caplog.text) != shape.startswith("shown")


@pytest.mark.parametrize("shape", WITHHELD)
def test_html_without_a_place_to_see_them_is_withheld(answer, shape):
    response = answer(HttpResponse(WITHHELD[shape]))
    assert response.status_code == 503
    assert TEXT not in response.content.decode()


@pytest.mark.parametrize("kind", OTHERS)
def test_what_cannot_be_read_is_withheld(answer, kind):
    response = answer(OTHERS[kind]())
    assert response.status_code == 503
    assert TEXT not in response.content.decode()


def test_charset_is_said_where_it_was_left_to_be_guessed(answer):
    response = answer(HttpResponse(in_main("é"), content_type="text/html"))
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert_shown(response.content.decode())


def test_a_template_that_ends_with_an_element_open_hides_nothing_after_it(answer):
    """As in browsers, where ``</template>`` closes all that is open in it."""
    html = in_main("<template><p><li>x</template>" + PARTS)
    response = answer(HttpResponse(html))
    assert response.status_code == 200
    assert response.content.decode().count("data-attachment-crisis") == 1


def test_byte_order_mark_counts_for_more_than_the_header(answer):
    marked = b"\xef\xbb\xbf" + in_main("é").encode()
    response = answer(HttpResponse(marked, content_type="text/html; charset=latin-1"))
    assert_shown(response.content.decode("utf-8-sig"))


@pytest.mark.parametrize("method", ["head", "options"])
def test_answer_without_a_body_passes(client, page, monkeypatch, method):
    monkeypatch.setattr(BlogPage, "serve", lambda self, request: HttpResponse())
    assert getattr(client, method)(page.get_url()).status_code == 200


@pytest.mark.parametrize(
    ("content", "missing"),
    [
        ("", "disclaimer and its crisis card"),
        (WORDING, "crisis card"),
        (CARD, "disclaimer"),
    ],
)
def test_what_was_put_in_is_logged(answer, caplog, content, missing):
    with caplog.at_level(logging.WARNING, "wagtail_attachment"):
        answer(HttpResponse(in_main(content)))
    assert f"was served by a template without its {missing}; put in." in caplog.text


BOOKING = "<div data-attachment-booking>Book</div>"


@pytest.mark.parametrize("content", ["", WORDING, CARD, BOOKING, WORDING + BOOKING, CARD + BOOKING])
def test_what_is_put_in_keeps_the_order(answer, content):
    factories.set_country(booking=factories.make_booking())
    html = answer(HttpResponse(in_main(content))).content.decode()
    places = [html.index(WORDING[:40]), html.index("data-attachment-crisis")]
    if "data-attachment-booking" in html:
        places.append(html.index("data-attachment-booking"))
    assert places == sorted(places)
    assert html.count("data-attachment-crisis") == 1
    assert html.count("data-attachment-booking") == (content != CARD)


def test_part_never_goes_behind_main_for_a_card_in_the_footer(answer):
    html = answer(HttpResponse(in_main("") + f"<footer>{CARD}</footer>")).content.decode()
    assert html.index(WORDING[:40]) < html.index("</main>")


def test_page_that_shows_all_is_parsed_once(answer, monkeypatch):
    answer(HttpResponse(in_main(PARTS + "<!-- once -->")))
    monkeypatch.setattr("wagtail_attachment.safety.showing.see", lambda html: pytest.fail("parsed"))
    assert answer(HttpResponse(in_main(PARTS + "<!-- once -->"))).status_code == 200


def test_page_is_judged_again_when_its_wording_changes(answer):
    answer(HttpResponse(in_main(PARTS)))
    disclaimer = Disclaimer.objects.get()
    disclaimer.body = "<p>New words.</p>"
    disclaimer.save()
    disclaimer.approve(factories.make_approver())
    assert b"New words." in answer(HttpResponse(in_main(PARTS))).content


# Any document

TAGS = [
    "script",
    "style",
    "textarea",
    "title",
    "noscript",
    "iframe",
    "select",
    "option",
    "svg",
    "desc",
    "foreignObject",
    "table",
    "tr",
    "td",
    "p",
    "div",
    "main",
    "article",
    "body",
    "html",
    "head",
    "a",
    "b",
    "button",
    "li",
    "ul",
    "h1",
    "form",
    "caption",
    "details",
    "summary",
    "dialog",
    "video",
    "object",
    "frameset",
    "noframes",
    "xmp",
    "plaintext",
]
# No <template>: html5lib, the oracle, is older than it. Those in the table above have an end.
PIECES = [
    *(f"<{tag}>" for tag in TAGS),
    *(f"</{tag}>" for tag in TAGS),
    *("<!--", "-->", "--!>", "<!-->", "<script><!--", "<div hidden>", "<p style='display:none'>", "<a title='",
      "'", '"', ">", "<", "text", "&lt;", "<?x", "<!x", "<br>", WORDING, CARD, PARTS),
]  # fmt: skip


@settings(
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    doctype=st.sampled_from(["", "<!doctype html>", "<!doctype html><body><main>"]),
    pieces=st.lists(st.sampled_from(PIECES), max_size=12),
    end=st.sampled_from(["", "</main></body></html>"]),
)
def test_any_document_shows_them_or_is_withheld(page, rf, doctype, pieces, end):
    html = doctype + "".join(pieces) + end
    response = HttpResponse(html)
    try:
        complete(response, page, rf.get("/"), page.get_safety())
    except CannotShow:
        return
    assert_shown(response.content.decode())
