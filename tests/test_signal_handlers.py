"""The gate on every way in which a page can go live, and the evidence that each leaves."""

import json
import logging
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core import serializers
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageLogEntry,
    Site,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from tests import factories
from tests.factories import section
from tests.testapp.models import BlogPage, OwnArticlePage, PlainPage
from wagtail_attachment.models import PracticeSettings, PublicationEvent
from wagtail_attachment.pages.models import ArticlePage, AttachmentStylePage
from wagtail_attachment.publishing import PublishingRefused, Severity

EMPTY = section(heading="")


@pytest.fixture
def article(practice):
    return factories.make_article()


@pytest.fixture
def live_article(practice):
    return factories.make_article(live=True)


@pytest.fixture
def uncovered(home):
    """A draft on a site where nothing is set up."""
    return factories.make_article()


def take_away_country():
    PracticeSettings.objects.all().delete()


def is_live(page):
    return Page.objects.get(pk=page.pk).live


# Drafts are free


def test_unpublished_article_may_break_rules(uncovered):
    uncovered.body = [EMPTY]
    uncovered.save()
    uncovered.save_revision(clean=False)
    assert not is_live(uncovered)


@pytest.mark.path("code: save_revision() on a live page", stopped_by="nothing", case=11)
def test_live_article_may_have_a_draft_that_breaks_rules(live_article):
    live_article.body = [EMPTY]
    take_away_country()
    live_article.save_revision()
    assert is_live(live_article)
    assert live_article.get_latest_revision_as_object().body[0].value["heading"] == ""


@pytest.mark.path(
    "code: save what no reader sees (lock, draft title)", stopped_by="nothing", case=11
)
@pytest.mark.parametrize("change", ["lock", "unpublish", "set alias's draft title"])
def test_bookkeeping_of_an_uncovered_live_article_is_free(live_article, change, superuser):
    take_away_country()
    if change == "lock":
        live_article.locked = True
        live_article.save(update_fields=["locked", "locked_by", "locked_at"])
    elif change == "unpublish":
        live_article.unpublish(user=superuser)
        assert not is_live(live_article)
    else:
        live_article.draft_title = "Other"
        live_article.save(update_fields=["draft_title"], clean=False)


def test_page_of_another_type_is_free(home):
    page = factories.make_blog_page(model=PlainPage, live=True)
    page.save_revision().publish()
    assert is_live(page)
    assert not PublicationEvent.objects.exists()


def test_unfinished_page_of_another_type_may_be_saved_by_its_base_row(home):
    page = factories.make_blog_page(model=PlainPage, live=True)
    Page.objects.get(pk=page.pk).save()


def test_row_without_its_specific_page_may_be_saved(live_article):
    with connection.cursor() as cursor:
        table = OwnArticlePage._meta.db_table
        cursor.execute(f"DELETE FROM {table} WHERE page_ptr_id = %s", [live_article.pk])
    Page.objects.get(pk=live_article.pk).save(update_fields=["title"], clean=False)


# Going live


def test_complete_article_goes_live(article, superuser):
    article.save_revision().publish(user=superuser)
    assert is_live(article)


def make_live(page):
    page.live = True
    page.save()


def make_live_without_validation(page):
    page.live = True
    page.save(clean=False)


def make_live_by_name(page):
    page.live = True
    page.save(update_fields=["live"], clean=False)


def make_live_by_its_base_row(page):
    base = Page.objects.get(pk=page.pk)
    base.live = True
    base.save()


def make_live_by_its_base_row_without_validation(page):
    base = Page.objects.get(pk=page.pk)
    base.live = True
    base.save(clean=False, update_fields=["live"])


def publish_as_a_user(page):
    page.save_revision(clean=False).publish(user=factories.make_user(superuser=True))


def publish_without_permission_checks(page):
    page.save_revision(clean=False).publish(
        user=factories.make_user(superuser=True), skip_permission_checks=True
    )


