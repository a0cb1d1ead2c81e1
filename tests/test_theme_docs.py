"""What a theme may rest on is documented, and what is documented is there."""

import re
from importlib import import_module

import pytest
from wagtail.blocks import ListBlock, StructBlock

from tests.test_docs import PACKAGE, STYLE_SHEET, get_rows, read
from wagtail_attachment.blocks import ArticleBodyBlock, SectionContentBlock

TEMPLATES = PACKAGE / "templates/wagtail_attachment"
LIBRARIES = ["tags", "lines", "people", "words", "styles", "frame"]


def get_readers_templates() -> set[str]:
    names = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
    return {
        name
        for name in names
        if not name.startswith(("admin/", "evidence/")) and not name.endswith("_preview.html")
    }


def get_codes(heading: str) -> set[str]:
    """Return what stands as code in the rows below a heading."""
    section = re.split(r"^##+ ", read("reference/templates.md").split(heading, 1)[1], flags=re.M)[0]
    rows = re.findall(r"^\| .*$", section, re.MULTILINE)
    return set(re.findall(r"`([^`]+)`", "\n".join(rows)))


def test_templates_are_those_of_the_package():
    documented = {cells[0] for cells in get_rows(read("reference/templates.md"))}
    assert {name for name in documented if name.endswith(".html")} == (
        get_readers_templates() - {"block_preview.html"}
    )


def test_blocks_are_those_of_the_templates():
    pages = [TEMPLATES / name for name in get_readers_templates() if "/" not in name]
    blocks = set(re.findall(r"{% block (\w+)", " ".join(path.read_text("utf-8") for path in pages)))
    named = {code for code in get_codes("## Blocks of templates") if not code.endswith(".html")}
    # An element is named main, and so is a block in an example.
    assert named - {"block.super", "main"} == blocks - {"main"}


@pytest.mark.parametrize("name", LIBRARIES)
def test_tags_and_filters_are_those_of_the_library(name):
    library = import_module(f"wagtail_attachment.templatetags.wagtail_attachment_{name}").register
    (row,) = re.findall(
        rf"^\| `wagtail_attachment_{name}` \| (.*) \|$", read("reference/templates.md"), re.M
    )
    for_sites = {
        cells[0].split()[1] for cells in get_rows(read("reference/html-hooks.md"))
        if cells[0].startswith("{%")
    }  # fmt: skip
    named = set(re.findall(r"`(\w+)`", row)) | (for_sites if name == "tags" else set())
    assert named == {*library.tags, *library.filters}


def test_classes_are_those_of_the_style_sheet():
    styled = re.findall(r"\.attachment-([a-z0-9_-]+)", STYLE_SHEET.read_text("utf-8"))
    assert get_codes("## Classes") == set(styled)


def get_fields(block) -> set[str]:
    """Return the names of a block's own fields, and of the items that it lists."""
    if isinstance(block, ListBlock):
        return get_fields(block.child_block)
    children = getattr(block, "child_blocks", {}) if isinstance(block, StructBlock) else {}
    return {*children, *(name for child in children.values() for name in get_fields(child))}


@pytest.mark.parametrize(
    "stream", [ArticleBodyBlock(), SectionContentBlock()], ids=["body", "section"]
)
def test_fields_of_blocks_are_those_of_the_documentation(stream):
    section = read("reference/blocks.md").split("## What blocks hold", 1)[1].split("## ", 1)[0]
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", section, re.MULTILINE)
    documented = {
        name: set(re.findall(r"`(\w+)`", fields))
        for names, fields in rows
        for name in re.findall(r"`(\w+)`", names)
    }
    for name, block in stream.child_blocks.items():
        assert documented[name] == get_fields(block), name
