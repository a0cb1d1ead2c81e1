"""Queries whose SQL is written once, for those that stand before every reader.

Most of what such a query costs is not the database's work but Django's: to write its SQL takes a
hundred times as long as to run it (docs/explanation/performance.md). So Django writes it once for
each database, and for each reader only the values are filled in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.db import connections, router
from django.db.models import DateTimeField, QuerySet
from django.utils.dateparse import parse_datetime

Value = int | str | datetime | UUID
Values = dict[str, Any]

# What stands for the values while the SQL is written: nothing that a query says of itself. Whole
# numbers have to fit into every column.
_NUMBERS = 2_000_000_000
_TIMES = datetime(9000, 1, 1, tzinfo=UTC)


class CompiledQuery:
    """A query of which all is known beforehand but some values.

    ``build`` gets the values by name and returns the query set. It must hand each on to the query
    and ask nothing of it, since what it gets is a mark in the value's place. Lists keep their
    length, and are never empty.
    """

    def __init__(self, model: Any, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.model = model
        self._build = build
        self._written: dict[Any, tuple[str, list[Any]]] = {}

    def fetch(self, **values: Any) -> list[Any]:
        """Return the model's objects; what is annotated stays as the database gives it."""
        using, sql, parameters = self._fill_in(values)
        return list(self.model._base_manager.using(using).raw(sql, parameters))

    def fetch_rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return rows as the database gives them, where the query is of plain values."""
        using, sql, parameters = self._fill_in(values)
        with connections[using].cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    def _fill_in(self, values: Values) -> tuple[str, str, list[Any]]:
        using = router.db_for_read(self.model)
        flat = _flatten(values)
        shape = (using, *flat)
        if shape not in self._written:
            self._written[shape] = self._write(using, values)
        sql, parameters = self._written[shape]
        adapted = {place: _adapt(using, value) for place, value in flat.items()}
        return (
            using,
            sql,
            [
                adapted[parameter] if isinstance(parameter, _Place) else parameter
                for parameter in parameters
            ],
        )

    def _write(self, using: str, values: Values) -> tuple[str, list[Any]]:
        numbers = count()
        marks: Values = {
            name: [_make_mark(each, next(numbers)) for each in value]
            if isinstance(value, (list, tuple))
            else _make_mark(value, next(numbers))
            for name, value in values.items()
        }
        sql, parameters = self._build(**marks).query.get_compiler(using).as_sql()
        places = {_adapt(using, mark): place for place, mark in _flatten(marks).items()}
        written = [
            places.get(parameter, parameter) if isinstance(parameter, _MARKED) else parameter
            for parameter in parameters
        ]
        missing = set(places.values()) - {each for each in written if isinstance(each, _Place)}
        if missing:
            raise LookupError(f"The query does not use {missing}.")
        return sql, written


def fill_up(values: Collection[Any], with_value: Any = 0) -> list[Any]:
    """Return values as a list of one of few lengths, so that SQL is not written anew for each."""
    return [*values, *[with_value] * ((1 << len(values).bit_length()) - len(values))]


def get_columns(model: Any, prefix: str = "") -> dict[str, str]:
    """Return what :func:`restore` needs of a row, by name; ``prefix`` leads to it from another."""
    return {field.attname: f"{prefix}{field.attname}" for field in model._meta.concrete_fields}


def restore(model: Any, values: str | dict[str, Any]) -> Any:
    """Return the stored object whose columns came along with another row, as JSON."""
    columns = json.loads(values) if isinstance(values, str) else values
    fields = model._meta.concrete_fields
    return model.from_db(
        model._default_manager.db,
        [field.attname for field in fields],
        [_to_python(field, columns[field.attname]) for field in fields],
    )


def to_time(value: str | datetime | None) -> datetime | None:
    """Return a time as Django would; SQLite gives texts, in UTC."""
    time = parse_datetime(value) if isinstance(value, str) else value
    return time.replace(tzinfo=time.tzinfo or UTC) if time else None


def _to_python(field: Any, value: Any) -> Any:
    return to_time(value) if isinstance(field, DateTimeField) else field.to_python(value)


class _Place(tuple):  # type: ignore[type-arg]
    """Where a value belongs: its name, and its number in a list."""


# Their subclasses too: Django's PostgreSQL gives whole numbers the type of their column.
_MARKED = (int, str, datetime, UUID)


def _flatten(values: Values) -> dict[_Place, Value]:
    flat: dict[_Place, Value] = {}
    for name, value in values.items():
        if isinstance(value, (list, tuple)):
            flat |= {_Place((name, number)): each for number, each in enumerate(value)}
        else:
            flat[_Place((name,))] = value
    return flat


def _make_mark(value: Value, number: int) -> Value:
    match value:
        case datetime():
            return _TIMES.replace(microsecond=number)
        case UUID():
            return UUID(int=_NUMBERS + number)
        case str():
            return f"the value {number}"
        case _:
            return _NUMBERS + number


def _adapt(using: str, value: Value) -> Any:
    """Return a value as Django hands it to the database."""
    connection = connections[using]
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
