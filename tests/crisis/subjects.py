"""How well the words of sensitive subjects tell articles apart, measured on a corpus of our own writing.

    python -m tests.crisis.subjects

writes the table of misses and false alarms into the documentation. The articles in ``articles/unseen`` were
written after the words had been improved by the others; what was missed of them at first sight is in the
documentation, since the words were then improved by them too.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests import tables
from wagtail_attachment.crisis.sensitive_subjects import Passage, find_sensitive_phrases

CORPUS = Path(__file__).with_name("articles")
LANGUAGES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "ar": "Arabic",
}
PAGE = tables.Page(
    "explanation/sensitivity.md",
    "python -m tests.crisis.subjects",
    "the articles in tests/crisis/articles",
)


@dataclass(frozen=True)
class Article:
    """A short article, and whether a clinician would want help above it."""

    is_sensitive: bool
    title: str
    text: str

    def is_found(self, language: str) -> bool:
        passages = [Passage(self.title, is_heading=True), Passage(self.text, is_introduction=True)]
        return bool(find_sensitive_phrases(passages, [language]))


def read_corpus(language: str, *, unseen: bool = False) -> list[Article]:
    folder = CORPUS / "unseen" if unseen else CORPUS
    lines = (folder / f"{language}.txt").read_text("utf-8").splitlines()
    return [
        Article(line.startswith("+"), *(part.strip() for part in line[1:].split("|", 1)))
        for line in lines
    ]


def find_wrong(language: str, *, unseen: bool = False) -> tuple[list[Article], list[Article]]:
    """Return what is missed, and what is a false alarm."""
    articles = read_corpus(language, unseen=unseen)
    wrong = [each for each in articles if each.is_found(language) is not each.is_sensitive]
    missed = [article for article in wrong if article.is_sensitive]
    return missed, [article for article in wrong if not article.is_sensitive]


def render() -> str:
    rows = []
    for language, name in LANGUAGES.items():
        cells = []
        for unseen in (False, True):
            articles = read_corpus(language, unseen=unseen)
            sensitive = sum(article.is_sensitive for article in articles)
            missed, alarms = find_wrong(language, unseen=unseen)
            cells += [
                f"{len(missed)} of {sensitive}",
                f"{len(alarms)} of {len(articles) - sensitive}",
            ]
        rows.append([name, *cells])
    head = ["Language", "Missed", "False alarms", "Missed, second set", "False alarms, second set"]
    return tables.render(head, rows)


if __name__ == "__main__":
    PAGE.write(render())
