"""Notices: where they apply, what their kind is, and what they start from."""

import re
from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from tests import factories
from tests.testapp.models import PlainPage
from wagtail_attachment.conf.country_codes import get_country_codes
from wagtail_attachment.crisis.numbers import find_phone_numbers
from wagtail_attachment.delivery.purging import find_pages_with
from wagtail_attachment.disclaimers.starters import get_starter_notices
from wagtail_attachment.disclaimers.text import find_errors, find_fill_in_marks
from wagtail_attachment.evidence.disclosure import disclose
from wagtail_attachment.ledger.edition import get_edition
from wagtail_attachment.models import Notice, PracticeSettings
from wagtail_attachment.publishing import PublishingRefused
from wagtail_attachment.publishing.changes import refuse_removal
from wagtail_attachment.publishing.refusals import RemovalRefused
from wagtail_attachment.publishing.texts import to_plain_text
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.setup import load_starter_notice

STARTERS = get_starter_notices().values()


# Its kind


def test_kind_is_made_from_the_name_and_stays(db):
    notice = Notice.objects.create(name="Good faith estimate")
    assert notice.slug == "good-faith-estimate"
    notice.name = "Estimate"
    notice.save()
    assert notice.slug == "good-faith-estimate"


@pytest.mark.parametrize("name", ["General", "إشعار", "!!!", "x" * 100])
def test_any_name_makes_a_kind_of_its_own(db, name):
    notice = Notice.objects.create(name=name)
    assert re.fullmatch(r"[-a-zA-Z0-9_]{1,50}", notice.slug)
    assert notice.slug != "general"


def test_kind_of_another_notice_or_of_an_approved_text_is_never_taken(db):
    """Else what was approved for a notice that is gone would show under the new one."""
    assert factories.make_notice("grief").slug == "grief"
    factories.put_in_force("<p>Of old.</p>", kind="loss")
    assert Notice.objects.create(name="Grief!").slug == "grief-2"
    assert Notice.objects.create(name="Loss").slug == "loss-2"


# Where it applies


def get_kinds(page):
    return Safety(page).kinds


def test_notice_for_all_articles_is_on_every_page_once_it_has_a_text(practice):
    page = factories.make_blog_page()
    factories.make_notice("estimate", applies_to="everywhere")
    assert get_kinds(page) == ["general", "estimate"]
    assert [row.kind for row in page.get_disclaimers()] == ["general"]
    factories.put_in_force("<p>Your estimate.</p>", kind="estimate")
    assert [row.kind for row in page.get_disclaimers()] == ["general", "estimate"]


def test_notice_of_topics_is_on_articles_about_them_alone(practice):
    topic = factories.make_topic(notice="grief")
    assert get_kinds(factories.make_article(topics=[topic])) == ["general", "grief"]
    assert get_kinds(factories.make_article()) == ["general"]


@pytest.mark.parametrize("applies_to", ["nowhere", "everywhere"])
def test_placement_of_the_notice_goes_before_what_a_topic_chose(practice, applies_to):
    topic = factories.make_topic(notice=factories.make_notice("grief", applies_to=applies_to))
    kinds = ["general"] if applies_to == "nowhere" else ["general", "grief"]
    assert get_kinds(factories.make_article(topics=[topic])) == kinds


def test_notice_of_one_site_is_on_its_articles_alone(practice):
    other = Site.objects.create(
        hostname="b.example", root_page=factories.make_blog_page(model=PlainPage)
    )
    factories.make_notice("estimate", applies_to="everywhere", site=other)
    assert get_kinds(factories.make_blog_page()) == ["general"]
    assert get_kinds(factories.make_blog_page(parent=other.root_page)) == ["general", "estimate"]


# Publishing


@pytest.fixture
def notice(practice):
    return factories.make_notice("estimate", applies_to="everywhere", name="Good faith estimate")


def test_missing_notice_stops_publishing_and_says_which(notice, superuser):
    page = factories.make_article()
    with pytest.raises(PublishingRefused, match="“Good faith estimate” has no approved text"):
        page.save_revision().publish(user=superuser)
    factories.put_in_force("<p>Your estimate.</p>", kind="estimate")
    page.save_revision().publish(user=superuser)
    assert type(page).objects.get(pk=page.pk).live


def test_missing_notice_hides_no_page_and_freezes_none(practice, client):
    page = factories.make_article(live=True)
    factories.make_notice("estimate", applies_to="everywhere")
    assert client.get(page.get_url()).status_code == 200
    page.refresh_from_db()
    page.title = "Changed"
    page.save()
    assert not Safety(page).is_withheld


