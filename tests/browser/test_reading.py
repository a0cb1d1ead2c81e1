"""What a reader's page is for everybody: with a screen reader, a keyboard, a small phone, no colours."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from wagtail.images.models import Image

from tests.browser.reading import LANGUAGES, make_pages, make_practice, withhold_pages
from tests.browser.words import WORDS
from wagtail_attachment.ledger.edition import renew
from wagtail_attachment.models import Practitioner

POLICY = "default-src 'self'"
SMALLEST_PHONE = {"width": 320, "height": 640}
# WCAG 2.2, success criterion 1.4.12
MORE_SPACE = """* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important
} p { margin-block-end: 2em !important }"""

every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def practice():
    make_practice()


@pytest.fixture
def walk(practice):
    """Return a function that opens a page of every kind in turn, and yields which kind it is."""

    def walk(page, language="en", **options):
        addresses = make_pages(language, **options)
        for kind, address in addresses.items():
            assert page.goto(address).status == 200
            yield kind
        withhold_pages()
        assert page.goto(addresses["article"]).status == 503
        yield "withheld"

    return walk


# Screen readers


@every_language
def test_axe_finds_no_violation_on_any_page_by_day_and_by_night(open_browser, walk, language):
    page = open_browser()
    found = []
    for kind in walk(page, language):
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            results = Axe().run(page)
            found += [f"{kind}, {theme}: {each['id']}: {each['nodes'][0]['html'][:200]}"
                      for each in results.response["violations"]]  # fmt: skip
    assert found == []


@pytest.mark.parametrize("media", [{"contrast": "more"}, {"forced_colors": "active"}])
def test_axe_finds_no_violation_where_colours_are_the_reader_s(open_browser, walk, media):
    page = open_browser()
    page.emulate_media(**media)
    for kind in walk(page):
        assert Axe().run(page).response["violations"] == [], kind


def test_help_stands_out_where_no_background_may(open_browser, practice):
    page = open_browser(forced_colors="active")
    page.goto(make_pages("en")["article"])
    edge, ink = page.locator("#crisis").evaluate(
        "card => [getComputedStyle(card).borderTopColor, getComputedStyle(card).color]"
    )
    assert edge == ink


# Privacy


def test_pages_ask_nobody_else_run_nothing_and_leave_nothing_behind(
    open_browser, walk, live_server
):
    page = open_browser()
    asked, refused = [], []

    def answer_with_policy(route):
        response = route.fetch()
        headers = {**response.headers, "content-security-policy": POLICY}
        route.fulfill(response=response, headers=headers)

    page.route("**/*", answer_with_policy)
    page.on("request", lambda request: asked.append(request.url))
    page.expose_function("noteRefused", lambda directive: refused.append(directive))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation',"
        " event => noteRefused(event.violatedDirective))"
    )
    for kind in walk(page):
        scripts = page.locator("script:not([type='application/ld+json'])")
        expect(scripts, kind).to_have_count(0)
        assert page.locator("iframe, object, embed, [style], [onclick], [onload]").count() == 0
        assert page.context.cookies() == [], kind
    assert refused == []
    assert asked
    assert [url for url in asked if not url.startswith(live_server.url)] == []

    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("true")
    assert refused == ["style-src-attr"]  # so the policy was in force


# Without styles, without scripts


def test_everything_can_be_read_without_styles_and_scripts(open_browser, walk):
    page = open_browser(java_script_enabled=False)
    page.route("**/*.css", lambda route: route.abort())
    words = WORDS["en"]
    for kind in walk(page):
        main = page.locator("main")
        if kind in ("article", "style", "sensitive"):
            for text in (words["lead"], words["key_point"], words["statement"], words["left"]):
                expect(main.get_by_text(text).first, kind).to_be_visible()
            parts = main.locator(
                "h1, [href='#crisis'], .attachment-lead, .attachment-contents,"
                " .attachment-section, .attachment-references, [data-attachment-disclaimer],"
                " #crisis, section[data-attachment-booking], .attachment-related"
            )
            order = [part["y"] for part in (p.bounding_box() for p in parts.all())]
            assert order == sorted(order), kind
        if kind not in ("index", "nothing found"):
            expect(main.locator("#crisis a[href='tel:988']").first, kind).to_be_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_what_follows_in_the_source_follows_on_screen(open_browser, walk, width):
    page = open_browser()
    page.set_viewport_size({"width": width, "height": 900})
    for kind in walk(page, "ar"):
        # Where there is room the contents stand beside the text, and a number beside its words.
        tops = page.locator(
            "main :is(h1, h2, h3, .attachment-lead, .attachment-text, li, figure, form)"
            ":not(.attachment-contents *, .attachment-perspectives *,"
            " .attachment-crisis__emergency li)"
        ).evaluate_all(
            """parts => parts.filter(part => part.checkVisibility())
                .map(part => Math.round(part.getBoundingClientRect().top))"""
        )
        assert tops == sorted(tops), kind


# Keyboard


def test_help_is_four_keys_away(open_browser, practice):
    page = open_browser()
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(make_pages("en")["sensitive"])
    focused = page.locator(":focus")

    page.keyboard.press("Tab")
    expect(focused).to_have_text("Skip to the text")
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(focused).to_have_text("Need help now?")
    page.keyboard.press("Enter")
    expect(page.locator("#crisis")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(focused).to_have_attribute("href", "tel:988")


def test_focus_is_seen_wherever_the_keyboard_leads(open_browser, walk):
    page = open_browser()
    page.set_viewport_size({"width": 360, "height": 700})
    for kind in walk(page):
        stops = 0
        while True:
            page.keyboard.press("Tab")
            state = page.evaluate(
                """() => {
                    const element = document.activeElement;
                    if (element === document.body) return null;
                    const style = getComputedStyle(element);
                    const box = element.getBoundingClientRect();
                    return [
                        element.outerHTML.slice(0, 120),
                        style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
                        box.bottom > 0 && box.top < innerHeight && box.height > 10,
                    ];
                }"""
            )
            if state is None:
                break
            html, is_outlined, is_on_screen = state
            assert is_outlined, (kind, html)
            assert is_on_screen, (kind, html)
            stops += 1
        assert stops >= page.locator("main a:visible").count(), kind


# Small screens, large letters


def get_overflow(page):
    """Return what sticks out at the side or hides a part of its text."""
    return page.evaluate(
        """() => {
            const root = document.documentElement;
            const outside = [...document.querySelectorAll('body *')].filter(element => {
                const box = element.getBoundingClientRect();
                const style = getComputedStyle(element);
                if (!box.width || style.clipPath !== 'none') return false;
                const clips = style.overflowX !== 'visible' || style.overflowY === 'hidden';
                return box.right > root.clientWidth + 1 || box.left < -1
                    || clips && element.scrollWidth > element.clientWidth + 1
                    || clips && element.scrollHeight > element.clientHeight + 1;
            });
            const texts = outside.map(element => element.outerHTML.slice(0, 120));
            return root.scrollWidth > root.clientWidth ? ['the page', ...texts] : texts;
        }"""
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_cut_off_at_320_pixels_or_400_percent(open_browser, walk, language):
    page = open_browser(device_scale_factor=4)
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 at 400 %
    for kind in walk(page, language, long_words=True):
        assert get_overflow(page) == [], kind


@pytest.mark.parametrize("language", ["en", "ar"])
def test_letters_and_lines_may_be_spaced_out(open_browser, walk, language):
    page = open_browser()
    page.set_viewport_size(SMALLEST_PHONE)
    for kind in walk(page, language):
        page.add_style_tag(content=MORE_SPACE)
        assert get_overflow(page) == [], kind


def test_help_is_large_enough_for_a_shaking_hand(open_browser, walk):
    page = open_browser()
    page.set_viewport_size(SMALLEST_PHONE)
    for kind in walk(page):
        small = page.locator(
            ".attachment-need-help a, a.attachment-target, .attachment-button, summary,"
            " .attachment-booking__note a"
        ).evaluate_all(
            """targets => targets
                .filter(target => target.checkVisibility())
                .filter(target => {
                    const box = target.getBoundingClientRect();
                    return box.width < 44 || box.height < 44;
                })
                .map(target => target.outerHTML)"""
        )
        assert small == [], kind


def test_nothing_moves(open_browser, walk):
    page = open_browser()
    for kind in walk(page):
        moving = page.locator("body *").evaluate_all(
            """all => all.map(getComputedStyle).filter(style => style.animationName !== 'none'
                || style.transitionDuration !== '0s' || style.scrollBehavior === 'smooth').length"""
        )
        assert moving == 0, kind


# Pictures of people


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_portrait_stands_beside_the_name_where_there_is_room_and_moves_nothing(
    open_browser, practice, theme
):
    address = make_pages("en")["article"]
    Practitioner.objects.update(image=Image.objects.get())
    renew()
    page = open_browser()
    page.emulate_media(color_scheme=theme)
    page.route("**/*fill-320x320*", lambda route: route.abort())
    page.goto(address)
    portrait = page.locator(".attachment-byline img")
    without = portrait.bounding_box()
    page.unroute("**/*fill-320x320*")
    page.goto(address)
    assert portrait.bounding_box() == without
    assert (without["width"], without["height"]) == (40, 40)
    name = page.locator(".attachment-byline p").first.bounding_box()
    assert name["y"] < without["y"] + 20 < name["y"] + name["height"], "in one line"
    results = Axe().run(page, context={"include": [[".attachment-byline"]]})
    assert results.response["violations"] == []
    page.emulate_media(media="print")
    assert not portrait.is_visible()
    page.emulate_media(media="screen")
    page.set_viewport_size(SMALLEST_PHONE)
    assert not portrait.is_visible()
