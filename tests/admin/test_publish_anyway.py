"""Publishing what is not complete: who may, for what, with which words, and what stays on record."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail import hooks
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import PageLogEntry

from tests import factories
from tests.admin.answers import get_field_errors, get_links, get_messages, get_text, is_denied, read
from tests.admin.writing import section, write_article
from wagtail_attachment.evidence.audit import find_violations
from wagtail_attachment.models import CrisisResource, PublicationEvent
from wagtail_attachment.pages.models import ArticlePage, AttachmentStylePage
from wagtail_attachment.publishing import PublishingRefused
from wagtail_attachment.safety.publish_anyway import PUBLISH_ANYWAY, Override
from wagtail_attachment.setup import create_groups

REASON = "The crisis team asked for it today."
PUBLISH = {"action-publish": "action-publish"}
EMPTY = {"type": "section", "value": {"heading": "Why", "purpose": "other", "content": []}}


def make_member(role):
    user = factories.make_user("access_admin", name="Rosa")
    user.user_permissions.clear()
    user.groups.set([create_groups()[role]])
    return user


@pytest.fixture
def reviewer(practice):
    return make_member("reviewers")


@pytest.fixture
def browser(log_in, reviewer):
    return log_in(reviewer)


def make_draft(*sections, **values):
    page = factories.make_article(*(sections or [EMPTY]), model=ArticlePage, **values)
    page.save_revision()
    return reload(page)


@pytest.fixture
def draft(practice):
    return make_draft()


def reload(page):
    return type(page).objects.get(pk=page.pk)


def get_url(page):
    return reverse("wagtail_attachment:publish_anyway", args=[page.pk])


def get_edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def press(client, page, *, reason=REASON, digest=None, follow=True):
    digest = Override(reload(page)).digest if digest is None else digest
    return client.post(get_url(page), {"reason": reason, "digest": digest}, follow=follow)


def override(page, user, reason=REASON):
    subject = Override(reload(page))
    subject.publish(user, reason, subject.digest)


def get_log(page):
    return PageLogEntry.objects.filter(page=page.pk, action=PUBLISH_ANYWAY)


def get_ids(page):
    return [violation.id for violation in reload(page).evaluate()]


# Publishing


@pytest.mark.path(
    "editor: publish anyway, a section is empty and somebody says why", stopped_by="nothing"
)
def test_draft_goes_live_and_the_reason_goes_on_record(browser, draft, reviewer, client):
    response = press(browser, draft)
    assert get_messages(response)[0].startswith("Published with 1 outstanding issue")
    assert client.get(reload(draft).url).status_code == 200
    entry = get_log(draft).get()
    assert entry.user == reviewer
    assert entry.revision_id == reload(draft).live_revision_id
    assert entry.data["reason"] == REASON
    assert entry.data["violations"] == ["section.empty"]
    assert entry.data["person_name"] == "Rosa"
    assert PublicationEvent.objects.get().page_id == draft.pk


def test_changes_of_a_live_article_go_live(browser, practice, client):
    page = make_draft(factories.section())
    page.save_revision().publish()
    page = reload(page)
    page.body = [EMPTY]
    page.lead = "<p>Second</p>"
    page.save_revision()
    press(browser, page)
    assert "Second" in reload(page).lead


def test_history_says_who_and_why(browser, draft):
    press(browser, draft)
    history = browser.get(reverse("wagtailadmin_pages:history", args=[draft.pk]))
    assert f"Published despite section.empty: “{REASON}”" in get_text(read(history))


def test_report_and_audit_still_show_what_is_missing(browser, draft):
    press(browser, draft)
    assert "section.empty" in {finding.violation.id for finding in find_violations()}
    report = get_text(read(browser.get(reverse("wagtail_attachment:articles_report"))))
    assert "A section is empty" in report or "is empty" in report
    assert f"Published anyway by Rosa: “{REASON}”" in report


def test_report_forgets_it_with_the_next_publishing(browser, draft):
    press(browser, draft)
    page = reload(draft)
    page.body = [factories.section()]
    page.save_revision().publish()
    report = get_text(read(browser.get(reverse("wagtail_attachment:articles_report"))))
    assert "Published anyway" not in report


def test_export_has_the_reason(browser, draft):
    press(browser, draft)
    url = reverse("wagtail_attachment:articles_report")
    answer = browser.get(url, {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "Published anyway" in text.splitlines()[0]
    assert REASON in text


@pytest.mark.path("code: publish again what was once published anyway", stopped_by="gate")
def test_next_publishing_is_asked_again(browser, draft, reviewer):
    press(browser, draft)
    with pytest.raises(PublishingRefused):
        reload(draft).save_revision().publish(user=reviewer)


def test_plain_saves_of_the_live_page_are_free(browser, draft):
    press(browser, draft)
    page = reload(draft)
    page.title = "Another"
    page.save()
    assert reload(draft).title == "Another"


def test_alias_that_is_no_draft_of_its_own_goes_live_with_it(browser, draft, home):
    alias = CreatePageAliasAction(draft, parent=home, update_slug="alias", user=None).execute()
    press(browser, draft)
    assert reload(draft).live
    assert reload(alias).live


def test_hooks_of_the_site_are_asked(browser, draft):
    asked = []
    with (
        hooks.register_temporarily("before_publish_page", lambda *args: asked.append("before")),
        hooks.register_temporarily("after_publish_page", lambda *args: asked.append("after")),
    ):
        press(browser, draft)
    assert asked == ["before", "after"]


def test_hook_of_the_site_may_stop_it(browser, draft):
    from django.http import HttpResponse

    with hooks.register_temporarily("before_publish_page", lambda *args: HttpResponse("Not today")):
        assert press(browser, draft).text == "Not today"
    assert not reload(draft).live


# What cannot be answered for


@pytest.mark.path("editor: publish anyway, no crisis line is verified", stopped_by="form")
def test_safety_is_never_overridden(browser, reviewer, draft):
    CrisisResource.objects.get().withdraw(factories.make_verifier())
    response = press(browser, draft)
    assert not reload(draft).live
    assert "Something else has to be fixed first." in get_messages(response)[0]
    assert REASON in response.text
    shown = browser.get(get_url(draft))
    assert "No verified crisis line exists" in shown.text
    assert "reason" not in shown.text
    assert any("/practice/crisis-lines/fix/" in link for link in get_links(shown))
    with pytest.raises(PublishingRefused) as refused:
        override(draft, reviewer)
    assert [violation.id for violation in refused.value.violations] == ["crisis.missing"]


@pytest.mark.path(
    "editor: publish anyway, the crisis line is withdrawn at that moment", stopped_by="gate"
)
def test_what_turns_unsafe_at_the_last_moment_is_stopped_by_the_gate(browser, draft, monkeypatch):
    publish = ArticlePage.publish

    def publish_late(page, *args, **kwargs):
        CrisisResource.objects.get().withdraw(factories.make_verifier())
        return publish(page, *args, **kwargs)

    monkeypatch.setattr(ArticlePage, "publish", publish_late)
    response = press(browser, draft)
    assert response.status_code == 200
    assert not reload(draft).live
    assert not get_log(draft).exists()
    assert REASON in response.text


@pytest.mark.parametrize(
    "spoil",
    [
        lambda page: setattr(page, "body", [EMPTY, EMPTY]),
        lambda page: setattr(page, "lead", "<p>Other words</p>"),
    ],
    ids=["another problem", "another text"],
)
def test_what_is_new_since_it_was_shown_is_refused_and_the_reason_kept(browser, draft, spoil):
    digest = Override(draft).digest
    spoil(draft)
    draft.save_revision()
    response = press(browser, draft, digest=digest)
    assert "has changed since you opened this" in get_messages(response)[0]
    assert REASON in response.text
    assert not reload(draft).live
    digest = read(response).select_one("[name=digest]")["value"]
    press(browser, draft, digest=digest)
    assert reload(draft).live


@pytest.mark.parametrize("reason", ["", "   ", "\x00", "x" * 1001])
def test_without_a_reason_nothing_is_published(browser, draft, reason):
    response = press(browser, draft, reason=reason)
    assert get_field_errors(response)
    assert not reload(draft).live


def test_code_needs_a_reason_too(reviewer, draft):
    with pytest.raises(ValidationError, match="Say why"):
        override(draft, reviewer, reason=" ")


def test_required_of_the_body_otherwise_is_not_overridden(browser, practice):
    signs = {"type": "signs", "value": {"introduction": "", "items": []}}
    page = make_draft(factories.section(content=[factories.paragraph(), signs]))
    assert "body.invalid" in get_ids(page)
    press(browser, page)
    assert not reload(page).live


def test_schedule_is_taken_off_first(browser, draft):
    draft.go_live_at = factories.in_days(2)
    draft.save_revision()
    assert "Remove the go-live date" in browser.get(get_url(draft)).text
    response = press(browser, draft)
    assert "Remove the go-live date" in get_messages(response)[0]
    assert not reload(draft).live
    assert not reload(draft).approved_schedule


def test_page_that_a_colleague_locked_stays_as_it_is(browser, draft):
    draft.locked = True
    draft.locked_by = factories.make_user(superuser=True)
    draft.save()
    response = press(browser, draft)
    assert get_messages(response)[0] == "The page is locked."
    assert not reload(draft).live


def test_complete_article_is_published_as_usual(browser, practice):
    page = make_draft(factories.section())
    response = press(browser, page)
    assert "Nothing keeps it from being published any more" in get_messages(response)[0]
    assert not get_log(page).exists()


def test_observing_needs_no_override(browser, draft, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    assert "Nothing keeps it from being published any more" in browser.get(get_url(draft)).text


# Who may


@pytest.mark.parametrize("role", ["editors", "translators"])
def test_others_are_neither_let_in_nor_offered_it(log_in, draft, role):
    user = make_member(role)
    client = log_in(user)
    assert is_denied(client.get(get_url(draft), follow=True))
    assert is_denied(press(client, draft))
    assert "publish-anyway" not in client.get(get_edit_url(draft)).text
    with pytest.raises(PermissionDenied):
        override(draft, user)
    assert not reload(draft).live


def test_the_right_does_not_publish_where_one_may_not_publish(log_in, draft):
    user = factories.make_user("access_admin", "override_required")
    assert is_denied(press(log_in(user), draft))
    assert not reload(draft).live


def test_page_without_disclaimer_or_an_alias_has_no_such_address(browser, home, draft):
    alias = CreatePageAliasAction(draft, parent=home, update_slug="alias", user=None).execute()
    assert browser.get(get_url(alias)).status_code == 404
    assert browser.get(get_url(home)).status_code == 404


# The way there


def test_refused_publish_offers_it_with_the_text_saved(browser, practice):
    page = make_style_draft()
    data = {**write_article(section(purpose="signs"), lead="Typed"), "style": "avoidant"}
    response = browser.post(get_edit_url(page), {**data, **PUBLISH}, follow=True)
    button = next(link for link in read(response).select(".messages a") if "anyway" in link.text)
    assert button["href"] == get_url(page)
    press(browser, page)
    assert "Typed" in reload(page).lead
    assert reload(page).live


def make_style_draft():
    page = factories.make_article(
        factories.section("signs"), model=AttachmentStylePage, style="avoidant"
    )
    page.save_revision()
    return page


def test_refused_publish_offers_nothing_where_safety_is_at_stake(browser, practice):
    CrisisResource.objects.get().withdraw(factories.make_verifier())
    page = make_style_draft()
    data = {**write_article(section(purpose="signs")), "style": "avoidant", **PUBLISH}
    response = browser.post(get_edit_url(page), data, follow=True)
    assert "anyway" not in response.text


def test_refused_publish_keeps_what_was_typed_and_offers_it(browser, home, practice):
    data = {**write_article(section(content=[]), lead="Typed"), **PUBLISH}
    add_url = reverse(
        "wagtailadmin_pages:add", args=["wagtail_attachment_pages", "articlepage", home.pk]
    )
    refused = browser.post(add_url, data, follow=True)
    page = ArticlePage.objects.get()
    assert not page.live
    assert "Typed" in str(page.get_latest_revision_as_object().lead)
    assert get_url(page) in get_links(refused)
    press(browser, page)
    assert reload(page).live


def test_it_is_not_offered_before_publishing_was_refused(browser, draft):
    assert "anyway" not in browser.get(get_edit_url(draft)).text


def test_reason_page_names_what_is_missing_and_leads_back(browser, draft):
    shown = browser.get(get_url(draft))
    assert f"What is missing in “{draft.title}”" in get_text(read(shown))
    (item,) = read(shown).select("[data-violation]")
    assert item["data-violation"] == "section.empty"
    assert get_edit_url(draft) in get_links(shown)
