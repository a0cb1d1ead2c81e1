"""What the screens of snippets say of readers: where each shows, and what its deletion would change."""

import pytest
from django.urls import reverse
from wagtail.models import Site

from tests import factories
from tests.admin.answers import get_text, read
from tests.testapp.models import PlainPage
from wagtail_attachment.models import (
    CrisisResource,
    Disclaimer,
    Notice,
    PracticeSettings,
    Practitioner,
)
from wagtail_attachment.pages.models import ArticlePage

USUAL = "It is the usual booking prompt of localhost, which then has none."


def get_url(view, instance):
    return reverse(instance.snippet_viewset.get_url_name(view), args=[instance.pk])


def get_removal(owner, instance):
    """Return what the screen says before something is deleted."""
    page = read(owner.get(get_url("delete", instance)))
    assert "referenced" not in get_text(page)
    return [get_text(item) for item in page.select("[data-removal]")]


def get_status(owner, instance):
    """Return what the side panel of a snippet says."""
    page = read(owner.get(get_url("edit", instance)))
    panel = page.select_one("[data-side-panel=status]")
    assert "Used 0 times" not in get_text(panel)
    assert not [item for item in panel.select("h3") if get_text(item).endswith("Live")]
    return get_text(panel)


def place(*bookings):
    """Return a body with each of these bookings in its text."""
    blocks = [{"type": "booking_cta", "value": {"cta": booking.pk}} for booking in bookings]
    return [factories.section(content=[factories.paragraph(), *blocks])]


def make_article(*, body=None, **values):
    article = factories.make_article(model=ArticlePage, **values)
    if body:
        article.body = body
    article.live = True
    article.save()
    return article


def get_end(article):
    """Return the name of the booking that readers see at the end, by the resolver."""
    booking = ArticlePage.objects.get(pk=article.pk).get_safety().booking_cta
    return str(booking) if booking else ""


def get_placed(client, article):
    page = read(client.get(article.url))
    return [get_text(item.select_one("h2")) for item in page.select("div[data-attachment-booking]")]


# Where each shows


@pytest.mark.parametrize(
    ("pages", "said"),
    [(0, "no live article"), (1, "1 live article"), (2, "2 live articles")],
)
def test_side_panel_counts_live_articles(owner, practice, pages, said):
    person = Practitioner.objects.create(name="Ada", locale=factories.get_locale())
    topic = factories.make_topic()
    booking = factories.make_booking()
    factories.set_country(booking=booking)
    for _number in range(pages):
        make_article(authors=[person], topics=[topic])
    factories.make_article(model=ArticlePage, authors=[person], topics=[topic])
    snippets = [person, topic, booking, CrisisResource.objects.get(), Disclaimer.objects.get()]
    for snippet in snippets:
        assert f"Shown on {said} " in f"{get_status(owner, snippet)} ", snippet
    usage = read(owner.get(get_url("usage", booking)))
    assert len(usage.select("main table tbody tr")) == pages


def test_side_panel_says_how_a_snippet_stands(owner, home, verifier, approver):
    line = factories.make_crisis_line()
    assert "Not verified" in get_status(owner, line)
    line.verify(verifier)
    assert "Verified until" in get_status(owner, line)
    draft = factories.make_disclaimer()
    assert "Not approved" in get_status(owner, draft)
    draft.approve(approver)
    assert "Approved since" in get_status(owner, draft)
    new = read(owner.get(reverse(CrisisResource.snippet_viewset.get_url_name("add"))))
    assert "Not saved yet" in get_text(new.select_one("[data-side-panel=status]"))


# What a deletion changes


def test_usual_booking_with_none_in_its_place(owner, practice):
    booking = factories.make_booking()
    factories.set_country(booking=booking)
    articles = [make_article(), make_article()]
    make_article(show_booking=False)
    assert get_removal(owner, booking) == [
        "2 live articles then end without a booking prompt.",
        USUAL,
    ]
    owner.post(get_url("delete", booking))
    assert {get_end(article) for article in articles} == {""}


def test_usual_booking_of_one_site_of_two(owner, practice):
    booking, other = factories.make_booking(), factories.make_booking(heading="Other")
    factories.set_country(booking=booking)
    site = Site.objects.create(
        hostname="other.example", root_page=factories.make_blog_page(model=PlainPage)
    )
    PracticeSettings.objects.create(site=site, country="US", booking=other)
    make_article()
    kept = make_article(parent=site.root_page)
    assert get_removal(owner, booking) == [
        "1 live article then ends without a booking prompt.",
        USUAL,
    ]
    owner.post(get_url("delete", booking))
    assert get_end(kept) == "Other"


