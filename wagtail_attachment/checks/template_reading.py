"""How often a template shows the disclaimer, as far as reading it tells.

It is never rendered, so what is chosen while rendering (a variable for a template's name, Jinja) is
unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.base import Node, VariableNode
from django.template.defaulttags import IfNode
from django.template.library import InclusionNode, SimpleNode
from django.template.loader import select_template
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.cache import CacheNode

from wagtail_attachment.templatetags.wagtail_attachment_tags import (
    attachment_safety,
    fill_disclaimer,
)


@dataclass(frozen=True)
class Shown:
    """How often a piece of template shows the disclaimer: at least, at most, and how."""

    least: int = 0
    most: int = 0
    is_cached: bool = False
    is_known: bool = True


_ONCE = Shown(1, 1)
_UNKNOWN = Shown(is_known=False)


def read_template(names: list[str]) -> tuple[str, Shown]:
    """Return the name of the first template that exists, and what it shows."""
    found = select_template(names)
    template: Any = getattr(found, "template", None)
    if not hasattr(template, "nodelist"):  # of another engine than Django's
        return names[0], _UNKNOWN
    return template.name, _read_template(template, {}, [])


def _read_template(template: Any, blocks: dict[str, list[Any]], path: list[Any]) -> Shown:
    """Read a template; ``blocks`` are those of the templates that extend it, the nearest first.

    ``path`` holds the origins of the templates on the way here, so that a template may extend one
    of its own name, and one that includes itself ends.
    """
    path = [*path, template.origin]
    extends: Any = next((n for n in template.nodelist if isinstance(n, ExtendsNode)), None)
    own: Any = extends or template
    for block in own.nodelist.get_nodes_by_type(BlockNode):
        blocks.setdefault(block.name, []).append(block)
    if extends is None:
        return _add(
            _read_node(node, template.engine, blocks, [], path) for node in template.nodelist
        )
    if not isinstance(extends.parent_name.var, str):
        return _UNKNOWN
    parent, _origin = template.engine.find_template(extends.parent_name.var, skip=path)
    return _read_template(parent, blocks, path)


def _read_node(
    node: Node, engine: Any, blocks: dict[str, list[Any]], supers: list[Any], path: list[Any]
) -> Shown:
    """Read one node; ``supers`` are the blocks that ``{{ block.super }}`` means here."""

    def read(nodes: Iterable[Node], supers: list[Any] = supers) -> Shown:
        return _add(_read_node(child, engine, blocks, supers, path) for child in nodes)

    def read_other(name: Any) -> Shown:
        other = engine.select_template(name) if isinstance(name, list | tuple) else name
        other = engine.get_template(other) if isinstance(other, str) else other
        return Shown() if other.origin in path else _read_template(other, {}, path)

    if isinstance(node, BlockNode):
        nearest, *others = blocks.get(node.name) or [node]
        return read(nearest.nodelist, others)
    if isinstance(node, VariableNode):
        is_super = str(node.filter_expression.var) == "block.super" and supers
        return read(supers[0].nodelist, supers[1:]) if is_super else Shown()
    if isinstance(node, IncludeNode):
        name = node.template.var
        return read_other(name) if isinstance(name, str) else _UNKNOWN
    if isinstance(node, InclusionNode):
        return _ONCE if node.func is attachment_safety else read_other(node.filename)
    if isinstance(node, SimpleNode) and node.func is fill_disclaimer:
        return _ONCE
    if isinstance(node, IfNode):
        branches = [read(nodes) for _condition, nodes in node.conditions_nodelists]
        has_else = node.conditions_nodelists[-1][0] is None
        return _choose(branches if has_else else [*branches, Shown()])
    children = [getattr(node, name, None) or [] for name in node.child_nodelists]
    shown = read(child for nodes in children for child in nodes)
    if isinstance(node, CacheNode) and shown.most:
        return Shown(shown.least, shown.most, True, shown.is_known)
    return shown


def _add(parts: Iterable[Shown]) -> Shown:
    """Return what several pieces show one after another."""
    parts = list(parts)
    return Shown(
        sum(part.least for part in parts),
        sum(part.most for part in parts),
        any(part.is_cached for part in parts),
        all(part.is_known for part in parts),
    )


def _choose(branches: list[Shown]) -> Shown:
    """Return what one of several pieces shows."""
    return Shown(
        min(branch.least for branch in branches),
        max(branch.most for branch in branches),
        any(branch.is_cached for branch in branches),
        all(branch.is_known for branch in branches),
    )
