"""Page types in the documentation can be declared as they stand there, all in one new project."""

import os
import re
import subprocess
import sys

from tests.snippets import ROOT, defines_pages, read_snippets

# What a page takes for granted, since every models.py has it.
PREAMBLE = """
from django.db import models
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_attachment.models import (
    ArticleIndexPageMixin, ArticlePageMixin, CoveredPageMixin, ProfilePageMixin
)
"""
SETTINGS = """
from tests.settings import *
INSTALLED_APPS = [{apps}, *INSTALLED_APPS]
MIGRATION_MODULES = dict.fromkeys([{apps}])
"""


def test_page_types(tmp_path):
    snippets = [snippet for snippet in read_snippets("python") if defines_pages(snippet)]
    apps = [f"documented{index}" for index, _snippet in enumerate(snippets)]
    for app, snippet in zip(apps, snippets, strict=True):
        (tmp_path / app).mkdir()
        (tmp_path / app / "__init__.py").touch()
        # Several pages have a BlogPage; on a site there is one.
        source = re.sub(
            r"^(class \w+Page|class Article)\(", rf"\1{app}(", snippet.source, flags=re.M
        )
        (tmp_path / app / "models.py").write_text(PREAMBLE + source)
    names = ", ".join(map(repr, apps))
    (tmp_path / "documented_settings.py").write_text(SETTINGS.format(apps=names))
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--fail-level", "ERROR"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "documented_settings",
            "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
        },
        capture_output=True,
        text=True,
    )
    assert len(apps) > 5
    assert done.returncode == 0, done.stderr
