import pytest

from wagtail_attachment.importing import read_article


@pytest.fixture(scope="session", autouse=True)
def tables_are_loaded():
    """The first text of a process waits for the lines of all countries; no other one does."""
    read_article("A title\n\nAnd a sentence. In a crisis, call 988.")
