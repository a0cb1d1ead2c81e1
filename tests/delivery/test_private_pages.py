"""Whom Wagtail lets see a page is settled first: nothing of ours answers, or lists, before that."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from tests import factories
from tests.api_v3 import needs_api_v3
from wagtail_attachment.models import DisclaimerVersion
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage

from .reading import get_sitemap, get_text, read

KINDS = ["login", "groups", "password"]
TITLE = "A very private loss"


@pytest.fixture
def section(index):
    return index.add_child(instance=ArticleIndexPage(title="For clients", slug="clients"))


@pytest.fixture
def secret(section):
    topic = factories.make_topic()
    factories.make_article(
        model=ArticlePage, parent=section, live=True, title="Open", topics=[topic]
    )
    return factories.make_article(
        model=ArticlePage, parent=section, live=True, title=TITLE, slug="secret", topics=[topic]
    )


def restrict(page, kind):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="secret"
    )
    restriction.groups.add(Group.objects.create(name="Members"))
    return restriction


@pytest.fixture(params=["own", "inherited", "alias", "below an alias"])
def url(request, secret, section, index):
    """Return a function that makes the page private, and gives its address."""
    elsewhere = index.add_child(instance=ArticleIndexPage(title="Elsewhere", slug="elsewhere"))
    if request.param == "own":
        return lambda kind: restrict(secret, kind) and secret.get_url()
    if request.param == "inherited":
        return lambda kind: restrict(section, kind) and secret.get_url()
    if request.param == "alias":
        alias = secret.create_alias(parent=elsewhere, update_slug="alias")
        return lambda kind: restrict(secret, kind) and alias.get_url()
    alias = section.create_alias(parent=elsewhere, update_slug="alias", recursive=True)
    below = alias.get_children().get(slug="secret")
    return lambda kind: restrict(section, kind) and below.get_url()


def withhold():
    """Leave no disclaimer in force, past the ledger's guards."""
    DisclaimerVersion._base_manager.all()._raw_delete("default")


def assert_asks(response, kind):
    """Hold that Wagtail asks who it is, as it does for any page, and nothing of the page shows."""
    text = response.content.decode()
    assert TITLE not in text
    assert "data-attachment-" not in text
    if kind == "password":
        assert response.status_code == 200
        assert 'type="password"' in text
    else:
        assert response.status_code == 302
        assert "login" in response["Location"]
    assert "no-cache" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert not response.has_header("ETag")


@pytest.mark.parametrize("is_withheld", [False, True], ids=["shown", "withheld"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("kind", KINDS)
def test_reader_is_asked_before_anything_of_ours_answers(
    url, kind, method, is_withheld, mailoutbox
):
    address = url(kind)
    if is_withheld:
        withhold()
    response = read(address, method=method)
    if method == "GET":
        assert_asks(response, kind)
    assert response.status_code == (200 if kind == "password" else 302)
    assert mailoutbox == []


@pytest.mark.parametrize("kind", KINDS)
def test_tag_and_kept_page_from_before_are_of_no_use(secret, kind):
    tag = read(secret.get_url())["ETag"]
    read(secret.get_url())
    restrict(secret, kind)
    assert_asks(read(secret.get_url()), kind)
    assert_asks(read(secret.get_url(), if_none_match=tag), kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", ["", "?q=loss", "feed/rss/", "feed/atom/"])
def test_private_list_and_its_feeds_ask_too(secret, section, kind, path):
    restrict(section, kind)
    assert_asks(read(f"{section.get_url()}{path}"), kind)


def test_who_may_see_a_withheld_page_gets_help(secret, mailoutbox):
    restrict(secret, "login")
    withhold()
    client = Client()
    client.force_login(factories.make_user())
    response = client.get(secret.get_url())
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert "tel:911" in response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_everybody_gets_names_a_private_page(url, kind, index, section):
    private = url(kind)
    anywhere = [
        index.get_url(),
        f"{index.get_url()}?q=private",
        f"{index.get_url()}feed/rss/",
        f"{index.get_url()}feed/atom/",
        *(page.get_url() for page in ArticlePage.objects.live().filter(title="Open")),
        *(page.get_url() for page in ArticleIndexPage.objects.live()),
    ]
    assert private not in get_sitemap()
    for address in anywhere:
        text = get_text(address)
        assert TITLE not in text, address
        assert private not in text, address


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "address", ["/api/pages/", pytest.param("/api/v3/pages/", marks=needs_api_v3)]
)
def test_apis_give_no_text_of_a_private_page(url, kind, address, secret):
    page = ArticlePage.objects.get(url_path__endswith=url(kind).removeprefix("/"))
    text = "Closeness can feel like pressure."
    query = "?type=wagtail_attachment_pages.ArticlePage&fields=*"
    assert text not in get_text(f"{address}{page.pk}/{query}")
    assert text not in get_text(f"{address}{query}&slug={page.slug}")
