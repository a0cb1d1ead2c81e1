"""The breadcrumbs of a page, and the items of an index."""

from __future__ import annotations

from typing import Any

from .node import Node
from .subject import Subject


def describe_trail(subject: Subject) -> Node:
    """Return the breadcrumbs, ending with the page itself; an alias has those of its own place."""
    if subject.page.alias_of_id or not subject.url:
        return {}
    above = [
        (page.title, page.get_full_url(subject.request)) for page in subject.page.get_breadcrumbs()
    ]
    steps = [*above, (subject.page.title, subject.url)]
    return {
        "@type": "BreadcrumbList",
        "@id": subject.identify("breadcrumb"),
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate((step for step in steps if step[1]), start=1)
        ],
    }


def describe_items(subject: Subject, items: Any) -> Node:
    """Return the articles on this page of an index, numbered as in the whole list."""
    if not items:
        return {}
    return {
        "@type": "ItemList",
        "@id": subject.identify("list"),
        "numberOfItems": items.paginator.count,
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": article.title,
                "url": article.get_full_url(subject.request),
            }
            for position, article in enumerate(items, start=items.start_index())
        ],
    }
