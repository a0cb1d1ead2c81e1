"""The report of all covered pages: what is wrong, since when reviewed; filtered and exported."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission, Page, Site

from tests import factories
from tests.admin.answers import get_links, get_text, is_denied, read
from tests.factories import section
from tests.testapp.models import PlainPage
from wagtail_attachment.models import Review
from wagtail_attachment.reports.articles import ArticlesReportView
from wagtail_attachment.setup import create_groups

URL = "/admin/practice/articles/"


def get_rows(client, **query):
    """Return the cells of each row, by the page's title."""
    page = read(client.get(URL, query))
    rows = [[get_text(cell) for cell in row.select("td")] for row in page.select("tbody tr")]
    return {row[0].split(" English")[0].split(" Spanish")[0]: row[1:] for row in rows}


def get_csv(client, **query):
    response = client.get(URL, {"export": "csv", **query})
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode())))


def record_review(page, due=None, name="Rita Reviewer"):
    return Review.record(
        person_id=1,
        person_name=name,
        object_type=page._meta.label,
        object_id=page.pk,
        language="en",
        digest="",
        kind=Review.Kind.CLINICAL,
        next_due=due,
    )


@pytest.fixture
def editor(log_in, home):
    user = factories.make_user("access_admin")
    user.groups.add(create_groups()["editors"])
    return log_in(user)


def test_report_lists_every_covered_page_live_or_draft(owner, practice):
    factories.make_article(live=True, title="Live one")
    factories.make_blog_page(title="Draft one")
    factories.make_blog_page(model=PlainPage, title="None of ours", live=True)
    assert list(get_rows(owner)) == ["Live one", "Draft one"]


def test_report_says_what_is_wrong_and_leads_to_where_it_is_put_right(owner, home):
    page = factories.force_live(factories.make_blog_page(title="Uncovered"))
    status, readers_get, wrong, *_review = get_rows(owner)["Uncovered"]
    assert "live" in status.lower()
    assert readers_get == "Help in its place (503)"
    assert "Safety There is no approved disclaimer" in wrong
    fix = f"/admin/practice/disclaimers/fix/?page={page.pk}&kind=general&locale={page.locale_id}"
    assert fix in get_links(owner.get(URL))


def test_draft_is_judged_by_its_last_revision(owner, practice):
    article = factories.make_article(title="Draft")
    assert "heading" not in get_rows(owner)["Draft"][2]
    article.body = [section(heading="")]
    article.save_revision(clean=False)
    assert "has no heading" in get_rows(owner)["Draft"][2]


def test_live_page_is_judged_by_what_readers_see(owner, practice):
    article = factories.make_article(live=True, title="Live")
    article.body = [section(heading="")]
    article.save_revision(clean=False)
    assert "heading" not in get_rows(owner)["Live"][2]


def test_report_tells_of_the_last_review_and_the_next(owner, practice):
    article = factories.make_article(live=True, title="Reviewed")
    record_review(article, name="Former Reviewer")
    record_review(article, due=timezone.localdate() - timedelta(days=1))
    *_others, reviewed, due = get_rows(owner)["Reviewed"]
    assert "Rita Reviewer" in reviewed
    assert "Overdue" in due


def test_alias_has_the_review_of_the_page_whose_text_it_shows(owner, practice):
    article = factories.make_article(live=True, title="Reviewed")
    alias = article.create_alias(update_slug="alias")
    alias = alias.create_alias(update_slug="alias-of-alias")
    alias.create_alias(update_slug="alias-of-alias-of-alias")
    record_review(article)
    assert [row["Reviewed by"] for row in get_csv(owner)] == ["Rita Reviewer"] * 4
    assert len(get_csv(owner, review="current")) == 4
    assert get_csv(owner, review="never") == []


def test_report_asks_the_same_whatever_the_number_of_aliases(rf, superuser, practice):
    def get_sql():
        view = ArticlesReportView()
        view.request = rf.get("/")
        view.request.user = superuser
        return str(view.get_queryset().query)

    alias = factories.make_article(live=True).create_alias(update_slug="alias")
    alias.create_alias(update_slug="first")
    before = get_sql()
    alias.create_alias(update_slug="second")
    assert get_sql() == before


def test_report_says_never_where_a_review_is_due_and_nothing_where_none_is(owner, practice):
    factories.make_article(live=True, title="Article")
    factories.make_blog_page(live=True, title="Post")
    rows = get_rows(owner)
    assert rows["Article"][3:] == ["Never Ask for one", "–"]
    assert rows["Post"][3:] == ["–", "–"]


