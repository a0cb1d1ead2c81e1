"""What a reader gets of each page, beside what the book says that they must get."""

import re
from dataclasses import dataclass

from django.test import Client
from django.utils import translation
from wagtail.models import Page, Site

from tests.testapp.models import BlogPage
from wagtail_attachment.pages.models import ArticlePage, AttachmentStylePage

COVERED = (ArticlePage, AttachmentStylePage, BlogPage)
ARTICLES = (ArticlePage, AttachmentStylePage)
TOKEN = re.compile(r"Wording-([a-z]+)")
FOR_MACHINES = re.compile(r"<script type=\"application/ld\+json\">.*?</script>", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """The plain values of a page's row: no method of a page is asked."""

    pk: int
    path: str
    url_path: str
    live: bool
    alias_of: int | None
    language: str
    title: str
    model: str
    key: str
    revision: int | None
    children: int


@dataclass(frozen=True)
class Expected:
    """What must come back for one page; no URL for one that no site has."""

    url: str
    host: str
    routable: bool
    site_id: int | None
    language: str
    is_withheld: bool
    wordings: tuple[tuple[str, str], ...]

    @property
    def tokens(self):
        return sorted(token for token, _filling in self.wordings)


class Reader:
    """Reads every page whose row or wording has changed since it was last read.

    As a browser does: what it was sent it keeps, and asks whether that is still the page.
    """

    def __init__(self, book):
        self.book = book
        self.seen = {}
        self.held = {}

    def read(self, now, *, everything=False):
        rows = load_rows()
        topics = load_topics()
        sites = load_sites(rows)
        for row in rows.values():
            if row.model not in COVERED_NAMES:
                continue
            expected = self.expect(row, rows, topics.get(row.pk, ()), sites, now)
            if everything or self.seen.get(row.pk) != (row, expected):
                self.seen[row.pk] = (row, expected)
                if row.live and expected.url:
                    check(self.get(expected), row, expected)
        return {pk: self.seen[pk] for pk, row in rows.items() if row.model in COVERED_NAMES}

    def would_lose(self, end, now):
        """Say whether an end would leave a live page without a wording that it has."""
        before = self._count_wordings(now)
        self.book.entries.append(end)
        after = self._count_wordings(now)
        self.book.entries.remove(end)
        return any(after[pk] < count for pk, count in before.items())

    def _count_wordings(self, now):
        rows, topics = load_rows(), load_topics()
        sites = load_sites(rows)
        return {
            pk: len(self.expect(row, rows, topics.get(pk, ()), sites, now).wordings)
            for pk, row in rows.items()
            if row.live and row.model in COVERED_NAMES
        }

    def expect(self, row, rows, topics, sites, now):
        source = row
        while source.alias_of:
            source = rows[source.alias_of]
        language = source.language
        site = find_site(row, rows, sites)
        site_id = site.pk if site else None
        kinds = dict.fromkeys(["general", *sorted({self.book.topics[pk] for pk in topics} - {""})])
        entries = {kind: self.book.get_wording(kind, language, site_id, now) for kind in kinds}
        number = self.book.get_number(site_id, language)
        return Expected(
            url=site.get_url(row) if site else "",
            host=site.hostname if site else "",
            routable=bool(site) and site.routes(row, rows),
            site_id=site_id,
            language=language,
            is_withheld=entries["general"] is None,
            wordings=tuple(
                (entry.token, number if entry.filled else "") for entry in entries.values() if entry
            ),
        )

    def get(self, expected):
        address = expected.host, expected.url
        held = self.held.get(address)
        headers = {"host": expected.host, **({"if-none-match": held["ETag"]} if held else {})}
        with translation.override("en"):
            response = Client().get(expected.url, headers=headers)
        if response.status_code == 304:
            return held
        if response.has_header("ETag"):
            self.held[address] = response
        return response


def check(response, row, expected):
    """Fail unless the reader got exactly what the book says."""
    status = response.status_code
    if not expected.routable:
        # Its address may by now be another page's, or, as /es/, lead to the other language.
        assert status < 500 or status == 503, f"{expected.url} answers {status}"
        return
    content = response.content.decode()
    shown = sorted(TOKEN.findall(FOR_MACHINES.sub("", content)))
    if expected.is_withheld:
        assert status == 503, f"{expected.url} answers {status} without a wording in force"
        assert response["Cache-Control"] == "no-store"
        assert "The text of" not in content
        return
    assert status == 200, f"{expected.url} answers {status}, with {expected.tokens} in force"
    assert f"The text of {row.title}" in content, f"{expected.url} is another page"
    assert shown == expected.tokens, f"{expected.url} shows {shown}, not {expected.tokens}"
    assert "{crisis_line}" not in content
    for token, number in expected.wordings:
        if number:
            filled = f'Wording-{token}, <a href="tel:{number}"><bdi dir="ltr">{number}</bdi></a>'
            assert filled in content, f"{expected.url} does not name {number}"


@dataclass(frozen=True)
class PlainSite:
    pk: int
    hostname: str
    roots: tuple[Row, ...]

    def get_root(self, row):
        fitting = [root for root in self.roots if row.path.startswith(root.path)]
        return fitting[0] if fitting else None

    def get_url(self, row):
        root = self.get_root(row)
        prefix = "" if root.language == "en" else f"/{root.language}"
        return f"{prefix}/{row.url_path.removeprefix(root.url_path)}"

    def routes(self, row, rows):
        """Say whether all pages from the site's first page down to this one are live.

        Wagtail looks for none below a page that counts no children, as a copied tree may end up.
        """
        root = self.get_root(row)
        above = [other for other in rows.values() if row.path.startswith(other.path)]
        return all(
            other.live and (other.children or other == row)
            for other in above
            if len(other.path) >= len(root.path)
        )


COVERED_NAMES = {model._meta.model_name for model in COVERED}


def load_rows():
    values = Page.objects.values_list(
        "pk", "path", "url_path", "live", "alias_of_id", "locale__language_code", "title",
        "content_type__model", "translation_key", "live_revision_id", "numchild",
    )  # fmt: skip
    return {row[0]: Row(*row) for row in values}


def load_topics():
    through = ArticlePage.topics.through
    found = {}
    for page_id, topic_id in through.objects.values_list("articlepage_id", "topic_id"):
        found.setdefault(page_id, []).append(topic_id)
    return found


def load_sites(rows):
    """Return the sites, each with its first page in every language."""
    return [
        PlainSite(
            pk,
            hostname,
            tuple(row for row in rows.values() if row.key == rows[root_id].key),
        )
        for pk, hostname, root_id in Site.objects.values_list("pk", "hostname", "root_page_id")
    ]


def find_site(row, rows, sites):
    return next((site for site in sites if site.get_root(row)), None)
