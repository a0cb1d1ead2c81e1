"""The clock of the tests: every other test about time rests on it."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from tests.properties.clock import Clock


@pytest.mark.parametrize("hour", range(24))
def test_a_day_later_is_the_next_day_where_summer_time_ends_between(hour):
    clock = Clock(datetime(2026, 11, 1, hour, 30, tzinfo=UTC))
    day = timezone.localdate(clock.now)
    clock.forward(days=1)
    assert (timezone.localdate(clock.now) - day).days == 1
