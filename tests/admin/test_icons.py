"""Every icon that the admin is told to show is one that Wagtail has, in each of its versions."""

import re
from pathlib import Path

import pytest
from wagtail.admin.icons import get_icons

import wagtail_attachment

PACKAGE = Path(wagtail_attachment.__file__).parent
NAMED = re.compile(
    r"""\bicon(?:_name)?["']?\s*[=:]\s*["']([a-z0-9-]+)["']|{% icon name=["']([a-z0-9-]+)"""
)
USES = sorted(
    {
        (first or second, str(path.relative_to(PACKAGE)))
        for pattern in ("*.py", "*.html")
        for path in PACKAGE.rglob(pattern)
        for first, second in NAMED.findall(path.read_text("utf-8"))
    }
)


def test_icons_are_found_in_the_source():
    assert ("warning", "blocks/crisis.py") in USES
    assert len(USES) > 20


@pytest.mark.parametrize(("name", "path"), USES)
def test_icon_is_one_of_wagtail_s(name, path):
    assert f'id="icon-{name}"' in get_icons()
