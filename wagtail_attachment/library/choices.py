"""Required choices of a page type, guessed from the article's title."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Field
from django.utils.translation import override

from wagtail_attachment.importing.wording import fold


def get_open_choices(model: Any) -> list[Field[Any, Any]]:
    """Return the fields of a page type that need a choice and have no default, such as a style."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.choices and field.editable and not field.blank and not field.has_default()
    ]


def guess_choice(field: Field[Any, Any], text: str, language: str) -> str:
    """Return the choice whose value or label appears first in ``text``, in the text's language."""
    places: dict[str, int] = {}
    with override(language):
        for value, label in field.flatchoices:
            for name in (value, label):
                # Only the first letters count, so that "avoidant" is also found in "avoidance".
                match = re.search(rf"\b{re.escape(fold(str(name))[:6])}", fold(text))
                if match:
                    places[value] = min(match.start(), places.get(value, match.start()))
    return min(places, key=lambda value: places[value]) if places else ""


def get_usual_model(models: list[Any]) -> Any:
    """Return the first page type without a required choice, or else the first of all."""
    return next((model for model in models if not get_open_choices(model)), models[0])
