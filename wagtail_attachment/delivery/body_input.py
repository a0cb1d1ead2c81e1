"""Validation of the body that a headless client sends: it is read once on trial.

For some wrong input, such as a block without a type or a value, Wagtail 8.0's API v3 answers 500.
With this validation, it answers 422.
"""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from wagtail_attachment.articles.fields import ArticleBodyField


def register_body_input() -> None:
    """Add the validation to API v3, if that is installed; its modules need its dependencies."""
    if not apps.is_installed("wagtail.api.v3"):
        return
    from pydantic import AfterValidator
    from wagtail.api.v3.schemas import create_generator, patch_generator

    def get_schema(generator: Any, field: ArticleBodyField) -> tuple[Any, Any]:
        read = partial(read_on_trial, field.stream_block)
        return Annotated[list[Any], AfterValidator(read)], []

    for generator in (create_generator, patch_generator):
        generator.register_field_schema(ArticleBodyField, get_schema)


def read_on_trial(block: Any, value: list[Any]) -> list[Any]:
    """Return ``value``, or raise ``ValueError`` if reading it fails with an unexpected error."""
    from pydantic import ValidationError as SchemaError
    from wagtail.api.v3.form_data import flatten_block_value

    try:
        flatten_block_value(block, value, "body", MultiValueDict())
    except (ValidationError, SchemaError):
        pass  # Wagtail reports the place of the error when it reads the value itself.
    except Exception as error:  # whatever a block raises for a value of the wrong shape
        message = _("A block does not have the structure in which the API gives the body.")
        raise ValueError(message) from error
    return value
