"""The last gate: no response shows a covered page without its disclaimer and crisis card."""

import logging

import pytest
from bs4 import BeautifulSoup
from django import VERSION as DJANGO_VERSION
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponseRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.models import Page, Site

from tests import factories
from tests.testapp.models import BlogPage, FragmentPage, JsonPage, PlainPage, StreamingPage
from wagtail_attachment.delivery import serving
from wagtail_attachment.models import Disclaimer, DisclaimerVersion, PracticeSettings
from wagtail_attachment.pages.models import ArticlePage

FILLED = factories.WORDING.replace(
    "{crisis_line}", '<a href="tel:988"><bdi dir="ltr">988</bdi></a>'
)
TEXT = "The text that must not be read alone."


@pytest.fixture(autouse=True)
def _admins(settings):
    address = "ada@example.com"
    settings.ADMINS = [address] if DJANGO_VERSION >= (6, 0) else [("Ada", address)]


@pytest.fixture
def page(practice):
    return factories.make_blog_page(text=TEXT, live=True)


@pytest.fixture
def uncovered(home):
    """A live page that was let in by SQL, on a site with help but without a disclaimer."""
    factories.set_country()
    factories.make_verified_line()
    return factories.force_live(factories.make_blog_page(text=TEXT))


@pytest.fixture
def answer(monkeypatch):
    """Let blog pages answer with a given response."""

    def answer(response):
        monkeypatch.setattr(BlogPage, "serve", lambda self, request: response)

    return answer


def get(client, page, **headers):
    return client.get(page.get_url(), headers=headers)


def assert_withheld(response):
    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert response["Retry-After"] == "300"
    assert TEXT not in response.content.decode()


def count_shown(response, wording=FILLED):
    return response.content.decode().count(wording)


@pytest.fixture
def use(settings):
    """Let templates of the site be as given, before those of the package."""

    def use(**includes):
        engine, *others = settings.TEMPLATES
        named = {
            f"wagtail_attachment/includes/{name}.html": text for name, text in includes.items()
        }
        loaders = [("django.template.loaders.locmem.Loader", named), _BY_APP]
        options = {**engine.get("OPTIONS", {}), "loaders": loaders}
        settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": options}, *others]

    return use


_BY_APP = "django.template.loaders.app_directories.Loader"
_NO_NUMBER = "<section data-attachment-crisis><h2>We are here</h2></section>"


# The disclaimer is there, once


@pytest.mark.path("template: forgets the tag", stopped_by="serve", case=32)
def test_disclaimer_is_put_in_where_the_template_forgets_it(client, page, caplog):
    with caplog.at_level(logging.WARNING, "wagtail_attachment"):
        response = get(client, page)
    assert response.status_code == 200
    assert count_shown(response) == 1
    assert f"Page {page.pk} was served by a template without its disclaimer" in caplog.text
    html = BeautifulSoup(response.content, "html.parser")
    assert TEXT in html.main.text
    assert len(html.main.select("[data-attachment-disclaimer=general]")) == 1
    assert html.main.select("[data-attachment-crisis]")
    assert int(response.get("Content-Length", len(response.content))) == len(response.content)


@pytest.mark.parametrize(
    "includes",
    [{"crisis_resources": _NO_NUMBER}, {"disclaimer": "<p>Other words</p>"}],
    ids=["card", "disclaimer"],
)
def test_part_that_a_site_s_own_template_leaves_out_is_drawn_by_the_package(
    client, page, use, includes
):
    use(**includes)
    response = get(client, page)
    assert response.status_code == 200
    assert count_shown(response) == 1
    assert 'href="tel:911"' in response.content.decode()


def test_hidden_page_names_the_numbers_that_a_site_s_own_card_leaves_out(client, uncovered, use):
    use(crisis_resources=_NO_NUMBER)
    response = get(client, uncovered)
    assert_withheld(response)
    assert 'href="tel:911"' in response.content.decode()


@pytest.mark.parametrize("title", ["Thoughts of suicide & what helps", "Walking"])
def test_card_is_put_in_directly_under_the_title_of_a_sensitive_page(client, practice, title):
    page = factories.make_blog_page(title=title, text=TEXT, live=True)
    main = BeautifulSoup(get(client, page).content, "html.parser").main
    order = main.select("h1, [data-attachment-crisis], [data-attachment-disclaimer]")
    parts = ("crisis", "disclaimer")
    names = [
        next((part for part in parts if f"data-attachment-{part}" in each.attrs), each.name)
        for each in order
    ]
    is_sensitive = "suicide" in title
    expected = ["h1", "crisis", "disclaimer"] if is_sensitive else ["h1", "disclaimer", "crisis"]
    assert names == expected
    text = main.find("p", string=TEXT)
    assert (text in order[1].find_all_next("p")) is is_sensitive


