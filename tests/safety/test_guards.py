"""What the ORM refuses, whoever asks: changes that uncover live articles, and what may not vanish."""

import logging

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Locale, Site

from tests import factories
from tests.testapp.models import BlogPage, PlainPage
from wagtail_attachment.models import (
    CrisisResource,
    CrisisResourceVersion,
    Disclaimer,
    DisclaimerVersion,
    PracticeSettings,
    Topic,
)
from wagtail_attachment.publishing.refusals import ChangeRefused, RemovalRefused


@pytest.fixture
def article(practice):
    return factories.make_article(live=True)


@pytest.fixture
def topic(article):
    """A topic that one live article is about."""
    topic = factories.make_topic()
    article.topics = [topic]
    article.save()
    return topic


@pytest.fixture
def section_page(practice):
    """A plain page with a live article below it."""
    page = factories.make_blog_page(model=PlainPage, live=True)
    factories.make_article(live=True, parent=page)
    return page


@pytest.fixture
def site_alone(db):
    """A site with a country and a crisis line, of which no wording is in force anywhere."""
    factories.set_country()
    factories.make_verified_line()


def get_reason(change):
    """Return why a change is refused; nothing of it may be stored."""
    with pytest.raises(ChangeRefused) as caught, transaction.atomic():
        change()
    assert isinstance(caught.value, ValidationError)
    assert isinstance(caught.value, PermissionDenied)
    assert caught.value.reason in caught.value.messages[0]
    return caught.value


# Topics


def test_topic_cannot_ask_for_a_kind_that_is_not_in_force(topic):
    topic.notice = factories.make_notice("trauma")
    refusal = get_reason(topic.save)
    assert refusal.reason == (
        "1 live article would be left without the notice “Trauma” in English: approve its text "
        "first."
    )
    assert (refusal.fixer, refusal.field) == ("Ada Approver", "notice")
    assert (
        refusal.fix_url
        == f"/admin/practice/disclaimers/fix/?kind=trauma&locale={Locale.objects.get().pk}"
    )
    assert not Topic.objects.get().notice


def test_what_an_article_lacks_already_is_not_held_against_a_change(topic, article):
    """Else nobody could mend one thing while another is missing."""
    other = factories.make_topic("Anger")
    article.topics = [topic, other]
    article.save()
    Topic.objects.filter(pk=topic.pk).update(
        notice=factories.make_notice("trauma")
    )  # past the guard
    factories.put_in_force(kind="loss")
    other.notice = factories.make_notice("loss")
    other.save()
    assert Topic.objects.get(pk=other.pk).notice.slug == "loss"


def test_topic_may_ask_for_a_kind_once_it_is_in_force(topic):
    factories.put_in_force(kind="trauma")
    topic.notice = factories.make_notice("trauma")
    topic.save()
    assert Topic.objects.get().notice.slug == "trauma"


def test_count_is_of_live_articles_by_language(topic, superuser):
    factories.make_article(topics=[topic])
    spanish = factories.get_home("es")
    factories.put_in_force(factories.WORDING_ES, language="es")
    for _number in range(2):
        factories.make_article(live=True, parent=spanish, topics=[topic])
    factories.put_in_force(kind="trauma")
    topic.notice = factories.make_notice("trauma")
    assert get_reason(topic.save).reason.startswith("2 live articles would be left without")
    assert "in Spanish" in get_reason(topic.save).reason


def test_topic_without_live_articles_may_ask_for_any_kind(practice):
    topic = factories.make_topic()
    factories.make_article(topics=[topic])
    topic.notice = factories.make_notice("trauma")
    topic.save()
    topic.delete()
    factories.make_topic(notice="grief")


def test_topic_that_lacks_its_kind_already_can_be_edited(topic):
    Topic.objects.update(notice=factories.make_notice("trauma"))
    topic = Topic.objects.get()
    topic.name = "Loss"
    topic.save()
    topic.notice = None
    topic.save()
    assert not Topic.objects.get().notice