def copy_and_keep_live(page):
    factories.force_live(page)
    page.copy(update_attrs={"slug": "copy"}, keep_live=True)


def make_alias(page):
    factories.force_live(page)
    page.create_alias(update_slug="alias")


WAYS_TO_GO_LIVE = [
    make_live,
    make_live_without_validation,
    make_live_by_name,
    make_live_by_its_base_row,
    make_live_by_its_base_row_without_validation,
    publish_as_a_user,
    publish_without_permission_checks,
    copy_and_keep_live,
    make_alias,
]


@pytest.mark.path("code: publish a revision as a user", stopped_by="gate", case=8)
@pytest.mark.path(
    "code: save() of a live page, with and without validation", stopped_by="gate", case=9
)
@pytest.mark.path("code: save() of the base page's row", stopped_by="gate", case=10)
@pytest.mark.path("code: copy(keep_live=True)", stopped_by="gate")
@pytest.mark.path("code: create_alias()", stopped_by="gate")
@pytest.mark.parametrize("go_live", WAYS_TO_GO_LIVE, ids=lambda way: way.__name__)
@pytest.mark.parametrize("model", [OwnArticlePage, ArticlePage, BlogPage])
def test_uncovered_page_cannot_go_live(home, go_live, model):
    make = factories.make_blog_page if model is BlogPage else factories.make_article
    page = make(model=model)
    with pytest.raises(PublishingRefused) as refused, transaction.atomic():
        go_live(page)
    ids = {violation.id for violation in refused.value.violations}
    assert ids == {"disclaimer.missing", "crisis.missing"}
    assert not Page.objects.exclude(pk=page.pk).filter(live=True, depth__gt=2).exists()
    assert not PublicationEvent.objects.exists()


@pytest.mark.parametrize("go_live", WAYS_TO_GO_LIVE[:7], ids=lambda way: way.__name__)
def test_article_that_lacks_what_is_required_cannot_go_live(practice, go_live):
    page = factories.make_article(EMPTY)
    with pytest.raises(PublishingRefused) as refused, transaction.atomic():
        go_live(page)
    assert [v.id for v in refused.value.violations] == ["section.heading-missing"]
    assert not is_live(page)


@pytest.mark.parametrize("go_live", WAYS_TO_GO_LIVE, ids=lambda way: way.__name__)
def test_covered_page_goes_live_in_every_way(article, go_live):
    go_live(article)
    assert Page.objects.filter(live=True, depth__gt=2).exists()


def test_new_page_cannot_be_live_from_the_start(home):
    with pytest.raises(PublishingRefused), transaction.atomic():
        factories.make_article(live=True)
    assert not OwnArticlePage.objects.exists()


def test_refusal_answers_as_both_kinds_of_error(uncovered):
    with pytest.raises(ValidationError):
        make_live(uncovered)
    with pytest.raises(PermissionDenied):
        make_live(uncovered)


@pytest.mark.path("code: save() of a parent class's row", stopped_by="gate")
def test_article_is_judged_by_its_own_type_when_a_parent_class_s_row_is_saved(practice):
    page = factories.make_article(model=AttachmentStylePage, style="avoidant")
    parent_row = ArticlePage.objects.get(pk=page.pk)
    assert type(parent_row) is ArticlePage
    parent_row.live = True
    with pytest.raises(PublishingRefused) as refused, transaction.atomic():
        parent_row.save()
    assert [v.id for v in refused.value.violations] == ["outline.incomplete"]


def test_publishing_again_needs_what_is_required(live_article, superuser):
    live_article.body = [EMPTY]
    revision = live_article.save_revision(clean=False)
    with pytest.raises(PublishingRefused), transaction.atomic():
        revision.publish(user=superuser)
    live_article.refresh_from_db()
    assert live_article.body[0].value["heading"] == "A heading"


# Staying live


def test_live_article_cannot_be_saved_uncovered(live_article):
    take_away_country()
    for save in (live_article.save, lambda: live_article.save(clean=False)):
        with pytest.raises(PublishingRefused), transaction.atomic():
            save()


