"""Whoever answers for something has a name: without one nothing goes on record, and the way is shown."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_messages, get_text, read
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.models import CrisisResource, CrisisResourceVersion, Disclaimer, Review
from wagtail_attachment.safety.publish_anyway import Override
from wagtail_attachment.safety.sensitivity_acts import SensitivityCase
from wagtail_attachment.translation.pages import find_pending_translation

ACCOUNT = '<a href="/admin/account/">Add your name in your account, then try again.</a>'


@pytest.fixture
def nameless(db):
    return factories.make_user(superuser=True, name="")


def act_on_translation(user):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")
    page = factories.make_article(live=True)
    copy = page.copy_for_translation(factories.get_locale("es"))
    translation = find_pending_translation(copy)
    translation.record_review(user, {pair.digest for pair in translation.pairs})


def publish_anyway(user):
    page = factories.make_article(factories.section(content=[]))
    page.save_revision()
    override = Override(page)
    override.publish(user, "It is needed today.", override.digest)


def lower(user):
    case = SensitivityCase(factories.make_article(live=True))
    case.say_sensitive(user)  # which needs no name: nothing keeps help from readers
    case.lower(user, "It is about another thing.", case.digest)


def review(user):
    article = ClinicalReview(factories.make_article(live=True))
    article.record(user, article.digest)


def confirm_numbers(user):
    version = factories.put_in_force("<p>Ask the board.</p>", kind="board")
    version.confirm_numbers(user, {})


ACTS = {
    "approve": lambda user: factories.make_disclaimer("<p>Other.</p>", kind="x").approve(user),
    "withdraw a disclaimer": lambda user: factories.put_in_force(
        "<p>Own.</p>", site=factories.get_site()
    ).withdraw(user),
    "confirm numbers": confirm_numbers,
    "verify": lambda user: factories.make_crisis_line("112").verify(user),
    "withdraw a line": lambda user: CrisisResource.objects.get().withdraw(user),
    "state that there is none": lambda user: CrisisResourceVersion.state_none_exists(
        user, "FR", "Asked."
    ),
    "state the emergency number": lambda user: CrisisResourceVersion.state_emergency_number(
        user, "FR", "112", "https://example.org/"
    ),
    "review a translation": act_on_translation,
    "publish anyway": publish_anyway,
    "lower the sensitivity": lower,
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nobody_answers_for_anything_without_a_name(practice, nameless, act):
    with pytest.raises(ValidationError) as refusal:
        act(nameless)
    assert ACCOUNT in str(refusal.value.messages[0])


def test_reviewer_without_a_name_for_readers_is_refused(practice, nameless):
    with pytest.raises(ValidationError, match="your account has none"):
        review(nameless)


def test_refusal_leads_to_the_account_and_keeps_what_was_typed(practice, nameless, log_in):
    line = factories.make_crisis_line("112")
    url = reverse("wagtail_attachment:verify_line", args=[line.pk])
    form = {"digest": line.digest, "checked": "on", "note": "I called them."}
    browser = log_in(nameless)
    page = read(browser.post(url, form))
    assert page.select_one("main a[href='/admin/account/']")
    assert "I called them." in get_text(page)
    assert line.get_in_force() is None
    nameless.last_name = "Ames"
    nameless.save()
    browser.post(url, form)
    assert line.get_in_force().person_name == "Ames"


def test_setup_says_so_before_anything_is_refused(nameless, superuser, log_in):
    link = "main .help-block a[href='/admin/account/']"
    assert read(log_in(nameless).get("/admin/practice/setup/")).select_one(link)
    assert not read(log_in(superuser).get("/admin/practice/setup/")).select_one(link)


def test_link_is_one_in_messages_too_and_nothing_else_becomes_markup(practice, nameless, log_in):
    own = factories.put_in_force("<p>Ours.</p>", site=factories.get_site())
    url = reverse(
        "wagtail_attachment:approve_disclaimer", args=[Disclaimer.objects.get(site=own.site_id).pk]
    )
    answer = log_in(nameless).post(url, {"withdraw-own": ""}, follow=True)
    assert read(answer).select_one(".messages a[href='/admin/account/']")
    assert "goes on record with your name" in get_messages(answer)[0]
    assert not own.withdrawals.exists()


def test_commands_say_whose_name_is_missing(practice, nameless):
    options = {"country": "US", "languages": "en"}
    for more in (
        {"approve_starter": True, "approver": nameless.username},
        {"verify_as": nameless.username, "i_checked": True},
    ):
        with pytest.raises(CommandError, match=f"{nameless.username} has no name"):
            call_command("setup_practice", **options, **more)


def test_the_same_review_twice_on_one_day_is_one(practice, superuser):
    article = factories.make_article(live=True)
    first = ClinicalReview(article).record(superuser, ClinicalReview(article).digest, "Fine.")
    again = ClinicalReview(article).record(superuser, ClinicalReview(article).digest, "Fine.")
    assert again == first
    other = factories.make_user(superuser=True)
    ClinicalReview(article).record(other, ClinicalReview(article).digest, "Fine.")
    ClinicalReview(article).record(superuser, ClinicalReview(article).digest, "Fine.")
    assert Review.objects.count() == 3
