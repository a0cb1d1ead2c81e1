"""Who answers for a page: as readers see it, and what is on file of these people besides that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest
from django.utils import translation

from wagtail_attachment.articles.articles import ArticlePageMixin
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.articles.profile_pages import ProfilePageMixin
from wagtail_attachment.articles.profiles import Profile
from wagtail_attachment.articles.public_reviews import find_public_review
from wagtail_attachment.ledger.reviews import Review, find_standing
from wagtail_attachment.practice.licences import Licence
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.safety.resolver import Safety

from .nodes import Node
from .pictures import describe_picture
from .rendering import render_nodes


@dataclass(frozen=True)
class ShownPeople:
    """What readers are told of people, by where it stands; and what the byline says of the text."""

    subtitle: list[Node] = field(default_factory=list)
    lines: list[Node] = field(default_factory=list)
    notes: list[Node] = field(default_factory=list)
    about: list[Node] = field(default_factory=list)


def read_people(safety: Safety, request: HttpRequest) -> ShownPeople:
    """Return what the templates say of a page's people: of an article's, or whose profile it is."""
    page: Any = safety.page
    is_sensitive = safety.sensitivity.is_sensitive
    context = {
        "page": page,
        "request": request,
        "safety": safety,
        "language": safety.language,
        "is_sensitive": is_sensitive,
    }
    with translation.override(safety.language):
        if isinstance(page, ArticlePageMixin):
            byline = render_nodes("byline", context)
            return ShownPeople(
                lines=_name_pictures(
                    (node for node in byline if not node.get("note")), page.author_profiles
                ),
                notes=[_unmark(node) for node in byline if node.get("note")]
                + render_nodes("dates", context),
                about=_name_pictures(render_nodes("authors", context), page.author_profiles),
            )
        if isinstance(page, ProfilePageMixin) and page.profile:
            context |= {"profile": page.profile}
            lines = render_nodes("profile_person", context)
            return ShownPeople(
                subtitle=render_nodes("profile_job_title", context),
                lines=_name_pictures(lines, [page.profile]),
            )
    return ShownPeople()


def _unmark(node: Node) -> Node:
    return {name: each for name, each in node.items() if name != "note"}


def _name_pictures(nodes: Iterable[Node], profiles: Iterable[Profile]) -> list[Node]:
    """Return ``nodes`` with the portraits among them named by the file that they were made of."""
    portraits = {
        unquote(urlsplit(each.portrait.url).path).rpartition("/")[2]: each.portrait.image
        for each in profiles
        if each.portrait
    }
    return [
        describe_picture(portraits[node["file"]], node["alt"])
        if node["kind"] == "picture" and node["file"] in portraits
        else node
        for node in nodes
    ]


def describe_people(safety: Safety, shown: ShownPeople) -> dict[str, Any]:
    """Return whose a page is, and who reviewed it; ``shown`` is what readers are told of them."""
    page: Any = safety.page
    if isinstance(page, ArticlePageMixin):
        people, profiles = list(page.authors.all()), page.author_profiles
        reviews = _describe_reviews(page, safety)
    elif isinstance(page, ProfilePageMixin):
        people, profiles = list(page.get_people()), [page.profile] if page.profile else []
        reviews = {"shown": None, "kept": None}
    else:
        return {}
    keys = {person.translation_key: None for person in people}
    for review in (page_review for page_review, _values in filter(None, reviews.values())):
        if reviewer := safety.licensing.get_reviewer(review, ()):
            keys[reviewer] = None
    on_file = safety.shared.licences
    licences = [
        (person, licence)
        for key in keys
        if (person := on_file.get_person(key))
        for licence in sorted(on_file.by_person.get(key, ()), key=lambda each: each.pk)
    ]
    return {
        "subtitle": shown.subtitle,
        "lines": shown.lines,
        "about": shown.about,
        "authors": [
            {
                "key": each.key,
                "name": each.name,
                "credentials": each.credentials,
                "shown_as": each.title,
            }
            for each in profiles
        ],
        "review": reviews["shown"] and reviews["shown"][1],
        "public_licences": [_describe_licence(*each) for each in licences if each[1].is_public],
        "not_shown_to_readers": {
            "accounts": _describe_accounts(people),
            "licences": [_describe_licence(*each) for each in licences if not each[1].is_public],
            "review": reviews["kept"] and reviews["kept"][1],
        },
    }


def _describe_accounts(people: Iterable[Practitioner]) -> list[dict[str, Any]]:
    return [
        {"person": str(each.translation_key), "account": str(each.user_id)}
        for each in people
        if each.user_id
    ]


def _describe_reviews(page: Any, safety: Safety) -> dict[str, Any]:
    """Return the review that readers are told of, and the last one that stands, if it is another."""
    clinical = ClinicalReview(page, safety)
    public, last = find_public_review(clinical), find_standing(safety.clinical_reviews)
    is_another = last is not None and (public is None or public.review.pk != last.pk)
    return {
        "shown": public
        and (public.review, {**_describe_review(public.review), "is_current": public.is_current}),
        "kept": (last, _describe_review(last)) if last and is_another else None,
    }


def _describe_review(review: Review) -> dict[str, Any]:
    return {
        "review": review.pk,
        "sha256": review.chain,
        "person_id": review.person_id,
        "person_key": review.person_key,
        "person_name": review.person_name,
        "credentials": review.credentials,
        "person_role": review.person_role,
        "at": review.at.isoformat(),
        "is_own": review.is_own,
    }


def _describe_licence(person: Practitioner, licence: Licence) -> dict[str, Any]:
    return {
        "person": str(person.translation_key),
        "name": person.name,
        "kind": licence.kind,
        "number": licence.number,
        "issued_by": licence.issued_by,
        "country": licence.country,
        "area": licence.area,
        "valid_until": licence.valid_until and licence.valid_until.isoformat(),
        "source_url": licence.source_url,
    }
