"""A page as schema.org describes it: one graph, whose nodes refer to each other by ``@id``."""

from __future__ import annotations

from typing import Any

from wagtail_attachment.articles.articles import ArticlePageMixin
from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.articles.profile_pages import ProfilePageMixin

from .articles import describe_article
from .lists import describe_items, describe_trail
from .node import Node, drop_empty, refer
from .pages import describe_image, describe_index, describe_page
from .people import describe_authors, describe_person, describe_practice, describe_review
from .subject import Subject


def get_structured_data(page: Any, request: Any = None, items: Any = None) -> Node:
    """Return the JSON-LD of a covered page or an index; empty for a page hidden from readers.

    With the current ``request``, it makes no query for what was already read to answer it.
    ``items`` are the articles that an index shows: a page of Django's paginator.
    """
    subject = Subject(page, request)
    if subject.is_withheld:
        return {}
    match page:
        case ArticleIndexPageMixin():
            graph = _describe_index(subject, items)
        case ArticlePageMixin():
            graph = _describe_article(subject)
        case ProfilePageMixin():
            graph = _describe_profile(subject)
        case _:
            graph = _describe_other(subject)
    nodes = [node for node in map(drop_empty, graph) if node]
    return {"@context": "https://schema.org", "@graph": page.extend_structured_data(nodes)}


def _describe_article(subject: Subject) -> list[Node]:
    page, article = describe_page(subject), describe_article(subject)
    practice, image, trail = (
        describe(subject) for describe in (describe_practice, describe_image, describe_trail)
    )
    authors = describe_authors(subject)
    reviewer, reviewed_on = describe_review(subject, authors)
    page |= {
        "mainEntity": refer(article),
        "publisher": refer(practice),
        "primaryImageOfPage": refer(image),
        "breadcrumb": refer(trail),
        "reviewedBy": refer(reviewer),
        "lastReviewed": reviewed_on,
    }
    article |= {
        "mainEntityOfPage": refer(page),
        "author": [refer(author) for author in authors],
        "publisher": refer(practice),
        "image": refer(image),
        "usageInfo": [refer(disclaimer) for disclaimer in page["usageInfo"]],
    }
    people = authors if reviewer in authors else [*authors, reviewer]
    return [page, article, *people, practice, image, trail]


def _describe_profile(subject: Subject) -> list[Node]:
    """Return the nodes for a page about a person, who is the only subject it names."""
    page, practice, trail = (
        describe_page(subject),
        describe_practice(subject),
        describe_trail(subject),
    )
    profile = subject.page.profile
    person = describe_person(profile, subject) if profile else {}
    page |= {
        "@type": "ProfilePage",
        "mainEntity": refer(person),
        "publisher": refer(practice),
        "breadcrumb": refer(trail),
    }
    return [page, person, practice, trail]


def _describe_other(subject: Subject) -> list[Node]:
    """Return the nodes for a page of an unknown type, of which only the common parts are known."""
    practice = describe_practice(subject)
    return [describe_page(subject) | {"publisher": refer(practice)}, practice]


def _describe_index(subject: Subject, items: Any) -> list[Node]:
    index, practice = describe_index(subject), describe_practice(subject)
    listed, trail = describe_items(subject, items), describe_trail(subject)
    index |= {
        "publisher": refer(practice),
        "mainEntity": refer(listed),
        "breadcrumb": refer(trail),
    }
    return [index, practice, listed, trail]
