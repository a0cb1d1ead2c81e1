"""The mail that reminds of reviews and verifications: to whom, of what, and never twice the same."""

import io
import smtplib

import pytest
from dateutil.relativedelta import relativedelta
from django.contrib.auth.backends import ModelBackend
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from tests import factories
from tests.admin.answers import get_text, read
from tests.properties.clock import Clock
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.models import CrisisResource
from wagtail_attachment.reminders import find_due


@pytest.fixture
def clock():
    clock = Clock(timezone.now())
    with clock.ticking():
        yield clock


@pytest.fixture
def article(practice):
    return factories.make_article(title="Closeness", live=True)


@pytest.fixture
def reviewer(db):
    return factories.make_reviewer()


def run(*args):
    out = io.StringIO()
    call_command("send_review_reminders", *args, stdout=out)
    return out.getvalue()


def review(page, user):
    subject = ClinicalReview(page)
    return subject.record(user, subject.digest)


def get_recipients():
    return sorted(address for message in mail.outbox for address in message.to)


def get_body(address):
    (body,) = [message.body for message in mail.outbox if message.to == [address]]
    return body


def describe(days=30):
    return [(item.get_title(), item.state) for item in find_due(days)]


def forget_mails():
    mail.outbox.clear()


# What is due


def test_owner_is_told_of_licences_that_end_soon_or_ended(practice, clock):
    ada, ben = factories.make_person("Ada"), factories.make_person("Ben")
    licence = factories.make_licence(ada, 60, area="Texas", number="123")
    factories.make_licence(ben)
    title = "Ada: LCSW 123 (Texas, United States)"
    assert describe() == [(title, "soon")]
    (due,) = find_due(30)
    assert due.path == f"/admin/practice/people/edit/{ada.pk}/"
    assert due.description == f"valid until {date_format(licence.valid_until)}"
    renewed = factories.make_licence(ada, 200, area="texas")
    assert describe() == []
    assert ("Ada: LCSW (texas, United States)", "soon") in describe(days=200)
    renewed.delete()
    factories.make_licence(ada, area="Maine")
    clock.forward(days=61)
    assert describe() == [], "Ada is licensed in Maine still"
    factories.make_notice("board", applies_to="licensed", country="US", area="Texas")
    assert describe() == [(title, "overdue")], "a notice goes by the one for Texas"
    ada.licences.get(area="Maine").delete()
    assert describe() == [(title, "overdue")]
    (due,) = find_due(30)
    assert due.description == f"was valid until {date_format(licence.valid_until)}"
    owner = factories.make_user("change_practitioner", name="Olga")
    factories.make_user("review_article", name="Rosa")
    run()
    assert get_recipients() == [owner.email]
    assert "Licences of your people" in get_body(owner.email)
    assert title in get_body(owner.email)
    ada.left_on = licence.valid_until
    ada.save()
    assert describe() == []


def test_live_article_that_nobody_reviewed(article):
    assert describe() == [("Closeness", "never")]


def test_article_is_due_soon_then_overdue_then_reviewed(article, reviewer, clock):
    due = review(article, reviewer).next_due
    assert describe() == []
    clock.now += due - timezone.localdate() - relativedelta(days=30)
    assert ("Closeness", "soon") in describe()
    assert ("Closeness", "soon") not in describe(days=29)
    clock.forward(days=30)
    assert ("Closeness", "soon") in describe(days=0)
    clock.forward(days=1)
    assert ("Closeness", "overdue") in describe()
    review(article, reviewer)
    assert "Closeness" not in dict(describe())


def test_line_is_due_soon_then_overdue_then_verified(practice, verifier, clock):
    line = CrisisResource.objects.get()
    clock.now += relativedelta(months=line.review_months) - relativedelta(days=20)
    assert describe() == [("Lifeline", "soon")]
    clock.forward(days=21)
    assert describe() == [("Lifeline", "overdue")]
    line.verify(verifier)
    assert describe() == []


def test_line_that_was_withdrawn_is_not_due(practice, verifier, clock):
    CrisisResource.objects.get().withdraw(verifier)
    clock.forward(days=400)
    assert describe() == []


def test_drafts_aliases_and_pages_without_review_are_not_due(article, home):
    factories.make_article(title="A draft")
    factories.make_blog_page(title="No article", live=True)
    CreatePageAliasAction(article, parent=home, update_slug="alias", user=None).execute()
    assert describe() == [("Closeness", "never")]


def test_the_most_urgent_come_first(article, reviewer, verifier, clock):
    reviewed = factories.make_article(title="Reviewed", live=True)
    review(reviewed, reviewer)
    clock.forward(days=360)
    assert describe() == [("Lifeline", "overdue"), ("Closeness", "never"), ("Reviewed", "soon")]


# Who is told


