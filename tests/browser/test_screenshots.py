"""Pictures of every page, to be looked at: WAGTAIL_ATTACHMENT_SCREENSHOTS names their directory."""

import os
from pathlib import Path

import pytest

from tests.browser.reading import LANGUAGES, make_pages, make_practice, withhold_pages
from tests.browser.test_frames import open_both
from tests.frames import FRAMES

DIRECTORY = Path(os.environ["WAGTAIL_ATTACHMENT_SCREENSHOTS"])
WIDTHS = (360, 768, 1440)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_pictured(open_browser, language):
    make_practice()
    addresses = make_pages(language)
    page = open_browser()
    directory = DIRECTORY / language

    def take(kind, address):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                page.goto(address)
                page.screenshot(path=directory / f"{kind}-{width}-{theme}.png", full_page=True)
        page.emulate_media(media="print", color_scheme="light")
        page.goto(address)
        page.pdf(path=directory / f"{kind}.pdf", format="A4")
        page.emulate_media(media="screen")

    for kind, address in addresses.items():
        take(kind, address)
    withhold_pages()
    take("withheld", addresses["article"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_pictured_in_each_frame(open_browser, language):
    make_practice()
    addresses = make_pages(language)
    page = open_browser()
    for frame in (*FRAMES, None):
        for kind in ("article", "index"):
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                for theme in open_both(page, frame, addresses[kind]):
                    name = f"{frame or 'own'}-{kind}-{language}-{width}-{theme}.png"
                    page.screenshot(path=DIRECTORY / "frames" / name, full_page=True)
