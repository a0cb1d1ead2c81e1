"""The checklist beside the editor: what it says of each state, and that it is renewed as one types."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page, Workflow, WorkflowPage

from tests import factories
from tests.admin.answers import get_messages, get_text, read
from tests.admin.writing import paragraph, section, write_article
from wagtail_attachment.models import CrisisResource
from wagtail_attachment.pages.models import ArticlePage, AttachmentStylePage

PUBLISH = {"action-publish": "action-publish"}
SUBMIT = {"action-submit": "action-submit"}
AUTOSAVE = {"headers": {"Accept": "application/json"}}


def get_edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def get_add_url(model=ArticlePage):
    meta = model._meta
    args = [meta.app_label, meta.model_name, factories.get_home().pk]
    return reverse("wagtailadmin_pages:add", args=args)


def open_checklist(client, url):
    return read(client.get(url)).select_one("[data-side-panel='checklist']")


def get_ids(checklist):
    return {item["data-violation"] for item in checklist.select("[data-violation]")}


def get_count(soup):
    found = soup.select_one("[data-side-panel-toggle='checklist'] [data-side-panel-toggle-counter]")
    return 0 if found.has_attr("hidden") else int(found.text)


def make_workflow():
    workflow = Workflow.objects.create(name="Approval")
    WorkflowPage.objects.create(workflow=workflow, page=Page.get_first_root_node())


def reload(page):
    return type(page).objects.get(pk=page.pk)


def test_it_names_what_is_missing_and_leads_there(owner, home):
    article = factories.make_article(factories.section(heading=""), model=ArticlePage)
    checklist = open_checklist(owner, get_edit_url(article))
    assert {"disclaimer.missing", "crisis.missing", "section.heading-missing", "review.never"} <= (
        get_ids(checklist)
    )
    (block,) = article.body
    item = checklist.select_one("[data-violation='section.heading-missing'] a")
    assert item["href"] == f"#block-{block.id}-section"


def test_number_in_the_header_counts_what_stops_it_alone(owner, home):
    article = factories.make_article(factories.section(heading=""), model=ArticlePage)
    page = read(owner.get(get_edit_url(article)))
    assert get_count(page) == 3
    assert "review.never" in get_ids(page.select_one("[data-side-panel='checklist']"))


@pytest.mark.parametrize(
    ("is_live", "is_missing", "sentence"),
    [
        (False, True, "Not ready to publish: 1 item to fix."),
        (True, True, "This page is live, but 1 item needs attention."),
        (False, False, "Nothing is missing: it can be published."),
        (True, False, "This page is live, and nothing is missing."),
    ],
)
def test_it_says_how_the_page_stands(owner, practice, is_live, is_missing, sentence):
    article = factories.make_article(model=ArticlePage, live=is_live)
    if is_missing:
        for line in CrisisResource.objects.all():
            line.withdraw(factories.make_verifier())
    assert sentence in get_text(open_checklist(owner, get_edit_url(article)))


def test_nothing_is_called_missing_in_a_page_that_is_not_begun(owner, home):
    page = read(owner.get(get_add_url(AttachmentStylePage)))
    checklist = page.select_one("[data-side-panel='checklist']")
    assert "Save a draft at any time." in get_text(checklist)
    assert not get_ids(checklist)
    assert get_count(page) == 0


def test_a_page_of_another_kind_has_none(owner, home):
    assert open_checklist(owner, get_edit_url(home)) is None


def test_autosave_brings_the_checklist_of_what_it_saved(owner, practice):
    article = factories.make_article(model=ArticlePage, live=False)
    for content, missing in (([], {"section.empty"}), ([paragraph("Words")], set())):
        answer = owner.post(
            get_edit_url(article), write_article(section(content=content)), **AUTOSAVE
        )
        html = json.loads(answer.content)["html"]
        panel = BeautifulSoup(html.partition("[data-side-panel='checklist']")[2], "html.parser")
        assert missing == get_ids(panel) - get_advice(article)
        [(hidden, count)] = re.findall(r'toggle-counter class="[^"]+"( hidden)?>(\d+)<', html)
        assert (bool(hidden), int(count)) == (not missing, len(missing))


def get_advice(article):
    draft = reload(article).get_latest_revision_as_object()
    return {each.id for each in draft.evaluate() if each.severity == "advice"}


def test_published_without_a_required_field_it_is_kept_and_the_field_is_named(owner, practice):
    """Wagtail would say that there are validation errors, and keep nothing."""
    data = {**write_article(section(purpose="signs"), lead="Typed"), "style": "", **PUBLISH}
    response = owner.post(get_add_url(AttachmentStylePage), data, follow=True)
    page = AttachmentStylePage.objects.get()
    assert not page.live
    assert "Typed" in str(page.get_latest_revision_as_object().lead)
    assert "“Attachment style” is empty: fill it in." in " ".join(get_messages(response))
    checklist = open_checklist(owner, get_edit_url(page))
    link = checklist.select_one("[data-violation='field.missing'] a")
    assert link["href"] == "#panel-child-content-style-section"


def test_refused_for_much_it_says_three_things_and_the_checklist_all(owner, practice):
    data = {**write_article(*[section(heading="")] * 5), **PUBLISH}
    said = read(owner.post(get_add_url(ArticlePage), data, follow=True)).select_one(".messages")
    assert len(said.select("[data-violation]")) == 3
    assert "The checklist names 2 more." in get_text(said)
    checklist = open_checklist(owner, get_edit_url(ArticlePage.objects.get()))
    assert len(checklist.select("[data-violation='section.heading-missing']")) == 5


def test_live_page_that_loses_a_required_field_stays_as_readers_have_it(owner, practice):
    sections = [factories.section(purpose) for purpose in AttachmentStylePage.outline]
    page = factories.make_article(*sections, model=AttachmentStylePage, style="avoidant", live=True)
    data = {**write_article(section(purpose="signs")), "style": "", **PUBLISH}
    owner.post(get_edit_url(page), data)
    assert reload(page).style == "avoidant"
    assert reload(page).has_unpublished_changes


def test_submitted_without_a_required_field_it_is_refused_by_name(owner, practice):
    Workflow.objects.first() or make_workflow()
    data = {**write_article(section(purpose="signs")), "style": "", **SUBMIT}
    response = owner.post(get_add_url(AttachmentStylePage), data)
    assert "“Attachment style” is empty: fill it in." in response.text
    assert not AttachmentStylePage.objects.exists()


def test_while_only_reporting_wagtail_s_own_validation_holds(owner, practice, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    data = {**write_article(section(purpose="signs")), "style": "", **PUBLISH}
    owner.post(get_add_url(AttachmentStylePage), data)
    assert not AttachmentStylePage.objects.filter(live=True).exists()


def test_only_who_can_fix_it_gets_the_link_and_others_a_name(owner, log_in, home, superuser):
    editor = factories.make_user("access_admin", name="Eve")
    factories.give_page_rights(editor, home, "change_page")
    article = factories.make_article(model=ArticlePage)
    article.save_revision()
    item = "[data-violation='disclaimer.missing']"
    own = open_checklist(owner, get_edit_url(article)).select_one(item)
    assert "Fix this" in get_text(own)
    theirs = open_checklist(log_in(editor), get_edit_url(article)).select_one(item)
    assert f"Ask: {superuser.first_name}" in get_text(theirs)
    assert not theirs.select("a")


def test_it_is_of_what_was_saved_where_the_form_was_refused(owner, practice):
    article = factories.make_article(factories.section(heading=""), model=ArticlePage)
    article.save_revision(clean=False)
    data = {**write_article(section(heading="x" * 300)), **PUBLISH}
    refused = read(owner.post(get_edit_url(article), data))
    checklist = refused.select_one("[data-side-panel='checklist']")
    assert "section.heading-missing" in get_ids(checklist)


def test_each_problem_is_named_once(owner, practice):
    data = write_article(section(content=[]))
    owner.post(get_add_url(), data)
    page = ArticlePage.objects.get()
    ids = [each.id for each in page.get_latest_revision_as_object().evaluate()]
    assert ids.count("section.empty") == 1
    assert "body.invalid" not in ids
