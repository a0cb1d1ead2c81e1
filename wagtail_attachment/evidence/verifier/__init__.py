"""The program that checks a ZIP of "What readers saw", without this package.

Whoever is handed a ZIP is handed one file, ``verify.py``: :func:`write_verifier` makes it of the modules
that are here, none of which needs more than Python 3.9. In the source they run by themselves, too:
``python3 -m wagtail_attachment.evidence.verifier FILE.zip``.
"""

from __future__ import annotations

import ast
from pathlib import Path

_MODULES = ("__main__", "values", "records", "shown", "naming", "states")
"""What comes first says what it is; the rest in the order in which one needs the other."""


def write_verifier() -> str:
    """Return all of it as one file: the imports of all modules first, and what each says after them."""
    imports: set[str] = set()
    parts: list[str] = []
    docstring = end = ""
    for name in _MODULES:
        source = Path(__file__).with_name(f"{name}.py").read_text("utf-8")
        lines = source.splitlines()
        first, *others = ast.parse(source).body
        said = "\n".join(lines[: first.end_lineno])
        own = [node for node in others if isinstance(node, ast.Import | ast.ImportFrom)]
        imports |= {ast.unparse(node) for node in own if not getattr(node, "level", 0)}
        body = "\n".join(lines[own[-1].end_lineno or 0 :]).strip()
        if name == "__main__":
            docstring = said
            body, _sep, end = body.partition('if __name__ == "__main__":')
        else:
            body = f"# {ast.literal_eval(said)}\n\n{body}"
        parts.append(body.strip())
    future = "from __future__ import annotations"
    head = [f"#!/usr/bin/env python3\n{docstring}", future, "\n".join(sorted(imports - {future}))]
    return "\n\n\n".join([*head, *parts, f'if __name__ == "__main__":{end}']) + "\n"
