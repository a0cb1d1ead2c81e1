"""Lists are written with the marks of the reader's language."""

import pytest
from django.utils import translation

from wagtail_attachment.languages.separators import join_items, join_remarks


@pytest.mark.parametrize(
    ("language", "items", "remarks"),
    [
        ("en", "Ada, Ben 5%, 3", "live; draft"),
        ("fr", "Ada, Ben 5%, 3", "live\u00a0; draft"),
        ("ar", "Ada، Ben 5%، 3", "live؛ draft"),
    ],
)
def test_list_has_the_marks_of_its_language(language, items, remarks):
    with translation.override(language):
        assert join_items(["Ada", "Ben 5%", 3]) == items
        assert join_remarks(each for each in ("live", "draft")) == remarks
        assert join_items([]) == ""
