"""What a report says of how a page changed, and the page as it prints."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import timezone

from tests import factories
from wagtail_attachment.evidence.acts import record_drift
from wagtail_attachment.evidence.report import make_report
from wagtail_attachment.models import CrisisResource

pytestmark = pytest.mark.django_db


def get_entries(page):
    return make_report(page.pk, None, timezone.now()).entries


def get_changes(entry):
    return {change.what: change.lines for change in entry.changes}


def read_marks(lines, kind):
    return [piece.text for line in lines for piece in line if piece.kind == kind]


def test_each_kind_of_change_is_said_in_words(practice):
    text = "<p>Closeness feels like {} to some.</p>"
    page = factories.make_article(
        factories.section(content=[factories.paragraph(text.format("pressure"))]),
        live=True,
        title="On closeness",
    )
    for act in (
        lambda: setattr(page, "title", "On distance"),
        lambda: setattr(page, "subtitle", "And back"),
        lambda: setattr(
            page,
            "body",
            [factories.section(content=[factories.paragraph(text.format("danger"))])],
        ),
    ):
        act()
        page.save()
    entries = get_entries(page)
    names = [list(get_changes(entry)) for entry in entries]
    assert names == [[], ["Title: changed"], ["Subtitle: new"], ["Text: changed"]]
    changed = get_changes(entries[-1])["Text: changed"]
    assert (read_marks(changed, "gone"), read_marks(changed, "new")) == (["pressure"], ["danger"])

    CrisisResource.objects.get().withdraw(factories.make_verifier())
    last = get_changes(get_entries(page)[-1])
    assert "Crisis line “Lifeline”: gone" in last
    assert read_marks(last["Number in the text: changed"], "new") == ["911"]
    factories.set_country(booking=factories.make_booking(heading="Talk to Ana"))
    record_drift()
    last = get_changes(get_entries(page)[-1])
    assert list(last) == ["Booking: new"]
    assert "Talk to Ana" in read_marks(last["Booking: new"], "new")


def test_page_that_is_public_again_is_compared_with_what_it_was(practice):
    page = factories.make_blog_page(live=True, title="On closeness")
    page.unpublish()
    page.title, page.live = "On distance", True
    page.save()
    first, gone, back = get_entries(page)
    assert first.changes == []
    assert list(get_changes(gone)) == ["Public: changed"]
    assert list(get_changes(back)) == ["Public: changed", "Title: changed"]


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("es", "ltr"), ("ar", "rtl")])
def test_page_prints_in_its_order_language_and_direction(practice, code, direction):
    if code != "en":
        factories.put_in_force("<p>{crisis_line}</p>", language=code)
    page = factories.make_article(live=True, parent=factories.get_home(code))
    report = make_report(page.pk, None, timezone.now())
    context = {"report": report, "host": "example.org", "language": "en", "direction": "ltr"}
    html = render_to_string("wagtail_attachment/evidence/report.html", context)
    [shown] = BeautifulSoup(html, "html.parser").select(".wagtail-attachment-shown")
    assert (shown["lang"], shown["dir"]) == (code, direction)
    for link in shown.select(".wagtail-attachment-shown__link"):
        link.decompose()
    words = " ".join(shown.get_text(" ").split())
    assert words == " ".join(" ".join(report.entries[0].values["as_read"]).split())
    assert "{crisis_line}" not in words
