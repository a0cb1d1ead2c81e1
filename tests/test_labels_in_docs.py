"""What a guide tells people to choose has the name that the screen gives it."""

import ast
import re

import pytest

from tests.test_docs import DOCS, PACKAGE

GUIDES = sorted([*DOCS.glob("how-to/*.md"), *DOCS.glob("tutorial/*.md")])
OF_OTHERS = {
    # Wagtail, wagtail-localize and other programs
    "Can view glossary term",
    "Can view publication event",
    "Convert to alias page",
    "Group approval task",
    "Headers and footers",
    "Publish immediately",
    "Redirects",
    "Reports",
    "Settings",
    "Stop Synced translation",
    "Sync translated pages",
    "Tools, Export, All content",
    "Translate this page",
    "Workflow tasks",
    # A label, and what it is filled with
    "Add person",
    "Awaiting your review",
    "Check the numbers in it again",
    "Lapsed on",
    "Translate with",
    "Continue with",
    "Valid until May 3, 2027",
    "Write an article: attachment style",
}
_IN_TEMPLATES = (
    r'{% translate "(.+?)"',
    r"_\('(.+?)'\)",
    r'_\("(.+?)"\)',
    r"(?s){% blocktranslate.*?%}(.*?)(?:{% plural %}|{% endblocktranslate)",
    r"(?s){% plural %}(.*?){% endblocktranslate",
)


def _simplify(text):
    return " ".join(text.split()).rstrip(" .,:…").lower()


@pytest.fixture(scope="module")
def names():
    """All texts of the interface, however they end."""
    found = {_simplify(text) for text in OF_OTHERS}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(_simplify(node.value))
    for path in PACKAGE.rglob("*.html"):
        source = path.read_text("utf-8")
        for pattern in _IN_TEMPLATES:
            found |= {_simplify(text) for text in re.findall(pattern, source)}
    return found


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_names_in_guides_are_those_of_the_screen(guide, names):
    text = re.sub(r"(?s)```.*?```", "", guide.read_text("utf-8"))
    labels = re.findall(r"(?<![*\w])\*([A-Z][^*`]*? [^*`]*?)\*(?![*\w])", text)
    assert [
        label
        for label in map(" ".join, map(str.split, labels))
        if _simplify(label) not in names
        and not {_simplify(part) for part in label.split(", ")} <= names
    ] == []
