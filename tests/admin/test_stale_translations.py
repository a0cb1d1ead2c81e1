"""A translation made by hand whose original changed says so: in the editor, reports and audits."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_text, read
from tests.factories import paragraph, section
from wagtail_attachment.models import TranslationBase
from wagtail_attachment.pages.models import ArticlePage

CHANGED = "The original changed after this translation was made"
REPORT = "/admin/practice/articles/"


@pytest.fixture
def page(practice, home):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")
    return publish(factories.make_article(title="Closeness", model=ArticlePage))


@pytest.fixture
def spanish(page):
    copy = page.copy_for_translation(factories.get_locale("es"))
    copy.title = "Cercanía"
    copy.body = [section(heading="Un título", content=[paragraph("<p>Puede pesar.</p>")])]
    return publish(copy)


def publish(page):
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def change(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    return publish(page)


def read_editor(client, page):
    return read(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))


def get_warning(client, page):
    """Return what the editor warns of at the top of the form, an empty string if of nothing."""
    panel = read_editor(client, page).select_one("#panel-child-content-translation-content")
    warning = panel and panel.select_one(".help-block")
    return get_text(warning) if warning else ""


@pytest.mark.translation_case(9)
def test_editor_names_what_is_new_in_the_original_and_that_alone(owner, page, spanish):
    assert get_warning(owner, spanish) == ""
    change(page, subtitle="A promise")
    said = get_warning(owner, spanish)
    assert said == "The original has changed since: Added A promise"


@pytest.mark.translation_case(9)
def test_review_page_names_what_is_new_in_the_original(owner, page, spanish):
    change(page, subtitle="A promise")
    url = reverse("wagtail_attachment:review_translation", args=[spanish.pk])
    assert "The original has changed since: Added A promise" in get_text(read(owner.get(url)).main)


def test_editor_leads_to_the_original_and_to_both_side_by_side(owner, page, spanish):
    links = {link["href"] for link in read_editor(owner, spanish).select("a[href]")}
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in links
    assert reverse("wagtail_attachment:review_translation", args=[spanish.pk]) in links


def test_editor_says_so_too_where_no_record_of_the_earlier_text_is_left(owner, page, spanish):
    TranslationBase.objects.all().delete()
    change(page, subtitle="A promise")
    assert CHANGED in get_warning(owner, spanish)


def test_editor_is_quiet_once_the_translation_followed(owner, page, spanish):
    change(page, subtitle="A promise")
    change(spanish, subtitle="Una promesa")
    assert get_warning(owner, spanish) == ""


def test_editor_of_an_original_speaks_of_no_translation(owner, page, spanish):
    assert "is a translation from" not in get_text(read_editor(owner, page))
    assert "is a translation from English" in get_text(read_editor(owner, spanish))


def test_report_says_how_each_translation_stands(owner, page, spanish):
    assert get_translation_cells(owner) == {"Closeness": "–", "Cercanía": "Up to date"}
    change(page, subtitle="A promise")
    assert get_translation_cells(owner)["Cercanía"] == "The original changed since"
    german = page.copy_for_translation(factories.get_locale("de"), copy_parents=True)
    assert german.title == "Closeness"
    cells = [row[1] for row in read_report(owner) if row[0] == "Closeness"]
    assert sorted(cells) == ["4 texts are not translated", "–"]


def test_report_s_export_has_it_too(owner, page, spanish):
    change(page, subtitle="A promise")
    lines = b"".join(owner.get(f"{REPORT}?export=csv").streaming_content).decode().splitlines()
    assert "Translation" in lines[0]
    assert any("Cercanía" in line and "the original changed since" in line for line in lines)


def test_report_of_a_practice_with_one_language_has_no_such_column(owner, practice, home):
    publish(factories.make_article(title="Closeness", model=ArticlePage))
    assert "Translation" not in get_text(read(owner.get(REPORT)).select_one("thead"))


@pytest.mark.translation_case(9)
def test_audit_names_it(page, spanish, capsys):
    change(page, subtitle="A promise")
    call_command("audit_articles")
    assert "translation.stale" in capsys.readouterr().out


def read_report(client):
    table = read(client.get(REPORT)).select_one("table.listing")
    column = [get_text(cell) for cell in table.select("thead th")].index("Translation")
    return [
        (get_text(row.select_one("td a")), get_text(row.select("td")[column]))
        for row in table.select("tbody tr")
    ]


def get_translation_cells(client):
    return dict(read_report(client))
