"""The reference names what there is, and nothing else."""

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import BaseCommand

from tests import messages, methods, shipped
from tests.publishing import table as rules
from wagtail_attachment import blocks, models, signals
from wagtail_attachment.conf import SETTINGS
from wagtail_attachment.crisis.kinds.ours import OURS
from wagtail_attachment.ledger.rows import WrittenOnce

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PACKAGE = ROOT / "wagtail_attachment"
STYLE_SHEET = PACKAGE / "static/wagtail_attachment/css/wagtail_attachment.css"
COMMANDS = sorted(
    path.stem for path in (PACKAGE / "management" / "commands").glob("*.py") if path.stem[0] != "_"
)
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def read(page: str) -> str:
    return (DOCS / page).read_text("utf-8")


def get_headings(page: str) -> set[str]:
    return set(re.findall(r"^#+ (\S+)$", read(page), re.MULTILINE))


def get_rows(text: str) -> list[list[str]]:
    """Return the cells of a page's tables, without the marks of code."""
    rows = re.findall(r"^\| (`.*) \|$", text, re.MULTILINE)
    return [[cell.strip().strip("`") for cell in row.split(" | ")] for row in rows]


def get_settings_sections():
    sections = read("reference/settings.md").split("\n## ")[1:]
    return dict(section.split("\n", 1) for section in sections if section.startswith("WAGTAIL_"))


