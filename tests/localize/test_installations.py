"""With wagtail-localize, with it there but not enabled, and without it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
COMMANDS = {
    "check": ["check"],
    "migrations": ["makemigrations", "--check", "--dry-run"],
    "migrate": ["migrate", "--verbosity", "0"],
}


def run(code_or_command, localize):
    return subprocess.run(
        [sys.executable, *code_or_command],
        cwd=ROOT,
        env={
            **os.environ,
            "TEST_WITH_LOCALIZE": localize,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": "sqlite://:memory:",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.translation_case(22)
@pytest.mark.parametrize("localize", ["enabled", "installed", "absent"])
@pytest.mark.parametrize("command", COMMANDS)
def test_command_works(command, localize):
    done = run(["testmanage.py", *COMMANDS[command]], localize)
    assert done.returncode == 0, done.stderr
    assert not re.findall(r"wagtail_attachment\.\w+", done.stdout + done.stderr)


@pytest.mark.translation_case(22)
def test_nothing_of_it_is_imported_where_it_is_not_enabled():
    code = (
        "import django, sys; django.setup();"
        "import wagtail_attachment.wagtail_hooks;"
        "print([name for name in sys.modules if name.startswith('wagtail_localize')"
        " or name.startswith('wagtail_attachment.localize')])"
    )
    done = run(["-c", code], "installed")
    assert done.stdout.strip() == "[]", done.stderr
