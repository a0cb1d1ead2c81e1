"""Importing a library: the time an article takes, and the memory of the process along the way."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile

from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Site

from benchmarks.records import _VOCABULARY
from benchmarks.sites import get_sizes, visit
from wagtail_attachment.library import working
from wagtail_attachment.library.drafts import get_article_models
from wagtail_attachment.library.records import ImportedArticle
from wagtail_attachment.library.sources import open_path
from wagtail_attachment.pages.models import ArticlePage

_STEPS = 5
_WORDS_A_SECTION, _SECTIONS = 200, 5
_HEAD = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
)


@dataclass(frozen=True)
class Imports:
    """Figures of one run: of each fifth of it the seconds an article, and the process's MB at its end."""

    articles: int
    megabytes: float
    """Of the archive."""
    seconds: list[float]
    memory: list[float]
    """Without a database that is in its memory too."""
    again: float
    """The seconds an article when nothing has changed."""


def measure_imports(articles: int) -> Imports:
    """Import an export of so many articles, each of 1,000 words and with a picture of its own."""
    visit(next(iter(get_sizes())))
    parent = Site.objects.get().root_page.specific
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
        path = Path(folder) / "library.zip"
        _write(path, articles)
        seconds: list[float] = []
        memory: list[float] = []
        done = 0
        started = time.perf_counter()

        def tell(row: ImportedArticle) -> None:
            nonlocal done, started
            assert row.state == ImportedArticle.State.CREATED, row.notes
            done += 1
            if done % (articles // _STEPS) == 0:
                now = time.perf_counter()
                seconds.append((now - started) / (articles // _STEPS))
                memory.append(_measure_memory())
                started = now

        run = working.begin(parent, ArticlePage, [path.name], None)
        assert ArticlePage in get_article_models(parent)
        assert working.work(run, lambda: [open_path(path)], tell=tell)
        assert get_image_model().objects.count() == articles
        started = time.perf_counter()
        with open("/dev/null", "w") as nowhere:
            call_command(
                "import_articles", str(path), parent=parent.pk, stdout=nowhere, stderr=nowhere
            )
        again = (time.perf_counter() - started) / articles
        assert ArticlePage.objects.count() == articles
        return Imports(articles, path.stat().st_size / 1e6, seconds, memory, again)


def _write(path: Path, articles: int) -> None:
    with ZipFile(path, "w", ZIP_STORED) as archive:
        with archive.open("export.xml", "w") as export:
            export.write(_HEAD.encode())
            for number in range(articles):
                export.write(_write_item(number).encode())
            export.write(b"</channel></rss>")
        for number in range(articles):
            picture = BytesIO()
            color = (number % 256, number // 256 % 256, 80)
            Image.effect_noise((1200, 800), 40).convert("RGB").point(
                lambda value, shift=color[0]: (value + shift) % 256
            ).save(picture, "JPEG", quality=70)
            archive.writestr(f"uploads/2020/picture-{number}.jpg", picture.getvalue())


def _write_item(number: int) -> str:
    body = f'<p><img src="https://old.example.org/wp-content/uploads/2020/picture-{number}.jpg" alt="A">'
    for section in range(_SECTIONS):
        first = number * 7 + section * 31
        words = (_VOCABULARY[(first + n * n) % len(_VOCABULARY)] for n in range(_WORDS_A_SECTION))
        body += f"<h2>Part {section} of {number}</h2><p>{' '.join(words)}.</p>"
    return (
        f"<item><title>Article {number}</title><link>https://old.example.org/{number}/</link>"
        f"<guid>{number}</guid><content:encoded>{escape(body)}</content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date_gmt>2020-01-01 00:00:00</wp:post_date_gmt>"
        f"<wp:post_name>article-{number}</wp:post_name><wp:status>publish</wp:status>"
        "<wp:post_type>post</wp:post_type></item>"
    )


def _measure_memory() -> float:
    """Return the MB that this process holds now, as Linux counts them, without a database in its memory."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    held = next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS:"))
    if connection.vendor != "sqlite":
        return held
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute("PRAGMA page_size")
        return held - pages * cursor.fetchone()[0] / 1e6


def print_imports(figures: Imports) -> None:
    print(
        f"{figures.articles} articles of 1,000 words with a picture each, {figures.megabytes:.0f} MB"
    )
    print("ms an article, by fifths:", ", ".join(f"{1000 * each:.0f}" for each in figures.seconds))
    print(
        "MB of the process, without the database in its memory:",
        ", ".join(f"{each:.0f}" for each in figures.memory),
    )
    print(f"The same again: {1000 * figures.again:.0f} ms an article, and nothing is changed")