def test_live_article_may_be_saved_with_what_only_publishing_needs(live_article):
    live_article.body = [EMPTY]
    live_article.save()
    assert is_live(live_article)


def test_live_article_may_be_moved_though_its_outline_became_stricter(live_article, monkeypatch):
    monkeypatch.setattr(OwnArticlePage, "outline", ["help"])
    target = factories.make_blog_page(model=PlainPage, live=True)
    live_article.move(target, pos="last-child")
    assert Page.objects.get(pk=live_article.pk).get_parent().pk == target.pk


def test_uncovered_live_article_may_be_moved(live_article):
    take_away_country()
    live_article.move(factories.make_blog_page(model=PlainPage), pos="last-child")


@pytest.mark.path("code: change the language of a live page", stopped_by="gate")
@pytest.mark.parametrize("by_base_row", [False, True])
def test_live_article_cannot_change_to_a_language_without_a_disclaimer(live_article, by_base_row):
    page = Page.objects.get(pk=live_article.pk) if by_base_row else live_article
    page.locale = factories.get_locale("de")
    with pytest.raises(PublishingRefused) as refused, transaction.atomic():
        page.save()
    assert [v.id for v in refused.value.violations] == ["disclaimer.missing"]


@pytest.mark.path("code: save a live page whose booking link is unsafe", stopped_by="gate")
def test_unsafe_booking_link_is_refused_on_every_save(live_article):
    booking = factories.make_booking()
    PracticeSettings.objects.update(booking=booking)
    type(booking).objects.update(url="javascript:alert(1)")
    with pytest.raises(PublishingRefused) as refused, transaction.atomic():
        live_article.save(clean=False)
    assert [v.id for v in refused.value.violations] == ["booking.unsafe-target"]


# Languages, copies and aliases


@pytest.mark.path(
    "code: publish with a wording in another language alone", stopped_by="gate", case=45
)
def test_no_other_language_s_disclaimer_counts(practice):
    factories.put_in_force(factories.WORDING_ES, language="es")
    page = factories.make_article(parent=factories.get_home("de"))
    with pytest.raises(PublishingRefused), transaction.atomic():
        make_live(page)
    factories.put_in_force("<p>Dies ist keine Behandlung.</p>", language="de")
    make_live(page)
    assert [row.language for row in page.get_disclaimers()] == ["de"]


@pytest.mark.path("code: recursive copy, an uncovered child", stopped_by="gate", case=12)
def test_recursive_copy_cannot_bring_an_uncovered_child_live(home):
    parent = factories.make_blog_page(model=PlainPage, live=True)
    factories.force_live(factories.make_article(parent=parent))
    with pytest.raises(PublishingRefused), transaction.atomic():
        parent.copy(recursive=True, keep_live=True, update_attrs={"slug": "copy"})
    assert OwnArticlePage.objects.count() == 1


@pytest.mark.path("code: copy or move into another language's tree", stopped_by="nothing", case=13)
def test_copy_into_another_language_s_tree_keeps_its_language(live_article):
    spanish_home = factories.get_home("es")
    copied = live_article.copy(to=spanish_home, keep_live=True, update_attrs={"slug": "copy"})
    live_article.move(spanish_home, pos="last-child")
    for page in (copied, OwnArticlePage.objects.get(pk=live_article.pk)):
        assert page.live
        assert [row.language for row in page.get_disclaimers()] == ["en"]


@pytest.mark.path("code: alias in another language", stopped_by="nothing", case=14)
def test_alias_in_another_language_is_judged_by_its_source_s(live_article):
    factories.get_home("es")
    alias = live_article.copy_for_translation(factories.get_locale("es"), alias=True)
    assert alias.live
    assert alias.locale.language_code == "es"
    assert alias.get_content_locale().language_code == "en"
    assert [row.language for row in alias.get_disclaimers()] == ["en"]


