"""The practice and its people, with no more than readers see of them."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.articles.profiles import Profile
from wagtail_attachment.articles.public_reviews import find_public_review
from wagtail_attachment.practice.licences import Licence
from wagtail_attachment.times import get_practice_day

from .node import Node
from .subject import Subject

_CREDENTIAL = "EducationalOccupationalCredential"
_BETWEEN_CREDENTIALS = re.compile(r"[,;،、]")
# An e-mail address, or as many consecutive digits as a telephone or licence number has.
_PRIVATE = re.compile(r"@|\d{4}")


def describe_practice(subject: Subject) -> Node:
    """Return the site's owner: an organisation, since not every practice is a medical one."""
    if not subject.site_name:
        return {}
    return {
        "@type": "Organization",
        "@id": subject.identify_on_site("organization"),
        "name": subject.site_name,
        "url": f"{subject.root_url}/",
    }


def describe_authors(subject: Subject) -> list[Node]:
    return [
        describe_person(profile, subject)
        for profile in subject.page.author_profiles
        if not _PRIVATE.search(profile.name)
    ]


def describe_review(subject: Subject, authors: list[Node]) -> tuple[Node, str]:
    """Return who reviewed the text and when, from a recorded review, never from a plan.

    If the text was edited since, no review is given: a machine cannot be told about the edit.
    """
    shown = find_public_review(ClinicalReview(subject.page, subject.safety))
    if shown is None or not shown.is_current:
        return {}, ""
    review = shown.review
    day = get_practice_day(review.at).isoformat()
    person_id = subject.identify_on_site(f"person-{review.person_key}") if review.person_key else ""
    known = next((author for author in authors if author["@id"] == person_id), None)
    if known or _PRIVATE.search(review.person_name):
        return known or {}, day
    return {
        "@type": "Person",
        "@id": person_id or subject.identify("reviewer"),
        "name": review.person_name,
        **_describe_credentials(review.credentials),
    }, day


def describe_person(profile: Profile, subject: Subject) -> Node:
    """Return a person, who has the same id in every language.

    No e-mail address, long number or licence number is given, whatever the person has written.
    """
    licences = profile.licences
    portrait = profile.portrait
    named = _describe_credentials(profile.credentials)
    return {
        "@type": "Person",
        "@id": subject.identify_on_site(f"person-{profile.key}"),
        "name": profile.name,
        **named,
        "jobTitle": "" if _PRIVATE.search(profile.job_title) else profile.job_title,
        "url": (profile.page.get_full_url(subject.request) or "") if profile.page else "",
        "image": urljoin(f"{subject.root_url}/", portrait.url) if portrait else "",
        "knowsLanguage": list(profile.languages),
        "sameAs": list(
            dict.fromkeys([profile.website, *(licence.source_url for licence in licences)])
        ),
        "hasCredential": [*named["hasCredential"], *map(_describe_licence, licences)],
    }


def _describe_credentials(text: str) -> Node:
    credentials = [
        each.strip() for each in _BETWEEN_CREDENTIALS.split(text) if not _PRIVATE.search(each)
    ]
    return {
        "honorificSuffix": ", ".join(credentials),
        "hasCredential": [{"@type": _CREDENTIAL, "name": each} for each in credentials if each],
    }


def _describe_licence(licence: Licence) -> Node:
    """Return a public licence without its number, which is for people to look up."""
    issuer = licence.issued_by
    return {
        "@type": _CREDENTIAL,
        "credentialCategory": licence.kind,
        "recognizedBy": {"@type": "Organization", "name": issuer} if issuer else "",
    }
