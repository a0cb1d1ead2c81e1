"""The package's own templates, even where a site overrides them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates

_TEMPLATES = Path(__file__).parent.parent / "templates"


def render_own(name: str, context: dict[str, Any], request: HttpRequest) -> str:
    """Return a template of the package and all it includes, rendered without any override."""
    return _get_engine().get_template(name).render(context, request)


@cache
def _get_engine() -> DjangoTemplates:
    return DjangoTemplates(
        {
            "NAME": "wagtail_attachment",
            "DIRS": [_TEMPLATES],
            "APP_DIRS": False,
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    )
