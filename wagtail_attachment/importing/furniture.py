"""The parts of a page around an article, such as menus, and the article's own element."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .dates import read_day
from .links import get_safe_href
from .reading import Meta

# The classes in which publishing systems and exports put the article, the most reliable first.
_MAIN = (
    *("entry-content", "e-content", "post-content", "page-body", "article-body", "gh-content"),
    *("available-content", "sqs-html-content"),
)
# The subtitle in Medium's markup, and the one that Substack puts above the text.
_SUBTITLE = (
    "//*[@data-field='subtitle' or (self::h2 or self::h3)"
    " and contains(concat(' ', normalize-space(@class), ' '), ' subtitle ')]"
)
_ENOUGH = 200  # characters
_TAGS = {"nav": "menu", "form": "form", "button": "form"}
_ARIA = {"navigation": "menu", "contentinfo": "menu", "search": "form"}
# The author's own aside, or what a site puts beside every article.
_BOX = {"aside": "box"}
# Substack's buttons, by a part of their address.
_BUTTONS = {"/subscribe": "subscribe", "action=share": "share", "/comments": "comments"}
_WORDS = {
    "share": r"share|sharing|sharedaddy|social|addtoany|share-?buttons?|sharebar",
    "subscribe": r"subscribe|subscription|subscribe-widget|newsletter|signup|sign-up|optin|mailchimp"
    r"|kg-signup|kg-email-cta",
    "related": r"related|related-posts|jp-relatedposts|read-?more-posts|recommended|more-posts",
    "comments": r"comments?|comment-form|respond|disqus_thread|comments-area",
    "cookies": r"cookies?|cookie-(?:bar|banner|consent|notice)|consent|gdpr"
    r"|(?:onetrust|cookiebot|cky|cmplz|didomi|borlabs-cookie|usercentrics|truste)[\w-]*",
    "menu": r"breadcrumbs?|menu|navbar|navigation|nav|skip-link|pagination|post-navigation|site-footer"
    r"|site-header",
    "contents": r"toc|table-of-contents|table_of_contents|ez-toc|lwptoc",
    "author": r"author-?(?:bio|box|info|card)|about-author",
    "byline": r"byline|post-meta|entry-meta|post-info",
    "tags": r"tags|tag-list|post-tags|tags-links|cat-links|entry-footer",
    "properties": r"properties",
    "aside": r"sidebar|widget|widget-area",
}
_NAMES = {
    role: re.compile(
        rf"(?:[\w-]+__)?(?:{words})(?:-(?:wrapper|container|block|section|area|card))?"
    )
    for role, words in _WORDS.items()
}
_FRAMES = {"html", "body", "main", "article", "h1", "h2", "h3", "p", "li"}
_MOST = 0.5  # of the text: an element with more is a frame around the article, whatever its name


def find_main(root: Any) -> Any:
    """Return the element that holds the article; the whole body if no element stands out."""
    tests = [f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in _MAIN]
    for path in (*(f".//*[{test}]" for test in tests), ".//article", ".//main"):
        found = max(
            root.iterfind(path) if "[" not in path else root.xpath(path), key=_measure, default=None
        )
        if found is not None and _measure(found) > _ENOUGH:
            return found
    body = root.find("body")
    return root if body is None else body


def get_role(element: Any, total: int) -> str:
    """Return the role of an element that is not part of the article; empty for the article's own.

    ``total`` is the length of the whole text.
    """
    if element.tag in _FRAMES:
        return _get_role_of_button(element) if element.tag == "p" else ""
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    named = (role for role, words in _NAMES.items() for name in names if words.fullmatch(name))
    role = (
        _TAGS.get(element.tag)
        or _ARIA.get(element.get("role", ""))
        or next(named, "")
        or _BOX.get(element.tag, "")
    )
    return role if role and _measure(element) <= _MOST * total else ""


def _get_role_of_button(element: Any) -> str:
    """Return the role of a Substack button, which may be a paragraph anywhere in an article."""
    link = element.find(".//a[@href]") if "button-wrapper" in element.get("class", "") else None
    href = "" if link is None else link.get("href")
    return next((role for part, role in _BUTTONS.items() if part in href), "")


def _measure(element: Any) -> int:
    return len("".join(element.itertext()))


class Head(NamedTuple):
    meta: Meta
    notices: list[str]


def read_head(root: Any, main: Any) -> Head:
    """Return what a page says about its article outside the text or in a place set apart for it."""
    is_page = main.tag not in {"html", "body"}
    outside = root.xpath("//h1[not(ancestor::*[@id='__none'])]") if is_page else []
    inside = set(main.iter("h1")) if is_page else set()
    titles = [_words(heading) for heading in outside if heading not in inside]
    title = titles[0] if len(titles) == 1 and not inside else ""
    if is_page and not title and not inside:
        title = _content(root, "og:title")
    subtitle = next((_words(each) for each in root.xpath(_SUBTITLE)), "")
    meta = replace(_read_meta(root), title=title, subtitle=subtitle)
    return Head(meta, _describe_rest(root, main) if is_page else [])


def _read_meta(root: Any) -> Meta:
    times = root.xpath("//time[contains(@class, 'dt-published')]/@datetime")
    day = _content(root, "article:published_time") or next(iter(times), "")
    authors = root.xpath("//*[contains(concat(' ', @class, ' '), ' p-author ')]")
    address = next(iter(root.xpath("//link[@rel='canonical']/@href")), "")
    author = _content(root, "author") or next((_words(each) for each in authors), "")
    return Meta(
        date=read_day(day),
        authors=(author,) if author else (),
        address=get_safe_href(address or _content(root, "og:url")),
    )


def _content(root: Any, name: str) -> str:
    found = root.xpath("//meta[@name=$name or @property=$name]/@content", name=name)
    return " ".join(str(found[0]).split())[:500] if found else ""


def _describe_rest(root: Any, main: Any) -> list[str]:
    body = root.find("body")
    inside = set(main.iter())
    rest = [
        (each.text or "").split()
        for each in (body if body is not None else root).iter()
        if each not in inside and each.tag not in {"script", "style", "noscript", "h1"}
    ]
    words = " ".join(word for part in rest for word in part)
    if not words:
        return []
    return [
        _(
            "Only the article was read. Left out, since it stands around it on the page: “%(words)s”."
        )
        % {"words": Truncator(words).chars(160)}
    ]


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
