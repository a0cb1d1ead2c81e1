"""Whoever uninstalls the package by the guide keeps a site and an admin that answer."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_site_and_admin_answer_after_the_guide_was_followed(tmp_path):
    run("leave", tmp_path, "installed")
    assert (tmp_path / "records.json").stat().st_size
    run("stay", tmp_path, "removed")


def run(act, folder, package):
    """In a process of its own, since a process has one set of settings; on its own database."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import django; django.setup(); from tests.leaving import journey; journey.{act}()",
        ],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.leaving.settings",
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "PACKAGE": package,
            "PYTHONPATH": str(ROOT),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
