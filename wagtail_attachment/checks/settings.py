"""System checks of settings. They only warn, so installing or deploying never fails on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Warning

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.conf import SETTINGS, conf
from wagtail_attachment.conf.reading import show
from wagtail_attachment.crisis.known import get_emergency_number
from wagtail_attachment.delivery.api import find_unguarded_fields
from wagtail_attachment.delivery.keeping import find_hooks_in_the_way
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.publishing.rules import registry

_MIDDLEWARE = "wagtail_attachment.middleware.EditionMiddleware"


# Allows for misspellings.
_OWN_NAME = re.compile("WAGTAIL_?AT+ACH?E?MENTS?_")
_WRONG_VALUES = {
    "WAGTAIL_ATTACHMENT_ENFORCEMENT": "wagtail_attachment.W001",
    "WAGTAIL_ATTACHMENT_SEVERITIES": "wagtail_attachment.W003",
    "WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW": "wagtail_attachment.W010",
}
_WRONG_VALUE = "wagtail_attachment.W009"


def check_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    problems = {name: setting.find_problems() for name, setting in SETTINGS.items()}
    problems["WAGTAIL_ATTACHMENT_SEVERITIES"] += _find_immovable()
    problems["WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES"] += _find_doubtful_places()
    messages: list[CheckMessage] = [
        Warning(
            f"{name}: {problem}",
            hint=SETTINGS[name].hint,
            id=_WRONG_VALUES.get(name, _WRONG_VALUE),
        )
        for name, found in problems.items()
        for problem in found
    ]
    if not conf.is_enforcing:
        messages.append(
            Warning(
                "WAGTAIL_ATTACHMENT_ENFORCEMENT is 'observe': articles without a disclaimer are "
                "served and published.",
                hint="Use it for roll-out alone; remove the setting once the report is empty.",
                id="wagtail_attachment.W002",
            )
        )
    return messages


def check_setting_names(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn of settings whose names look like ours but are not."""
    return [
        Warning(
            f"There is no setting {name}.{_suggest(name, SETTINGS, 0.85)}",
            hint="It has no effect. Correct its name, or remove it.",
            id="wagtail_attachment.W015",
        )
        for name in dir(settings)
        if name not in SETTINGS and _OWN_NAME.match(name)
    ]


def _suggest(name: str, known: Iterable[str], likeness: float = 0.7) -> str:
    close = get_close_matches(name, known, 1, likeness)
    return f" Did you mean {close[0]}?" if close else ""


def _find_immovable() -> Iterator[str]:
    """Yield problems with severities set for rules that do not exist or cannot be changed."""
    for name in conf.WAGTAIL_ATTACHMENT_SEVERITIES:
        rule = registry.get(name)
        if rule is None:
            known = [rule.id for rule in registry]
            yield f"there is no rule {show(name)}.{_suggest(name, known)}"
        elif rule.holds_always:
            yield f"{show(name)} always holds: its severity cannot be changed."


def _find_doubtful_places() -> Iterator[str]:
    """Yield unknown languages, and countries for which no number is known."""
    languages = [
        code for code, _name in getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", settings.LANGUAGES)
    ]
    known = {each for code in languages for each in get_language_fallbacks(code)}
    for language, countries in conf.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES.items():
        if language not in known:
            yield f"this site has no language {show(language)}.{_suggest(language, known)}"
        for country in countries:
            if get_emergency_number(country) is None:
                yield (
                    f"no emergency number is known for {country!r}: set it in "
                    "WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS."
                )


