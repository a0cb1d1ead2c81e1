"""What the steps of an import say in words of the text, and what they offer to make of it."""

from tests.admin.answers import get_text, read
from tests.admin.test_paste_view import LONG, create, get_draft, post, press

SOURCE = f"# T\n\nBy Ana Pérez, LMFT | June 3, 2024\n\n{LONG}\n\n## One\n\n{LONG}"


def test_byline_is_shown_as_one_with_its_author_and_day(owner, home):
    page = read(post(owner, source=SOURCE))
    passage = get_text(page.select_one("details[id^=passage-]"))
    assert passage.startswith("Byline : left out By Ana Pérez, LMFT | June 3, 2024")
    about = get_text(page.select_one("[id*=paste-notices]"))
    assert "Author: Ana Pérez" in about
    assert "Date: June 3, 2024" in about


def test_day_of_a_byline_is_that_of_the_draft(owner, home):
    create(owner, source=SOURCE)
    assert get_draft().first_published_at.date().isoformat() == "2024-06-03"
