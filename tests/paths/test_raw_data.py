"""What comes in past every gate is withheld from readers, and found by the audit."""

import json
from io import StringIO

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page

from tests import factories
from wagtail_attachment.pages.models import ArticlePage

TEXT = "The text that must not be read alone."


def update(page, tmp_path):
    Page.objects.filter(pk=page.pk).update(live=True)


def bulk_update(page, tmp_path):
    page.live = True
    Page.objects.bulk_update([page], ["live"])


def bulk_update_specific(page, tmp_path):
    page.live = True
    ArticlePage.objects.bulk_update([page], ["live"])


def raw_sql(page, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", [True, page.pk])


def loaddata(page, tmp_path):
    data = json.loads(serializers.serialize("json", [page.page_ptr]))
    data[0]["fields"]["live"] = True
    fixture = tmp_path / "pages.json"
    fixture.write_text(json.dumps(data))
    call_command("loaddata", str(fixture), verbosity=0)


WAYS = [update, bulk_update, bulk_update_specific, raw_sql, loaddata]


@pytest.fixture
def article(home):
    """A draft on a site with help but without a disclaimer."""
    factories.set_country()
    factories.make_verified_line()
    content = [factories.paragraph(f"<p>{TEXT}</p>")]
    return factories.make_article(factories.section(content=content), model=ArticlePage)


@pytest.mark.path("data: queryset.update(live=True)", stopped_by="serve", case=24)
@pytest.mark.path("data: bulk_update()", stopped_by="serve", case=24)
@pytest.mark.path("data: raw SQL", stopped_by="serve", case=24)
@pytest.mark.path("data: loaddata", stopped_by="serve", case=25)
@pytest.mark.parametrize("make_live", WAYS, ids=lambda way: way.__name__)
def test_article_is_withheld_until_it_is_covered(client, article, tmp_path, make_live):
    make_live(article, tmp_path)
    assert Page.objects.get(pk=article.pk).live
    response = client.get(article.get_url())
    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert TEXT not in response.text
    assert 'href="tel:988"' in response.text
    factories.put_in_force()
    response = client.get(article.get_url())
    assert response.status_code == 200
    assert TEXT in response.text


@pytest.mark.path("data: update(), bulk_update(), raw SQL, loaddata", stopped_by="audit", case=24)
@pytest.mark.parametrize("make_live", WAYS, ids=lambda way: way.__name__)
def test_audit_finds_the_article_and_says_who_can_put_it_right(article, tmp_path, make_live):
    make_live(article, tmp_path)
    output = StringIO()
    with pytest.raises(CommandError):
        call_command("audit_articles", "--format", "json", stdout=output)
    finding = json.loads(output.getvalue())[0]
    assert (finding["page_id"], finding["violation"]) == (article.pk, "disclaimer.missing")
    assert finding["fixer"]


@pytest.mark.path("data: a live article's text emptied by update()", stopped_by="audit")
def test_audit_finds_a_text_that_was_changed_behind_the_gate(practice):
    article = factories.make_article(model=ArticlePage, live=True)
    ArticlePage.objects.filter(pk=article.pk).update(body=[factories.section(heading="")])
    output = StringIO()
    with pytest.raises(CommandError):
        call_command("audit_articles", "--format", "json", "--fail-on", "required", stdout=output)
    assert "section.heading-missing" in output.getvalue()