def test_each_is_told_of_what_they_can_do(article, reviewer, verifier, clock):
    factories.make_user("change_disclaimer")
    clock.forward(days=200)
    run()
    assert get_recipients() == sorted(
        [reviewer.email, verifier.email, *_get_other_verifiers(verifier)]
    )
    for_reviewer, for_verifier = get_body(reviewer.email), get_body(verifier.email)
    assert "* Closeness: never reviewed" in for_reviewer
    assert f"http://testserver/admin/practice/articles/{article.pk}/review/" in for_reviewer
    assert "Lifeline" not in for_reviewer
    line = CrisisResource.objects.get()
    assert "* Lifeline: due since " in for_verifier
    assert f"http://testserver/admin/practice/crisis-lines/{line.pk}/verify/" in for_verifier
    assert "Closeness" not in for_verifier
    assert "All articles" not in for_verifier


def test_who_has_left_is_told_nothing_more(article, reviewer):
    person = factories.make_person("Rosa", user=reviewer)
    run()
    assert reviewer.email in get_recipients()
    forget_mails()
    person.left_on = timezone.localdate()
    person.save()
    run("--to", "office@example.org")
    assert get_recipients() == ["office@example.org"]


def test_lines_lead_to_the_page_where_all_of_them_are_verified(practice, verifier, clock):
    clock.forward(days=400)
    run()
    assert reverse("wagtail_attachment:verify_lines") in get_body(verifier.email)


def _get_other_verifiers(verifier):
    """Who verified the practice's line to begin with has the right too."""
    users = ModelBackend().with_perm("wagtail_attachment.verify_crisisresource")
    return [user.email for user in users if user != verifier]


def test_who_can_do_both_gets_one_mail(article, superuser, clock):
    clock.forward(days=200)
    run()
    (message,) = [message for message in mail.outbox if message.to == [superuser.email]]
    assert message.subject == "2 items need attention"
    assert "Closeness" in message.body
    assert "Lifeline" in message.body


def test_those_without_address_or_account_are_left_out(article, reviewer):
    without = factories.make_reviewer()
    without.email = ""
    without.save()
    gone = factories.make_reviewer()
    gone.is_active = False
    gone.save()
    run()
    assert get_recipients() == [reviewer.email]


def test_superusers_are_told_as_wagtail_is_set_to(article, reviewer, superuser, settings):
    settings.WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
    run()
    assert get_recipients() == [reviewer.email]


def test_address_is_told_of_everything_and_once(article, reviewer, clock):
    clock.forward(days=200)
    run("--to", "office@example.com", "--to", "OFFICE@example.com", "--to", reviewer.email.upper())
    assert get_recipients().count("office@example.com") == 1
    assert get_recipients().count(reviewer.email) == 1
    for address in ("office@example.com", reviewer.email):
        assert "Closeness" in get_body(address)
        assert "Lifeline" in get_body(address)


def test_each_reads_it_in_their_own_language(article, reviewer, settings):
    settings.WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("fr", "French")]
    french = factories.make_reviewer()
    UserProfile.objects.create(user=french, preferred_language="fr")
    review(article, reviewer)
    (due,) = [item.on for item in find_due(400) if item.get_title() == "Closeness"]
    run("--days", "400")
    with override("en"):
        assert f"due on {date_format(due)}" in get_body(reviewer.email)
    with override("fr"):
        assert date_format(due) in get_body(french.email)


@pytest.mark.parametrize("base", [None, "https://admin.example"])
def test_links_lead_to_the_admin(article, reviewer, settings, base):
    settings.WAGTAILADMIN_BASE_URL = base
    run()
    start = base or factories.get_site().root_url
    assert f"{start}/admin/practice/articles/" in get_body(reviewer.email)


def test_a_title_is_never_taken_for_html(article, reviewer):
    article.title = "Love & <fear>"
    article.save()
    run()
    assert "* Love & <fear>: never reviewed" in get_body(reviewer.email)


def test_long_list_is_cut_and_leads_to_the_report(practice, reviewer):
    for _number in range(53):
        factories.make_article(live=True)
    run()
    body = get_body(reviewer.email)
    assert body.count("never reviewed") == 50
    assert "And 3 more." in body
    assert "http://testserver/admin/practice/articles/\n" in body


# Never twice


def test_second_run_sends_nothing(article, reviewer):
    assert f"Reminded {reviewer.email} of 1." in run()
    forget_mails()
    assert run() == "Nobody is to be told anything new.\n"
    assert mail.outbox == []


def test_what_is_new_is_told_with_all_that_is_due(article, reviewer):
    run()
    forget_mails()
    factories.make_article(title="Another", live=True)
    run()
    assert "Closeness" in get_body(reviewer.email)
    assert "Another" in get_body(reviewer.email)
    forget_mails()
    run()
    assert mail.outbox == []


def test_new_colleague_is_told_alone(article, reviewer):
    run()
    forget_mails()
    colleague = factories.make_reviewer()
    run()
    assert get_recipients() == [colleague.email]


def test_what_was_due_soon_is_told_again_when_it_is_overdue(article, reviewer, clock):
    due = review(article, reviewer).next_due
    clock.now += due - timezone.localdate()
    run()
    assert "due on" in get_body(reviewer.email)
    forget_mails()
    clock.forward(days=1)
    run()
    assert "due since" in get_body(reviewer.email)


