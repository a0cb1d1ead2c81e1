"""What readers see of a person: on articles, on their page, in JSON-LD and in the API; and what never."""

import json
import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests import factories
from tests.admin.answers import get_text, read
from tests.delivery.test_api_schema import PAGES
from tests.practice.test_licences import license, make_person
from wagtail_attachment.articles.profiles import find_profile, find_profiles
from wagtail_attachment.models import PracticeSettings
from wagtail_attachment.pages.models import ArticlePage, ProfilePage

SECRET = "LC 99887"


@pytest.fixture
def ada(practice, media):
    person = make_person(
        credentials="PsyD",
        job_title="Psychologist",
        bio="Ada works with adults.",
        languages="en, es",
        website="https://example.org/ada",
        image=factories.make_picture("Ada at her desk"),
        user=factories.make_user(name="Account Name"),
    )
    license(
        person,
        "Licensed Psychologist",
        number="PS 123",
        issued_by="Maine Board",
        area="ME",
        valid_until=date(2099, 1, 1),
        source_url="https://register.example.org/ps",
        is_public=True,
    )
    license(person, "Secret", number=SECRET, source_url="https://example.org/secret")
    license(person, "Lapsed", is_public=True, valid_until=date(2020, 1, 1))
    return person


def make_profile(person, **values):
    return factories.make_blog_page(
        model=ProfilePage, live=True, title="Ada Lovelace", person=person, **values
    )


def make_article(person, **values):
    return factories.make_article(model=ArticlePage, live=True, authors=[person], **values)


def read_graph(response):
    script = read(response).select_one('script[type="application/ld+json"]')
    return {node["@type"]: node for node in json.loads(script.string)["@graph"]}


def test_article_ends_with_who_wrote_it_and_leads_to_their_page(client, ada):
    article, profile = make_article(ada), make_profile(ada)
    page = read(client.get(article.url))
    about = page.select_one(".attachment-authors")
    text = get_text(about)
    assert "About the author Ada, PsyD Psychologist Ada works with adults." in text
    assert "Works in English and Spanish." in text
    assert "Licensed Psychologist PS 123 , Maine Board (ME, United States)" in text
    assert about.select_one('a[href="https://register.example.org/ps"]')
    assert about.img["alt"] == "Ada at her desk"
    links = [link["href"] for link in page.select(f'a[href="{profile.url}"]')]
    assert len(links) == 2, "in the byline and at the end"
    first = page.select_one("main a[href]")
    assert first["href"] == "#crisis", "help is the first link still"


def test_profile_page_shows_the_person_and_what_they_wrote_with_help_on_it(client, ada):
    profile = make_profile(ada)
    mine, _others = make_article(ada, title="Mine"), make_article(make_person("Bo"), title="Bo's")
    make_article(ada, title="A draft").__class__.objects.filter(title="A draft").update(live=False)
    usual = factories.make_booking(heading="Talk with us")
    PracticeSettings.objects.update(booking=usual)
    own = factories.make_booking(heading="Talk with Ada", practitioner=ada)
    response = client.get(profile.url)
    page = read(response)
    main = get_text(page.select_one("main"))
    for said in ("Ada Lovelace", "Psychologist", "Ada, PsyD", "PS 123", "Works in English", "988"):
        assert said in main
    assert [get_text(card) for card in page.select(".attachment-card")] == ["Mine"]
    assert page.select_one(f'.attachment-card a[href="{mine.url}"]')
    assert "data-attachment-disclaimer" in response.text
    assert [get_text(item.h2) for item in page.select("[data-attachment-booking]")] == [
        "Talk with Ada",
        "Talk with us",
    ]
    PracticeSettings.objects.update(booking=own)
    page = read(client.get(profile.url))
    assert len(page.select("[data-attachment-booking]")) == 1, "the usual one is not shown twice"

    ada.left_on = date(2026, 1, 1)
    ada.save()
    PracticeSettings.objects.update(booking=usual)
    main = get_text(read(client.get(profile.url)).select_one("main"))
    assert "No longer a member of our practice." in main
    assert "Psychologist Need" not in main
    assert "Works in" not in main
    assert "Talk with Ada" not in main
    assert "Mine" in main


def test_what_is_not_public_is_nowhere(client, ada):
    article, profile = make_article(ada), make_profile(ada)
    answers = [client.get(page.url) for page in (article, profile)]
    answers += [client.get(f"/api/pages/{page.pk}/?fields=*") for page in (article, profile)]
    answers += [client.get(f"{pages}{page.pk}/") for pages in PAGES for page in (article, profile)]
    for answer in answers:
        assert answer.status_code == 200
        assert "PS 123" in answer.text
        for secret in (SECRET, "Secret", "Lapsed", "example.org/secret", "Account Name"):
            assert secret not in answer.text
        assert ada.user.username not in answer.text


