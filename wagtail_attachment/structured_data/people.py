"""The practice and its people: what readers see of them, and no more."""

from __future__ import annotations

import re

from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.times import get_local_time

from .nodes import Node
from .subject import Subject

_BETWEEN_CREDENTIALS = re.compile(r"[,;،、]")
# An e-mail address, or as many digits in a row as a telephone or licence number has.
_PRIVATE = re.compile(r"@|\d{4}")


def describe_practice(subject: Subject) -> Node:
    """Return whose site it is: an organization, since not every practice is a medical one."""
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
        _describe_person(person, subject)
        for person in subject.page.authors.all()
        if not _PRIVATE.search(person.name)
    ]


def describe_review(subject: Subject, authors: list[Node]) -> tuple[Node, str]:
    """Return who reviewed the text, and on which day: by a recorded review, never by a plan.

    A machine cannot be told that the text was edited since, so it is told of no review then. The
    name of an account without one is its login, which may be an e-mail address.
    """
    clinical = ClinicalReview(subject.page, subject.safety)
    if not (clinical.last and clinical.is_of_this_text):
        return {}, ""
    day = get_local_time(clinical.last.at).date().isoformat()
    name = clinical.last.person_name
    known = next((author for author in authors if author["name"] == name), None)
    if known or _PRIVATE.search(name):
        return known or {}, day
    return {"@type": "Person", "@id": subject.identify("reviewer"), "name": name}, day


def _describe_person(person: Practitioner, subject: Subject) -> Node:
    """Return a person, who has the same id in every language.

    Whatever somebody has written beside the name: no address and no licence number is given.
    """
    credentials = [
        each.strip()
        for each in _BETWEEN_CREDENTIALS.split(person.credentials)
        if not _PRIVATE.search(each)
    ]
    return {
        "@type": "Person",
        "@id": subject.identify_on_site(f"person-{person.translation_key}"),
        "name": person.name,
        "honorificSuffix": ", ".join(credentials),
        "jobTitle": "" if _PRIVATE.search(person.job_title) else person.job_title,
        "hasCredential": [
            {"@type": "EducationalOccupationalCredential", "name": each} for each in credentials
        ],
    }
