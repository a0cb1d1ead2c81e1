"""The reader of Markdown, by way of HTML."""

from __future__ import annotations

import re
from typing import Any

from lxml.html import defs
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from .from_html import read_html, refuse_depth
from .reading import Reading

_DEEPEST = 100
# A paragraph with more marks than this is read as plain text, because parsing time grows with the
# square of their number. A hundred links have this many.
_MANY_MARKS = 400
_MARKS = re.compile(r"[\[\]()*_`~<&\\!^]")
_BULLETS = "•◦▪●○■·□☐☑✓✔➤►‣⁃"

# Notations that people and their programs use and that CommonMark reads differently.
_HABITS = (
    # A label for the type of a quote, as in GitHub and Obsidian.
    (
        re.compile(r"^( {0,3}>[ \t]?)\[![a-z]{1,20}\][+-]?[ \t]*", re.MULTILINE | re.IGNORECASE),
        r"\1",
    ),
    (re.compile(rf"^([ \t]*)(?:[{_BULLETS}]|o(?=\t))[ \t]+", re.MULTILINE), r"\1- "),
    (re.compile(r"^([ \t]*[-*+][ \t]+)\[[ xX]\][ \t]+", re.MULTILINE), r"\1"),
    # A heading without its space; a row of hashtags is not a heading.
    (re.compile(r"^(#{1,6})(?=[^\s#][^\n#]{0,120} [^\n#]{0,120}$)", re.MULTILINE), r"\1 "),
    # A rule under a sentence separates it from the next one; it does not make it a heading.
    (re.compile(r"(\.[ \t]*\n)(?= {0,3}-{3,}[ \t]*$)", re.MULTILINE), r"\1\n"),
    # A line longer than the width at which texts are wrapped is a paragraph.
    (re.compile(r"^(?![ \t]*[|<>])(.{121,})\n(?![ \t]|[-*+|]|\d+[.)])", re.MULTILINE), r"\1\n\n"),
)


def read_markdown(source: str) -> Reading:
    """Return what a Markdown text holds. Raises ``ValidationError`` if it is nested too deeply."""
    return read_html(render_markdown(source))


def render_markdown(source: str) -> str:
    """Return Markdown as HTML. Raises ``ValidationError`` if it is nested too deeply."""
    for pattern, replacement in _HABITS:
        source = pattern.sub(replacement, source)
    parser = _make_parser()
    env: dict[str, Any] = {}
    tokens = parser.parse(source, env)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        refuse_depth()
    return str(parser.renderer.render(tokens, parser.options, env))


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.disable("code").use(footnote_plugin, inline=False).use(deflist_plugin)
    # “[Anna]: Hello” does not define a link; the HTML reader decides which links are kept.
    parser.validateLink = lambda url: bool(re.search(r"[:/#.]", url))
    parser.core.ruler.at("inline", _read_inline)
    parser.add_render_rule("html_inline", _render_tags)
    parser.add_render_rule("html_block", _render_tags)
    parser.add_render_rule("footnote_caption", _render_note_mark)
    return parser


def _read_inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if len(_MARKS.findall(token.content)) > _MANY_MARKS:
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _render_note_mark(self: Any, tokens: list[Token], index: int, *_options: Any) -> str:
    """Return the number of a note, the same for each reference to it."""
    return f"[{tokens[index].meta['id'] + 1}]"


def _render_tags(self: Any, tokens: list[Token], index: int, *_options: Any) -> str:
    """Return real HTML tags unchanged; a word in angle brackets stays a word."""
    html = tokens[index].content
    name = re.match(r"\s*</?([a-z][\w-]*)", html, re.IGNORECASE)
    return escapeHtml(html) if name and name[1].lower() not in defs.tags else html
