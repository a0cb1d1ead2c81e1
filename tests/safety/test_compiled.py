import uuid

import pytest
from django.db.models import Value
from django.utils import timezone
from wagtail.models import Locale, Page

from tests import factories
from wagtail_attachment.compiled import CompiledQuery, fill_up, to_time
from wagtail_attachment.models import DisclaimerVersion

pytestmark = pytest.mark.django_db


def test_values_of_every_kind_are_filled_in(practice, django_assert_num_queries):
    page = factories.make_blog_page()
    pages = CompiledQuery(
        Page, lambda key, slugs, pk: Page.objects.filter(translation_key=key, slug__in=slugs, pk=pk)
    )
    for _time in range(2):
        with django_assert_num_queries(1):
            found = pages.fetch(key=page.translation_key, slugs=[page.slug, "x"], pk=page.pk)
        assert found == [page.page_ptr]
        assert vars(found[0])["latest_revision_created_at"] is None
    assert pages.fetch(key=uuid.uuid4(), slugs=[page.slug, "x"], pk=page.pk) == []
    assert pages.fetch(key=page.translation_key, slugs=["x"], pk=page.pk) == []


def test_times_are_filled_in_as_django_does(practice):
    rows = CompiledQuery(
        DisclaimerVersion, lambda at: DisclaimerVersion.objects.filter(effective_from__lte=at)
    )
    assert rows.fetch(at=timezone.now()) == [practice]
    assert rows.fetch(at=factories.in_days(-1)) == []
    assert rows.fetch(at=timezone.now())[0].effective_from == practice.effective_from


def test_rows_hold_plain_values():
    codes = CompiledQuery(
        Locale, lambda code: Locale.objects.filter(language_code=code).values_list(Value("x"), "pk")
    )
    assert codes.fetch_rows(code="en") == [("x", Locale.objects.get().pk)]


def test_value_that_the_query_does_not_use_is_a_mistake():
    with pytest.raises(LookupError, match="does not use"):
        CompiledQuery(Locale, lambda code: Locale.objects.all()).fetch(code="en")


def test_lists_are_filled_up_to_few_lengths():
    assert {len(fill_up(range(number))) for number in range(40)} == {1, 2, 4, 8, 16, 32, 64}
    assert fill_up([7, 8]) == [7, 8, 0, 0]


def test_times_are_in_utc_where_a_database_knows_no_zones():
    assert to_time("2026-01-02 03:04:05").isoformat() == "2026-01-02T03:04:05+00:00"
    assert to_time(None) is None
