"""An article, its sources, and its versions in other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from wagtail_attachment.articles.languages import LanguageVersion

from .node import Node
from .pages import to_iso
from .subject import Subject


def describe_article(subject: Subject) -> Node:
    page = subject.page
    return {
        "@type": "Article",
        "@id": subject.identify("article"),
        "headline": page.title,
        "description": subject.description,
        "inLanguage": subject.language,
        "datePublished": to_iso(page.first_published_at),
        "dateModified": to_iso(page.text_dated_at),
        "about": [{"@type": "Thing", "name": topic.name} for topic in subject.topics],
        "citation": [_describe_source(item) for item in _find_references(page)],
        **_describe_versions(page),
    }


def _find_references(page: Any) -> Iterator[Mapping[str, Any]]:
    for block in page.body:
        if block.block_type == "references":
            yield from block.value["items"]


def _describe_source(item: Mapping[str, Any]) -> Node:
    """Return a source with its identifiers.

    A source in PubMed is a scholarly article; a DOI may also be a book's. The authors are one line
    of text, which nobody has split into single names.
    """
    doi, pmid, address = (item.get(name) or "" for name in ("doi", "pmid", "url"))
    return {
        "@type": "ScholarlyArticle" if pmid else "CreativeWork",
        "name": item["title"],
        "creditText": item["authors"],
        "datePublished": f"{item['year']:04}" if item.get("year") else "",
        "url": address if re.match("https?://", address) else "",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": kind, "value": value}
            for kind, value in (("DOI", doi), ("PMID", pmid))
            if value
        ],
        "sameAs": [
            *([f"https://doi.org/{quote(doi)}"] if doi else []),
            *([f"https://pubmed.ncbi.nlm.nih.gov/{quote(pmid)}/"] if pmid else []),
        ],
    }


def _describe_versions(page: Any) -> Node:
    """Return the translations of an original, or the original of a translation."""
    versions = page.language_versions
    original = next((version for version in versions if version.is_original), None)
    if original is None:
        return {}
    if original.page_id != page.pk:
        return {"translationOfWork": _describe_version(original)}
    others = [version for version in versions if version is not original]
    return {"workTranslation": [_describe_version(version) for version in others]}


def _describe_version(version: LanguageVersion) -> Node:
    return {
        "@type": "Article",
        "@id": f"{version.url}#article",
        "url": version.url,
        "inLanguage": version.language,
    }
