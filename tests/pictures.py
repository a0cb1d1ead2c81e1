"""Takes the pictures of the README and the documentation from the demo, in light mode, 1280 pixels wide.

make demo PORT=8000        and meanwhile
python -m tests.pictures http://localhost:8000/
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
WINDOW = {"width": 1280, "height": 900}
TITLE = "Avoidant attachment"


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
    """Picture the head of an article."""
    page.goto(home)
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / "article.png")
    page.locator("[data-attachment-disclaimer]").first.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('[data-attachment-disclaimer]').scrollIntoView()")
    page.screenshot(path=IMAGES / "help.png")


def take_editor(page: Page, home: str) -> None:
    """Picture the same article in the editor, with the checklist open."""
    page.goto(f"{home}admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "harbour-lane")
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{home}admin/pages/search/?q={TITLE.split()[0]}")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / "editor.png")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000/")