def test_settings_are_those_of_conf():
    assert set(get_settings_sections()) == set(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_setting_is_documented_as_it_is_read(name):
    text = " ".join(get_settings_sections()[name].split())
    default = repr(SETTINGS[name].default).replace("'", '"')
    assert f"Default: `{default}`" in text
    assert SETTINGS[name].hint in text.replace("`", "")


def test_violations_are_those_of_the_rules():
    assert rules.PAGE.read()[1] == rules.render(), "Run: python -m tests.publishing.table"


@pytest.mark.parametrize(("page", "render"), shipped.TABLES)
def test_languages_and_countries_are_those_of_the_data(page, render):
    assert page.read()[1] == render(), "Run: python -m tests.shipped"


def test_checks_are_those_of_the_package():
    source = "".join(path.read_text("utf-8") for path in sorted(PACKAGE.glob("checks/*.py")))
    checks = re.findall(r'"(wagtail_attachment\.[WI]\d+)"', source)
    assert sorted(cells[0] for cells in get_rows(read("reference/checks.md"))) == sorted(checks)


@pytest.mark.parametrize(
    ("page", "read_messages"),
    [(messages.LOG_PAGE, messages.read_log), (messages.COMMANDS_PAGE, messages.read_commands)],
    ids=["log", "commands"],
)
def test_each_message_has_a_way_out(page, read_messages):
    ways_out = messages.read_ways_out(page)
    assert list(ways_out) == read_messages(), "Run: python -m tests.messages"
    assert [message for message, way_out in ways_out.items() if way_out == "…"] == []


def test_commands_are_those_of_the_package():
    names = re.findall(r"^## (.+)$", read("reference/commands.md"), re.MULTILINE)
    assert sorted(names) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_options_are_those_of_the_command(name):
    module = import_module(f"wagtail_attachment.management.commands.{name}")
    own = module.Command().create_parser("manage.py", name)
    inherited = BaseCommand().create_parser("manage.py", name)
    options = set(own._option_string_actions) - set(inherited._option_string_actions)
    section = read("reference/commands.md").split(f"## {name}\n")[1].split("\n## ")[0]
    assert {cells[0].split()[0] for cells in get_rows(section)} == options


@pytest.mark.parametrize("name", models.__all__)
def test_model_is_documented(name):
    assert f"`{name}`" in read("reference/models.md")


def test_methods_are_those_of_the_classes():
    assert methods.PAGE.read()[1] == methods.render(), "Run: python -m tests.methods"


def test_signals_are_those_of_the_package():
    section = read("reference/models.md").split("## Signals\n")[1].split("\n## ")[0]
    own = {name for name, each in vars(signals).items() if isinstance(each, signals.Signal)}
    assert {cells[0] for cells in get_rows(section)} == own


def test_records_are_those_that_are_only_added_to():
    section = read("explanation/evidence.md").split("## What is recorded\n")[1].split("\n## ")[0]
    named = re.findall(r"^\| `([A-Z]\w+)`", section, re.MULTILINE)
    records = {model.__name__ for model in apps.get_models() if issubclass(model, WrittenOnce)}
    assert sorted(named) == sorted(records)


def test_permissions_of_their_own_are_documented():
    section = read("reference/permissions.md").split("## Permissions of their own\n")[1]
    own = {
        f"wagtail_attachment.{codename}"
        for model in apps.get_app_config("wagtail_attachment").get_models()
        for codename, _name in model._meta.permissions
    }
    documented = {cells[0] for cells in get_rows(section)}
    assert own <= documented
    # The others are Django's, for a model, and those of each language.
    models_of = {model._meta.model_name for model in apps.get_models()}
    assert {
        right
        for right in documented - own
        if right.rsplit("_", 1)[-1] not in models_of and "review_translation_" not in right
    } == set()


def test_kinds_of_channels_are_those_of_the_package():
    rows = [tuple(cells) for cells in get_rows(read("reference/models.md")) if len(cells) == 5]
    assert [(cells[0], cells[1], cells[2].strip("`"), cells[4]) for cells in rows] == [
        (kind.id, str(kind.label), kind.address, "yes" if kind.is_call else "–") for kind in OURS
    ]


@pytest.mark.parametrize("name", blocks.__all__)
def test_block_is_documented(name):
    assert f"`{name}`" in read("reference/blocks.md")


@pytest.mark.parametrize("block", [blocks.ArticleBodyBlock, blocks.SectionContentBlock])
def test_children_are_documented_with_their_block(block):
    rows = {tuple(cells[:2]) for cells in get_rows(read("reference/blocks.md"))}
    children = {(name, type(child).__name__) for name, child in block.base_blocks.items()}
    assert children - rows == set()


def test_html_hooks_are_those_of_the_templates_and_the_style_sheet():
    sources = [*PACKAGE.rglob("templates/**/*.html"), STYLE_SHEET]
    text = " ".join(path.read_text("utf-8") for path in sources)
    used = set(re.findall(r"data-attachment-[a-z-]+", text))
    rows = get_rows(read("reference/html-hooks.md"))
    assert {cells[0] for cells in rows if cells[0].startswith("data-")} == used


def test_custom_properties_are_those_of_the_style_sheet():
    css = STYLE_SHEET.read_text("utf-8")
    declared = set(re.findall(r"^\s*(--attachment-[a-z-]+):", css, re.MULTILINE))
    assert {cells[0] for cells in get_rows(read("how-to/brand-the-pages.md"))} == declared


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files_that_exist(page):
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_architecture_names_modules_that_exist():
    spans = re.findall(r"`([\w/]+(?:\.py|\.toml|\.html|/))`", read("explanation/architecture.md"))
    files = [path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*")]
    known = [f"/{file}/" for file in files] + [f"/{path.name}/" for path in ROOT.iterdir()]
    missing = {
        span
        for span in spans
        if not any(f"/{span.rstrip('/')}/" in each for each in known) and not (ROOT / span).exists()
    }
    assert len(spans) > 100
    assert missing == set()


def test_documented_imports_work_in_a_models_module(tmp_path):
    """A site's app may stand first in INSTALLED_APPS, when no other models are loaded yet."""
    imports = {
        line
        for page in PAGES
        for line in re.findall(
            r"^from wagtail_attachment[\w.]* import [\w, ]+$", page.read_text("utf-8"), re.MULTILINE
        )
    }
    assert any("CoveredField" in line for line in imports)
    app = tmp_path / "early"
    app.mkdir()
    (app / "__init__.py").touch()
    (tmp_path / "early_settings.py").write_text(
        "from tests.settings import *\nINSTALLED_APPS = ['early', *INSTALLED_APPS]\n"
    )
    # What needs the most is tried first, when nothing else has loaded anything.
    lines = sorted(imports, key=lambda line: "CoveredField" not in line)
    (app / "models.py").write_text("\n".join(lines))
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "early_settings",
            "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
