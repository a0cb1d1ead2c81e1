"""Help on a site's own pages, by one tag: its home, its search, its 404 and its 500."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Site

from tests import factories
from wagtail_attachment.models import PracticeSettings


def render(arguments="", request=None, **context):
    template = "{% load wagtail_attachment_tags %}{% attachment_help " + arguments + " %}"
    request = request or RequestFactory().get("/")
    html = Template(template).render(Context({"request": request, **context}))
    return BeautifulSoup(html, "html.parser").select_one("[data-attachment-help]")


@pytest.mark.django_db
class TestWithAPractice:
    @pytest.fixture(autouse=True)
    def _practice(self, practice):
        pass

    def test_card_has_the_lines_and_the_emergency_number_and_its_styles(self):
        card = render()
        assert card.select_one("[data-attachment-crisis] a[href='tel:988']")
        assert card.select_one("a[href='tel:911']")
        assert card.select_one("link[rel=stylesheet]")

    def test_in_the_reader_s_language(self):
        factories.get_locale("es")
        with translation.override("es"):
            card = render()
        assert card["lang"] == "es"
        assert "Llame al" in card.get_text() or "Llamar al" in card.get_text()

    def test_a_language_without_pages_gets_the_site_s(self):
        with translation.override("sw"):
            assert render()["lang"] == "en"

    @pytest.mark.parametrize(
        ("words", "first"), [("kill myself", True), ("jealousy", False), ("", False), (None, False)]
    )
    def test_a_site_s_own_search_shows_it_once_first_or_last(self, words, first):
        assert bool(render("when=words", words=words)) == first
        assert bool(render("unless=words", words=words)) == (not first)

    def test_page_for_errors_has_no_request(self):
        html = Template("{% load wagtail_attachment_tags %}{% attachment_help %}").render(Context())
        assert "tel:988" in html

    def test_it_shows_before_static_files_are_collected(self, settings, tmp_path):
        settings.STATIC_ROOT = str(tmp_path)
        storage = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}
        card = render()
        assert card.select_one("a[href='tel:988']")
        assert card.select_one("link[rel=stylesheet]")["href"].startswith(settings.STATIC_URL)

    def test_nothing_is_shown_of_another_site(self):
        other = Site.objects.create(
            hostname="other.example", root_page=factories.get_home(), site_name="Other"
        )
        PracticeSettings.objects.create(site=other, country="GB")
        card = render(request=RequestFactory().get("/", headers={"host": "other.example"}))
        assert card.select_one("a[href='tel:999']")
        assert not card.select_one("a[href='tel:988']")


def test_help_without_a_database(monkeypatch, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"en": ["US"]}

    def fail(*args):
        raise DatabaseError("The database is gone.")

    monkeypatch.setattr(Site, "find_for_request", fail)
    card = render()
    assert card.select_one("a[href='tel:911']")
    assert render("when=words", words="kill myself")
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {}
    assert "Call your local emergency number." in render().get_text()


@pytest.mark.django_db
def test_help_without_a_site():
    Site.objects.all().delete()
    assert "Call your local emergency number." in render().get_text()


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["kill myself", "jealousy"])
def test_snippets_of_the_docs_show_it_once(practice, words):
    page = Path(__file__).parent.parent / "docs/how-to/show-help-on-your-own-pages.md"
    for snippet in re.findall(r"```html\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        html = Template(snippet).render(Context({"search_query": words}))
        soup = BeautifulSoup(html, "html.parser")
        assert len(soup.select("[data-attachment-help] a[href='tel:911']")) == 1