@pytest.fixture
def pages(practice):
    """One page of each sort that a filter tells apart."""
    today = timezone.localdate()
    article = factories.make_article(live=True, title="Current")
    record_review(article, due=today)
    record_review(factories.make_article(live=True, title="Undated"))
    overdue = factories.make_article(live=True, title="Overdue")
    record_review(overdue, due=today - timedelta(days=1))
    factories.make_article(live=True, title="Never")
    factories.make_blog_page(live=True, title="Post")
    factories.make_article(section(heading=""), title="Headless")
    spanish = factories.make_blog_page(parent=factories.get_home("es"), title="Uncovered")
    factories.force_live(spanish)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"live": "false"}, {"Headless"}),
        ({"live": "true", "review": "never"}, {"Never"}),
        ({"review": "never"}, {"Never", "Headless"}),
        ({"review": "overdue"}, {"Overdue"}),
        ({"review": "current"}, {"Current", "Undated"}),
        ({"severity": "safety"}, {"Uncovered"}),
        ({"severity": "required"}, {"Headless"}),
        ({"violation": "disclaimer.missing"}, {"Uncovered"}),
        ({"violation": "review.overdue"}, {"Overdue"}),
        ({"violation": "review.overdue", "severity": "safety"}, set()),
        ({"locale": "es"}, {"Uncovered"}),
        ({"violation": "review.never", "live": "true"}, {"Never"}),
    ],
)
def test_filters_leave_what_was_asked_for(owner, pages, query, titles):
    assert set(get_rows(owner, **query)) == titles
    assert {row["Title"] for row in get_csv(owner, **query)} == titles


@pytest.mark.parametrize(
    "query",
    [{"severity": "fatal"}, {"violation": "none.such"}, {"site": "9"}, {"content_type": "x"}],
)
def test_filter_that_is_none_is_no_failure(owner, pages, query):
    assert owner.get(URL, query).status_code == 200


def test_one_type_or_one_site_at_a_time(owner, pages):
    other = factories.make_blog_page(model=PlainPage, parent=Page.objects.get(depth=1))
    site = Site.objects.create(hostname="other.example", root_page=other)
    factories.set_country()
    factories.make_blog_page(parent=other, title="Elsewhere")
    assert set(get_rows(owner, site=site.pk)) == {"Elsewhere"}
    assert "Uncovered" in get_rows(owner, site=factories.get_site().pk)
    post = Page.objects.get(title="Post")
    found = get_rows(owner, content_type=post.content_type_id)
    assert {title.split(" Blog")[0] for title in found} >= {"Post", "Elsewhere"}
    assert "Never" not in found


def test_csv_has_all_that_the_page_shows(owner, pages):
    rows = {row["Title"]: row for row in get_csv(owner)}
    assert rows["Uncovered"]["Shown to readers"] == "Help in its place (503)"
    assert rows["Uncovered"]["Language"] == "es"
    assert rows["Uncovered"]["Enforcement"] == "enforce"
    assert "disclaimer" in rows["Uncovered"]["Safety"]
    assert "has no heading" in rows["Headless"]["Required"]
    assert "clinical review" in rows["Never"]["Advice"]
    assert rows["Current"]["Reviewed by"] == "Rita Reviewer"
    assert rows["Current"]["Next review due"] == timezone.localdate().isoformat()
    assert rows["Post"]["Address"].startswith("http://localhost/")
    assert rows["Post"]["Site"]


def test_xlsx_opens_and_has_a_row_a_page(owner, pages):
    content = b"".join(owner.get(URL, {"export": "xlsx"}).streaming_content)
    rows = list(load_workbook(BytesIO(content)).active.values)
    assert rows[0][0] == "Title"
    assert len(rows) == 8


# Who, and how dear


def test_report_is_closed_to_those_who_work_on_no_page(visitor, pages):
    assert is_denied(visitor.get(URL, follow=True))
    assert URL not in visitor.get("/admin/").content.decode()


def test_editor_sees_the_pages_that_are_theirs(editor, pages):
    assert "Never" in get_rows(editor)
    assert URL in editor.get("/admin/").content.decode()
    spanish = factories.get_home("es")
    GroupPagePermission.objects.filter(page=spanish).delete()
    GroupPagePermission.objects.update(page=spanish)
    assert set(get_rows(editor)) == {"Uncovered"}


def count_queries(client, **query):
    client.get(URL, query)  # fills what Wagtail keeps
    with CaptureQueriesContext(connection) as queries:
        client.get(URL, query)
    return len(queries)


@pytest.mark.parametrize("query", [{}, {"severity": "safety"}, {"violation": "review.never"}])
def test_queries_do_not_grow_with_live_pages(owner, practice, query):
    def make_pages(number):
        for _ in range(number):
            record_review(factories.make_article(live=True))
            factories.make_article(live=True)
            factories.force_live(factories.make_blog_page(parent=factories.get_home("es")))

    make_pages(2)
    before = count_queries(owner, **query)
    make_pages(8)
    assert count_queries(owner, **query) == before


# Observing


def test_report_says_loudly_that_observe_mode_is_on(owner, home, settings):
    assert "Report-only mode is on" not in owner.get(URL).content.decode()
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    factories.make_blog_page(live=True, title="Uncovered")
    assert "Report-only mode is on" in owner.get(URL).content.decode()
    assert get_rows(owner)["Uncovered"][1] == "The page without a disclaimer"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t"])
def test_no_cell_of_the_csv_is_a_formula(owner, practice, begin):
    title = f"{begin}HYPERLINK(1)"
    factories.make_article(title=title, live=True)
    (row,) = get_csv(owner)
    assert row["Title"] == f"'{title}"
