"""The article's body field."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from wagtail.fields import Creator, StreamField


class _BodyDescriptor(Creator):
    """Hands the stream's value its article, on every way into and out of the instance."""

    def __get__(self, instance: Model | None, owner: Any = None) -> Any:
        value = super().__get__(instance, owner)
        if instance is not None:
            value.article = instance
        return value


class ArticleBodyField(StreamField):
    """A ``StreamField`` whose value knows its article, as ``value.article``.

    In migrations it is Wagtail's own ``StreamField``: nothing of this package is frozen in them.
    """

    def contribute_to_class(self, cls: type[Model], name: str, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.name, _BodyDescriptor(self))

    def save_form_data(self, instance: Any, data: Any) -> None:
        """Hand the article what a headless client sends back, as its representation gave it."""
        instance.take_in_representation(data)
        super().save_form_data(instance, data)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", args, kwargs