def test_translation_of_the_usual_booking(owner, practice):
    booking = factories.make_booking()
    factories.set_country(booking=booking)
    factories.put_in_force(factories.WORDING_ES, language="es")
    spanish = make_article(parent=factories.get_home("es"))
    make_article()
    translation = booking.copy_for_translation(factories.get_locale("es"))
    translation.heading = "Hablemos"
    translation.save()
    assert get_end(spanish) == "Hablemos"
    assert get_removal(owner, translation) == ["1 live article then ends with “Talk” instead."]
    assert get_removal(owner, booking) == [
        "1 live article then ends without a booking prompt.",
        USUAL,
    ]
    owner.post(get_url("delete", translation))
    assert get_end(spanish) == "Talk"


@pytest.mark.parametrize("has_usual", [True, False])
def test_booking_in_a_text(owner, client, practice, has_usual):
    placed = factories.make_booking(heading="Placed")
    if has_usual:
        factories.set_country(booking=factories.make_booking(heading="Usual"))
    article = make_article(body=place(placed))
    assert get_placed(client, article) == ["Placed"]
    assert get_removal(owner, placed) == [
        "In the text of 1 live article “Usual” then stands in its place."
        if has_usual
        else "It disappears from the text of 1 live article."
    ]
    owner.post(get_url("delete", placed))
    assert get_placed(client, article) == (["Usual"] if has_usual else [])


def test_translation_of_a_booking_in_a_text(owner, client, practice):
    placed = factories.make_booking(heading="Placed")
    translation = placed.copy_for_translation(factories.get_locale("es"))
    translation.heading = "Puesto"
    translation.save()
    factories.put_in_force(factories.WORDING_ES, language="es")
    article = make_article(parent=factories.get_home("es"), body=place(placed))
    assert get_removal(owner, translation) == [
        "In the text of 1 live article “Placed” then stands in its place."
    ]
    assert get_removal(owner, placed) == ["No live article shows this booking prompt."]
    owner.post(get_url("delete", translation))
    assert get_end(article) == ""


def test_what_no_reader_sees(owner, practice, verifier):
    line = factories.make_verified_line("112")
    line.withdraw(verifier)
    person = Practitioner.objects.create(name="Ada", locale=factories.get_locale())
    draft = factories.make_disclaimer(kind="other")
    make_article()
    assert get_removal(owner, line) == [
        "Readers do not see this crisis line: deleting it changes nothing for them."
    ]
    assert get_removal(owner, draft) == [
        "Readers do not see this draft: deleting it changes nothing for them."
    ]
    assert get_removal(owner, person) == [
        "No live article names this person as author or reviewer."
    ]
    assert get_removal(owner, factories.make_topic()) == ["No live article is about this topic."]
    unsafe = factories.make_booking(url="http://example.org/")
    factories.set_country(booking=unsafe)
    assert get_removal(owner, unsafe) == ["No live article shows this booking prompt.", USUAL]


def test_deletion_names_the_pages_that_are_not_live_too(owner, practice):
    """What nobody reads yet loses its author or topic without a word otherwise."""
    person = Practitioner.objects.create(name="Ada", locale=factories.get_locale())
    topic = factories.make_topic()
    booking = factories.make_booking()
    factories.set_country(booking=booking)
    live = make_article(title="Live")
    draft = factories.make_article(
        model=ArticlePage, title="Draft", authors=[person], reviewer=person, topics=[topic]
    )
    assert get_removal(owner, person)[1:] == [
        "1 page that is not live names them: it loses the name."
    ]
    assert get_removal(owner, topic)[1:] == [
        "1 page that is not live is about it: it loses the topic."
    ]
    for snippet, page in ((person, draft), (topic, draft), (booking, live)):
        (link,) = read(owner.get(get_url("delete", snippet))).select("[data-removal-pages] a")
        assert (get_text(link), link["href"]) == (page.title, f"/admin/pages/{page.pk}/edit/")


def test_many_are_described_one_by_one(owner, practice):
    booking, other = factories.make_booking(), factories.make_booking(heading="Other")
    factories.set_country(booking=booking)
    make_article()
    url = reverse("wagtail_bulk_action", args=["wagtail_attachment", "bookingcta", "delete"])
    page = read(owner.get(f"{url}?id={booking.pk}&id={other.pk}"))
    assert sorted(get_text(item) for item in page.select("[data-removal]")) == [
        "1 live article then ends without a booking prompt.",
        USUAL,
        "No live article shows this booking prompt.",
    ]
    assert "referenced" not in get_text(page)


def test_screens_of_a_notice_say_where_it_shows(owner, practice):
    notice = factories.make_notice("grief", applies_to="everywhere")
    assert get_removal(owner, notice) == ["On no live article"]
    assert "Shown on no live article" in get_status(owner, notice)
    factories.put_in_force("<p>On grief.</p>", kind="grief")
    make_article(title="Before it")
    make_article(title="After it")
    assert "Shown on 2 live articles" in get_status(owner, notice)
    assert "After it" in get_text(read(owner.get(get_url("usage", notice))))
    Notice.objects.update(applies_to="nowhere")
    assert "Shown on no live article" in get_status(owner, notice)
