"""System checks of what lies between a page and its readers: templates and hooks."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Warning
from wagtail import hooks

from wagtail_attachment.articles.articles import ARTICLE_TEMPLATE, ArticlePageMixin
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model

from .template_reading import Shown, read_template


def check_templates(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        message
        for model in apps.get_models()
        if issubclass(model, CoveredPageMixin)
        for name, shown in _read_templates(model)
        for message in _judge(model, name, shown)
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


def _judge(model: Any, name: str, shown: Shown) -> Iterator[CheckMessage]:
    if shown.is_known and not shown.most:
        yield Warning(
            f"{name} of {model._meta.label} shows no disclaimer.",
            hint="Put {% attachment_safety page %} where readers should see it. Until then it is "
            "put in before </main>, </article> or </body>, and the log says so for each response.",
            obj=model,
            id="wagtail_attachment.W021",
        )
    if shown.least > 1:
        yield Warning(
            f"{name} of {model._meta.label} shows the disclaimer more than once.",
            hint="Keep one {% attachment_safety page %}: look into the templates that it extends "
            "and includes.",
            obj=model,
            id="wagtail_attachment.W022",
        )
    if shown.is_cached:
        yield Warning(
            f"{name} of {model._meta.label} shows the disclaimer from inside of a cached fragment.",
            hint="Take {% attachment_safety page %} out of the fragment: an old wording would stay "
            "there, and the one in force be put in beside it.",
            obj=model,
            id="wagtail_attachment.W023",
        )


def _read_templates(model: Any) -> Iterator[tuple[str, Shown]]:
    """Yield the template that a page type is served by, if that is known, and what it shows."""
    own = {get_base_page_model().get_template, ArticlePageMixin.get_template}
    if model.get_template not in own:
        return
    names = [model.template]
    if issubclass(model, ArticlePageMixin):
        names.append(ARTICLE_TEMPLATE)
    try:
        yield read_template(names)
    except Exception:  # whatever loaders and tags of the site raise, a check stops nothing
        return


def _may_answer(hook: Any) -> bool:
    """Say whether a hook returns anything; one that cannot be read might."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(hook)))
    except (OSError, TypeError, SyntaxError):
        return True
    returned = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return)]
    return any(
        value is not None and not (isinstance(value, ast.Constant) and value.value is None)
        for value in returned
    )