@pytest.mark.path("template: has the tag", stopped_by="nothing", case=32)
@pytest.mark.parametrize("placed", [False, True], ids=["at the end", "placed in the body"])
def test_disclaimer_of_an_article_is_shown_once(client, practice, placed, caplog):
    sections = [factories.section()]
    if placed:
        sections.insert(0, {"type": "disclaimer", "value": {}})
    response = get(client, factories.make_article(*sections, live=True))
    assert response.status_code == 200
    assert count_shown(response) == 1
    assert "was put in" not in caplog.text


def test_every_kind_is_shown(client, practice):
    factories.put_in_force("<p>On grief.</p>", kind="grief")
    topic = factories.make_topic(notice="grief")
    article = factories.make_article(topics=[topic], live=True)
    response = get(client, article)
    assert (count_shown(response), count_shown(response, "<p>On grief.</p>")) == (1, 1)


def test_missing_extra_kind_never_withholds(client, practice):
    topic = factories.make_topic(notice="grief")
    article = factories.force_live(factories.make_article(topics=[topic]))
    assert article.evaluate()[0].id == "notice.missing"
    response = get(client, article)
    assert response.status_code == 200
    assert count_shown(response) == 1


def test_wording_put_in_force_is_served_at_once(client, page):
    get(client, page)
    disclaimer = Disclaimer.objects.get()
    disclaimer.body = "<p>New words.</p>"
    disclaimer.save()
    assert count_shown(get(client, page)) == 1
    disclaimer.approve(factories.make_approver())
    response = get(client, page)
    assert (count_shown(response), count_shown(response, "<p>New words.</p>")) == (0, 1)


@pytest.mark.path("template: a cached fragment with an old wording", stopped_by="serve", case=33)
def test_outdated_fragment_does_not_count(client, page, answer):
    old = "<p>Old words.</p>"
    answer(HttpResponse(f"<body><main>{TEXT}<section>{old}</section></main></body>"))
    response = get(client, page)
    assert count_shown(response) == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<main>a</main><footer></footer>", "<main>a{}</main><footer></footer>"),
        ("<article>a</article><article>b</article>c", "<article>a</article><article>b{}</article>c"),
        ("<body><p>a</BODY ></html>", "<body><p>a{}</BODY ></html>"),
        ("<article><main>a</main></article>", "<article><main>a{}</main></article>"),
    ],
    ids=["main", "last article", "body", "main before article"],
)  # fmt: skip
def test_disclaimer_is_put_in_at_the_best_place(client, page, answer, body, expected):
    answer(HttpResponse(body))
    content = get(client, page).content.decode()
    before, after = expected.split("{}")
    assert content.startswith(before + "\n" if content[len(before)] == "\n" else before)
    assert content.endswith(after)
    assert content.count(FILLED) == 1


def test_length_of_the_response_is_told_anew(client, page, answer):
    response = HttpResponse("<main>a</main>")
    response["Content-Length"] = "14"
    answer(response)
    response = get(client, page)
    assert int(response["Content-Length"]) == len(response.content)


def test_response_in_an_old_charset_is_completed(client, page, answer):
    factories.put_in_force("<p>注意 {crisis_line}</p>", site=factories.get_site())
    answer(HttpResponse("<main>é</main>", content_type="text/html; charset=iso-8859-1"))
    content = get(client, page).content.decode("iso-8859-1")
    assert "<main>é" in content
    assert "&#27880;&#24847;" in content
    answer(HttpResponse(content, content_type="text/html; charset=iso-8859-1"))
    assert get(client, page).content.decode("iso-8859-1") == content


def test_response_rendered_later_is_completed(client, page, answer, rf):
    answer(TemplateResponse(rf.get("/"), "testapp/plain_page.html", {"page": page}))
    assert count_shown(get(client, page)) == 1


def test_response_rendered_already_is_completed(client, page, answer, rf):
    response = TemplateResponse(rf.get("/"), "testapp/plain_page.html", {"page": page})
    answer(response.render())
    assert count_shown(get(client, page)) == 1


@pytest.mark.path(
    "hook: another on_serve_page hook strips the wording", stopped_by="serve", case=36
)
def test_another_hook_cannot_strip_the_disclaimer(client, page):
    def strip(serve_next):
        def serve(page, request, args, kwargs):
            serve_next(page, request, args, kwargs)
            return HttpResponse(f"<main>{TEXT}</main>")

        return serve

    with hooks.register_temporarily("on_serve_page", strip, order=-999):
        assert count_shown(get(client, page)) == 1


def test_head_is_answered_without_a_body(client, page):
    response = client.head(page.get_url())
    assert (response.status_code, response.content) == (200, b"")


# What cannot be completed is withheld


