"""The same words as articles of ours and as bare pages: built by code, the same in every run."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models.base import ModelState
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from benchmarks.bare.models import BareIndexPage, BarePage
from wagtail_attachment.models import (
    BookingCTA,
    CrisisChannel,
    CrisisResource,
    CrisisText,
    Disclaimer,
    PracticeSettings,
    Practitioner,
    Topic,
)
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage

SENTENCE = (
    "closeness can feel like pressure even when nobody is pressing and the moment in which you "
    "step back is where change begins because what once kept you safe may now keep you alone"
)
WORDS_A_SECTION = 260
_PURPOSES = ("signs", "origins", "experience", "daily_life", "help", "other")


def make_sections(number: int, linked: list[int]) -> Iterator[tuple[str, str]]:
    """Yield headings and rich texts of about 260 words, each with a link to a page of the site."""
    words = itertools.cycle(SENTENCE.split())
    for index in range(number):
        text = " ".join(itertools.islice(words, WORDS_A_SECTION))
        page_id = linked[index % len(linked)]
        yield (
            f"Section {index + 1}",
            f'<p>{text} <a linktype="page" id="{page_id}">read on</a>.</p>',
        )


def make_practice() -> dict[str, Any]:
    """Set up what articles show: two wordings' worth of safety, two lines, booking, people, topics."""
    locale = Locale.get_default()
    site = Site.objects.get(is_default_site=True)
    site.root_page = home = Page.get_first_root_node().add_child(
        instance=Page(title="Home", slug="practice", locale=locale)
    )
    site.save()
    user = get_user_model().objects.create(username="owner", first_name="Olive", is_superuser=True)
    wording = "<p>This is education, not treatment. In a crisis, call {crisis_line}.</p>"
    Disclaimer.objects.create(locale=locale, heading="Please note", body=wording).approve(user)
    for name, number in (("Lifeline", "988"), ("Text line", "741741")):
        line = CrisisResource(country="US", languages="en", source_url="https://example.org/")
        line.texts = [CrisisText(language="en", name=name)]
        line.channels = [CrisisChannel(kind="call", dialled=number, always_open=True)]
        line.save()
        line.verify(user)
    booking = BookingCTA.objects.create(
        heading="Talk with us", button_label="Book", url="https://example.org/", locale=locale
    )
    PracticeSettings.objects.create(site=site, country="US", booking=booking)
    return {
        "home": home,
        "author": Practitioner.objects.create(name="Noor Adler", credentials="PsyD", locale=locale),
        "topics": [
            Topic.objects.create(name=name, slug=name.lower(), locale=locale)
            for name in ("Closeness", "Conflict")
        ],
    }


def make_indexes(practice: dict[str, Any], name: str, size: int, sections: int = 6) -> None:
    """Add an index of ours and a bare one, each with ``size`` pages of the same words.

    The first of each is saved as any page is; the others are copies of its rows, since 10,000 pages
    are not made in a minute otherwise.
    """
    home = practice["home"]
    parents = (
        home.add_child(instance=ArticleIndexPage(title=name, slug=name)),
        home.add_child(instance=BareIndexPage(title=name, slug=f"bare-{name}")),
    )
    article, bare = _make_pair(practice, parents, sections)
    copies = _multiply(article, parents[0], size)
    _multiply(bare, parents[1], size)
    for field in (ArticlePage.authors.field, ArticlePage.topics.field):
        links = field.remote_field.through.objects
        page_name, other_name = (
            f"{field.m2m_field_name()}_id",
            f"{field.m2m_reverse_field_name()}_id",
        )
        for other_id in list(
            links.filter(**{page_name: article.pk}).values_list(other_name, flat=True)
        ):
            links.bulk_create(
                links.model(**{page_name: copy.pk, other_name: other_id}) for copy in copies
            )


def _make_pair(
    practice: dict[str, Any], parents: tuple[Any, Any], sections: int
) -> tuple[Any, Any]:
    linked = [practice["home"].pk, parents[0].pk, parents[1].pk]
    texts = list(make_sections(sections, linked))
    now = timezone.now()
    article = ArticlePage(title="Article 0", slug="article-0", subtitle="What you gain", live=False)
    article.lead = f"<p>{SENTENCE}.</p>"
    article.body = [
        {
            "type": "section",
            "value": {
                "heading": heading,
                "purpose": purpose,
                "content": [{"type": "paragraph", "value": text}],
            },
        }
        for (heading, text), purpose in zip(texts, itertools.cycle(_PURPOSES), strict=False)
    ]
    article.locale = parents[0].locale
    parents[0].add_child(instance=article)
    article.authors = [practice["author"]]
    article.topics = practice["topics"]
    article.live = True
    article.first_published_at = article.last_published_at = now
    article.save()

    bare = BarePage(title="Article 0", slug="article-0", first_published_at=now)
    bare.body = [
        {"type": "section", "value": {"heading": heading, "text": text}} for heading, text in texts
    ]
    parents[1].add_child(instance=bare)
    return article, bare


def _multiply(page: Any, parent: Any, size: int) -> list[Any]:
    """Add copies of a page's rows until ``parent`` has ``size`` children; return them as base pages."""
    stored = Page.objects.get(pk=page.pk)
    copies = []
    for number in range(1, size):
        copy = Page.objects.model()
        copy.__dict__.update(stored.__dict__, _state=ModelState(), id=None)
        copy.title = copy.draft_title = f"Article {number}"
        copy.slug = f"article-{number}"
        copy.path = Page._get_path(parent.path, stored.depth, number + 1)
        copy.url_path = f"{parent.url_path}{copy.slug}/"
        copy.translation_key = uuid.uuid4()
        copy.first_published_at = stored.first_published_at + timedelta(minutes=number)
        copies.append(copy)
    Page.objects.bulk_create(copies, batch_size=500)
    Page.objects.filter(pk=parent.pk).update(numchild=size)
    specific = type(page).objects.get(pk=page.pk)
    with transaction.atomic():
        for copy in copies:
            specific.__dict__["page_ptr_id"] = specific.__dict__["id"] = copy.pk
            specific._state = ModelState()
            specific.save_base(raw=True, force_insert=True)
    return copies