def check_installed_apps(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if apps.is_installed("grapple"):
        return [
            Warning(
                "wagtail-grapple is installed: its GraphQL answers are not covered.",
                hint="Add the disclaimer to your GraphQL types, or leave articles out of them.",
                id="wagtail_attachment.W004",
            )
        ]
    return []


def check_page_types(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    messages: list[CheckMessage] = []
    base = get_base_page_model()
    if apps.is_installed("wagtail_attachment.pages") and base._meta.label != "wagtailcore.Page":
        messages.append(
            Warning(
                "wagtail_attachment.pages cannot be used with WAGTAIL_PAGE_MODEL "
                f"{base._meta.label!r}.",
                hint="Remove it from INSTALLED_APPS and use ArticlePageMixin on your own types.",
                id="wagtail_attachment.W005",
            )
        )
    for model in apps.get_models():
        if not (issubclass(model, CoveredPageMixin) and issubclass(model, base)):
            continue
        if not issubclass(model.base_form_class, CoveredPageMixin.base_form_class):
            messages.append(
                Warning(
                    f"{model._meta.label}.base_form_class does not extend CoveredPageForm.",
                    hint="Editors would learn only on publishing what is missing. Extend "
                    "wagtail_attachment.forms.CoveredPageForm.",
                    obj=model,
                    id="wagtail_attachment.W006",
                )
            )
        if model.__mro__.index(CoveredPageMixin) > model.__mro__.index(base):
            messages.append(
                Warning(
                    f"{model._meta.label} lists CoveredPageMixin after Page.",
                    hint="Put the mixin first among the bases, else Page's methods hide its own.",
                    obj=model,
                    id="wagtail_attachment.W007",
                )
            )
    return messages


def check_lists(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    base = get_base_page_model()
    return [
        Warning(
            f"{model._meta.label}.article_model is no page type: {model.article_model!r}.",
            hint='Name the type that is listed, as in article_model = "blog.BlogPage"; until then '
            "readers get an error.",
            obj=model,
            id="wagtail_attachment.W016",
        )
        for model in apps.get_models()
        if issubclass(model, ArticleIndexPageMixin) and not _lists_pages(model, base)
    ]


def _lists_pages(model: type[ArticleIndexPageMixin], base: type) -> bool:
    try:
        return issubclass(model.get_article_model(), base)
    except (LookupError, TypeError, ValueError):
        return False


def check_api_fields(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    covered = [model for model in apps.get_models() if issubclass(model, CoveredPageMixin)]
    return [
        Warning(
            f"{model._meta.label}.api_fields gives text without its disclaimer: "
            f"{', '.join(unguarded)}.",
            hint="Make it read-only (APIField without writable=True), or keep the text in an "
            "ArticleBodyField, which ends with the disclaimer in every API.",
            obj=model,
            id="wagtail_attachment.W008",
        )
        for model in covered
        if (unguarded := find_unguarded_fields(model))
    ]


def check_translation(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    messages: list[CheckMessage] = []
    syncs = getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True)
    if apps.is_installed("wagtail_localize") and syncs is not False:
        messages.append(
            Warning(
                "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE is not False: what is submitted for "
                "translation goes live in the original's language.",
                hint="Set it to False. Articles are kept back in any case; other pages and snippets "
                "are not.",
                id="wagtail_attachment.W011",
            )
        )
    return messages


def check_middleware(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Say what keeps readers from getting stored pages. Everything still works, but more slowly."""
    if _MIDDLEWARE not in settings.MIDDLEWARE:
        return [
            Warning(
                f"{_MIDDLEWARE} is not in MIDDLEWARE: each article is made anew for each reader.",
                hint="Add it as the last line.",
                id="wagtail_attachment.W012",
            )
        ]
    if settings.MIDDLEWARE[-1] != _MIDDLEWARE:
        return [
            Warning(
                f"{_MIDDLEWARE} is not the last line of MIDDLEWARE: what the lines after it do to "
                "a page is kept with it, and then done again.",
                hint="Move it to the end.",
                id="wagtail_attachment.W013",
            )
        ]
    if names := find_hooks_in_the_way():
        return [
            Warning(
                "Each article is made anew for each reader, since these hooks must run: "
                f"{', '.join(names)}.",
                hint="Name those that need not in WAGTAIL_ATTACHMENT_PASSED_OVER_HOOKS.",
                id="wagtail_attachment.W014",
            )
        ]
    return []
