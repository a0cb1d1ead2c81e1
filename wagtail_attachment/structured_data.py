"""A page as schema.org describes it: data only, from a page to a graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from .models import ArticlePageMixin, CoveredPageMixin, Practitioner, Review
from .models.clinical_reviews import ClinicalReview
from .models.representation import is_withheld, represent_disclaimers

Node = dict[str, Any]


def get_structured_data(page: CoveredPageMixin) -> Node:
    """Return the JSON-LD of a page, empty for one that is withheld.

    Each function of ``_NODES`` adds one node to the graph.
    """
    if is_withheld(page.get_safety()):
        return {}
    return {
        "@context": "https://schema.org",
        "@graph": [_drop_empty(describe(page)) for describe in _NODES],
    }


def _describe_web_page(page: CoveredPageMixin) -> Node:
    url = _get_canonical_url(page)
    return {
        "@type": "MedicalWebPage",
        "@id": f"{url}#webpage" if url else None,
        "url": url,
        "headline": page.title,
        "description": getattr(page, "search_description", "") or getattr(page, "subtitle", ""),
        "inLanguage": page.get_safety().language,
        "datePublished": _to_iso(page.first_published_at),
        "dateModified": _to_iso(page.last_published_at),
        "usageInfo": _describe_disclaimers(page),
        **(_describe_people(page) if isinstance(page, ArticlePageMixin) else {}),
    }


def _describe_disclaimers(page: CoveredPageMixin) -> list[Node]:
    return [
        {
            "@type": "CreativeWork",
            "name": disclaimer["heading"],
            "text": disclaimer["text"],
            "inLanguage": disclaimer["language"],
        }
        for disclaimer in represent_disclaimers(page.get_safety())
    ]


def _describe_people(page: ArticlePageMixin) -> Node:
    """Return who wrote the page, and who reviewed it: by a recorded review, never by a plan.

    A machine cannot be told that the text was edited since, so it is told of no review then.
    """
    found = ClinicalReview(page)
    review = found.last if found.is_of_this_text else None
    return {
        "author": [_describe_person(author) for author in page.authors.all()],
        "reviewedBy": _describe_reviewer(review) if review else None,
        "lastReviewed": timezone.localdate(review.at).isoformat() if review else None,
    }


def _describe_person(person: Practitioner) -> Node:
    """Return what readers see of a person, and no more: no address and no licence number."""
    return _drop_empty(
        {
            "@type": "Person",
            "name": person.name,
            "honorificSuffix": person.credentials,
            "jobTitle": person.job_title,
        }
    )


def _describe_reviewer(review: Review) -> Node | None:
    """Return the reviewer's name; an account without one is recorded by its login or e-mail."""
    name = review.person_name
    return None if "@" in name else {"@type": "Person", "name": name}


def _get_canonical_url(page: Any) -> str | None:
    while page.alias_of_id:
        page = page.alias_of
    return page.full_url if page.pk else None


def _to_iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _drop_empty(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}


_NODES: tuple[Callable[[Any], Node], ...] = (_describe_web_page,)