@pytest.mark.path("serve(): JSON, a stream or a fragment", stopped_by="serve", case=34)
@pytest.mark.parametrize("model", [JsonPage, StreamingPage, FragmentPage])
def test_response_that_cannot_hold_the_disclaimer_is_withheld(client, practice, model):
    page = factories.make_blog_page(model=model, live=True, title=TEXT[:20])
    response = get(client, page)
    assert_withheld(response)
    assert 'href="tel:988"' in response.content.decode()


@pytest.mark.path("serve(): a stream that shows the wording", stopped_by="serve", case=34)
def test_html_that_streams_the_disclaimer_is_withheld_too(client, page, answer):
    """What it would send is not known before it is sent."""
    answer(StreamingHttpResponse(iter(["<main>", FILLED, "</main>"])))
    assert_withheld(get(client, page))


def test_fragment_that_shows_all_passes(client, page, answer):
    card = "<div data-attachment-crisis>988 or 911</div>"
    answer(HttpResponse(f"<p>{TEXT}</p>{FILLED}{card}"))
    response = get(client, page)
    assert (response.status_code, count_shown(response)) == (200, 1)


@pytest.mark.path("serve(): a redirect, 304 or an error", stopped_by="nothing", case=35)
@pytest.mark.parametrize(
    "response",
    [
        HttpResponseRedirect("/elsewhere/"),
        HttpResponseNotModified(),
        HttpResponse(status=204),
        HttpResponse("Gone", status=410),
        JsonResponse({"error": "no"}, status=400),
    ],
    ids=["redirect", "not modified", "no content", "gone", "bad request"],
)
def test_response_without_content_of_the_page_passes(client, page, answer, response):
    answer(response)
    served = get(client, page)
    assert served.status_code == response.status_code
    assert served.content == response.content


def test_missing_page_stays_missing(client, page, monkeypatch):
    def serve(self, request):
        raise Http404

    monkeypatch.setattr(BlogPage, "serve", serve)
    assert get(client, page).status_code == 404


# Without a disclaimer in force


def test_uncovered_page_is_withheld_with_help(client, uncovered, monkeypatch):
    monkeypatch.setattr(BlogPage, "serve", lambda self, request: pytest.fail("was served"))
    response = get(client, uncovered)
    assert_withheld(response)
    html = BeautifulSoup(response.content, "html.parser")
    assert html.h1.text.strip() == uncovered.title
    assert html.select('a[href="tel:988"]')
    assert html.select('meta[name="robots"][content="noindex"]')


@pytest.mark.path("data: serve an article that a fixture made live", stopped_by="serve", case=25)
def test_fixture_s_article_is_withheld_until_it_is_covered(client, home):
    article = factories.force_live(factories.make_article())
    assert_withheld(get(client, article))
    factories.put_in_force()
    assert get(client, article).status_code == 200


@pytest.mark.path("data: the language changed by update()", stopped_by="serve", case=24)
def test_change_of_language_by_sql_withholds(client, page):
    Page.objects.filter(pk=page.pk).update(locale=factories.get_locale("de"))
    assert_withheld(client.get(page.get_url()))


@pytest.mark.path("disclaimer: approved for a later time", stopped_by="serve", case=7)
def test_wording_that_is_yet_to_take_effect_does_not_cover(client, uncovered):
    factories.put_in_force(effective_from=factories.in_days(1))
    assert_withheld(get(client, uncovered))


def test_withheld_page_is_in_its_own_language_and_links_to_translations(client, practice):
    source = factories.make_blog_page(text=TEXT, live=True, slug="source")
    for code in ("es", "de", "ar"):
        Page.objects.filter(pk=factories.get_home(code).pk).update(live=True)
    spanish = factories.force_live(source.copy_for_translation(factories.get_locale("es")))
    factories.force_live(source.copy_for_translation(factories.get_locale("de")))
    source.copy_for_translation(factories.get_locale("ar"), alias=True)
    html = BeautifulSoup(get(client, spanish).content, "html.parser")
    assert html.html["lang"] == "es"
    links = [link["hreflang"] for link in html.select("a[hreflang]")]
    assert links == ["en"]
    assert html.select_one("a[hreflang=en]")["href"] == source.get_url()


def test_owners_are_told_once_an_hour_for_each_page(client, uncovered):
    for _time in range(3):
        get(client, uncovered)
    (message,) = mail.outbox
    assert message.to == ["ada@example.com"]
    assert uncovered.title in message.subject
    assert uncovered.get_url() in message.body
    other = factories.force_live(factories.make_blog_page())
    get(client, other)
    assert len(mail.outbox) == 2
    cache.clear()
    get(client, uncovered)
    assert len(mail.outbox) == 3


def test_withheld_page_is_logged(client, uncovered, caplog):
    get(client, uncovered)
    (record,) = [r for r in caplog.records if r.name == "wagtail_attachment"]
    assert record.levelno == logging.ERROR
    assert "no approved disclaimer" in record.getMessage()


