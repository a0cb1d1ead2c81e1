"""Installing the package breaks no site: nothing configured, or a base page model of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail import VERSION

ROOT = Path(__file__).parent.parent

own_base_page = pytest.mark.skipif(
    VERSION < (8, 0), reason="Wagtail has custom base page models from 8.0 on"
)
SITES = ["tests.emptyproject", pytest.param("tests.custombase", marks=own_base_page)]


@pytest.mark.path("a site with a base page model of its own", stopped_by="gate", case=44)
@pytest.mark.parametrize("site", SITES)
def test_new_site_works_and_checks_find_no_fault_of_ours(site):
    """In a process of its own, since a process has one set of settings."""
    code = f"import django; django.setup(); import {site}.journey as j; j.run_journey()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": f"{site}.settings",
            "DATABASE_URL": "sqlite://:memory:",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "System check identified" in said
    assert "wagtail_attachment." not in said


@pytest.mark.path("migrations: none is missing on any version", stopped_by="nothing", case=42)
@pytest.mark.django_db
def test_no_migration_is_missing():
    """Of the package and of a site over it."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
