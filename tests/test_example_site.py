"""The example site, used from outside as its user would: by command line and over HTTP."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import tomllib
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import polib
import pytest
from bs4 import BeautifulSoup

from wagtail_attachment.pages.models import ArticlePage

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE_SITE = ROOT / "example_site"
ARTICLES = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in (EXAMPLE_SITE / "content" / "articles").glob("*.toml")
}
# Where each article is in another language, by its slug in English.
TRANSLATED = {
    language: {
        path.stem: tomllib.loads(path.read_text("utf-8"))
        for path in (EXAMPLE_SITE / "content" / language / "articles").glob("*.toml")
    }
    for language in ("es", "ar")
}
AWAITING_REVIEW = ("ar", "repair-after-conflict")
INDEX = {"es": "articulos", "ar": "articles"}
POSTS = tomllib.loads((EXAMPLE_SITE / "content" / "pages.toml").read_text("utf-8"))["blog_post"]
ON_A_SERVER = {
    "DEBUG": "0",
    "SECRET_KEY": "5f2b9c1e-0d7a-4c3e-9b86-a1f0e2d3c4b5-9876543210-zyxwv",
    "ALLOWED_HOSTS": "harbour-lane.example.com",
    "WAGTAILADMIN_BASE_URL": "https://harbour-lane.example.com",
    "BEHIND_TLS_PROXY": "1",
}
ON_MANY_SERVERS = {
    "DATABASE_URL": "postgres://user:password@localhost/practice?conn_max_age=60",
    "CACHE_URL": "redis://localhost:6379/0",
    "AWS_STORAGE_BUCKET_NAME": "practice",
    "MEDIA_HOST": "harbour-lane.example.com",
    "OPENSEARCH_URL": "https://user:password@localhost:9200",
    "WAGTAILFRONTENDCACHE": json.dumps(
        {
            "varnish": {
                "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
                "LOCATION": "http://localhost:6081",
            }
        }
    ),
    "TASKS_WORKER": "1",
    "EMAIL_URL": "smtp+tls://user:password@localhost:587",
    "ADMINS": "owner@example.com",
}
has_deploy_group = pytest.mark.skipif(
    not find_spec("django_tasks_db"), reason="The dependency group deploy is not installed"
)
READ = """
import json
from django.test import Client
client = Client(headers=dict(host="harbour-lane.example.com", x_forwarded_proto="https"))
for path in {paths}:
    answer = client.get(path)
    print(json.dumps([path, answer.status_code, dict(answer.headers), list(answer.cookies)]))
"""
COPY = """
from django.test import Client
from home.models import BlogIndexPage
from wagtail.models import Locale
page = BlogIndexPage.objects.get(alias_of=None)
copy = page.copy_for_translation(Locale.objects.get(language_code="es"), alias=True)
print(Client(headers=dict(host="localhost")).get(copy.get_url_parts()[2]).content.decode())
"""
LONG_ENOUGH = 300  # seconds; a hanging child is ended rather than waited for


def make_environment(data_dir, **values):
    """Return the environment of a child: nothing of ours, so DATABASE_URL and DEBUG do not leak."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "DATA_DIR": str(data_dir), **values}


def manage(data_dir, *arguments, **values):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=EXAMPLE_SITE,
        env=make_environment(data_dir, **values),
        capture_output=True,
        text=True,
        timeout=LONG_ENOUGH,
    )


def ignore_interrupts():
    """Do to a child what a shell does to what it runs in the background."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def dump(data_dir):
    """Return everything in the database as SQL."""
    with sqlite3.connect(data_dir / "db.sqlite3") as connection:
        return list(connection.iterdump())


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    """The data of a demo that has run once."""
    path = tmp_path_factory.mktemp("demo")
    result = manage(path, "demo", "--no-serve")
    assert result.returncode == 0, result.stderr
    return path


@pytest.fixture
def server(data_dir, tmp_path):
    """The running demo, started as from a script's background: the process and its address."""
    with (tmp_path / "requests.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", "0"],
            cwd=EXAMPLE_SITE,
            env=make_environment(data_dir),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            preexec_fn=ignore_interrupts,
        )
        end = threading.Timer(LONG_ENOUGH, process.kill)
        end.start()
        try:
            # The address is printed once the port is bound, so no request comes too early.
            found = (re.search(r"http://localhost:\d+/(?=\n)", line) for line in process.stdout)
            match = next((match for match in found if match), None)
            assert match, (tmp_path / "requests.log").read_text()
            yield process, match[0]
        finally:
            end.cancel()
            process.kill()
            process.wait()
            process.stdout.close()


