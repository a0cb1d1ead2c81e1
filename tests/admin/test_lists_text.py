"""What a list of articles says itself: judged as an article's text is, and by nothing else of an article."""

import pytest
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.test.utils.form_data import nested_form_data, rich_text

from tests import factories
from tests.admin.answers import get_messages, get_text, read
from wagtail_attachment.evidence.audit import find_violations
from wagtail_attachment.models import PublicationEvent
from wagtail_attachment.pages.models import ArticleIndexPage
from wagtail_attachment.publishing import PublishingRefused

HARMFUL = "<p>Stop taking your medication, or call 13 11 14.</p>"
FOUND = {"wording.harmful", "number.unverified"}


def make_list(introduction, **values):
    return factories.make_blog_page(
        model=ArticleIndexPage, title="Reading", introduction=introduction, **values
    )


def reload(page):
    return type(page).objects.get(pk=page.pk)


def get_edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def write(introduction, **more):
    return nested_form_data(
        {
            "title": "Reading",
            "slug": "reading",
            "seo_title": "",
            "search_description": "",
            "introduction": rich_text(introduction),
            "go_live_at": "",
            "expire_at": "",
            "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
            **more,
        }
    )


PUBLISH = {"action-publish": "action-publish"}


def test_draft_is_kept_and_publishing_it_says_why_not(owner, practice):
    page = make_list("<p>Welcome.</p>", live=True)
    response = owner.post(get_edit_url(page), write(HARMFUL, **PUBLISH), follow=True)
    said = " ".join(get_messages(response))
    assert "“Stop taking your medication” – instead, write:" in said
    assert "13 11 14 is a crisis line of Australia." in said
    assert "Publish anyway" in response.text
    assert "Welcome" in reload(page).introduction
    assert "13 11 14" in reload(page).get_latest_revision_as_object().introduction


def test_new_one_begins_as_a_draft_and_says_why_it_is_not_live(owner, practice):
    meta = ArticleIndexPage._meta
    args = [meta.app_label, meta.model_name, factories.get_home().pk]
    url = reverse("wagtailadmin_pages:add", args=args)
    response = owner.post(url, write(HARMFUL, **PUBLISH), follow=True)
    assert "Your text is saved. It is not published yet" in get_messages(response)[0]
    assert not ArticleIndexPage.objects.get().live
    owner.post(get_edit_url(ArticleIndexPage.objects.get()), write("<p>Hello.</p>", **PUBLISH))
    assert ArticleIndexPage.objects.get().live


@pytest.mark.parametrize("way", ["save", "publish", "title"])
def test_no_way_of_publishing_passes_by(practice, way):
    page = make_list("<p>Welcome.</p>", live=way == "title")
    page.introduction = HARMFUL
    if way == "title":
        page.introduction, page.title = "", "Stop taking your antidepressants"
    if way == "save":
        page.live = True
        with pytest.raises(PublishingRefused):
            page.save()
    else:
        with pytest.raises(PublishingRefused):
            page.save_revision().publish(user=factories.make_user(superuser=True))
    assert reload(page).title == "Reading"
    assert reload(page).introduction == "<p>Welcome.</p>"


def test_schedule_is_cleared_where_nobody_is_there_to_be_told(practice):
    page = make_list(HARMFUL)
    page.save_revision().publish()
    assert not reload(page).live


def test_checklist_stands_beside_its_editor(owner, practice):
    page = make_list(HARMFUL)
    checklist = read(owner.get(get_edit_url(page))).select_one("[data-side-panel='checklist']")
    assert {item["data-violation"] for item in checklist.select("[data-violation]")} == FOUND
    page.introduction = "<p>Welcome.</p>"
    page.save_revision()
    checklist = read(owner.get(get_edit_url(page))).select_one("[data-side-panel='checklist']")
    assert "Nothing is missing: it can be published." in get_text(checklist)


def test_what_passed_the_gate_is_in_report_and_audit(owner, practice):
    page = factories.force_live(make_list(HARMFUL))
    factories.make_article(live=True)
    assert {found.violation.id for found in find_violations() if found.page == page} == FOUND
    assert not list(find_violations(hostname="elsewhere.example"))
    for query in ({}, {"violation": "wording.harmful"}, {"severity": "required"}):
        (row,) = (
            row
            for row in read(owner.get("/admin/practice/articles/", query)).select("tbody tr")
            if "Reading" in get_text(row)
        )
        assert "Stop taking your medication" in get_text(row)
        assert "The page" in get_text(row)
    exported = owner.get("/admin/practice/articles/", {"export": "csv"})
    assert "Stop taking your medication" in b"".join(exported.streaming_content).decode()


def test_what_stands_there_already_freezes_nothing(practice):
    page = factories.force_live(make_list(HARMFUL))
    page.save()
    page.move(factories.make_blog_page(live=True), pos="last-child")
    assert reload(page).live


def test_nothing_else_of_an_article_is_asked_of_it(home):
    page = make_list("<p>Welcome.</p>")
    assert page.evaluate() == []
    page.save_revision().publish()
    assert reload(page).live
    assert not PublicationEvent.objects.exists(), "it is no article"


def test_its_alias_is_judged_with_it(practice, settings):
    page = make_list("<p>Welcome.</p>", live=True)
    alias = CreatePageAliasAction(page, parent=factories.get_home(), update_slug="same").execute()
    page.introduction = HARMFUL
    with pytest.raises(PublishingRefused):
        page.save_revision().publish(user=factories.make_user(superuser=True))
    assert "Welcome" in reload(alias).introduction


def test_text_of_another_covered_page_is_judged_too(practice):
    page = factories.make_blog_page(text="Stop taking your medication, or call 13 11 14.")
    assert {violation.id for violation in page.evaluate()} >= FOUND