def test_api_gives_the_public_parts_and_nothing_of_a_hidden_page(client, ada):
    article, profile = make_article(ada), make_profile(ada)
    (person,) = client.get(f"/api/pages/{article.pk}/?fields=*").json()["author_profiles"]
    assert person["name"] == "Ada"
    assert person["url"] == profile.full_url
    assert [licence["number"] for licence in person["licences"]] == ["PS 123"]
    assert client.get(f"/api/pages/{profile.pk}/?fields=*").json()["profile"] == person
    factories.get_home("es")
    spanish = profile.copy_for_translation(factories.get_locale("es"))
    factories.force_live(spanish)
    answer = client.get(f"/api/pages/{spanish.pk}/?fields=*").json()
    assert (answer["withheld"], answer["profile"]) == (True, None)


def test_json_ld_names_the_person_with_what_vouches_for_them(client, ada):
    article, profile = make_article(ada), make_profile(ada)
    person = read_graph(client.get(article.url))["Person"]
    assert person["url"] == profile.full_url
    assert person["sameAs"] == ["https://example.org/ada", "https://register.example.org/ps"]
    assert person["knowsLanguage"] == ["en", "es"]
    assert person["image"].startswith("http://localhost/")
    assert person["hasCredential"][1] == {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": "Licensed Psychologist",
        "recognizedBy": {"@type": "Organization", "name": "Maine Board"},
    }
    graph = read_graph(client.get(profile.url))
    assert graph["Person"] == person
    assert graph["ProfilePage"]["mainEntity"] == {"@id": person["@id"]}
    assert graph["ProfilePage"]["description"] == "Ada works with adults."
    assert graph["ProfilePage"]["usageInfo"]


def test_profile_is_linked_in_its_own_language_and_only_where_everybody_may_read_it(ada):
    locale = ada.locale
    profile = make_profile(ada)
    assert find_profiles([ada], locale)[0].page == profile
    assert find_profiles([ada], factories.get_locale("es"))[0].page is None
    restriction = PageViewRestriction.objects.create(page=profile, restriction_type="login")
    assert find_profiles([ada], locale)[0].page is None
    restriction.delete()
    factories.force_live(profile, live=False)
    assert find_profiles([ada], locale)[0].page is None


def test_key_of_a_person_leads_to_their_profile_in_the_page_s_language(ada):
    spanish = ada.copy_for_translation(factories.get_locale("es"))
    spanish.bio = "Ada trabaja con personas adultas."
    spanish.save()
    key = str(ada.translation_key)
    for person in (ada, spanish):
        assert find_profile(key, person.locale).bio == person.bio
    assert find_profile(key, factories.get_locale("de")).name == "Ada"
    unknown = "00000000-0000-0000-0000-000000000000"
    assert find_profile(unknown, ada.locale) is None


def test_profile_page_without_a_person_says_nothing_false(client, practice):
    profile = make_profile(make_person())
    ProfilePage.objects.update(person=None)
    response = client.get(profile.url)
    assert response.status_code == 200
    assert "Written by" not in response.text
    assert "Works in" not in response.text


@pytest.mark.usefixtures("_edition")
def test_licence_that_lapses_is_not_shown_by_a_kept_page(client, ada, monkeypatch):
    from wagtail_attachment.ledger import memo

    ada.licences = []
    license(ada, "Ends today", is_public=True, valid_until=timezone.localdate())
    article = make_article(ada)
    assert "Ends today" in client.get(article.url).text
    until = memo._latest.until
    assert until <= timezone.now() + timedelta(days=1)
    assert timezone.localtime(until).date() <= timezone.localdate() + timedelta(days=1)
    profile = find_profiles([ada], ada.locale)[0]
    tomorrow = timezone.localdate() + timedelta(days=1)
    name = "wagtail_attachment.articles.profiles.get_practice_day"
    monkeypatch.setattr(name, lambda: tomorrow)
    assert profile.licences == []


def test_portrait_stands_beside_the_name_without_saying_it_twice(client, ada):
    article = make_article(ada)
    portrait, about = read(client.get(article.url)).select("img[src*='fill-320x320']")
    byline = portrait.find_parent(class_="attachment-byline")
    assert "By Ada" in get_text(byline)
    assert (portrait["alt"], about["alt"]) == ("", "Ada at her desk")
    assert portrait["src"] == about["src"], "one file for both"
    assert portrait["width"] == portrait["height"] == "40", "nothing moves when it comes"
    ada.image = None
    ada.save()
    assert not read(client.get(article.url)).select(".attachment-byline img")


def test_author_in_another_language_is_read_out_in_that_one(client, ada):
    factories.put_in_force(factories.WORDING_ES, language="es")
    home = factories.get_home("es")
    factories.force_live(home)
    article = make_article(ada, parent=home)
    soup = BeautifulSoup(client.get(article.url).content, "html.parser")
    bio = soup.select_one('.attachment-person__text div[lang="en"]')
    assert re.search("Ada works with adults", get_text(bio))
