"""Each address has a page of its own: by host, scheme, language, and where the site is mounted."""

import pytest
from django.db import connection
from django.test import Client, override_settings
from wagtail.models import Site

from tests import factories
from tests.testapp.models import PlainPage
from wagtail_attachment.models import PracticeSettings
from wagtail_attachment.pages.models import ArticlePage

from .reading import get_text, is_kept, read


@pytest.fixture
def url(article):
    return article.get_url()


def test_two_sites_have_their_own_pages(article):
    other = factories.make_blog_page(model=PlainPage, live=True, slug="other")
    site = Site.objects.create(hostname="other.example", root_page=other)
    PracticeSettings.objects.create(site=site, country="US")
    for parent, title in ((article.get_parent().get_parent(), "First"), (other, "Second")):
        page = factories.make_article(parent=parent, title=title, slug="same", live=True)
        assert page.get_url().endswith("/same/")
    for _reader in range(2):
        assert "First" in get_text("/same/")
        assert "Second" in get_text("/same/", host="other.example")
    assert read("/same/").queries == read("/same/", host="other.example").queries == 1


@pytest.mark.parametrize("headers", [{"host": "other.example"}, {"x_forwarded_proto": "https"}])
def test_what_is_kept_for_one_address_is_not_given_at_another(url, settings, headers):
    """Addresses in the page would be those of the first reader's."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    tag = read(url)["ETag"]
    assert is_kept(url)
    response = read(url, **headers)
    assert response.queries > 1
    assert response["ETag"] != tag
    assert read(url, if_none_match=tag, **headers).status_code == 200


def test_host_that_is_none_of_the_site_s_gets_nothing(url, settings):
    assert is_kept(url)
    settings.ALLOWED_HOSTS = ["testserver"]
    assert read(url, host="other.example").status_code == 400
    assert read(url).queries == 1


def test_site_below_a_path_has_its_own_pages(url):
    tag = read(url)["ETag"]
    assert is_kept(url)
    below = Client(SCRIPT_NAME="/site")
    response = read(url, client=below, if_none_match=tag)
    assert (response.status_code, response.queries > 1) == (200, True)
    assert is_kept(url, client=below)


def test_each_language_has_its_own_pages(article, url):
    factories.put_in_force(factories.WORDING_ES, language="es")
    spanish = article.copy_for_translation(factories.get_locale("es"), copy_parents=True)
    factories.force_live(spanish.get_parent().specific)
    factories.force_live(spanish)
    assert spanish.get_url().startswith("/es/")
    assert is_kept(url)
    assert is_kept(spanish.get_url())
    assert 'lang="es"' in get_text(spanish.get_url())
    assert 'lang="es"' not in get_text(url).partition("</head>")[0].partition(">")[0]


def test_redirect_to_a_language_is_not_kept(url):
    """Where the default language has a prefix too, an address without one leads to it."""
    with override_settings(ROOT_URLCONF="tests.delivery.prefixed_urls"):
        for language in ("en", "es", "en"):
            response = read(url, accept_language=language)
            assert (response.status_code, response["Location"]) == (302, f"/{language}{url}")
        assert is_kept(f"/en{url}")


def test_language_of_the_reader_is_in_the_key(url):
    """Where addresses have no prefix, a page may show itself in the reader's language."""
    with override_settings(ROOT_URLCONF="tests.delivery.plain_urls"):
        assert is_kept(url, accept_language="en")
        assert read(url, accept_language="es").queries > 1
        assert read(url, accept_language="es")["Content-Language"] == "es"


def test_time_zone_of_the_reader_is_in_the_key(url, settings):
    settings.MIDDLEWARE = ["tests.delivery.zones.zone_middleware", *settings.MIDDLEWARE]
    assert is_kept(url, zone="Asia/Tokyo")
    assert read(url, zone="Europe/Berlin").queries > 1


SETTINGS = {
    "WAGTAIL_ATTACHMENT_RELEASE": "2",
    "WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS": {"US": "112"},
    "WAGTAIL_ATTACHMENT_BOOKING_HOSTS": ["example.com"],
    "WAGTAIL_ATTACHMENT_ENFORCEMENT": "observe",
    "WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES": {"en": {"GB"}},
}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_readers_see_are_in_the_key(url, settings, name):
    tag = read(url)["ETag"]
    assert is_kept(url)
    setattr(settings, name, SETTINGS[name])
    response = read(url, if_none_match=tag)
    assert (response.status_code, response.queries > 1) == (200, True)
    assert response["ETag"] != tag


def test_requests_in_a_transaction_are_kept(url, monkeypatch):
    """The edition is read before the view's transaction begins."""
    in_transaction = []
    serve = ArticlePage.serve
    monkeypatch.setattr(
        ArticlePage,
        "serve",
        lambda *args: (in_transaction.append(len(connection.atomic_blocks)), serve(*args))[1],
    )
    depth = len(connection.atomic_blocks)
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)
    assert is_kept(url)
    assert in_transaction == [depth + 1]
