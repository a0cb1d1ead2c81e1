"""What is not the same for every reader is never kept, nor given to whom it is not for."""

import pytest
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from wagtail import hooks
from wagtail.models import PageViewRestriction

from tests import factories
from tests.testapp.models import BlogPage, PlainPage
from wagtail_attachment.delivery.keeping import find_hooks_in_the_way
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage

from .reading import get_text, is_kept, read


@pytest.fixture
def url(article):
    return article.get_url()


def log_in(user=None):
    client = Client()
    client.force_login(user or factories.make_user(superuser=True))
    return client


@pytest.fixture
def serve(monkeypatch):
    """Return a function that lets a view see each answer, and what was asked, before it is given."""

    def change(see):
        serve = ArticlePage.serve

        def serve_and_see(self, request, *args, **kwargs):
            response = serve(self, request, *args, **kwargs).render()
            return see(request, response) or response

        monkeypatch.setattr(ArticlePage, "serve", serve_and_see)

    return change


# Who asks


def test_editor_gets_no_kept_page_and_leaves_none(url):
    editor = log_in()
    assert not is_kept(url, client=editor)
    assert not read(url, client=editor).has_header("ETag")
    assert is_kept(url)
    assert read(url, client=editor).queries > 1


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages"])
def test_who_has_a_cookie_of_the_site_gets_the_page_itself(url, name):
    tag = read(url)["ETag"]
    client = Client()
    client.cookies[name] = "x"
    response = read(url, client=client, if_none_match=tag)
    assert (response.status_code, response.queries > 1) == (200, True)
    assert not is_kept(url, client=client)


def test_cookies_of_others_do_not_matter(url):
    """Else each reader with a counter's cookie would have a copy of their own."""
    assert is_kept(url)
    client = Client()
    client.cookies["_counter"] = "x"
    assert read(url, client=client).queries == 1


def test_who_names_themselves_gets_the_page_itself(url):
    assert is_kept(url)
    assert not is_kept(url, authorization="Bearer x")


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS"])
def test_other_methods_pass_by(url, method):
    assert is_kept(url)
    response = read(url, method=method)
    assert response.queries > 1
    assert not response.has_header("ETag")


def test_templates_that_are_being_written_show(url, settings):
    assert is_kept(url)
    settings.DEBUG = True
    assert not is_kept(url)
    assert not read(url).has_header("ETag")


def test_it_can_be_switched_off(url, settings):
    tag = read(url)["ETag"]
    settings.WAGTAIL_ATTACHMENT_KEPT_SECONDS = 0
    assert not is_kept(url)
    assert read(url, if_none_match=tag).status_code == 200


# Private pages


@pytest.fixture
def restrict(article):
    def restrict(kind):
        restriction = PageViewRestriction.objects.create(
            page=article, restriction_type=kind, password="secret"
        )
        group = Group.objects.create(name="Members")
        restriction.groups.add(group)
        return restriction

    return restrict


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_private_page_is_not_kept_of_who_may_read_it(url, restrict, kind):
    restriction = restrict(kind)
    member = factories.make_user()
    member.groups.set(restriction.groups.all())
    client = log_in(member)
    assert "Loss" in get_text(url, client=client)
    assert not is_kept(url, client=client)
    assert read(url).status_code == 302


def test_private_page_is_not_kept_of_who_knows_the_password(url, restrict, article):
    restriction = restrict("password")
    client = Client()
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, article.pk])
    client.post(address, {"password": "secret", "return_url": url})
    assert "Loss" in get_text(url, client=client)
    assert not is_kept(url, client=client)
    for _reader in range(2):
        response = read(url)
        assert "Loss" not in response.content.decode()
        assert response.queries > 1


def test_list_of_private_pages_is_not_kept(index):
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    client = log_in()
    assert read(index.get_url(), client=client).status_code == 200
    assert read(index.get_url()).status_code == 302


# What is shown


def set_cookie(request, response):
    response.set_cookie("a", "b")


def set_header(name, value):
    def see(request, response):
        response[name] = value

    return see


def use_form(request, response):
    response.content += get_token(request).encode()


def add_message(request, response):
    messages.info(request, "Hello")


def show_message(request, response):
    messages.info(request, "Hello")
    response.content += "".join(map(str, messages.get_messages(request))).encode()


def change_session(request, response):
    request.session["seen"] = True


def show_nonce(request, response):
    response.content += b'<script nonce="abc"></script>'


def know_user(request, response):
    request.user = get_user_model()(username="proxy")


def find_user(request, response):
    request.user = SimpleLazyObject(lambda: get_user_model()(username="token"))
    response.content += request.user.username.encode()


PERSONAL = {
    "cookie": set_cookie,
    "private": set_header("Cache-Control", "private"),
    "no-store": set_header("Cache-Control", "no-store"),
    "own time": set_header("Cache-Control", "max-age=600"),
    "vary": lambda request, response: patch_vary_headers(response, ["User-Agent"]),
    "own tag": set_header("ETag", '"own"'),
    "own date": set_header("Last-Modified", "Tue, 24 Nov 2026 12:00:00 GMT"),
    "own end": set_header("Expires", "Tue, 24 Nov 2026 12:00:00 GMT"),
    "form": use_form,
    "message to come": add_message,
    "message": show_message,
    "session": change_session,
    "nonce": show_nonce,
    "user of a proxy": know_user,
    "user of a token": find_user,
}


