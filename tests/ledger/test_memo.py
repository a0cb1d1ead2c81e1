"""What pages share is found once in an edition, by each process, and never shown in the next one."""

import threading
from datetime import timedelta

import pytest
from django.core.signals import request_finished, request_started
from django.db import transaction
from django.utils import timezone

from tests.editions import as_if_committed
from wagtail_attachment.ledger import memo
from wagtail_attachment.ledger.edition import renew
from wagtail_attachment.ledger.memo import (
    begin_reading,
    end_edition_by,
    end_reading,
    get_memo,
    remember,
    remember_each,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _edition(db):
    with as_if_committed():
        renew()
        yield
        end_reading()


@pytest.fixture
def now(monkeypatch):
    """A clock that the test puts forward."""

    class Clock:
        time = timezone.now()

        def forward(self, **duration):
            self.time += timedelta(**duration)

    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.time)
    return clock


@pytest.fixture
def find():
    """A search that notes how often it was made."""

    def find():
        find.times += 1
        return find.times

    find.times = 0
    return find


def ask_in_new_request(find):
    end_reading()
    begin_reading()
    return remember("key", find)


def test_it_is_found_once_in_an_edition(find):
    assert [ask_in_new_request(find) for _request in range(3)] == [1, 1, 1]


def test_what_changes_is_found_anew(find):
    assert ask_in_new_request(find) == 1
    renew()
    assert ask_in_new_request(find) == 2


def test_a_request_sees_one_edition_to_its_end(find):
    assert ask_in_new_request(find) == 1
    renew()
    begin_reading()
    assert remember("key", find) == 1


def test_nothing_is_remembered_where_no_request_is_reading(find):
    assert [remember("key", find) for _time in range(2)] == [1, 2]


def test_nothing_is_remembered_in_a_transaction(find):
    begin_reading()
    with transaction.atomic():
        assert get_memo() is None
        assert [remember("key", find) for _time in range(2)] == [1, 2]


def test_what_could_not_be_found_is_looked_for_again(find):
    begin_reading()
    with pytest.raises(ZeroDivisionError):
        remember("key", lambda: 1 / 0)
    assert remember("key", find) == 1


def test_many_are_looked_for_at_once_and_each_once():
    asked = []

    def find(keys):
        asked.append(keys)
        return {key: key * 2 for key in keys}

    begin_reading()
    assert remember_each("double", [1, 2], find) == {1: 2, 2: 4}
    assert remember_each("double", [2, 3], find) == {2: 4, 3: 6}
    assert remember_each("double", [1, 3], find) == {1: 2, 3: 6}
    assert asked == [{1, 2}, {3}]
    end_reading()
    assert remember_each("double", [1], find) == {1: 2}
    assert asked[2:] == [{1}]


def test_the_edition_is_asked_for_once_in_a_request(find, django_assert_num_queries):
    begin_reading()
    with django_assert_num_queries(1):
        for key in "abc":
            remember(key, find)


def test_nothing_found_is_remembered_too(find):
    begin_reading()
    assert remember("key", lambda: None) is None
    assert remember("key", find) is None


# How long


@pytest.mark.parametrize("seconds", [60, 5])
def test_what_no_signal_tells_of_shows_after_the_limit(find, now, settings, seconds):
    if seconds != 60:
        settings.WAGTAIL_ATTACHMENT_KEPT_SECONDS = seconds
    assert ask_in_new_request(find) == 1
    now.forward(seconds=seconds - 1)
    assert ask_in_new_request(find) == 1
    now.forward(seconds=1)
    assert ask_in_new_request(find) == 2


@pytest.mark.parametrize("seconds", [0, -1, None, "60", float("nan")])
def test_it_can_be_switched_off(find, settings, django_assert_num_queries, seconds):
    settings.WAGTAIL_ATTACHMENT_KEPT_SECONDS = seconds
    begin_reading()
    with django_assert_num_queries(0):
        assert get_memo() is None
    assert [remember("key", find) for _time in range(2)] == [1, 2]


@pytest.mark.parametrize("seconds", [float("inf"), 10**12])
def test_a_day_is_the_longest(settings, now, seconds):
    settings.WAGTAIL_ATTACHMENT_KEPT_SECONDS = seconds
    begin_reading()
    assert get_memo().until == now.time + timedelta(days=1)


def test_a_change_that_is_due_ends_it(find, now):
    begin_reading()
    end_edition_by(now.time + timedelta(seconds=9))
    end_edition_by(now.time + timedelta(seconds=20))
    end_edition_by(None)
    assert ask_in_new_request(find) == 1
    now.forward(seconds=8)
    assert ask_in_new_request(find) == 1
    now.forward(seconds=1)
    assert ask_in_new_request(find) == 2


def test_a_clock_that_was_set_back_keeps_nothing_longer(find, now):
    assert ask_in_new_request(find) == 1
    now.forward(hours=-1)
    assert ask_in_new_request(find) == 2


# Whose


def test_a_slow_request_of_an_old_edition_leaves_nothing_in_the_new_one(find):
    """It may find what is new or old: nobody asks for its edition again."""
    begin_reading()
    old = get_memo()
    began, go_on = threading.Event(), threading.Event()

    def be_slow():
        memo._reading.set(memo.ReadOnlyRequest(old, has_asked=True))
        began.set()
        go_on.wait(60)
        assert remember("key", lambda: "old") == "old"

    slow = threading.Thread(target=be_slow)
    slow.start()
    began.wait(60)
    renew()
    end_reading()
    begin_reading()
    assert get_memo().edition != old.edition
    go_on.set()
    slow.join()
    assert remember("key", find) == 1


@pytest.mark.parametrize("signal", [request_started, request_finished])
def test_an_edition_is_held_no_longer_than_a_request(find, signal):
    begin_reading()
    # As Django sends it, but to nobody else: others would close the test's connection.
    receivers = [reference() for _key, reference, *_rest in signal.receivers]
    for receiver in receivers:
        if receiver.__module__.startswith("wagtail_attachment"):
            receiver(sender=None, signal=signal)
    assert [remember("key", find) for _time in range(2)] == [1, 2]
