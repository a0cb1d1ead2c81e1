"""A node of a graph, and references between nodes."""

from __future__ import annotations

from typing import Any

Node = dict[str, Any]


def refer(node: Node) -> Node:
    """Return a reference to a node of the same graph, or an empty one if there is none."""
    return {"@id": node["@id"]} if node else {}


def drop_empty(value: Any) -> Any:
    """Return a node without its empty values, which machines would take for facts."""
    if isinstance(value, dict):
        kept = {name: drop_empty(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each}
    if isinstance(value, list):
        return [each for each in map(drop_empty, value) if each]
    return value
