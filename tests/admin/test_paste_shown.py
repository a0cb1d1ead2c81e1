"""What the steps of an import say in words of the text, and what they offer to make of it."""

from django.urls import reverse

from tests.admin.answers import get_text, read
from tests.admin.test_paste_view import LONG, create, get_draft, post

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


HELP = "Call one of these:<br>at any hour.</p><ol><li>Samaritans: 116 123</li><li>Police: 999</li></ol>"


def test_what_was_left_out_keeps_its_lines(owner, home):
    create(owner, source=f"<h1>T</h1><p>{LONG}</p><h2>Helplines</h2><p>{HELP}<p>Any of them will do.</p>")
    url = reverse("wagtail_attachment:left_out", args=[get_draft().pk])
    (passage,) = read(owner.get(url)).select("[data-left-out]")
    assert [paragraph.get_text("|") for paragraph in passage.select("p")] == [
        "Helplines",
        "Call one of these:|at any hour.",
        "1. Samaritans: 116 123|2. Police: 999",
        "Any of them will do.",
    ]
