"""At home in any site: each is installed, set up, written in, read and audited as it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
HOSTS = ["clinic", "press"]


def travel(settings, folder, path=ROOT):
    """Go the whole way in a process of its own, since a process has one set of settings."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hosts.journey"],
        cwd=path,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": "sqlite://:memory:",
            "HOST_MEDIA_ROOT": str(folder),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(path)]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.endswith("arrived\n"), done.stdout + done.stderr


@pytest.mark.parametrize("host", HOSTS)
def test_host(host, tmp_path):
    travel(f"tests.hosts.{host}.settings", tmp_path)