@pytest.mark.parametrize("name", PERSONAL)
def test_what_is_one_reader_s_own_is_not_kept(url, serve, name):
    serve(PERSONAL[name])
    assert not is_kept(url)
    assert read(url).get("ETag", '"own"') == '"own"'


@pytest.mark.parametrize("status", [201, 404, 500])
def test_only_pages_that_are_there_are_kept(url, monkeypatch, status):
    monkeypatch.setattr(
        ArticlePage, "serve", lambda *args: HttpResponse("<main></main>", status=status)
    )
    assert not is_kept(url)


def test_stream_is_not_kept(url, monkeypatch, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    monkeypatch.setattr(
        ArticlePage, "serve", lambda *args: StreamingHttpResponse(iter(["<main></main>"]))
    )
    assert not is_kept(url)


def look_at_messages(request, response):
    assert list(messages.get_messages(request)) == []


def ask_whether_anonymous(request, response):
    assert request.user.is_anonymous


def know_nobody(request, response):
    request.user = AnonymousUser()


def find_nobody_asked(request, response):
    request.user = SimpleLazyObject(lambda: pytest.fail("was asked who it is"))


ALIKE = {
    "no messages": look_at_messages,
    "nobody": ask_whether_anonymous,
    "nobody of a proxy": know_nobody,
    "who was not asked for": find_nobody_asked,
}


@pytest.mark.parametrize("name", ALIKE)
def test_what_all_see_alike_is_kept(url, serve, name):
    serve(ALIKE[name])
    assert is_kept(url)


def test_page_that_looked_who_it_is_says_that_it_depends_on_cookies(url, serve):
    """Wagtail's user bar does; a cache in front must not show an editor what others got."""
    assert "Cookie" not in read(url).get("Vary", "")
    tag = read(url)["ETag"]
    assert "Cookie" not in read(url, if_none_match=tag).get("Vary", "")
    serve(ask_whether_anonymous)
    factories.make_topic()  # a new edition
    made, kept = read(url), read(url)
    told = read(url, if_none_match=made["ETag"])
    assert (kept.queries, told.status_code) == (1, 304)
    for response in (made, kept, told):
        assert "Cookie" in response["Vary"]
        assert response["ETag"] == made["ETag"]


# What was asked for


@pytest.mark.parametrize("query", ["?utm_source=x", "?", "?page=2"])
def test_article_is_kept_at_its_own_address_alone(url, query):
    response = read(f"{url}{query}")
    assert response.has_header("ETag") == is_kept(f"{url}{query}") == (query == "?")


@pytest.mark.parametrize("query", ["?q=loss", "?page=1", "?page=99", "?topic=none", "?x=1"])
def test_list_that_was_searched_or_made_up_is_not_kept(index, query):
    assert not is_kept(f"{index.get_url()}{query}")


def test_feed_is_not_kept(article, index):
    assert not is_kept(f"{index.get_url()}feed/rss/")


@pytest.mark.usefixtures("_edition")
def test_other_pages_are_not_kept(practice):
    for model in (PlainPage, BlogPage):
        page = factories.make_blog_page(model=model, live=True)
        assert not is_kept(page.get_url())
        assert not read(page.get_url()).has_header("ETag")


@pytest.mark.parametrize("model", [ArticlePage, ArticleIndexPage])
def test_page_type_may_say_that_it_must_not_be_kept(article, index, monkeypatch, model):
    monkeypatch.setattr(model, "answers_not_modified", False)
    page = model.objects.get()
    assert not is_kept(page.get_url())
    assert read(page.get_url())["Cache-Control"] == "max-age=0, no-cache"


def test_preview_is_neither_kept_nor_answered_from_what_was(article, url):
    """Wagtail sends it through all middleware, at the page's address and without a cookie."""
    article.title = "Draft"
    for _time in range(2):
        assert "Draft" in article.make_preview_request().content.decode()
        assert "Draft" not in get_text(url)


# What other apps do


def count_visit(page, request, *args):
    """A hook of another app."""


def wrap_serving(serve):
    return serve


@pytest.mark.parametrize(
    ("name", "hook"), [("before_serve_page", count_visit), ("on_serve_page", wrap_serving)]
)
def test_hook_of_another_app_runs_each_time(url, settings, name, hook):
    assert find_hooks_in_the_way() == []
    tag = read(url)["ETag"]
    assert is_kept(url)
    with hooks.register_temporarily(name, hook):
        assert find_hooks_in_the_way() == [f"{__name__}.{hook.__name__}"]
        assert not is_kept(url)
        assert read(url, if_none_match=tag).status_code == 200
        settings.WAGTAIL_ATTACHMENT_PASSED_OVER_HOOKS = [f"{__name__}.{hook.__name__}"]
        assert is_kept(url)
