"""Holds a graph against schema.org's vocabulary: an extract of it, dated, in schema_org.json."""

import json
import re
from datetime import date, datetime
from pathlib import Path

_TYPES = json.loads(Path(__file__).with_name("schema_org.json").read_text("utf-8"))["types"]


def find_mistakes(data):
    """Return what the vocabulary does not know in a graph, and references that lead nowhere."""
    nodes = data["@graph"]
    known = {node["@id"]: node["@type"] for node in _walk(nodes) if {"@id", "@type"} <= set(node)}
    mistakes = []
    for node in _walk(nodes):
        kind = node.get("@type")
        if kind is None:
            if set(node) != {"@id"} or node["@id"] not in known:
                mistakes.append(f"{node} leads nowhere")
        elif kind not in _TYPES:
            mistakes.append(f"{kind} is no type")
        else:
            mistakes += [
                f"{kind}.{name}: {value!r}"
                for name, value in node.items()
                if not name.startswith("@") and not _is_expected(kind, name, value, known)
            ]
    return mistakes


def get_lineage(kind):
    """Return a type and those above it."""
    parents = _TYPES[kind]["parents"] if kind in _TYPES else []
    return {kind}.union(*map(get_lineage, parents))


def _walk(value):
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value
    for child in children if not isinstance(value, str | int) else ():
        yield from _walk(child)


def _is_expected(kind, name, value, known):
    expected = {
        each
        for ancestor in get_lineage(kind)
        for each in _TYPES[ancestor]["properties"].get(name, ())
    }
    values = value if isinstance(value, list) else [value]
    return bool(values) and all(_get_kinds(each, known) & expected for each in values)


def _get_kinds(value, known):
    if isinstance(value, dict):
        return get_lineage(value.get("@type") or known.get(value["@id"], ""))
    if isinstance(value, int):
        return {"Integer", "Number"}
    kinds = {"Text"} if value.strip() else set()
    if re.match(r"https?://\S+\Z", value):
        kinds |= {"URL", "Thing"}  # an address stands for what is there
    for name, parse in (("Date", date.fromisoformat), ("DateTime", datetime.fromisoformat)):
        try:
            parse(value)
        except ValueError:
            continue
        kinds.add(name)
    return kinds | ({"Date"} if re.fullmatch(r"\d{4}", value) else set())
