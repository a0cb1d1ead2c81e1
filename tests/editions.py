"""What tests of the edition need: to read as readers do, though a test is one transaction."""

from contextlib import contextmanager
from unittest import mock

from django.core.cache import cache
from django.db import connection

from wagtail_attachment.ledger import edition


@contextmanager
def as_if_committed():
    """Let the transaction that a test is in count as none, so that pages are kept.

    What the two rules on transactions are worth is tested where there are real ones
    (``tests/ledger/test_edition.py``).
    """
    depth = len(connection.atomic_blocks)

    def is_in_transaction(connection):
        return len(connection.atomic_blocks) > depth

    with (
        mock.patch.object(edition, "is_in_transaction", is_in_transaction),
        mock.patch.object(edition, "is_renewed", return_value=False),
    ):
        yield


def forget_kept_pages():
    """Empty the store of pages alone: what pages share stays remembered, and what Wagtail keeps."""
    for key in list(cache._cache):
        if "wagtail_attachment.page." in key:
            del cache._cache[key]
