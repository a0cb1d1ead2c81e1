"""Declarations of the fields that a translation copies from its original.

wagtail-localize calls these classes by the names of their methods, so nothing here imports it.
Without wagtail-localize, they say which texts need no translation.
"""

from __future__ import annotations

from typing import Any


class Kept:
    """A field that translations keep as it is in the original.

    ``overridable`` lets a translator replace the value in one language.
    """

    def __init__(self, field_name: str, *, overridable: bool = False) -> None:
        self.field_name = field_name
        self.overridable = overridable

    def get_field(self, model: Any) -> Any:
        return model._meta.get_field(self.field_name)

    def is_translated(self, instance: Any) -> bool:
        return False

    def is_synchronized(self, instance: Any) -> bool:
        return True

    def is_overridable(self, instance: Any) -> bool:
        return self.overridable


class OfOneLanguage(Kept):
    """A field that no translation copies: it is kept once, or is about all languages at once."""

    def is_synchronized(self, instance: Any) -> bool:
        return False


class KeptInLanguage(Kept):
    """People or topics, each replaced by its translation where there is one.

    wagtail-localize would copy the original's own rows (and, for a foreign key, publish those in
    the other language untranslated), and it would not notice when all were removed. So
    ``get_field`` returns this object instead of the field, and its ``attname`` leads
    wagtail-localize to the descriptor :class:`InOwnLanguage`.
    """

    @property
    def name(self) -> str:
        return self.field_name

    @property
    def attname(self) -> str:
        return f"{self.field_name}_in_own_language"

    def get_field(self, model: Any) -> Any:
        return self


class InOwnLanguage:
    """Reads a relation as it is; on assignment, puts each item into the instance's language."""

    def __init__(self, field_name: str, *, members_only: bool = False) -> None:
        """With ``members_only``, an older original does not bring back a person who has left."""
        self.field_name = field_name
        self.members_only = members_only

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        value = getattr(instance, self.field_name)
        return list(value.all()) if hasattr(value, "all") else value

    def __set__(self, instance: Any, value: Any) -> None:
        if isinstance(value, list):
            setattr(instance, self.field_name, translate_all(value, instance.locale_id))
        else:
            found = translate_all([value] if value else [], instance.locale_id)
            chosen = found[0] if found else None
            if self.members_only and chosen is not None and chosen.left_on:
                present = getattr(instance, self.field_name)
                chosen = None if present is None or present.left_on else present
            setattr(instance, self.field_name, chosen)


def translate_all(items: list[Any], locale_id: int) -> list[Any]:
    """Return each item in a language, or unchanged if it has no translation; one query for all."""
    foreign = [item.translation_key for item in items if item.locale_id != locale_id]
    if not foreign:
        return items
    found = type(items[0]).objects.filter(translation_key__in=foreign, locale_id=locale_id)
    by_key = {item.translation_key: item for item in found}
    return [by_key.get(item.translation_key, item) for item in items]