def test_alias_is_judged_in_the_language_that_it_shows(topic, article):
    """A Spanish alias shows the English text, so the English wording covers it."""
    factories.get_home("es")
    article.copy_for_translation(factories.get_locale("es"), alias=True)
    factories.put_in_force(kind="trauma")
    topic.notice = factories.make_notice("trauma")
    topic.save()


def test_observing_logs_what_it_would_refuse(topic, settings, caplog):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    topic.notice = factories.make_notice("trauma")
    with caplog.at_level(logging.WARNING, "wagtail_attachment"):
        topic.save()
    assert "1 live article would be left without" in caplog.text


@pytest.mark.parametrize(
    "delete",
    [lambda topic: topic.delete(), lambda topic: Topic.objects.all().delete()],
    ids=["instance", "queryset"],
)
def test_topic_of_a_live_article_cannot_be_deleted(topic, article, delete):
    refusal = get_reason(lambda: delete(topic))
    assert refusal.reason.startswith("1 live article is about “Grief”: take the topic off it first")
    assert refusal.fix_url.startswith("/admin/practice/topics/usage/")
    assert Topic.objects.exists()
    article.topics = []
    article.save()
    delete(topic)
    assert not Topic.objects.exists()


# Sites


def make_second_site(root, **values):
    return Site.objects.create(hostname="second.example", root_page=root, **values)


def test_site_whose_articles_would_belong_to_none_cannot_be_deleted(article):
    refusal = get_reason(factories.get_site().delete)
    assert refusal.reason == (
        "This would leave 1 live article without a site. Move or unpublish it first."
    )
    assert refusal.fix_url == "/admin/pages/"
    assert PracticeSettings.objects.exists()


def test_site_without_live_articles_can_be_deleted(practice):
    Site.objects.all().delete()
    assert not PracticeSettings.objects.exists()


def test_site_whose_articles_stay_covered_by_another_can_be_deleted(section_page):
    site = make_second_site(factories.make_blog_page(model=PlainPage))
    PracticeSettings.objects.create(site=site, country="US")
    site.root_page = section_page
    site.save()
    site.delete()


def test_site_with_its_own_wording_cannot_be_deleted_where_none_of_all_sites_remains(home):
    factories.set_country()
    factories.make_verified_line()
    site = make_second_site(factories.make_blog_page(model=PlainPage))
    PracticeSettings.objects.create(site=site, country="US")
    factories.put_in_force(site=site)
    factories.make_article(live=True, parent=site.root_page)
    refusal = get_reason(site.delete)
    assert "without a disclaimer in English" in refusal.reason
    assert Disclaimer.objects.exists()


def test_root_page_that_would_take_the_country_away_is_refused(section_page):
    site = make_second_site(factories.make_blog_page(model=PlainPage))
    site.root_page = section_page
    refusal = get_reason(site.save)
    assert refusal.reason.startswith("1 live article would be left without its readers' country")
    assert refusal.fix_url == f"/admin/practice/setup/{site.pk}/"
    assert refusal.field == "root_page"


def test_new_site_over_live_articles_is_refused_with_the_way_out(section_page):
    refusal = get_reason(lambda: make_second_site(section_page))
    assert "give the new site another root page first" in refusal.reason
    assert Site.objects.count() == 1


def test_root_page_of_a_translation_counts(practice):
    """The Spanish tree goes with the English root that a site names."""
    spanish = factories.get_home("es")
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.make_article(live=True, parent=spanish)
    site = factories.get_site()
    site.root_page = factories.make_blog_page(model=PlainPage)
    assert "This would leave 1 live article without a site" in get_reason(site.save).reason


def test_other_facts_of_a_site_can_be_changed(article):
    site = factories.get_site()
    site.hostname, site.port, site.site_name = "new.example", 8000, "New"
    site.save()
    assert Site.objects.get().hostname == "new.example"


def test_pages_can_be_deleted_with_the_site_that_begins_at_them(section_page):
    site = make_second_site(factories.make_blog_page(model=PlainPage))
    PracticeSettings.objects.create(site=site, country="US")
    site.root_page = section_page
    site.save()
    section_page.delete()
    assert not Site.objects.filter(pk=site.pk).exists()


