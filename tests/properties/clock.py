"""A clock that is put forward by hand, so that nothing has to sleep."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest import mock

from django.utils import timezone


class _AnyDatetime(type):
    """Lets a stand-in for ``datetime`` recognise real ones."""

    def __instancecheck__(cls, instance):
        return isinstance(instance, datetime)


class Clock:
    """Shows the local time, so that a day later it is the same time of the next day.

    In UTC it would be an hour before or after where summer time begins or ends on the way: around
    midnight that is another day.
    """

    def __init__(self, start):
        self.now = timezone.localtime(start)

    def forward(self, **duration):
        self.now += timedelta(**duration)

    @contextmanager
    def ticking(self):
        """Let all of Django go by this clock.

        ``timezone.now`` itself stays, since fields hold it as their default; what it reads changes.
        """

        class Datetime(datetime, metaclass=_AnyDatetime):
            @classmethod
            def now(cls, tz=None):
                return self.now.astimezone(tz)

        with mock.patch.object(timezone, "datetime", Datetime):
            yield
