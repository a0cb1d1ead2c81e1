"""What a headless client may send as a body: Wagtail's API v3 reads it once on trial.

Wagtail 8.0 answers 500 for a block without a type or a value, say. Here that is the client's mistake,
answered with 422.
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
    """Do nothing where the API is not installed; its modules need what it depends on."""
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
    """Return ``value``, or raise ``ValueError`` where reading it would end in another error."""
    from pydantic import ValidationError as SchemaError
    from wagtail.api.v3.form_data import flatten_block_value

    try:
        flatten_block_value(block, value, "body", MultiValueDict())
    except (ValidationError, SchemaError):
        pass  # Wagtail names the place when it reads it in earnest.
    except Exception as error:  # whatever a block's value makes of a wrong shape
        message = _("A block does not have the structure in which the API gives the body.")
        raise ValueError(message) from error
    return value