def test_title_with_a_line_break_does_not_hinder_the_mail(client, uncovered):
    Page.objects.filter(pk=uncovered.pk).update(title="Two\nlines")
    assert_withheld(get(client, uncovered))
    assert mail.outbox[0].subject.endswith("Two lines")


def test_mail_that_fails_does_not_hinder_the_answer(client, uncovered, monkeypatch, caplog):
    def mail_admins(*args, **kwargs):
        raise RuntimeError("no mail today")

    monkeypatch.setattr(serving, "mail_admins", mail_admins)
    assert_withheld(get(client, uncovered))
    assert "could not be told" in caplog.text


# Observing


@pytest.mark.parametrize("model", [BlogPage, JsonPage, StreamingPage, FragmentPage])
@pytest.mark.parametrize("is_covered", [False, True])
def test_observing_withholds_nothing(client, home, settings, model, is_covered):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    if is_covered:
        factories.make_practice()
    page = factories.make_blog_page(model=model, live=True)
    response = get(client, page)
    assert response.status_code == 200
    body = b"".join(response) if response.streaming else response.content
    assert page.title in body.decode()
    assert body.decode().count(FILLED) == (is_covered and model is BlogPage)
    assert mail.outbox == []


def test_observing_logs_what_could_not_be_completed(client, practice, settings, caplog):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    get(client, factories.make_blog_page(model=JsonPage, live=True))
    assert "Observed" in caplog.text


# Aliases, other pages, cost


@pytest.mark.path("serve an alias in another language", stopped_by="nothing", case=14)
def test_alias_shows_its_source_s_wording_and_says_its_language(client, practice):
    Page.objects.filter(pk=factories.get_home("es").pk).update(live=True)
    article = factories.make_article(live=True, model=ArticlePage)
    alias = article.copy_for_translation(factories.get_locale("es"), alias=True)
    response = get(client, alias)
    assert alias.get_url().startswith("/es/")
    assert count_shown(response) == 1
    html = BeautifulSoup(response.content, "html.parser")
    shown = html.select_one("[data-attachment-disclaimer]")
    assert shown.find_parent(lang=True)["lang"] == "en"


def test_region_s_page_shows_the_base_language_s_wording_and_says_so(client, practice):
    factories.put_in_force(factories.WORDING_ES, language="es")
    Page.objects.filter(pk=factories.get_home("es-mx").pk).update(live=True)
    page = factories.make_article(parent=factories.get_home("es-mx"), live=True)
    html = BeautifulSoup(get(client, page).content, "html.parser")
    assert html.select_one("[data-attachment-disclaimer]")["lang"] == "es"


@pytest.mark.path("sites: two with wordings of their own", stopped_by="serve")
def test_site_s_own_wording_is_served_on_it_alone(client, page):
    own = "<p>Own words.</p>"
    site = Site.objects.create(
        hostname="other.example", root_page=factories.make_blog_page(model=PlainPage, live=True)
    )
    other = factories.make_blog_page(parent=site.root_page, live=False)
    factories.put_in_force(own, site=site)
    PracticeSettings.objects.create(site=site, country="US")
    other.save_revision().publish()
    response = client.get("/" + other.url.split("/", 3)[3], headers={"host": "other.example"})
    assert (count_shown(response, own), count_shown(response)) == (1, 0)
    response = get(client, page)
    assert (count_shown(response, own), count_shown(response)) == (0, 1)


def test_page_of_another_type_is_untouched(client, home):
    page = factories.make_blog_page(model=PlainPage, live=True)
    response = get(client, page)
    assert response.status_code == 200
    assert b"attachment" not in response.content


def count_queries(client, page):
    get(client, page)
    with CaptureQueriesContext(connection) as queries:
        assert get(client, page).status_code == 200
    return len(queries)


@pytest.mark.usefixtures("_edition")
def test_serving_adds_no_query(client, practice):
    """What pages share is remembered, whatever there is of it, who may see them among it."""
    factories.set_country(booking=factories.make_booking())
    plain = factories.make_blog_page(model=PlainPage, live=True)
    covered = factories.make_blog_page(live=True)
    for number in range(6):
        assert count_queries(client, covered) <= count_queries(client, plain)
        factories.make_verified_line(str(900 + number))
        factories.put_in_force(f"<p>{number}</p>", kind=f"kind{number}")


@pytest.mark.path("disclaimer: the snippet deleted", stopped_by="ledger", case=26)
def test_purging_and_editing_the_snippet_does_not_change_what_is_served(client, page):
    factories.force_delete(Disclaimer.objects.get())
    assert count_shown(get(client, page)) == 1
    assert DisclaimerVersion.objects.count() == 1