def test_alias_of_an_alias_is_judged_by_the_text_it_shows(live_article):
    factories.get_home("es")
    alias = live_article.copy_for_translation(factories.get_locale("es"), alias=True)
    second = alias.create_alias(update_slug="second")
    assert second.get_content_locale().language_code == "en"


@pytest.mark.path("code: publish a source, its aliases follow", stopped_by="nothing", case=15)
def test_publishing_updates_aliases(live_article, superuser):
    factories.get_home("es")
    alias = live_article.copy_for_translation(factories.get_locale("es"), alias=True)
    live_article.title = "New title"
    live_article.save_revision().publish(user=superuser)
    alias.refresh_from_db()
    assert (alias.live, alias.title) == (True, "New title")
    assert PageLogEntry.objects.filter(page=live_article.pk, action="wagtail.publish").exists()


@pytest.mark.path(
    "code: turn an alias into a page of an uncovered language", stopped_by="gate", case=16
)
def test_alias_cannot_become_a_page_in_an_uncovered_language(live_article, superuser):
    factories.get_home("es")
    alias = live_article.copy_for_translation(factories.get_locale("es"), alias=True)
    convert = factories.get_alias_conversion(alias, superuser)
    with pytest.raises(PublishingRefused), transaction.atomic():
        convert.execute()
    assert Page.objects.get(pk=alias.pk).alias_of_id == live_article.pk
    factories.put_in_force(factories.WORDING_ES, language="es")
    alias = OwnArticlePage.objects.get(pk=alias.pk)
    alias.unpublish()  # its text is still the original's
    factories.get_alias_conversion(alias, superuser).execute()
    page = OwnArticlePage.objects.get(pk=alias.pk)
    assert [row.language for row in page.get_disclaimers()] == ["es"]


# Fixtures


@pytest.mark.path("data: loaddata of a live article", stopped_by="nothing", case=25)
def test_fixture_is_loaded_in_any_order(uncovered, tmp_path):
    data = json.loads(serializers.serialize("json", [uncovered.page_ptr, uncovered]))
    for row in data:
        if "live" in row["fields"]:
            row["fields"]["live"] = True
    fixture = tmp_path / "pages.json"
    fixture.write_text(json.dumps(data))
    call_command("loaddata", str(fixture), verbosity=0)
    assert is_live(uncovered)
    assert OwnArticlePage.objects.get(pk=uncovered.pk).evaluate()


# Without anybody to be told


@pytest.mark.path("code: publish a revision without a user", stopped_by="gate", case=8)
def test_publishing_without_a_user_is_refused_quietly_and_logged(uncovered, caplog):
    uncovered.save_revision(clean=False).publish()
    assert "was not published: There is no approved disclaimer" in caplog.text
    assert not is_live(uncovered)
    entry = PageLogEntry.objects.get(action="wagtail_attachment.publish_refused")
    assert entry.page_id == uncovered.pk
    assert entry.data == {"violations": ["disclaimer.missing", "crisis.missing"]}


def test_publishing_without_a_user_works_for_a_complete_article(article):
    article.save_revision().publish()
    assert is_live(article)


def schedule(page, days, user):
    page.go_live_at = factories.in_days(days)
    revision = page.save_revision(clean=False)
    revision.publish(user=user)
    return revision


@pytest.mark.path(
    "schedule: a good and a bad page in one run, and the next run", stopped_by="gate", case=6
)
def test_scheduled_articles_go_live_or_are_refused_each_for_itself(practice, superuser):
    bad = factories.make_article(EMPTY)
    good = factories.make_article()
    for page in (bad, good):
        revision = schedule(page, 1, superuser)
        assert not is_live(page)
        revision.refresh_from_db()
        revision.approved_go_live_at = factories.in_days(-1)
        revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
        revision.save()
    call_command("publish_scheduled", stdout=StringIO())
    assert (is_live(bad), is_live(good)) == (False, True)
    assert PageLogEntry.objects.get(action="wagtail_attachment.publish_refused").page_id == bad.pk
    assert not bad.revisions.filter(approved_go_live_at__isnull=False).exists()
    call_command("publish_scheduled", stdout=StringIO())
    assert PageLogEntry.objects.filter(action="wagtail_attachment.publish_refused").count() == 1


