"""Loading of the dated, sourced facts that ship with the package."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("wagtail_attachment").joinpath("data", name).read_text("utf-8"))
