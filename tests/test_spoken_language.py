"""Readers and editors are spoken to in their language, on whole pages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from tests import factories
from tests.factories import paragraph, section
from tests.test_translations import get_blocks, read_catalogue
from wagtail_attachment.ledger.persons import describe_person
from wagtail_attachment.models import (
    BookingCTA,
    CrisisResource,
    Disclaimer,
    Practitioner,
    Review,
    Topic,
)
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.django_db

READ_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")


def get_words(soup: BeautifulSoup) -> set[str]:
    """Return every piece of text that a page shows or has read out."""
    for element in soup.find_all(["script", "style", "template"]):
        element.decompose()
    pieces = [" ".join(str(text).split()) for text in soup.find_all(string=True)]
    pieces += [tag[name] for name in READ_ATTRIBUTES for tag in soup.find_all(attrs={name: True})]
    return {piece for piece in pieces if piece}


def get_spanish_home() -> Page:
    home = factories.get_home("es")
    factories.force_live(home)
    return home


def get_english(words: set[str], language: str) -> set[str]:
    """Return those words that are a text of ours before its translation into ``language``."""
    found = set()
    for entry in read_catalogue(language):
        translations = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        for source in filter(None, (entry.msgid, entry.msgid_plural)):
            text = re.sub(r"<[^>]+>", " ", source).strip(" ,")
            parts = re.split(r"%\(\w+\)s|\{\w+\}", text)
            pattern = re.compile(".+".join(map(re.escape, parts)), re.IGNORECASE)
            if re.search(r"\w", "".join(parts)) and source not in translations:
                found |= {word for word in words if pattern.fullmatch(word)}
    return found


@pytest.fixture
def article(db: None) -> ArticlePage:
    """A Spanish article of a US practice, with all that a reader may meet on one."""
    factories.set_country()
    factories.make_verified_line()
    factories.put_in_force(heading="Please read")
    factories.put_in_force(factories.WORDING_ES, language="es", heading="Aviso")
    spanish = factories.get_locale("es")
    author = Practitioner.objects.create(name="Ana Ríos", locale=spanish)
    topic = factories.make_topic("Duelo", sensitive=True, locale=spanish)
    booking = factories.make_booking(heading="Hable", button_label="Reserve", locale=spanish)
    booking.state = "waitlist"
    booking.save()
    factories.set_country(booking=booking)
    factories.make_verified_line(
        "741741", name="Línea", language="es", languages="es, en", review_months=12
    )
    page = factories.make_article(
        section(
            "help",
            "Qué hacer",
            [
                paragraph("<p>Texto.</p>"),
                {"type": "reflection", "value": {"questions": ["¿Qué?"]}},
                {"type": "vignette", "value": {"text": "<p>Ella.</p>"}},
                {"type": "perspectives", "value": {"inside": "<p>A</p>", "outside": "<p>B</p>"}},
            ],
        ),
        section("other", "Más"),
        section("other", "Y más"),
        model=ArticlePage,
        parent=get_spanish_home(),
        title="Cercanía",
        live=True,
        authors=[author],
        topics=[topic],
    )
    Review.record(
        **describe_person(factories.make_user(name="Eva")),
        object_type=page._meta.label,
        object_id=page.pk,
        language="es",
        digest="",
        kind=Review.Kind.CLINICAL,
    )
    return page


def test_a_spanish_reader_meets_no_english_word(client: Client, article: ArticlePage) -> None:
    soup = BeautifulSoup(client.get(article.url).content, "html.parser")
    words = get_words(soup)
    assert get_english(words, "es") == set()
    assert {"¿Necesita ayuda ahora?", "Si esto le está pasando ahora"} <= words
    assert "En esta página" in words
    text = " ".join(soup.get_text(" ").split())
    assert "Llame al 988" in text
    assert "Las 24 horas" in text
    assert "español e inglés" in text
    assert "1 minuto de lectura" in text
    assert "Revisión clínica de Eva , " in text
    assert "Actualmente tenemos lista de espera." in text
    assert soup.html["lang"] == "es"


def test_a_spanish_list_of_articles_has_no_english_word(client: Client, article: Any) -> None:
    index = ArticleIndexPage(title="Lecturas", slug="lecturas", locale=article.locale)
    article.get_parent().add_child(instance=index)
    for query in ("", "?q=zzz", "?q=cercan%C3%ADa"):
        soup = BeautifulSoup(client.get(index.url + query).content, "html.parser")
        assert get_english(get_words(soup), "es") == set()
        assert "Buscar en los artículos" in soup.get_text()


def test_a_reader_of_a_withheld_page_is_told_in_spanish(client: Client, practice: Any) -> None:
    page = factories.make_article(parent=get_spanish_home(), title="Cercanía")
    factories.force_live(page)
    response = client.get(page.url)
    assert response.status_code == 503
    soup = BeautifulSoup(response.content, "html.parser")
    assert get_english(get_words(soup), "es") == set()
    assert "Lo sentimos: este artículo no está disponible en este momento." in soup.get_text()


@pytest.mark.translation_case(21)
def test_an_arabic_reader_meets_no_english_word_and_numbers_run_left_to_right(
    client: Client, db: None
) -> None:
    factories.set_country()
    factories.make_verified_line("1-800-273-8255", name="خط النجاة", language="ar", languages="ar")
    factories.put_in_force(
        "<p>للتثقيف. تواصل مع {crisis_line}.</p>", language="ar", heading="تنبيه"
    )
    home = factories.force_live(factories.get_home("ar"))
    source = {"authors": "Hazan, C.", "title": "Love", "year": 1987, "pmid": "3572722"}
    references = {"type": "references", "value": {"items": [source]}}
    texts = [section("other", "قسم", [paragraph("<p>نص.</p>")]), references]
    page = factories.make_article(*texts, model=ArticlePage, parent=home, title="القرب", live=True)
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert soup.html["dir"] == "rtl"
    assert {bdi.text for bdi in soup.find_all("bdi", dir="ltr")} == {
        "1-800-273-8255",
        "911",
        "PubMed 3572722",
        page.full_url,
    }
    # The practice's name keeps its own order.
    assert [part.name for part in soup.select_one(".attachment-site-header a").children] == ["bdi"]
    # Its link is part of a source, so that it follows the source's direction.
    [source_shown] = soup.select("#references li > bdi")
    assert "Love" in source_shown.text
    assert source_shown.a["href"].endswith("3572722/")
    text = " ".join(soup.get_text(" ").split())
    assert "الاتصال بالرقم 1-800-273-8255" in text
    assert "دقيقة واحدة للقراءة" in text
    assert get_english(get_words(soup), "ar") == set()


@pytest.fixture
def spanish_editor(client: Client) -> Client:
    user = factories.make_user(superuser=True, name="Eva")
    UserProfile.objects.create(user=user, preferred_language="es")
    client.force_login(user)
    return client


def get_admin_addresses(article: ArticlePage) -> list[str]:
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("wagtail_attachment:setup"),
        reverse("wagtail_attachment:verify_line", args=[CrisisResource.objects.first().pk]),
        reverse("wagtail_attachment:withdraw_line", args=[CrisisResource.objects.first().pk]),
        reverse("wagtail_attachment:approve_disclaimer", args=[Disclaimer.objects.first().pk]),
        reverse("wagtail_attachment:paste", args=[article.get_parent().pk]),
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        reverse(
            "wagtailadmin_pages:add",
            args=["wagtail_attachment_pages", "attachmentstylepage", article.get_parent().pk],
        ),
    ]
    for model in (Disclaimer, CrisisResource, BookingCTA, Practitioner, Topic):
        names = model.snippet_viewset.get_url_name
        addresses += [reverse(names("list")), reverse(names("add"))]
        addresses.append(reverse(names("edit"), args=[model.objects.first().pk]))
    return addresses


def test_a_spanish_editor_meets_none_of_our_texts_in_english(
    spanish_editor: Client, article: ArticlePage
) -> None:
    found = {}
    for address in get_admin_addresses(article):
        response = spanish_editor.get(address)
        assert response.status_code == 200, address
        english = get_english(get_words(BeautifulSoup(response.content, "html.parser")), "es")
        if english:
            found[address] = english
    assert found == {}


def test_examples_in_the_block_chooser_are_in_the_editors_language(spanish_editor: Client) -> None:
    found = {}
    for path, block in get_blocks(ArticlePage._meta.get_field("body").stream_block):
        if not hasattr(block.meta, "preview_template"):
            continue
        address = reverse("wagtailadmin_block_preview")
        response = spanish_editor.get(address, {"id": block.definition_prefix})
        english = get_english(get_words(BeautifulSoup(response.content, "html.parser")), "es")
        if english:
            found[path] = english
        if path.endswith(".key_point"):
            assert "Alejarse es una forma de ponerse a salvo" in response.content.decode()
    assert found == {}
