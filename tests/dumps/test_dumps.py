"""A site is moved, or brought back, by ``dumpdata`` and ``loaddata``: its ledgers stay whole."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.processes.conftest import get_database_url

ROOT = Path(__file__).parents[2]
# The command of docs/how-to/move-a-site.md.
DOCUMENTED = (
    "--natural-foreign --exclude=contenttypes --exclude=auth.permission"
    " --exclude=wagtailsearch --exclude=wagtailcore.referenceindex"
)
WAYS = {
    "as documented": DOCUMENTED,
    "by keys": "",
    # Wagtail cannot load its own collections so.
    "by natural keys": f"{DOCUMENTED} --natural-primary --exclude=wagtailcore.collection",
}

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Databases:
    """Databases of sites, which processes of their own act on. Each begins as a copy of another."""

    def __init__(self, folder):
        self.folder = folder

    def run(self, name, *acts):
        """Let a process act; return what it says and, where it failed, its error."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.dumps.site", *" + ".join(acts).split()],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "DATABASE_URL": self._get_url(name),
                "TEST_MEDIA_ROOT": str(self.folder),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout, done.stderr if done.returncode else ""

    def describe(self, name, *acts):
        """Return what the acts describe: what is on record and read, without the edition, and that."""
        said, error = self.run(name, *acts)
        assert not error
        facts = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
        return [(each, set(each.pop("edition"))) for each in facts]

    def copy(self, source, name):
        if connection.vendor == "sqlite":
            original = self.folder / f"{source}.sqlite3"
            (self.folder / f"{name}.sqlite3").write_bytes(original.read_bytes() if source else b"")
            return
        template = f" TEMPLATE {self._quote(source)}" if source else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {self._quote(name)}")
            cursor.execute(f"CREATE DATABASE {self._quote(name)}{template}")

    def drop(self):
        if connection.vendor != "sqlite":
            with connection.cursor() as cursor:
                for name in ("new", "used", "other"):
                    cursor.execute(f"DROP DATABASE IF EXISTS {self._quote(name)}")

    def _get_url(self, name):
        if connection.vendor == "sqlite":
            return f"sqlite:///{self.folder}/{name}.sqlite3"
        return f"{get_database_url()}_{name}"

    def _quote(self, name):
        return connection.ops.quote_name(f"{connection.settings_dict['NAME']}_{name}")


@pytest.fixture(scope="module")
def databases(tmp_path_factory, django_db_setup, django_db_blocker):
    """A ``new`` site, as ``migrate`` leaves it, a ``used`` one, and an ``other`` to load into."""
    databases = Databases(tmp_path_factory.mktemp("databases"))
    with django_db_blocker.unblock():
        databases.copy("", "new")
        databases.describe("new", "manage migrate --verbosity=0")
        databases.copy("new", "used")
        ((databases.facts, databases.edition),) = databases.describe("used", "build", "describe")
        yield databases
        databases.drop()


@pytest.fixture
def dump(databases, tmp_path):
    """Return a function that dumps the used site, and returns the act of loading that."""

    def dump(options, order=None):
        path = tmp_path / "site.json"
        databases.describe("used", f"manage dumpdata {options} --output={path} --verbosity=0")
        if order:
            rows = json.loads(path.read_text())
            # wagtail-localize's own receivers need what a string belongs to.
            last = [row for row in rows if row["model"].startswith("wagtail_localize.")]
            rows = [row for row in rows if row not in last]
            order(rows)
            path.write_text(json.dumps(rows + last))
        databases.copy("new", "other")
        return f"manage loaddata {path} --verbosity=0"

    return dump


@pytest.mark.parametrize("options", WAYS.values(), ids=WAYS)
def test_new_site_has_all_that_was_on_record_and_its_pages(databases, dump, options):
    load = dump(options)
    (facts, edition), (same_facts, next_edition) = databases.describe(
        "other",
        "renumber",
        "take_groups_out",
        *(load, "describe") * 2,
        "manage audit_articles --verify-ledger",
    )
    assert facts == same_facts == databases.facts
    assert facts["broken"] == []
    assert not edition & databases.edition
    assert not edition & next_edition


@pytest.mark.parametrize("order", [list.reverse, random.Random(12).shuffle])
def test_order_of_the_rows_does_not_matter(databases, dump, order):
    ((facts, _edition),) = databases.describe(
        "other", dump("--exclude=wagtailsearch", order), "describe"
    )
    assert facts == databases.facts


def test_rows_of_another_practice_beside_those_that_were_loaded_are_found(databases, dump):
    load = dump(DOCUMENTED)
    _said, error = databases.run("other", "use", load, "manage audit_articles --verify-ledger")
    row = "wagtail_attachment.DisclaimerVersion 5"
    assert f"{row} is not as it was written, or does not follow." in error


def test_command_is_that_of_the_guide():
    guide = ROOT / "docs" / "how-to" / "move-a-site.md"
    assert f"dumpdata {DOCUMENTED} --output=site.json" in guide.read_text("utf-8")
    assert "Group.objects.all().delete()" in guide.read_text("utf-8")