def read(address):
    with urlopen(address, timeout=60) as response:
        return response, BeautifulSoup(response.read(), "html.parser")


def find_inline_code(soup):
    """Return what ``default-src 'self'`` would block: inline styles, scripts and handlers."""
    handlers = [tag for tag in soup.find_all(True) if any(a.startswith("on") for a in tag.attrs)]
    scripts = [
        tag
        for tag in soup.find_all("script", src=False)
        if tag.get("type", "") not in {"application/json", "application/ld+json"}
    ]
    return [*soup.find_all("style"), *soup.find_all(style=True), *handlers, *scripts]


@pytest.mark.parametrize(
    "beside", [{}, pytest.param(ON_MANY_SERVERS, marks=has_deploy_group)], ids=["one", "many"]
)
def test_deployment_check_finds_nothing(tmp_path, beside):
    result = manage(tmp_path, "check", "--deploy", "--fail-level=WARNING", **ON_A_SERVER, **beside)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


@has_deploy_group
def test_uploads_in_a_bucket_are_read_from_the_site_s_own_host(tmp_path):
    """A page may load nothing else, and nobody else learns what is read."""
    code = "from django.core.files.storage import default_storage as s; print(s.url('a.png'))"
    result = manage(tmp_path, "shell", "--command", code, **ON_A_SERVER, **ON_MANY_SERVERS)
    assert result.stdout.strip().endswith("https://harbour-lane.example.com/media/a.png")


def test_production_asks_for_its_own_secret(tmp_path):
    result = manage(tmp_path, "check", DEBUG="0")
    assert result.returncode == 1
    assert "SECRET_KEY" in result.stderr


def test_models_need_no_other_migration(tmp_path):
    result = manage(tmp_path, "makemigrations", "--check", "--dry-run")
    assert result.returncode == 0, result.stdout


def test_demo_refuses_where_it_could_be_reached(tmp_path):
    """Its passwords are known to everybody."""
    result = manage(tmp_path, "demo", "--no-serve", DEBUG="0", SECRET_KEY="x" * 50)
    assert result.returncode == 1
    assert "DEBUG=1 only" in result.stderr
    assert not (tmp_path / "db.sqlite3").exists()


def test_second_run_changes_nothing(data_dir):
    before = dump(data_dir)
    files = sorted(data_dir.rglob("*"))
    result = manage(data_dir, "demo", "--no-serve")
    assert result.returncode == 0, result.stderr
    assert dump(data_dir) == before
    assert sorted(data_dir.rglob("*")) == files


def read_on_a_server(data_dir, paths):
    """Return the status, headers and cookies of pages as a server answers with them, by path."""
    if find_spec("whitenoise"):
        made = manage(data_dir, "collectstatic", "--no-input", **ON_A_SERVER)
        assert made.returncode == 0, made.stderr
    result = manage(data_dir, "shell", "--command", READ.format(paths=paths), **ON_A_SERVER)
    assert result.returncode == 0, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("[")]
    return {path: answer for path, *answer in lines}


def test_server_tells_browsers_to_keep_to_themselves_what_is_read(data_dir):
    """No cookie, nothing loaded from elsewhere, no address of a page for others, TLS alone."""
    pages = ["/", "/articles/", "/articles/feed/rss/", "/blog/", "/sitemap.xml", "/not-there/"]
    pages += [f"/articles/{slug}/" for slug in ARTICLES]
    answers = read_on_a_server(data_dir, pages)
    assert [*answers] == pages
    for path, (status, headers, cookies) in answers.items():
        assert status == (404 if path == "/not-there/" else 200), path
        assert cookies == [], path
        assert "default-src 'self'" in headers["Content-Security-Policy"].split("; ")
        assert headers["Strict-Transport-Security"].startswith("max-age=")
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_demo_serves_all_that_it_promises(server):
    _process, address = server
    for path in ["", "blog/"]:
        _response, soup = read(f"{address}{path}")
        assert soup.select_one("main [data-attachment-help] a[href='tel:988']"), path
    for slug, article in ARTICLES.items():
        assert_shows_article(f"{address}articles/{slug}/", article)
    for post in POSTS:
        _response, soup = read(f"{address}blog/{post['slug']}/")
        assert soup.h1.get_text(strip=True) == post["title"]
        assert find_inline_code(soup) == []
        assert_ends_with_help(soup)
    for path in ("", "articles/", "blog/", "sitemap.xml", "api/v2/pages/"):
        with urlopen(address + path, timeout=60) as response:
            assert response.status == 200
    for username in ("owner", "editor", "reviewer", "translator", "translator-es"):
        assert_can_log_in(address, username)
    for language, articles in TRANSLATED.items():
        assert len(articles) >= 3
        index = f"{address}{language}/{INDEX[language]}/"
        for slug, article in articles.items():
            if (language, slug) != AWAITING_REVIEW:
                soup = assert_shows_article(f"{index}{article['slug']}/", ARTICLES[slug], article)
                assert soup.html["lang"] == language
                assert "Set-Cookie" not in read(index)[0].headers
    assert_says_what_waits(read(f"{address}ar/articles/")[1])


