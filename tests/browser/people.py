"""What the users do, in their words."""

import json

from playwright.sync_api import Locator, Page, expect


class Reader:
    """An anonymous visitor."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, url: str) -> "Reader":
        self.response = self.page.goto(url)
        return self

    @property
    def disclaimer(self):
        return self.page.locator("[data-attachment-disclaimer]")

    @property
    def crisis_card(self):
        return self.page.locator("[data-attachment-crisis]").last

    @property
    def booking(self):
        return self.page.locator("[data-attachment-booking]")


class Editor:
    """Somebody in the Wagtail admin."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    def log_in(cls, page: Page, username: str, password: str) -> "Editor":
        page.goto("/admin/login/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", password)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return cls(page)

    def open(self, url: str) -> "Editor":
        self.page.goto(url)
        return self

    def press(self, name: str) -> None:
        """Press the button of this name and wait for the page that it leads to."""
        self.wait_for_autosave()
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name).first.click()

    def choose_action(self, name: str) -> None:
        """Choose an action from the menu at the foot of an editor."""
        self.wait_for_autosave()
        menu = self.page.locator("footer")
        if not menu.locator(f"[name={name}]").first.is_visible():
            menu.locator(".w-dropdown__toggle").click()
        with self.page.expect_navigation():
            menu.locator(f"[name={name}]").first.click()

    def count_clicks(self) -> None:
        """Count from here on how often something is clicked."""
        self.page.add_init_script(
            "addEventListener('click', event => {"
            " if (event.isTrusted) sessionStorage.clicks = 1 + window.clicks }, true);"
            "Object.defineProperty(window, 'clicks',"
            " { get: () => Number(sessionStorage.clicks || 0) })"
        )

    @property
    def clicks(self) -> int:
        return int(self.page.evaluate("window.clicks"))

    def open_checklist(self) -> None:
        toggle = self.page.locator("[data-side-panel-toggle=checklist]")
        if toggle.get_attribute("aria-expanded") != "true":
            toggle.click()

    def wait_for_autosave(self) -> None:
        """Wait while Wagtail saves by itself, which may come between (seen on a busy machine)."""
        expect(self.page.locator("[data-w-autosave-state-value=saving]")).to_have_count(0)

    def expect_message(self, text: str) -> None:
        expect(self.page.locator(".messages")).to_contain_text(text)

    def write_title(self, title: str) -> None:
        field = self.page.locator("#id_title")
        field.click()
        self.page.keyboard.type(title)
        self.page.keyboard.press("Tab")

    def write_paragraph(self, section: int, text: str) -> None:
        """Type into the first text of the section with this number, from 0."""
        content = self.page.locator("[data-contentpath=content]").nth(section)
        self.write_rich_text(content, text)

    def write_rich_text(self, place: Locator, text: str) -> None:
        """Type over what stands in the first rich-text editor of a place."""
        place.locator("[contenteditable=true]").first.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        # The editor hands its text to the form a moment later.
        self.page.wait_for_function(
            "text => [...document.querySelectorAll('input[type=hidden]')]"
            ".some(input => input.value.includes(text))",
            arg=json.dumps(text),
        )

    def add_block(self, section: int, name: str) -> None:
        """Add a block at the end of a section, by its name in the chooser."""
        content = self.page.locator("[data-contentpath=content]").nth(section)
        content.get_by_role("button", name="Insert a block").last.click()
        self.page.get_by_role("option", name=name, exact=True).click()