def test_missing_disclaimer_hides_the_page_whatever_notices_it_has(db):
    factories.set_country()
    factories.make_verified_line()
    factories.make_notice("estimate", applies_to="everywhere")
    factories.put_in_force("<p>Your estimate.</p>", kind="estimate")
    page = factories.make_blog_page()
    assert Safety(page).is_withheld
    assert [v.id for v in page.evaluate() if v.severity == "safety"] == ["disclaimer.missing"]


def test_fix_names_exactly_the_text_that_is_missing(notice):
    page = factories.make_article()
    violation = next(v for v in page.evaluate() if v.id == "notice.missing")
    assert violation.fix_url.startswith("/admin/practice/disclaimers/fix/?")
    assert f"kind=estimate&locale={page.locale_id}" in violation.fix_url


def test_readers_see_the_notice_in_the_page_and_in_its_structured_data(notice, client):
    factories.put_in_force("<p>Your estimate.</p>", kind="estimate", heading="Estimate")
    page = factories.make_article(live=True)
    html = client.get(page.get_url()).text
    assert 'data-attachment-disclaimer="estimate"' in html
    assert html.count("Your estimate.") == 2, "once for readers, once as usageInfo"


# Deleting


def test_notice_with_an_approved_text_is_kept(notice):
    factories.put_in_force("<p>Your estimate.</p>", kind="estimate")
    with pytest.raises(RemovalRefused, match="Nowhere for now"), transaction.atomic():
        notice.delete()
    assert Notice.objects.exists()


def test_notice_with_drafts_is_kept_until_these_are_gone(notice):
    draft = factories.make_disclaimer(kind="estimate")
    with pytest.raises(RemovalRefused, match="delete these first"), transaction.atomic():
        notice.delete()
    draft.delete()
    refuse_removal(notice)
    notice.delete()


def test_site_that_is_deleted_takes_its_notices_along(practice):
    other = Site.objects.create(
        hostname="b.example", root_page=factories.make_blog_page(model=PlainPage)
    )
    PracticeSettings.objects.create(site=other, country="US")
    topic = factories.make_topic(notice=factories.make_notice("grief", site=other))
    other.delete()
    topic.refresh_from_db()
    assert topic.notice is None


# Starters


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.key)
def test_starter_says_where_it_comes_from_and_what_to_fill_in(starter):
    assert starter.country in get_country_codes()
    assert starter.law
    assert re.fullmatch(r"https://[a-z0-9.-]+/\S*", starter.source_url)
    assert date(2026, 1, 1) < starter.source_date
    assert starter.fill_in.endswith(".")
    assert len(starter.name) <= 100
    for text in starter.texts.values():
        assert find_errors(text["heading"], text["body"]) == {}
        assert find_fill_in_marks(heading=text["heading"], html=text["body"])


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.key)
def test_starter_ships_no_number_that_nobody_looked_up(starter):
    """An authority's number changes: whoever fills the text in looks it up."""
    for text in starter.texts.values():
        assert set(find_phone_numbers(to_plain_text(text["body"]), ["911", "988"])) <= {"911"}


def test_starters_are_there_for_the_places_that_need_them():
    places = {(starter.country, starter.region) for starter in STARTERS}
    assert {("US", ""), ("US", "Texas"), ("US", "California"), ("DE", ""), ("FR", ""),
            ("ES", ""), ("BR", ""), ("MX", ""), ("GB", ""), ("IE", ""), ("AU", ""),
            ("CA", "Ontario")} <= places  # fmt: skip
    both = get_starter_notices()["us-good-faith-estimate"].texts
    assert set(both) == {"en", "es", "fr", "de", "pt-br", "ar"}


def test_starter_is_drafted_in_the_site_s_languages_once(db):
    factories.get_locale("es-mx")
    factories.get_locale("it")
    notice = Notice.objects.create(name="Estimate", starter="us-good-faith-estimate")
    assert {draft.language for draft in load_starter_notice(notice)} == {"en", "es-mx"}
    assert load_starter_notice(notice) == []
    assert load_starter_notice(Notice.objects.create(name="Own")) == []


# What a change of its place does


@pytest.mark.usefixtures("_edition")
def test_placing_a_notice_is_on_record_and_shows_at_once(practice):
    page = factories.make_article(live=True)
    notice = factories.make_notice("estimate", applies_to="nowhere")
    row = factories.put_in_force("<p>Your estimate.</p>", kind="estimate")
    assert disclose(page.pk, timezone.now()).wordings != [row]
    before = get_edition()
    notice.applies_to = "everywhere"
    notice.save()
    assert get_edition() != before
    assert row in disclose(page.pk, timezone.now()).wordings
    assert find_pages_with(notice) == {page.pk}
    assert find_pages_with(row) == {page.pk}
    notice.applies_to = "nowhere"
    notice.save()
    assert row not in disclose(page.pk, timezone.now()).wordings
    assert find_pages_with(row) == set()
