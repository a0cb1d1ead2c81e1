"""The example site, used from outside as its user would: by command line and over HTTP."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from urllib.parse import urlencode
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


def test_deployment_check_finds_nothing(tmp_path):
    result = manage(
        tmp_path,
        "check",
        "--deploy",
        "--fail-level=WARNING",
        DEBUG="0",
        SECRET_KEY="5f2b9c1e-0d7a-4c3e-9b86-a1f0e2d3c4b5-9876543210-zyxwv",
        ALLOWED_HOSTS="harbour-lane.example.com",
        WAGTAILADMIN_BASE_URL="https://harbour-lane.example.com",
    )
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


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


def test_demo_serves_all_that_it_promises(server):
    _process, address = server
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


def test_translations_are_reviewed_by_a_named_person_and_one_is_stale(data_dir):
    result = manage(data_dir, "audit_articles", "--format", "json")
    found = [(each["violation"], each["language"]) for each in json.loads(result.stdout)]
    assert [each for each in found if each[0].startswith("translation.")] == [
        ("translation.stale", "es")
    ]
    with sqlite3.connect(data_dir / "db.sqlite3") as connection:
        reviews = connection.execute(
            "SELECT language, person_name FROM wagtail_attachment_review WHERE kind = 'translation'"
        ).fetchall()
    assert sorted(reviews) == [("ar", "Nadia Haddad")] * 2 + [("es", "Nadia Haddad")] * 3


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
