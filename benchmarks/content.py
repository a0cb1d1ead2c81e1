"""The same words as articles of ours and as bare pages: built by code, the same in every run."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
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
    user = get_user_model().objects.create(username="owner", is_superuser=True)
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


def make_pair(practice: dict[str, Any], parents: tuple[Any, Any], slug: str, sections: int) -> None:
    """Add an article and a bare page of the same words below their indexes."""
    linked = [practice["home"].pk, parents[0].pk, parents[1].pk]
    texts = list(make_sections(sections, linked))
    article = ArticlePage(title=slug, slug=slug, subtitle="What you gain", live=False)
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
    article.first_published_at = article.last_published_at = timezone.now()
    article.save()

    bare = BarePage(title=slug, slug=slug, first_published_at=timezone.now())
    bare.body = [
        {"type": "section", "value": {"heading": heading, "text": text}} for heading, text in texts
    ]
    parents[1].add_child(instance=bare)


def make_indexes(practice: dict[str, Any], name: str, size: int, sections: int = 6) -> None:
    """Add an index of ours and a bare one, each with ``size`` pages of the same words."""
    home = practice["home"]
    parents = (
        home.add_child(instance=ArticleIndexPage(title=name, slug=name)),
        home.add_child(instance=BareIndexPage(title=name, slug=f"bare-{name}")),
    )
    for number in range(size):
        make_pair(practice, parents, f"article-{number}", sections)
