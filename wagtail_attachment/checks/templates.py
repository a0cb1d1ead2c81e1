"""System checks of what comes between a page and its readers: templates and hooks."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Info, Warning
from django.db import DatabaseError
from selectolax.lexbor import LexborHTMLParser
from wagtail import hooks

from wagtail_attachment.articles.articles import ArticlePageMixin
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.safety.documents import find_visible, read_words, see
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.safety.showing import (
    CRISIS,
    DISCLAIMER,
    CannotShow,
    decode,
    find_missing,
)
from wagtail_attachment.tables import are_migrated

from .example import TITLE, WORDING, serve_example, serve_list

_STYLES = "wagtail_attachment/css/wagtail_attachment"
_PUT_IN = (
    "Put {% attachment_safety page %} into the template, where readers should see it and no element "
    "or comment hides it. Until then it is put in before </main>, </article> or </body>, and the log "
    "says so for each response."
)


def check_templates(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Serve an example of each covered page type and list, and say what its readers would miss."""
    if not _has_tables():
        return []
    covered = [model for model in get_covered_models() if issubclass(model, CoveredPageMixin)]
    lists = [model for model in apps.get_models() if issubclass(model, ArticleIndexPageMixin)]
    return [
        *(message for model in covered for message in _check_type(model, _look_at_page)),
        *(message for model in lists for message in _check_type(model, _look_at_list)),
    ]


def check_hooks(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    names = [
        f"{hook.__module__}.{hook.__qualname__}"
        for hook in hooks.get_hooks("before_serve_page")
        if not hook.__module__.startswith("wagtail.") and _may_answer(hook)
    ]
    if not names:
        return []
    return [
        Warning(
            f"before_serve_page hooks may answer in the place of a page: {', '.join(names)}.",
            hint="Such an answer is not looked at: it must not show a covered page's text. Wrap "
            "the page by on_serve_page instead, or silence this once you have made sure.",
            id="wagtail_attachment.W020",
        )
    ]


def _has_tables() -> bool:
    """Return whether the database has our tables; without them there are no pages yet."""
    try:
        return are_migrated()
    except DatabaseError:
        return False


def _check_type(model: Any, look_at: Callable[[Any], Iterable[CheckMessage]]) -> list[CheckMessage]:
    try:
        return list(look_at(model))
    except CannotShow as problem:
        return [
            Warning(
                f"{model._meta.label} is hidden from readers: {problem}.",
                hint="Answer with a whole HTML page, or set up what readers see in another way: "
                "see the how-to “Use it headless”.",
                obj=model,
                id="wagtail_attachment.W026",
            )
        ]
    except Exception as error:  # whatever the site's code raises, a check must not stop
        return [
            Info(
                f"{model._meta.label} could not be looked at: an example of it was not rendered "
                f"({type(error).__name__}: {error}).",
                hint="If the collected static files are there, look at such a "
                "page yourself: does it show its disclaimer and crisis card?",
                obj=model,
                id="wagtail_attachment.I001",
            )
        ]


def _look_at_page(model: type[CoveredPageMixin]) -> Iterator[CheckMessage]:
    response, safety, fragments = serve_example(model)
    if response.status_code == 200:
        html, _encoding = decode(response)
        yield from _judge(model, html, safety, fragments)


def _look_at_list(model: type[ArticleIndexPageMixin]) -> Iterator[CheckMessage]:
    response, safety = serve_list(model)
    if response.status_code != 200:
        return
    html, _encoding = decode(response)
    if any(CRISIS in find_missing(each, safety) for each in see(html)):
        yield Warning(
            f"A list of {model._meta.label} does not show a crisis card with the numbers to call.",
            hint='Put {% include "wagtail_attachment/includes/crisis_resources.html" with '
            'card_id="crisis" %} into the template, above the list {% if is_help_first %}, else '
            "below it, where no element or comment hides it. Until then the card is put in, and the "
            "log says so for each response.",
            obj=model,
            id="wagtail_attachment.W027",
        )
    yield from _warn_of_lost(model, html)


def _judge(
    model: type[CoveredPageMixin], html: str, safety: Safety, fragments: list[str]
) -> Iterator[CheckMessage]:
    seen = list(see(html))
    missing = {part for each in seen for part in find_missing(each, safety)}
    count = max(each.text.count(read_words(WORDING)) for each in seen)

    def warn(problem: str, hint: str, id: str) -> CheckMessage:
        return Warning(f"A page of {model._meta.label} {problem}", hint=hint, obj=model, id=id)

    if DISCLAIMER in missing:
        yield warn("does not show its disclaimer.", _PUT_IN, id="wagtail_attachment.W021")
    if count > 1:
        yield warn(
            "shows its disclaimer more than once.",
            "Keep one {% attachment_safety page %}: look into the templates that its template "
            "extends and includes.",
            id="wagtail_attachment.W022",
        )
    if any(WORDING in fragment for fragment in fragments):
        yield warn(
            "shows its disclaimer from inside a cached fragment.",
            "Take {% attachment_safety page %} out of the fragment: an old disclaimer would stay "
            "there, and the approved one be put in beside it.",
            id="wagtail_attachment.W023",
        )
    if CRISIS in missing:
        yield warn(
            "does not show its crisis card with the numbers to call.",
            _PUT_IN,
            id="wagtail_attachment.W024",
        )
    if issubclass(model, ArticlePageMixin):
        yield from _warn_of_lost(model, html)


def _warn_of_lost(model: Any, html: str) -> Iterator[CheckMessage]:
    if lost := list(_find_lost(html)):
        yield Warning(
            f"A page of {model._meta.label} lacks {', '.join(lost)}.",
            hint="Your layout has no place for them: it needs <html>, <head> and <body> around the "
            "block “content”. See “Put the articles inside your design” in the documentation.",
            obj=model,
            id="wagtail_attachment.W025",
        )


def _find_lost(html: str) -> Iterator[str]:
    """Yield what an article or a list lacks because its base template has no place for it."""
    visible, document = find_visible(html), LexborHTMLParser(html, scripting=True)
    if visible is None or TITLE not in visible.text():
        yield "its title and text"
    if visible is None or not visible.css("main, [role=main]"):
        yield "a <main> element"
    if not any(_STYLES in (link.attributes["href"] or "") for link in document.css("link[href]")):
        yield "our style sheet"
    if not document.css("html[lang]"):
        yield "a lang attribute of <html>"
    if not document.css("link[rel=canonical]"):
        yield "a canonical link"


def _may_answer(hook: Any) -> bool:
    """Return whether a hook may return a response; assume so if its source cannot be read."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(hook)))
    except (OSError, TypeError, SyntaxError):
        return True
    returned = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return)]
    return any(
        value is not None and not (isinstance(value, ast.Constant) and value.value is None)
        for value in returned
    )
