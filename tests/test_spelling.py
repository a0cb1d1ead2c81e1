"""The package's own words are in British spelling: what people read in it, and the documentation."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
CATALOGUE = ROOT / "wagtail_attachment/locale/es/LC_MESSAGES/django.po"
# "To license" is the verb, so that only who does it to whom may follow.
AMERICAN = re.compile(
    r"\b(licenses?(?! us\b)|anymore|(?:recogn|organ|real|summar|emphas|stigmat|apolog|categor)iz\w+|"
    r"colors?|behaviors?|centers?|favorites?|cancel(?:ed|ing)|label(?:ed|ing)|gray|catalogs?)\b",
    re.IGNORECASE,
)
# Code, addresses, and what belongs to others: a file, a key, the name of a setting.
_FOREIGN = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)|https?://\S+|\bLICENSE\b", re.DOTALL)


def find_american(text):
    return sorted({found.group().lower() for found in AMERICAN.finditer(_FOREIGN.sub(" ", text))})


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_documentation_is_in_british_spelling(path):
    assert find_american(path.read_text()) == []


def test_texts_for_people_are_in_british_spelling():
    found = re.findall(r'^msgid(?:_plural)? ((?:".*"\n)+)', CATALOGUE.read_text(), re.MULTILINE)
    texts = ["".join(map(ast.literal_eval, each.splitlines())) for each in found]
    assert len(texts) > 2000
    assert [text for text in texts if find_american(text)] == []


@pytest.mark.parametrize("text", ["A license.", "Licenses on file", "not anymore", "recognized"])
def test_american_spelling_is_found(text):
    assert find_american(text)
    assert not find_american(f"`{text}`")
