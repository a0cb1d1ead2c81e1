"""Django's nodes ``translate`` and ``blocktranslate``, for templates that readers get.

In a language that the package has no texts for, they show the practice's own sentence where it wrote
one; else the English, which then carries its own ``lang`` and ``dir``. What is stored by ``as`` is
plain, for attributes.
"""

from __future__ import annotations

from typing import Any

from django.template import Context
from django.template.base import render_value_in_context
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from .own_texts import SPOKEN_INSTEAD, fill_places, get_own_texts, has_package_texts


class ReaderTranslateNode(TranslateNode):
    @property
    def message(self) -> str:
        return str(self.filter_expression.var.literal)

    def render(self, context: Context) -> str:
        said = super().render(context)
        if is_spoken():
            return str(said)
        own = get_own_texts().get(self.message)
        if self.asvar:
            context[self.asvar] = own or context[self.asvar]
            return ""
        return mark_safe(own) if own else mark_english(said)  # noqa: S308


class ReaderBlockTranslateNode(BlockTranslateNode):
    @property
    def message(self) -> str:
        """The sentence; of one that counts, that for many."""
        tokens = self.plural or self.singular
        return str(self.render_token_list(tokens)[0])

    def render(self, context: Context, nested: bool = False) -> str:
        if is_spoken():
            return str(super().render(context, nested))
        own = get_own_texts().get(self.message)
        if not own:
            said = super().render(context, nested)
            return str(said) if self.asvar else mark_english(said)
        with context.push(**self._resolve(context)):
            text = mark_safe(fill_places(own, lambda name: _show(context, name)))  # noqa: S308
        if self.asvar:
            context[self.asvar] = text
            return ""
        return text

    def _resolve(self, context: Context) -> dict[str, Any]:
        values = {name: value.resolve(context) for name, value in self.extra_context.items()}
        if self.countervar and self.counter:
            values[self.countervar] = self.counter.resolve(context)
        return values


def is_spoken() -> bool:
    """Say whether the package has texts in the active language."""
    return has_package_texts(get_language() or SPOKEN_INSTEAD)


def mark_english(said: Any) -> SafeString:
    """Return a sentence as HTML that says it is English, wherever it stands."""
    return format_html('<span lang="{}" dir="ltr">{}</span>', SPOKEN_INSTEAD, said)


def _show(context: Context, name: str) -> str:
    return str(render_value_in_context(context.get(name, ""), context))
