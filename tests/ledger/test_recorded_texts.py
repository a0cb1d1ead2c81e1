"""The texts that records refer to: kept once each, and a changed byte is found."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.ledger.rows import LedgerError

ARTICLE = {"title": "Why you pull away", "body": ["Call 988.", "اتصل"]}


@pytest.mark.django_db
def test_equal_texts_are_kept_once():
    first, again, other = RecordedText.keep(ARTICLE, dict(reversed(ARTICLE.items())), {"title": ""})
    assert first == again == compute_digest(ARTICLE) != other
    assert RecordedText.keep(ARTICLE) == [first]
    assert RecordedText.objects.count() == 2
    assert RecordedText.read([first, "0" * 64]) == {first: ARTICLE}


@pytest.mark.django_db
def test_text_that_two_kept_at_the_same_instant_is_one_text():
    [digest] = RecordedText.keep(ARTICLE)
    content = RecordedText.objects.get().content
    RecordedText.create_many([RecordedText(digest=digest, content=content)])
    assert RecordedText.keep(ARTICLE) == [digest]
    assert RecordedText.read([digest]) == {digest: ARTICLE}
    assert RecordedText.objects.count() == 2


@pytest.mark.django_db
def test_keeping_nothing():
    assert RecordedText.keep() == []
    assert RecordedText.read([]) == {}


@pytest.mark.django_db
def test_what_is_kept_cannot_be_changed_or_deleted():
    RecordedText.keep(ARTICLE)
    row = RecordedText.objects.get()
    with pytest.raises(LedgerError):
        row.delete()
    with pytest.raises(LedgerError):
        row.save()
    with pytest.raises(LedgerError):
        RecordedText.objects.update(content=b"")


@pytest.mark.django_db
@given(place=st.integers(0, 10_000), change=st.integers(1, 255))
def test_no_changed_byte_gives_another_text(place, change):
    RecordedText.keep(ARTICLE)
    row = RecordedText.objects.get()
    assert row.is_unchanged
    content = bytearray(row.content)
    content[place % len(content)] ^= change
    row.content = bytes(content)
    # A few bits say how hard it was compressed, and change nothing of what is read.
    assert not row.is_unchanged or row.values == ARTICLE


@pytest.mark.django_db
def test_raw_sql_is_found():
    RecordedText.keep(ARTICLE, {"title": "Another"})
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtail_attachment_recordedtext SET content = "
            "(SELECT content FROM wagtail_attachment_recordedtext ORDER BY id DESC LIMIT 1)"
        )
    assert [row.is_unchanged for row in RecordedText.objects.all()] == [False, True]