def test_demo_shows_a_figure_and_says_in_full_what_it_shows(server):
    _process, address = server
    _response, soup = read(f"{address}articles/anxious-avoidant-pairing/")
    (figure,) = soup.select("figure.attachment-figure")
    words = ARTICLES["anxious-avoidant-pairing"]["figure"]
    assert figure.find_parent(attrs={"data-attachment-section": words["purpose"]})
    assert figure.img["alt"] == words["alternative"]
    description = BeautifulSoup(words["description"], "html.parser").get_text()
    for text in (words["caption"], description, words["source"]):
        assert text in figure.figcaption.get_text()
    with urlopen(urljoin(address, figure.img["src"]), timeout=60) as response:
        assert response.headers["Content-Type"] == "image/png"


def test_site_s_own_search_puts_help_first_where_the_words_speak_of_a_crisis(server):
    _process, address = server
    for path, query in (("", "kill myself"), ("es/", "quiero morir"), ("ar/", "أريد أن أموت")):
        _response, soup = read(f"{address}{path}search/?{urlencode({'q': query})}")
        first = soup.select_one("main a, main input")
        assert first.find_parent(attrs={"data-attachment-help": True}), query
        assert len(soup.select("main [data-attachment-help]")) == 1
    for query in ("", "attachment", "zzzz", "\0", "a" * 5000):
        _response, soup = read(f"{address}search/?{urlencode({'q': query})}")
        assert bool(soup.select("main .entries a")) == (query == "attachment")
        assert soup.main.find_all("a")[-1].find_parent(attrs={"data-attachment-help": True})
    assert find_inline_code(soup) == []


def test_translations_are_reviewed_by_a_named_person_and_one_is_stale(data_dir):
    result = manage(data_dir, "audit_articles", "--format", "json")
    found = [(each["violation"], each["language"]) for each in json.loads(result.stdout)]
    assert [each for each in found if each[0].startswith("translation.")] == [
        ("translation.stale", "es")
    ]
    with sqlite3.connect(data_dir / "db.sqlite3") as connection:
        reviews = connection.execute(
            "SELECT object_type, language, person_name FROM wagtail_attachment_pairreview"
            " WHERE act = 'read'"
        ).fetchall()
    assert {name for _type, _language, name in reviews} == {"Nadia Haddad"}
    pages = [language for kind, language, _name in reviews if kind.endswith("Page")]
    assert sorted(pages) == ["ar"] * 2 + ["es"] * 3
    shared = {(kind, language) for kind, language, _name in reviews if not kind.endswith("Page")}
    assert {language for kind, language in shared if kind.endswith(".Topic")} == {"ar", "es"}


def test_each_article_is_checked_by_a_colleague_as_the_home_page_says(data_dir):
    with sqlite3.connect(data_dir / "db.sqlite3") as connection:
        live = connection.execute(
            "SELECT COUNT(*) FROM wagtail_attachment_pages_articlepage AS article "
            "JOIN wagtailcore_page AS page ON page.id = article.page_ptr_id WHERE page.live"
        ).fetchone()
        reviews = connection.execute(
            "SELECT object_id, is_own FROM wagtail_attachment_review WHERE kind = 'clinical'"
        ).fetchall()
    assert (len({page_id for page_id, _is_own in reviews}),) == live
    assert not any(is_own for _page_id, is_own in reviews)


