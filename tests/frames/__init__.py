"""Layouts of the shapes that sites have, and the settings with which our pages stand in them.

``project`` has no ``<main>`` and no style at all; ``bakery`` no block in its head, another element
as the main one, and a rem of 10 pixels; ``news`` a layout on its layout, a reset, and its own
everything; ``crx`` is found in an app alone, with a canonical address and an empty description.
"""

from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from wagtail_attachment.ledger import edition

HERE = Path(__file__).parent
FRAMES = ("project", "bakery", "news", "crx")
DARK = {  # how each of them is switched to dark, as its own page would do it
    "news": ("base_page.html", "{% block theme %}dark{% endblock %}"),
    "crx": ("coderedcms/pages/base.html", "{% block theme %}dark{% endblock %}"),
}


def templates_of(frame, **own):
    """Return ``TEMPLATES`` with a frame's templates, those in ``own`` (by name) before them."""
    [engine] = deepcopy(settings.TEMPLATES)
    engine["APP_DIRS"] = False
    engine["DIRS"] = []
    engine["OPTIONS"]["loaders"] = [
        ("django.template.loaders.locmem.Loader", own.get("own", {})),
        ("django.template.loaders.filesystem.Loader", [HERE / frame] if frame else []),
        "django.template.loaders.app_directories.Loader",
    ]
    return [engine]


@contextmanager
def in_frame(frame, **own):
    """Return a context in which the site has this layout, and no page is kept from another one."""
    with override_settings(TEMPLATES=templates_of(frame, **own)):
        edition.renew()
        yield


def darkened(frame):
    """Return a template that switches a frame to dark."""
    name, block = DARK[frame]
    return {"wagtail_attachment/base.html": f'{{% extends "{name}" %}}{block}'}
