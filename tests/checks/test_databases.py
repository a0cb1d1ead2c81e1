"""A kind of database that nobody tests the package on is said to be one."""

import pytest
from django.db import connections

from wagtail_attachment.checks.databases import check_database


@pytest.mark.parametrize(
    ("vendor", "ids"),
    [("sqlite", []), ("postgresql", []), ("mysql", ["wagtail_attachment.W030"]),
     ("oracle", ["wagtail_attachment.W030"])],
)  # fmt: skip
def test_only_tested_kinds_of_database_pass_unsaid(monkeypatch, vendor, ids):
    monkeypatch.setattr(connections["default"], "vendor", vendor)
    assert [message.id for message in check_database(None)] == ids