@pytest.mark.parametrize("language", TRANSLATED)
def test_site_s_own_words_are_translated_and_compiled(language):
    folder = EXAMPLE_SITE / "locale" / language / "LC_MESSAGES"
    source = polib.pofile(str(folder / "django.po"))
    compiled = polib.mofile(str(folder / "django.mo"))
    assert source.percent_translated() == 100
    assert {entry.msgid: entry.msgstr for entry in compiled} == {
        entry.msgid: entry.msgstr for entry in source
    }
    marked = re.compile(r'{% translate "([^"]+)"|{% blocktranslate[^%]*%}(.*?){%', re.DOTALL)
    templates = "".join(
        path.read_text("utf-8") for path in (EXAMPLE_SITE / "templates").rglob("*.html")
    )
    used = {
        re.sub(r"{{ (\w+) }}", r"%(\1)s", "".join(match)) for match in marked.findall(templates)
    }
    assert used - {entry.msgid for entry in source} == set()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_demo_stops_cleanly(server, number):
    process, address = server
    with urlopen(address, timeout=60):
        process.send_signal(number)
    assert process.wait(timeout=60) == 0
    assert process.stdout.read().endswith("Stopped.\n")


def assert_says_what_waits(soup):
    """A translation that nobody has reviewed is named in its own language, and leads to that."""
    [link] = soup.select(".attachment-pending a")
    assert link["hreflang"] == "en"
    assert link["href"].endswith("/articles/repair-after-conflict/")


def assert_shows_article(address, article, translated=None):
    response, soup = read(address)
    policy = response.headers["Content-Security-Policy"].split("; ")
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy, "the admin could not preview it"
    assert find_inline_code(soup) == []
    assert soup.h1.get_text(strip=True) == (translated or article)["title"]
    assert soup.select_one("header.masthead"), "not in the site's own layout"
    sections = soup.select("[data-attachment-section]")
    assert len(sections) == sum(block["type"] == "section" for block in article["body"])
    assert_ends_with_help(soup)
    return soup


def assert_ends_with_help(soup):
    """The disclaimer, the crisis card and the booking, once each and in this order."""
    marks = ("disclaimer", "crisis", "booking")
    found = soup.select(", ".join(f"[data-attachment-{mark}]" for mark in marks))
    names = [mark for tag in found for mark in marks if f"data-attachment-{mark}" in tag.attrs]
    assert [*names[-3:]] == [*marks]
    assert names.count("disclaimer") == names.count("booking") == 1
    disclaimer, card, booking = found[-3:]
    assert disclaimer.select_one('a[href="tel:988"]')
    assert card.select_one('a[href="tel:988"]')
    assert booking.select_one('a[href^="https://booking.example.com/"][rel~="noreferrer"]')


def assert_can_log_in(address, username):
    opener = build_opener(HTTPCookieProcessor())
    with opener.open(f"{address}admin/login/", timeout=60) as response:
        form = BeautifulSoup(response.read(), "html.parser").form
    token = form.find("input", {"name": "csrfmiddlewaretoken"})["value"]
    values = {"username": username, "password": "harbour-lane", "csrfmiddlewaretoken": token}
    with opener.open(f"{address}admin/login/", urlencode(values).encode(), timeout=60) as response:
        assert response.url == f"{address}admin/", username


@pytest.mark.parametrize("slug", sorted(ARTICLES))
def test_article_is_as_an_editor_could_enter_it(slug):
    """Every block passes the checks of the editor's form."""
    block = ArticlePage._meta.get_field("body").stream_block
    body = block.to_python(ARTICLES[slug]["body"])
    assert len(block.clean(body)) == len(ARTICLES[slug]["body"])


def test_copy_that_shows_the_original_s_text_says_in_which_language_that_is(data_dir, tmp_path):
    """As wagtail-localize makes one of the list of posts when a post is submitted."""
    shutil.copytree(data_dir, tmp_path, dirs_exist_ok=True)
    result = manage(tmp_path, "shell", "-v", "0", "-c", COPY)
    assert result.returncode == 0, result.stderr
    soup = BeautifulSoup(result.stdout, "html.parser")
    assert soup.html["lang"] == "es"
    assert soup.main["lang"] == "en"
    title = soup.main.h1.text.strip()
    [link] = [link for link in soup.nav("a") if link.text.strip() == title]
    assert link["lang"] == "en"
