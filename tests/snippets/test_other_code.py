"""Templates in the documentation can be rendered, and commands exist with the options that are typed."""

import argparse
import re
import shlex
import subprocess
import tomllib
from importlib.util import find_spec

import pytest
from django.core.management import get_commands, load_command_class
from django.template import Context, Engine
from django.template.loaders import app_directories, locmem
from django.test import RequestFactory

from tests import factories
from tests.snippets import ROOT, read_snippets
from tests.test_docs import STYLE_SHEET

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SITE = "<html><body><main>{% block main %}{% endblock %}</main></body></html>"
# Of a shell, of the database, of the record that is downloaded; gunicorn and others come with a group.
PROGRAMS = {"cd", "cp", "export", "pg_dump", "sqlite3", "python3"}
# Not in the site of the tests.
OF_OTHER_APPS = {"db_worker"}


@pytest.mark.parametrize("snippet", read_snippets("django", "html"), ids=str)
def test_template(snippet, practice):
    page = factories.make_article(factories.section(), live=True)
    if "page.body" in snippet.source:
        page = factories.make_blog_page(live=True)
        page.body = "<p>A text.</p>"
    engine = Engine.get_default()
    name = (re.match(r"\{# (?:templates/)?(\S+\.html)", snippet.source) or [None, "x.html"])[1]
    own = Engine(libraries=engine.libraries, builtins=engine.builtins, loaders=[])
    own.template_loaders = [
        locmem.Loader(own, {name: snippet.source, "site.html": SITE}),
        app_directories.Loader(own),
    ]
    request = RequestFactory().get("/")
    names = {"page": page, "request": request, "properties": [("a", "b")], "search_query": "grief"}
    assert own.get_template(name).render(Context(names)).strip()


def read_commands():
    for snippet in read_snippets("console"):
        text = snippet.source.replace("\\\n", " ")
        for line in re.findall(r"^\$ (.+)$", text, re.MULTILINE):
            yield pytest.param(line, id=f"{snippet}: {line}")


@pytest.mark.parametrize("line", read_commands())
def test_command(line):
    words = shlex.split(line.split(" > ")[0].split(" < ")[0], comments=True)
    while "=" in words[0]:
        words.pop(0)
    program, *words = words
    if program == "make":
        assert re.search(rf"^{words[0]}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    elif program.endswith("pip") and words[0] == "install":
        check_installed(words[1:])
    elif program.endswith("python") and words[0] == "manage.py":
        parse(*words[1:])
    elif program.endswith("python") and words[0] == "-m":
        assert find_spec(words[1]), words[1]
    else:
        groups = " ".join(str(group) for group in PROJECT["dependency-groups"].values())
        assert program in PROGRAMS or program.rsplit("/", 1)[-1] in groups


def check_installed(words):
    for word in words:
        name, _bracket, extra = word.partition("[")
        if name == PROJECT["project"]["name"] and extra:
            assert extra.rstrip("]") in PROJECT["project"]["optional-dependencies"]
        elif name not in {"--upgrade", "--group", ".", "pip", PROJECT["project"]["name"]}:
            assert name in PROJECT["dependency-groups"]


def parse(name, *words):
    """Let the command read its options; it would end the process where it does not know one."""
    if name in OF_OTHER_APPS:
        return
    app = get_commands()[name]
    command = load_command_class(app, name) if isinstance(app, str) else app
    parser = command.create_parser("manage.py", name)
    parser.exit_on_error = False
    try:
        parser.parse_args(list(words))
    except (argparse.ArgumentError, SystemExit) as error:
        pytest.fail(f"{name} {' '.join(words)}: {error}")


@pytest.mark.parametrize("snippet", read_snippets("css"), ids=str)
def test_custom_properties_are_declared(snippet):
    declared = STYLE_SHEET.read_text("utf-8")
    for name in re.findall(r"--attachment-[a-z-]+", snippet.source):
        assert f"{name}:" in declared


def test_backup_gets_no_part_of_the_address_that_is_django_s():
    """``pg_dump`` refuses an address with options that only Django knows."""
    example = (ROOT / "example_site/.env.example").read_text("utf-8")
    address = re.search(r"^DATABASE_URL=(.+)$", example, re.MULTILINE)[1]
    assert "?conn_max_age=" in address
    guide = (ROOT / "docs/how-to/back-up.md").read_text("utf-8")
    given = re.search(r"^\$ pg_dump .*(\"\S+\")$", guide, re.MULTILINE)[1]
    done = subprocess.run(
        ["sh", "-c", f"printf %s {given}"],
        env={"DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "postgres://user:password@localhost:5432/practice"