# Languages


def test_language_code_without_a_wording_is_refused(article):
    locale = article.locale
    locale.language_code = "de"
    refusal = get_reason(locale.save)
    assert "1 live article would be left without a disclaimer in German" in refusal.reason
    assert refusal.field == "language_code"
    factories.put_in_force("<p>Bildung, keine Behandlung.</p>", language="de")


def test_language_code_whose_base_has_a_wording_is_let_through(practice):
    factories.put_in_force(factories.WORDING_ES, language="es")
    mexican = factories.get_locale("de")
    mexican.language_code = "es-mx"
    mexican.save()
    assert Locale.objects.filter(language_code="es-mx").exists()


def test_language_of_a_disclaimer_cannot_be_deleted(db):
    factories.make_disclaimer(factories.WORDING_ES, language="es")
    refusal = get_reason(factories.get_locale("es").delete)
    assert refusal.reason == "1 disclaimer is written in this language: delete it first."
    assert refusal.fix_url == "/admin/practice/disclaimers/"


@pytest.mark.parametrize("when", [None, 2], ids=["in force", "pending"])
def test_language_of_an_approved_disclaimer_stays_and_the_way_out_is_no_circle(db, approver, when):
    disclaimer = factories.make_disclaimer(factories.WORDING_ES, language="es")
    disclaimer.approve(approver, when and factories.in_days(when))
    refusal = get_reason(factories.get_locale("es").delete)
    assert "delete it first" not in refusal.reason
    assert refusal.reason.endswith("To stop using it, unpublish its pages.")
    assert refusal.fix_url == "/admin/pages/"


def test_language_without_disclaimers_can_be_deleted(practice):
    factories.get_locale("de").delete()
    assert not Locale.objects.filter(language_code="de").exists()


# Wordings and crisis lines


@pytest.mark.parametrize(
    "delete",
    [lambda row: row.delete(), lambda row: Disclaimer.objects.all().delete()],
    ids=["instance", "queryset"],
)
@pytest.mark.parametrize("when", [None, 2], ids=["in force", "pending"])
def test_wording_that_was_put_in_force_cannot_be_deleted(db, approver, delete, when):
    disclaimer = factories.make_disclaimer()
    disclaimer.approve(approver, when and factories.in_days(when))
    refusal = get_reason(lambda: delete(disclaimer))
    assert isinstance(refusal, RemovalRefused)
    assert isinstance(refusal, ProtectedError), "what Django raises for what is protected"
    assert refusal.protected_objects == {disclaimer}
    assert "“Note” has been approved" in refusal.reason
    assert "Fix this (Ada Approver)" in refusal.messages[0]
    assert Disclaimer.objects.exists()


def test_wording_that_was_never_put_in_force_can_be_deleted(db):
    factories.make_disclaimer().delete()
    assert not Disclaimer.objects.exists()


def test_wording_that_a_site_gave_up_can_be_deleted(practice, approver):
    site = make_second_site(factories.make_blog_page(model=PlainPage))
    factories.put_in_force(site=site, heading="Own").withdraw(approver)
    Disclaimer.objects.get(site=site).delete()
    assert DisclaimerVersion.objects.filter(site_id=site.pk).count() == 2


def test_wording_of_a_site_cannot_be_ended_where_none_takes_its_place(site_alone, approver):
    own = factories.put_in_force(language="es", site=factories.get_site())
    factories.make_article(live=True, parent=factories.get_home("es"))
    assert "1 live article" in get_reason(lambda: own.withdraw(approver)).reason


def test_wording_of_a_site_can_be_ended_where_its_own_of_the_base_language_takes_over(
    site_alone, approver
):
    """Readers of es-mx get the site's Spanish wording, as the resolver says."""
    factories.put_in_force(language="es", site=factories.get_site())
    own = factories.put_in_force(language="es-mx", site=factories.get_site())
    factories.make_article(live=True, parent=factories.get_home("es-mx"))
    own.withdraw(approver)
    assert own.withdrawals.exists()


# The country


