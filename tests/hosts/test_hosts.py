"""At home in any site: each is installed, set up, written in, read and audited as it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
HOSTS = ["clinic", "press", "abroad", "crowd"]


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


def test_project_as_wagtail_starts_it(tmp_path):
    """With the two lines that README asks for, and no other edit."""
    start = "from wagtail.bin.wagtail import main; main()"
    subprocess.run(
        [sys.executable, "-c", start, "start", "clinique", str(tmp_path)],
        check=True,
        capture_output=True,
    )
    base = tmp_path / "clinique" / "settings" / "base.py"
    text = base.read_text()
    apps, ours = "INSTALLED_APPS = [\n", '"wagtail_attachment", "wagtail_attachment.pages",\n'
    assert apps in text
    line = '\nMIDDLEWARE += ["wagtail_attachment.middleware.EditionMiddleware"]\n'
    base.write_text(text.replace(apps, apps + ours) + line)
    travel("clinique.settings.dev", tmp_path, tmp_path)
