"""Other packages with the same words, each measured where it is installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

PEERS = {"wagtail-nhsuk-frontend": ("wagtailnhsukfrontend", "benchmarks.peers.nhsuk")}
"""The module that a package brings, and the app here that makes pages with it."""


def find_peer_apps() -> list[str]:
    """Return the apps to install for those that are there."""
    return [app for package in PEERS.values() if find_spec(package[0]) for app in package]


def find_missing_peers() -> list[str]:
    return [name for name, package in PEERS.items() if not find_spec(package[0])]


def make_peer_targets(practice: dict[str, Any], floor: str) -> list[Any]:
    """Make the pages of those that are installed and asked for, and return their addresses."""
    from django.apps import apps

    return [
        target
        for _module, app in PEERS.values()
        if apps.is_installed(app)
        for target in import_module(f"{app}.content").make_targets(practice, floor)
    ]