def test_country_cannot_be_emptied_while_articles_are_live(article):
    practice = PracticeSettings.objects.get()
    practice.country = ""
    with pytest.raises(ValidationError, match="without its readers&#x27; country") as caught:
        practice.full_clean()
    assert set(caught.value.message_dict) == {"country"}
    with pytest.raises(ChangeRefused):
        practice.save()


def test_country_without_a_verified_line_is_refused_while_articles_are_live(article, verifier):
    practice = PracticeSettings.objects.get()
    practice.country = "GB"
    refusal = get_reason(practice.save)
    assert refusal.reason == (
        "1 live article would be left without a crisis line: no line of the United Kingdom is "
        "verified. Verify one first, or state that readers see none."
    )
    assert refusal.field == "country"
    assert "Vera Verifier" in refusal.fixer
    assert refusal.fix_url == "/admin/practice/crisis-lines/country/GB/"
    factories.make_verified_line("116 123", country="GB")
    practice.save()
    practice.country = "LI"
    get_reason(practice.save)
    CrisisResourceVersion.state_none_exists(verifier, "LI", "Asked the ministry.")
    practice.save()
    assert PracticeSettings.objects.get().country == "LI"


def test_country_may_be_set_where_none_was_though_no_line_is_verified_yet(article):
    """Else nobody could mend the one thing before the other."""
    PracticeSettings.objects.update(country="")
    practice = PracticeSettings.objects.get()
    practice.country = "GB"
    practice.save()
    assert PracticeSettings.objects.get().country == "GB"


def test_new_country_while_no_line_shows_is_let_through(article, verifier):
    CrisisResource.objects.get().withdraw(verifier)
    practice = PracticeSettings.objects.get()
    practice.country = "GB"
    practice.save()


def test_other_countries_of_one_language_that_have_no_line_are_refused(article):
    practice = PracticeSettings.objects.get()
    practice.language_countries = {"en": ["GB"]}
    assert "no line of the United Kingdom is verified" in get_reason(practice.save).reason
    practice.language_countries = {"es": ["GB"], "en": ["GB", "US"]}
    practice.save()


def test_root_page_that_would_take_the_lines_away_is_refused(section_page):
    site = make_second_site(factories.make_blog_page(model=PlainPage))
    PracticeSettings.objects.create(site=site, country="GB")
    site.root_page = section_page
    assert "no line of the United Kingdom is verified" in get_reason(site.save).reason


def test_country_can_be_emptied_where_no_article_needs_it(article, settings):
    practice = PracticeSettings.objects.get()
    practice.country = ""
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"en": ["US"]}
    practice.full_clean()
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {}
    article.unpublish()
    practice.full_clean()


def test_page_type_that_is_covered_without_topics_is_judged_too(practice):
    factories.make_blog_page(model=BlogPage, live=True)
    locale = factories.get_locale()
    locale.language_code = "de"
    assert "1 live article" in get_reason(locale.save).reason


# Crisis lines


def test_last_line_cannot_move_to_another_country(article, verifier, settings, caplog):
    line = CrisisResource.objects.get()
    line.country = "CA"
    line.save()
    refusal = get_reason(lambda: line.verify(verifier))
    assert refusal.reason == (
        "1 live article would be left without a crisis line: this is the last verified one of its "
        "readers in the United States. Verify another one first, or state on the page of this one "
        "that you know."
    )
    assert refusal.fix_url == f"/admin/practice/crisis-lines/{line.pk}/verify/"
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    with transaction.atomic():
        line.verify(verifier)
        assert line.get_in_force().country == "CA"
        transaction.set_rollback(True)
    assert "Observed: 1 live article would be left" in caplog.text


@pytest.mark.parametrize("state", ["another line", "a statement", "no live article"])
def test_line_may_move_where_it_leaves_nobody_without(article, verifier, state):
    line = CrisisResource.objects.get()
    if state == "another line":
        factories.make_verified_line("112", name="Other")
    elif state == "a statement":
        factories.state_no_line("US")
    else:
        article.unpublish()
    line.country = "CA"
    line.save()
    line.verify(verifier)
    assert line.get_in_force().country == "CA"
