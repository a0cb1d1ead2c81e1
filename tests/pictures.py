"""Takes the pictures of the documentation from the demo, in light mode, 1280 pixels wide.

make demo PORT=8000        and meanwhile
python -m tests.pictures http://localhost:8000/
"""

from __future__ import annotations

import shutil
import sys
from base64 import b64encode
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
WINDOW = ViewportSize(width=1280, height=900)
SLUG = "avoidant-attachment"
SCREENS = {
    "owner": ("owner", ""),
    "reviewer": ("reviewer", "practice/articles/{}/review/"),
    "translator": ("translator-es", "practice/languages/"),
}
"""What each role begins with: who sees it, and where; ``{}`` is the article's number."""


def main(home: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox"],
        )
        take_article(open_window(browser), home)
        number = take_editor(browser, home)
        for name, (username, address) in SCREENS.items():
            page = log_in(browser, home, username)
            page.goto(f"{home}admin/{address.format(number)}")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


def take_article(page: Page, home: str) -> None:
    """Picture the head of an article and its end, side by side."""
    page.set_viewport_size({"width": WINDOW["width"] // 2, "height": WINDOW["height"]})
    page.goto(f"{home}articles/{SLUG}/")
    page.wait_for_load_state("networkidle")
    head = page.screenshot()
    page.evaluate("document.querySelector('[data-attachment-disclaimer]').scrollIntoView()")
    end = page.screenshot()
    pictures = "".join(
        f'<img src="data:image/png;base64,{b64encode(png).decode()}">' for png in (head, end)
    )
    sheet = page.context.new_page()  # without the site's content security policy
    sheet.set_content(f'<body style="display: flex; margin: 0">{pictures}</body>')
    sheet.wait_for_load_state("networkidle")
    sheet.screenshot(path=IMAGES / "article.png")
    sheet.close()


def take_editor(browser: Browser, home: str) -> str:
    """Picture the same article in the editor, with its checklist; return the page's number."""
    page = log_in(browser, home, "editor")
    page.goto(f"{home}admin/pages/search/?q={SLUG.split('-')[0]}")
    page.locator("main a[href$='/edit/']").first.click()
    page.wait_for_load_state("networkidle")
    page.locator("[data-side-panel-toggle=checklist]").click()
    page.wait_for_timeout(1000)  # the panel slides in
    page.screenshot(path=IMAGES / "editor.png")
    return page.url.split("/")[-3]


def log_in(browser: Browser, home: str, username: str) -> Page:
    page = open_window(browser)
    page.goto(f"{home}admin/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", "harbour-lane")
    page.locator("[type=submit]").click()
    return page


def open_window(browser: Browser) -> Page:
    return browser.new_context(viewport=WINDOW, color_scheme="light").new_page()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000/")