def test_schedule_without_a_user_is_judged_at_its_time(home):
    factories.set_country()
    factories.make_verified_line()
    factories.put_in_force(effective_from=factories.in_days(3))
    page = factories.make_article()
    schedule(page, 1, None)
    assert PageLogEntry.objects.filter(action="wagtail_attachment.publish_refused").count() == 1
    revision = schedule(page, 5, None)
    revision.refresh_from_db()
    assert revision.approved_go_live_at == page.go_live_at
    assert PageLogEntry.objects.filter(action="wagtail_attachment.publish_refused").count() == 1


def test_time_to_go_live_that_is_long_past_is_not_judged_by(practice):
    """Wagtail keeps it on the page; at that time there was no disclaimer yet."""
    page = factories.make_article(go_live_at=factories.in_days(-30))
    assert page.publication_time is None
    assert page.get_publishing_refusals() == []
    page.go_live_at = factories.in_days(1)
    assert page.publication_time == page.go_live_at


@pytest.mark.path("workflow: approve an uncovered article", stopped_by="gate", case=5)
def test_workflow_cannot_publish_an_uncovered_article(uncovered, superuser):
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Approve")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    uncovered.save_revision(clean=False)
    state = workflow.start(uncovered, superuser)
    with pytest.raises(PublishingRefused), transaction.atomic():
        state.current_task_state.approve(user=superuser)
    assert not is_live(uncovered)
    state = WorkflowState.objects.get(pk=state.pk)
    assert state.status == WorkflowState.STATUS_IN_PROGRESS


# Observing


def test_observing_refuses_nothing_and_logs(uncovered, settings, caplog):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    with caplog.at_level(logging.WARNING, "wagtail_attachment"):
        uncovered.save_revision(clean=False).publish()
    assert is_live(uncovered)
    assert "disclaimer.missing, crisis.missing" in caplog.text
    assert PublicationEvent.objects.get().enforcement == "observe"


def test_observing_nothing_stops_publishing_though_all_is_reported(uncovered, settings):
    assert [problem.id for problem in uncovered.get_publishing_refusals()] == [
        "disclaimer.missing",
        "crisis.missing",
    ]
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    assert uncovered.get_publishing_refusals() == []
    assert uncovered.get_refusals({Severity.SAFETY}) == []
    assert {"disclaimer.missing", "crisis.missing"} <= {p.id for p in uncovered.evaluate()}


def test_observing_says_nothing_of_a_complete_article(article, settings, caplog):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    article.save_revision().publish()
    assert "Observed" not in caplog.text


