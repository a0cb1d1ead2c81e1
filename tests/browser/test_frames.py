"""Inside a site's own layout an article looks like the site; without one it has our own look."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.reading import make_pages, make_practice
from tests.frames import DARK, FRAMES, darkened, in_frame

# A paragraph and a link of the site's own beside those of the article.
COMPARE = """() => {
    const own = document.createElement('p');
    own.innerHTML = 'Own <a href="/x/">link</a>';
    const page = document.querySelector('.attachment-page');
    page.parentElement.parentElement.append(own);
    const paragraph = document.querySelector('.attachment-article__body p');
    const link = document.createElement('a');
    link.href = '/x/';
    paragraph.append(link);
    const heading = document.createElement('h2');
    own.after(heading);
    const behind = (element) => {
        for (; element; element = element.parentElement) {
            const colour = getComputedStyle(element).backgroundColor;
            if (colour !== 'rgba(0, 0, 0, 0)') return colour;
        }
        return 'none';
    };
    const look = (text, link, heading) => ({
        family: getComputedStyle(text).fontFamily,
        size: getComputedStyle(text).fontSize,
        colour: getComputedStyle(text).color,
        link: getComputedStyle(link).color,
        heading: getComputedStyle(heading).fontFamily,
        background: behind(text),
    });
    const ours = look(paragraph, link, document.querySelector('.attachment-heading'));
    return [ours, look(own, own.querySelector('a'), heading)];
}"""
GUIDE = Path(__file__).parents[2] / "docs/how-to/brand-the-pages.md"


@pytest.fixture
def article():
    make_practice()
    return make_pages("en")["article"]


def open_both(page, frame, address):
    """Open an article by day and by night, however the site is switched; yield which it is."""
    with in_frame(frame):
        page.emulate_media(color_scheme="light")
        page.goto(address)
        yield "light"
    with in_frame(frame, own=darkened(frame) if frame in DARK else {}):
        page.emulate_media(color_scheme="dark")
        page.goto(address)
        yield "dark"


@pytest.mark.parametrize("frame", FRAMES)
def test_text_links_and_headings_look_like_the_sites(open_browser, article, frame):
    page = open_browser()
    looks = set()
    for theme in open_both(page, frame, article):
        ours, own = page.evaluate(COMPARE)
        assert ours == own, theme
        looks.add((own["colour"], own["background"]))
    assert len(looks) == (1 if frame == "project" else 2)  # which has no dark theme


@pytest.mark.parametrize("frame", FRAMES)
def test_help_can_be_read_by_day_and_by_night(open_browser, article, frame):
    page = open_browser()
    for theme in open_both(page, frame, article):
        results = Axe().run(page, context={"include": [".attachment-page"]})
        found = [each["id"] for each in results.response["violations"]]
        assert "color-contrast" not in found, theme
        unsure = [each for each in results.response["incomplete"] if each["id"] == "color-contrast"]
        assert "attachment-crisis" not in str([each["nodes"] for each in unsure])


@pytest.mark.parametrize("frame", FRAMES)
def test_help_stands_on_a_surface_of_its_own_and_can_be_hit(open_browser, article, frame):
    page = open_browser()
    page.set_viewport_size({"width": 360, "height": 760})
    with in_frame(frame):
        page.goto(article)
        card = page.locator("#crisis")
        assert card.evaluate("card => getComputedStyle(card).backgroundColor") != "rgba(0, 0, 0, 0)"
        for target in card.locator("a.attachment-target:visible").all():
            assert target.bounding_box()["height"] >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_a_layout_the_look_is_ours(open_browser, article):
    page = open_browser()
    for theme, paper in [("light", 0.985), ("dark", 0.21)]:
        page.emulate_media(color_scheme=theme)
        page.goto(article)
        ours, _own = page.evaluate(COMPARE)
        assert ours["family"].startswith("Charter")
        assert ours["heading"] == "system-ui, sans-serif"
        assert f"oklch({paper}" in ours["background"]
        assert ours["link"] != ours["colour"]


def test_a_site_brands_its_articles_as_the_guide_says(open_browser, article):
    styles = "".join(re.findall(r"```css\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL))
    brand = '{% extends "base.html" %}{% block extra_css %}{{ block.super }}<style>'
    brand += styles + ":root { --attachment-font-text: Verdana }</style>{% endblock %}"
    page = open_browser()
    with in_frame("project", own={"wagtail_attachment/base.html": brand}):
        page.goto(article)
        ours, _own = page.evaluate(COMPARE)
        button = page.locator(".attachment-booking .attachment-button").first
        colours = "b => [getComputedStyle(b).backgroundColor, getComputedStyle(b).color]"
        background, letters = button.evaluate(colours)
    assert ours["family"] == "Verdana"
    assert ours["link"] == background == "rgb(107, 45, 92)"
    assert letters.startswith("oklch(1 ")  # white, since nothing is said of it
