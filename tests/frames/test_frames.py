"""Our pages stand in a site's own layout by themselves, whole, and nothing on them comes twice."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.browser.reading import make_pages, make_practice, withhold_pages
from tests.frames import FRAMES, in_frame, templates_of
from wagtail_attachment.models import Disclaimer
from wagtail_attachment.pages.models import ArticlePage

pytestmark = pytest.mark.django_db

STYLE_SHEET = "/static/wagtail_attachment/css/wagtail_attachment.css"


@pytest.fixture(scope="module", autouse=True)
def addresses(module_transaction):
    """One practice for all tests: making it takes longer than any of them."""
    make_practice()
    return make_pages("en")


@pytest.fixture(params=FRAMES)
def frame(request, db):
    with in_frame(request.param):
        yield request.param


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    assert b"attachment-page -->" not in response.content
    return BeautifulSoup(response.content, "html5lib")


def find_main(soup):
    [main] = soup.select("main, [role=main]")
    return main


@pytest.mark.parametrize("kind", ["article", "sensitive", "index", "nothing found", "withheld"])
def test_each_page_has_all_that_belongs_to_it_once(client, addresses, frame, kind):
    if kind == "withheld":
        withhold_pages()
    status = 503 if kind == "withheld" else 200
    soup = read(client, addresses.get(kind, addresses["article"]), status)
    assert find_main(soup).find("h1")
    assert len(soup.select("h1")) == 1
    [link] = soup.select(f'link[href="{STYLE_SHEET}"]')
    assert link.parent.name == "head"
    assert soup.html["lang"] == "en"
    [title] = soup.select("head > title")
    assert title.get_text(strip=True)
    [skip, *_] = soup.select('a[href^="#"]')
    assert skip in soup.body.find_all("a")[:1]
    [target] = soup.find_all(id=skip["href"][1:])
    assert target.find("h1")
    assert not target.find("header", class_="bar")


def test_search_engines_are_told_of_a_page_once(client, addresses, frame):
    slug = addresses["article"].strip("/").split("/")[-1]
    page = ArticlePage.objects.get(slug=slug, locale__language_code="en")
    head = read(client, page.url).head
    [canonical] = head.select('link[rel="canonical"]')
    assert canonical["href"] == page.full_url
    [description] = head.select('meta[name="description"]')
    assert description["content"]
    for name in ("og:title", "og:description", "og:url"):
        [told] = head.select(f'meta[property="{name}"]')
        assert told["content"]
    languages = [link["hreflang"] for link in head.select('link[rel="alternate"][hreflang]')]
    assert sorted(languages) == sorted(set(languages))
    assert {"en", "de"} <= set(languages)


def test_a_search_and_a_withheld_page_are_not_to_be_found(client, addresses, frame):
    assert read(client, addresses["nothing found"]).select('meta[name="robots"][content="noindex"]')
    withhold_pages()
    head = read(client, addresses["article"], 503).head
    assert len(head.select('meta[name="robots"][content="noindex"]')) == 1


def test_the_way_up_is_there_once_and_help_is_the_first_link(client, addresses, frame):
    soup = read(client, addresses["article"])
    ways = soup.select('[class*="breadcrumbs" i], ol.breadcrumb, nav[aria-label="Breadcrumbs"]')
    assert len(ways) == 1
    assert find_main(soup).find("a")["href"] == "#crisis"


def test_disclaimer_crisis_card_and_booking_end_the_article_in_this_order(client, addresses, frame):
    parts = read(client, addresses["article"]).select(".attachment-safety > section")
    assert [next(name for name in part.attrs if name.startswith("data-")) for part in parts] == [
        "data-attachment-disclaimer",
        "data-attachment-crisis",
        "data-attachment-booking",
    ]
    assert all(find_main(part.find_parent("html")) in part.parents for part in parts)


def test_the_layout_of_the_sites_pages_is_around_it(client, addresses):
    marks = {"bakery": "Made of flour", "news": "The footer", "crx": "Practice"}
    for name, words in marks.items():
        with in_frame(name):
            assert words in read(client, addresses["article"]).get_text()


@pytest.mark.parametrize("language", ["es", "ar"])
def test_a_text_in_another_language_says_so(client, frame, language):
    soup = read(client, make_pages(language)["article"])
    article = soup.find("article")
    assert (article["lang"], article["dir"]) == (language, "rtl" if language == "ar" else "ltr")


def test_without_a_layout_the_document_is_ours(client, addresses):
    with in_frame(None):
        soup = read(client, addresses["article"])
    assert "attachment-document" in soup.html["class"]
    assert find_main(soup)["id"] == "content"


@pytest.mark.parametrize(
    "layout",
    [
        "<html><body>{% block body %}{% endblock %}</body></html>",  # no block of ours
        "{% load nowhere %}{% block content %}{% endblock %}",
        "{{ page.pk|add:page|slice:page|date:page }}{% include page.title %}{% block content %}{% endblock %}",
        "{% block content %}{% endblock %}{% url 'nowhere' %}",
    ],
)
def test_a_layout_that_does_not_fit_costs_no_article(client, addresses, layout):
    with in_frame(None, own={"base.html": layout}):
        soup = read(client, addresses["article"])
    assert "attachment-document" in soup.html["class"]
    assert len(soup.select("h1")) == 1
    assert len(soup.select('link[rel="canonical"]')) == 1


def test_a_site_names_a_layout_whose_blocks_have_other_names(client, addresses):
    own = {
        "site.html": "<!doctype html><title>Site</title><p>Top</p>{% block main %}{% endblock %}",
        "wagtail_attachment/base.html": '{% extends "site.html" %}'
        "{% block main %}{% block content %}{% endblock %}{% endblock %}",
    }
    with in_frame("news", own=own):
        soup = read(client, addresses["article"])
    assert soup.body.p.get_text() == "Top"
    assert len(soup.select(f'link[href="{STYLE_SHEET}"]')) == 1
    assert find_main(soup).h1


def test_what_is_not_shown_is_no_main_element_and_no_head(client, addresses):
    layout = (
        '<!doctype html><html lang=""><head><title><main></title>'
        '<script>var a = "<main></head>";</script><!-- <main> --><template><main></template>'
        '<noscript><link rel="canonical" href="/x/"></noscript></head><body>'
        "<textarea><main></textarea><main id=other></main>"
        "{% block content %}{% endblock %}</body></html>"
    )
    with in_frame(None, own={"base.html": layout}):
        html = client.get(addresses["article"]).content.decode()
    assert '<main id="attachment-content">' in html
    assert html.startswith('<!doctype html><html lang="en" dir="ltr"><head>')
    head, _body = html.split("</head><body>")
    assert STYLE_SHEET in head
    assert head.count('rel="canonical"') == 2


def test_a_template_that_extends_ours_shows_each_part_once(client, addresses):
    own = {
        "wagtail_attachment_pages/article_page.html": (
            '{% extends "wagtail_attachment/article_page.html" %}'
            "{% block extra_css %}{{ block.super }}<style></style>{% endblock %}"
            "{% block article_end %}<p>End</p>{% endblock %}"
        )
    }
    for name in (None, *FRAMES):
        with in_frame(name, own=own):
            soup = read(client, addresses["article"])
        assert len(soup.select(f'link[href="{STYLE_SHEET}"]')) == 1
        assert len(soup.select("article p:-soup-contains('End')")) == 1
        assert len(soup.select("h1")) == 1


def test_the_look_of_the_editor_s_previews_is_that_of_the_site(frame):
    disclaimer = Disclaimer.objects.get(locale__language_code="en")
    response = disclaimer.make_preview_request()
    response.render()
    soup = BeautifulSoup(response.content, "html5lib")
    assert find_main(soup).h1
    assert len(soup.select(f'link[href="{STYLE_SHEET}"]')) == 1


GUIDE = Path(__file__).parents[2] / "docs/how-to/add-to-an-existing-site.md"


@pytest.mark.parametrize("above", [True, False])
def test_without_directories_of_templates_an_app_above_ours_names_the_layout(
    client, addresses, tmp_path, settings, above
):
    """Templates of apps are searched in the order of the apps, so a loader stands for each of two."""
    snippets = re.findall(r"```django\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    [seam] = [text for text in snippets if "site.html" in text]
    (tmp_path / "wagtail_attachment").mkdir()
    (tmp_path / "wagtail_attachment/base.html").write_text(seam)
    (tmp_path / "site.html").write_text("<body><p>Top</p>{% block main %}{% endblock %}</body>")
    [engine] = templates_of(None)
    loaders = engine["OPTIONS"]["loaders"]
    website = ("django.template.loaders.filesystem.Loader", [tmp_path])
    loaders.insert(0 if above else len(loaders), website)
    settings.TEMPLATES = [engine]
    soup = read(client, addresses["article"])
    assert (soup.body.find("p").get_text() == "Top") == above
    assert find_main(soup).h1


def test_our_own_document_is_kept_by_the_template_of_the_guide(client, addresses):
    snippets = re.findall(r"```django\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    [seam] = [text for text in snippets if 'extends "wagtail_attachment/base' in text]
    with in_frame("news", own={"wagtail_attachment/base.html": seam}):
        soup = read(client, addresses["article"])
    assert "attachment-document" in soup.html["class"]
    assert find_main(soup).find("a")["href"] == "#crisis"