def test_what_stays_as_it_is_is_told_again_after_a_month(article, reviewer, clock):
    run()
    forget_mails()
    clock.forward(days=29)
    run()
    assert mail.outbox == []
    clock.forward(days=2)
    run()
    assert get_recipients() == [reviewer.email]


def test_what_is_done_is_no_news(article, reviewer):
    other = factories.make_article(title="Another", live=True)
    run()
    forget_mails()
    review(other, reviewer)
    run()
    assert mail.outbox == []


def test_nothing_due(reviewer, practice):
    assert run() == "Nothing is due.\n"


def test_dry_run_shows_the_mails_and_leaves_all_as_it_is(article, reviewer):
    output = run("--dry-run")
    assert f"To: {reviewer.email}\nSubject: 1 item needs attention" in output
    assert "* Closeness: never reviewed" in output
    assert mail.outbox == []
    assert not ModelLogEntry.objects.filter(action="wagtail_attachment.remind").exists()


def test_history_of_the_site_says_who_was_told(article, reviewer, superuser, client):
    run()
    client.force_login(superuser)
    history = get_text(read(client.get("/admin/reports/site-history/")))
    assert f"Reminded {reviewer.email} of 1 item that needs attention" in history


# In cron


@pytest.fixture
def broken_for(monkeypatch):
    """Let the mail server refuse mails to some."""
    refused = set()
    send = EmailBackend.send_messages

    def send_messages(backend, messages):
        if any(address in refused for message in messages for address in message.to):
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return refused


def test_failing_mail_server_is_said_and_the_next_run_tries_again(article, reviewer, broken_for):
    other = factories.make_reviewer()
    broken_for.add(reviewer.email)
    with pytest.raises(CommandError, match="Connection unexpectedly closed") as failed:
        run()
    assert reviewer.email in str(failed.value)
    assert other.email not in str(failed.value)
    assert get_recipients() == [other.email]
    broken_for.clear()
    forget_mails()
    run()
    assert get_recipients() == [reviewer.email]


def test_nobody_who_can_act_is_an_error(article):
    with pytest.raises(
        CommandError, match=r"has the permission wagtail_attachment\.review_article"
    ):
        run()
    run("--to", "office@example.com")
    assert get_recipients() == ["office@example.com"]


def test_address_that_is_none_is_refused_before_anything_is_sent(article, reviewer):
    with pytest.raises(CommandError, match="'office' is not a valid email address"):
        run("--to", "office")
    assert mail.outbox == []


def test_number_of_queries_does_not_depend_on_the_number_of_articles(practice, reviewer):
    def count():
        factories.make_article(live=True)
        with CaptureQueriesContext(connection) as queries:
            run()
        return len(queries)

    count()
    first = count()
    for _number in range(5):
        factories.make_article(live=True)
        factories.make_verified_line()
    assert count() == first


def test_number_of_queries_for_each_person_is_that_of_the_note(article, reviewer):
    def count():
        with CaptureQueriesContext(connection) as queries:
            run("--dry-run")
        return len(queries)

    first = count()
    for _number in range(5):
        factories.make_reviewer()
    assert count() == first + 5  # Wagtail reads for each in which sections they work


@pytest.mark.parametrize("days", ["-1", "3651", "999999999999"])
def test_days_that_no_calendar_has_are_refused(article, days):
    with pytest.raises(CommandError, match="--days"):
        run("--days", days)


def test_numbers_in_a_notice_that_shows_nowhere_are_not_due(db, clock):
    notice = factories.make_notice("board", applies_to="everywhere")
    draft = factories.make_disclaimer("<p>Board: (916) 574-7830.</p>", kind="board")
    draft.approve(factories.make_approver(), numbers={"(916) 574-7830": "bbs.ca.gov"})
    clock.now += relativedelta(months=6, days=1)
    assert len(find_due(30)) == 1
    notice.applies_to = "nowhere"
    notice.save()
    assert find_due(30) == []


def test_numbers_in_a_disclaimer_are_due_as_crisis_lines_are(db, clock):
    """Those who may approve are told, and led to where the numbers are confirmed again."""
    approver = factories.make_approver()
    draft = factories.make_disclaimer("<p>Board: (916) 574-7830.</p>", heading="Notice to clients")
    version = draft.approve(approver, numbers={"(916) 574-7830": "bbs.ca.gov"})
    assert find_due(30) == []
    clock.now += relativedelta(months=6, days=1)
    run()
    (message,) = mail.outbox
    assert message.to == [approver.email]
    assert "Disclaimers and notices with numbers to check again:" in message.body
    assert "* Notice to clients: due since" in message.body
    assert f"/admin/practice/disclaimers/numbers/{version.pk}/" in message.body
    mail.outbox.clear()
    version.confirm_numbers(approver, {"(916) 574-7830": "bbs.ca.gov"})
    assert find_due(30) == []