def test_mistyped_enforcement_enforces(uncovered, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "Observe"
    with pytest.raises(PublishingRefused):
        make_live(uncovered)


# Evidence


def get_events(page):
    return list(PublicationEvent.objects.filter(page_id=page.pk))


def test_publishing_leaves_evidence(article, superuser):
    article.topics = [factories.make_topic(notice="grief")]
    factories.put_in_force("<p>On grief.</p>", kind="grief")
    article.save_revision().publish(user=superuser)
    (event,) = get_events(article)
    assert event.live
    assert (event.title, event.language, event.enforcement) == (article.title, "en", "enforce")
    assert (event.kinds, event.countries) == (["general", "grief"], ["US"])
    assert event.site_id == Site.objects.get().pk
    assert event.url == article.full_url


def test_draft_leaves_no_evidence(article):
    article.title = "Other"
    article.save()
    article.save_revision()
    assert get_events(article) == []


def test_draft_of_a_live_article_leaves_no_evidence(live_article):
    live_article.title = "Draft title"
    live_article.slug = "draft-slug"
    live_article.topics = [factories.make_topic(notice="grief")]
    live_article.save_revision()
    assert [event.title for event in get_events(live_article)] != ["Draft title"]
    assert len(get_events(live_article)) == 1


def test_publishing_without_a_change_leaves_no_second_event(live_article, superuser):
    live_article.save_revision().publish(user=superuser)
    published = get_events(live_article)
    live_article.save_revision().publish(user=superuser)
    assert get_events(live_article) == published


def test_unpublishing_leaves_evidence_once(live_article, superuser):
    live_article.unpublish(user=superuser)
    live_article.save()
    first, second = get_events(live_article)
    assert (first.live, second.live, second.url) == (True, False, "")


@pytest.mark.parametrize("by_parent", [False, True])
def test_deleting_leaves_evidence(live_article, by_parent):
    url = live_article.full_url
    pk = live_article.pk
    if by_parent:
        parent = factories.make_blog_page(model=PlainPage, live=True)
        live_article.move(parent, pos="last-child")
        url = OwnArticlePage.objects.get(pk=pk).full_url
        parent.refresh_from_db()
        parent.delete()
    else:
        live_article.delete()
    last = PublicationEvent.objects.filter(page_id=pk).last()
    assert (last.live, last.url) == (False, url)


def test_deleting_a_draft_leaves_no_evidence(article):
    article.delete()
    assert not PublicationEvent.objects.exists()


def test_deleting_an_unpublished_article_adds_nothing(live_article, superuser):
    live_article.unpublish(user=superuser)
    live_article.delete()
    assert PublicationEvent.objects.count() == 2


def test_moving_leaves_evidence_of_the_new_address(live_article):
    target = factories.make_blog_page(model=PlainPage, live=True, slug="target")
    live_article.move(target, pos="last-child")
    urls = [event.url for event in get_events(live_article)]
    assert urls[1] == urls[0].replace(live_article.slug, f"target/{live_article.slug}")
    assert len(urls) == 2


def test_moving_or_renaming_a_parent_leaves_evidence_for_the_articles_below(
    practice, django_capture_on_commit_callbacks
):
    parent = factories.make_blog_page(model=PlainPage, live=True, slug="old")
    article = factories.make_article(parent=parent, live=True)
    draft = factories.make_article(parent=parent)
    target = factories.make_blog_page(model=PlainPage, live=True, slug="target")
    parent.refresh_from_db()
    parent.move(target, pos="last-child")
    parent.refresh_from_db()
    parent.slug = "new"
    with django_capture_on_commit_callbacks(execute=True):
        parent.save()
    paths = [event.url.split("/", 3)[3] for event in get_events(article)]
    slug = article.slug
    assert paths == [f"old/{slug}/", f"target/old/{slug}/", f"target/new/{slug}/"]
    assert get_events(draft) == []


def test_renaming_leaves_evidence_of_the_new_address(live_article, superuser):
    live_article.slug = "new"
    live_article.save_revision().publish(user=superuser)
    assert get_events(live_article)[-1].url.endswith("/new/")
    assert len(get_events(live_article)) == 2


def test_saving_the_base_row_leaves_evidence(live_article):
    base = Page.objects.get(pk=live_article.pk)
    base.title = "Other title"
    base.save()
    assert get_events(live_article)[-1].title == "Other title"


def test_alias_leaves_evidence_of_its_own(live_article):
    factories.get_home("es")
    alias = live_article.copy_for_translation(factories.get_locale("es"), alias=True)
    (event,) = get_events(alias)
    assert (event.live, event.language) == (True, "en")


def test_page_without_a_site_leaves_evidence_without_an_address(practice, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"en": ["US"]}
    root = Page.objects.get(depth=1)
    page = factories.make_article(parent=root, live=True)
    (event,) = get_events(page)
    assert (event.site_id, event.url) == (None, "")


@pytest.mark.django_db
def test_flush_is_followed_as_migrate_is():
    """It sends the same signal, without the apps of the migrations."""
    Permission.objects.filter(codename__startswith="review_translation_").delete()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert Permission.objects.filter(codename__startswith="review_translation_").exists()
