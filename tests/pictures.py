"""Takes the pictures of the README and the documentation from the demo, in light mode, 1280 pixels wide.

make demo PORT=8000        and meanwhile
python -m tests.pictures http://localhost:8000/
"""

from __future__ import annotations

import shutil
import sys
from base64 import b64encode
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
WINDOW = {"width": 1280, "height": 900}
SLUG = "avoidant-attachment"


def main(home: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox"],
        )
        page = browser.new_context(viewport=WINDOW, color_scheme="light").new_page()  # type: ignore[arg-type]
        take_article(page, home)
        take_editor(page, home)
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
    page.set_viewport_size(WINDOW)


def take_editor(page: Page, home: str) -> None:
    """Picture the same article in the editor, with its checklist."""
    page.goto(f"{home}admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "harbour-lane")
    page.locator("[type=submit]").click()
    page.goto(f"{home}admin/pages/search/?q={SLUG.split('-')[0]}")
    page.locator("main a[href$='/edit/']").first.click()
    page.wait_for_load_state("networkidle")
    page.locator("[data-side-panel-toggle=checklist]").click()
    page.wait_for_timeout(1000)  # the panel slides in
    page.screenshot(path=IMAGES / "editor.png")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000/")
