"""API fields that never give a covered page's text without its disclaimer.

An article's body ensures this itself. Other page types name their content in ``api_fields``:
fields that can only be read are guarded here, and a system check names the rest.

A site imports this module in its ``models.py``, before all models are loaded. The modules of
Wagtail's API need all models, so they are imported in the functions that use them.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import TextField
from django.utils.translation import gettext
from rest_framework.fields import Field, SkipField
from rest_framework.utils.field_mapping import ClassLookupDict
from wagtail.api import APIField
from wagtail.fields import StreamField

from wagtail_attachment.articles.api_fields import SAFETY_API_FIELDS
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.fields import ArticleBodyField
from wagtail_attachment.compat import is_writable_api_field
from wagtail_attachment.conf import conf
from wagtail_attachment.safety.representation import is_withheld


class CoveredField(Field):
    """A field that gives its value only with ``disclaimers``, and never for a hidden page."""

    def __init__(self, field: Field, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)
        self.field = field

    def bind(self, field_name: str, parent: Any) -> None:
        super().bind(field_name, parent)
        self.field.bind(field_name, parent)

    def get_attribute(self, page: CoveredPageMixin) -> CoveredPageMixin:
        return page

    def to_representation(self, page: CoveredPageMixin) -> Any:
        # API v3 has no selection of fields, and so no parent.
        is_alone = self.parent is not None and "disclaimers" not in self.parent.fields
        if is_alone and conf.is_enforcing:
            from wagtail.api.v2.utils import BadRequestError

            raise BadRequestError(
                gettext(
                    "%(name)s is only available together with its disclaimer: add "
                    "“disclaimers” to fields."
                )
                % {"name": self.field_name}
            )
        try:
            value = self.field.get_attribute(page)
        except SkipField:
            value = None
        if value is None or is_withheld(page.get_safety(self.context.get("request"))):
            return None
        return self.field.to_representation(value)


def cover_api_fields() -> None:
    """Guard the content of every covered page type, even if it has ``api_fields`` of its own."""
    for model in apps.get_models():
        if issubclass(model, CoveredPageMixin):
            model.api_fields = [*_complete(get_api_fields(model), model)]


def get_api_fields(model: Any) -> list[APIField]:
    """Return a model's API fields, including those that it names by a string."""
    return [
        field if isinstance(field, APIField) else APIField(field)
        for field in getattr(model, "api_fields", ())
    ]


def find_unguarded_fields(model: Any) -> list[str]:
    """Return the names of the API fields that would give a page type's text without its disclaimer.

    A writable field cannot be guarded, since Wagtail drops what is written to a field with a
    serializer. Nor can a page's child objects, whose fields are chosen separately.
    """
    return [field.name for field in get_api_fields(model) if _is_unguarded(model, field)]


def _complete(fields: list[APIField], model: Any) -> list[APIField]:
    names = {field.name for field in fields}
    missing = [field for field in SAFETY_API_FIELDS if field.name not in names]
    return [*missing, *(_guard(model, field) for field in fields)]


def _guard(model: Any, field: APIField) -> APIField:
    if isinstance(field.serializer, CoveredField) or is_writable_api_field(field):
        return field
    source = _get_model_field(model, field)
    if not _is_content(source):
        return field
    serializer = field.serializer or _get_default_serializer(source)
    return APIField(field.name, serializer=CoveredField(serializer))


def _is_unguarded(model: Any, field: APIField) -> bool:
    if isinstance(field.serializer, CoveredField):
        return False
    source = _get_model_field(model, field)
    if getattr(source, "one_to_many", False):
        children = source.related_model
        return any(
            _is_content(_get_model_field(children, each)) for each in get_api_fields(children)
        )
    return _is_content(source)


def _get_model_field(model: Any, field: APIField) -> Any:
    source = getattr(field.serializer, "source", None) or field.name
    try:
        return model._meta.get_field(source)
    except FieldDoesNotExist:
        return None


def _is_content(field: Any) -> bool:
    """Return whether a field holds text of any length; an article's body guards itself."""
    return isinstance(field, (TextField, StreamField)) and not isinstance(field, ArticleBodyField)


def _get_default_serializer(field: Any) -> Field:
    from wagtail.api.v2.serializers import BaseSerializer

    return ClassLookupDict(BaseSerializer.serializer_field_mapping)[field]()
