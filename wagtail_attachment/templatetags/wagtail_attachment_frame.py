"""The tag by which our pages find their layout."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django import template
from django.template import Template, TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockContext, ExtendsNode
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from wagtail_attachment.delivery.frames import END, START, Parts, fit
from wagtail_attachment.languages import get_text_direction

from .wagtail_attachment_tags import content_language

register = template.Library()
logger = logging.getLogger("wagtail_attachment")

SEAM = "wagtail_attachment/base.html"
LAYOUTS = ("base_page.html", "base.html", "coderedcms/pages/base.html")
"""The usual names of a site's own layout, from Wagtail's templates and CodeRed CRX."""
_OURS = Path(__file__).parent.parent / "templates"
_PARENT_KEY = "attachment_frame"


class FrameNode(ExtendsNode):
    """A node that extends the site's own layout, so that our pages look like those around them.

    It tries in order: the site's ``wagtail_attachment/base.html``; a layout with a usual name and a
    block ``content``; the package's own document.
    """

    must_be_first = False

    def get_parent(self, context: Context) -> Template:
        parent: Template = context.render_context[_PARENT_KEY]
        return parent

    def render(self, context: Context) -> SafeString:
        state: Any = context.render_context
        begun = state.get(BLOCK_CONTEXT_KEY)
        for parent, is_guessed in self._find_parents(context):
            state[BLOCK_CONTEXT_KEY] = self._copy_blocks(begun)
            state[_PARENT_KEY] = parent
            try:
                html = super().render(context)
            except Exception:
                if not is_guessed:
                    raise
                logger.warning(
                    "%s could not be put around a page; add %s.", parent.name, SEAM, exc_info=True
                )
                continue
            if not is_guessed or START in html:
                break
        if _is_ours(parent):
            return mark_safe(html.replace(START, "").replace(END, ""))  # noqa: S308
        language = content_language(context)
        with translation.override(language):
            return mark_safe(fit(html, _make_parts(context, language)))  # noqa: S308

    def _find_parents(self, context: Context) -> Iterator[tuple[Template, bool]]:
        """Yield the layouts to try, each with whether it is only a guess that nobody configured."""
        engine: Any = context.template.engine  # type: ignore[union-attr]
        seam = engine.get_template(SEAM)
        if _is_ours(seam):
            for name in LAYOUTS:
                try:
                    yield engine.get_template(name), True
                except (TemplateDoesNotExist, TemplateSyntaxError):
                    continue
        yield seam, False

    def _copy_blocks(self, begun: Any) -> BlockContext:
        """Return the blocks of the templates that extend this one, without this template's own.

        Django keeps both together, because it takes a template that does not begin with ``extends``
        for the last one.
        """
        blocks = BlockContext()
        for name, nodes in getattr(begun, "blocks", {}).items():
            blocks.blocks[name] = [node for node in nodes if node is not self.blocks.get(name)]
        return blocks


@register.tag
def attachment_frame(parser: Parser, token: Token) -> FrameNode:
    """Replace ``{% extends "wagtail_attachment/base.html" %}``; see ``FrameNode``."""
    return FrameNode(parser.parse(), FilterExpression(f'"{SEAM}"', parser))


def _is_ours(found: Template) -> bool:
    return Path(found.origin.name).is_relative_to(_OURS)


def _make_parts(context: Context, language: str) -> Parts:
    return Parts(
        styles=_include("styles", context),
        meta=_render_block("attachment_meta", context),
        breadcrumbs=_render_block("breadcrumbs", context),
        skip_link=lambda target: _include("skip_link", context, target=target),
        language=language,
        direction=get_text_direction(language),
    )


def _render_block(name: str, context: Context) -> str:
    blocks: Any = context.render_context[BLOCK_CONTEXT_KEY]
    block = blocks.get_block(name)
    return block.render_annotated(context).strip() if block else ""


def _include(name: str, context: Context, **values: str) -> str:
    engine: Any = context.template.engine  # type: ignore[union-attr]
    found = engine.get_template(f"wagtail_attachment/includes/{name}.html")
    with context.push(**values):
        return str(found.render(context))
