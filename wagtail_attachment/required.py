"""The apps without which the package cannot work."""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured


def require(name: str, *needed: str) -> None:
    """Raise ``ImproperlyConfigured`` unless all apps that the app ``name`` needs are installed."""
    missing = ", ".join(repr(app) for app in needed if not apps.is_installed(app))
    if missing:
        raise ImproperlyConfigured(f"{name} needs these in INSTALLED_APPS too: {missing}.")
