"""The append-only base of every record that somebody may one day be asked about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connections, models, router, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

_ATTEMPTS = 100
_ROWS_AT_ONCE = 500


class LedgerError(Exception):
    """A row of a ledger was to be changed, removed, or could not be appended."""


class LedgerQuerySet(models.QuerySet[Any]):
    """Refuses what would change or remove rows. Raw SQL is found by ``audit_articles``."""

    def update(self, **kwargs: Any) -> NoReturn:
        _refuse()

    def delete(self) -> NoReturn:
        _refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()


class LedgerRow(models.Model):
    """A row that is written once.

    It holds plain values, never a foreign key that a deletion could null or cascade. ``chain`` is
    the sha256 of the row and of the row before it, so a row that was changed, removed or put in
    between by other means is found. ``previous`` is unique: the chain cannot fork, whoever writes
    at the same time.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    previous = models.CharField(max_length=64, unique=True, editable=False)
    chain = models.CharField(max_length=64, unique=True, editable=False)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        ordering = ["pk"]
        default_permissions = ("view",)

    @classmethod
    def record(cls, **values: Any) -> Self:
        """Append a row with these values and return it.

        Raises :class:`LedgerError` when others kept appending at the same instant.
        """

        def write(rows: list[Self]) -> None:
            rows[0].save(force_insert=True)

        return cls._append([values], write)[0]

    @classmethod
    def record_many(cls, values: Sequence[dict[str, Any]]) -> list[Self]:
        """Append a row for each of ``values``, in this order, and return them.

        Thousands take seconds, by a few statements; no signal is sent of each. Raises what
        :meth:`record` does.
        """

        def write(rows: list[Self]) -> None:
            # Not by a manager's query set, which would refuse.
            unguarded: Any = models.QuerySet(cls)
            unguarded.bulk_create(rows, batch_size=_ROWS_AT_ONCE)

        return cls._append(values, write)

    @classmethod
    def _append(
        cls, values: Sequence[dict[str, Any]], write: Callable[[list[Self]], None]
    ) -> list[Self]:
        for _attempt in range(_ATTEMPTS):
            rows = [cls(**each) for each in values]
            try:
                with transaction.atomic():
                    cls.wait_for_turn()
                    last = cls._default_manager.order_by("-pk").values_list("chain", flat=True)
                    chain = last.first() or ""
                    for row in rows:
                        row.previous = chain
                        row.chain = chain = row.compute_chain()
                    write(rows)
            except IntegrityError:
                continue
            return rows
        raise LedgerError(_("The record could not be written; please try again."))

    @classmethod
    def wait_for_turn(cls) -> None:
        """Let nobody else append to this ledger until the present transaction ends.

        To be called before what is decided by the ledger is read, and before rows are written that
        others may write: who holds such a row and then waits for the ledger, while another holds
        the ledger and waits for the row, waits for ever. A database without such locks has its
        writers collide instead (see ``record``) or, as SQLite, one of them at a time.
        """
        connection = connections[router.db_for_write(cls)]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [cls._meta.db_table])

    @classmethod
    def find_broken_rows(cls) -> list[Self]:
        """Return the rows that do not follow from the one before them, oldest first."""
        broken = []
        previous = ""
        for row in cls._default_manager.order_by("pk").iterator():
            if row.previous != previous or row.chain != row.compute_chain():
                broken.append(row)
            previous = row.chain
        return broken

    def compute_chain(self) -> str:
        """Return the sha256 of this row's values, the previous row's ``chain`` among them."""
        values = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if not field.primary_key and field.name != "chain"
        }
        return compute_digest(values)

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        # Else Django would update a row that has the same key.
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()


def compute_digest(values: Any) -> str:
    """Return the sha256, in hexadecimal, of plain values in canonical JSON."""
    canonical = json.dumps(values, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.sha256(canonical.encode()).hexdigest()


def describe_person(user: Any) -> dict[str, Any]:
    """Return who acts, as plain values: id, name and role at this moment."""
    roles: Iterable[str] = user.groups.values_list("name", flat=True).order_by("name")
    role = ", ".join(roles) or (_("Administrator") if user.is_superuser else "")
    return {
        "person_id": user.pk,
        "person_name": user.get_full_name() or user.get_username(),
        "person_role": role[:255],
    }


class PersonMixin(models.Model):
    """Who wrote a row, kept after the account is gone."""

    person_id = models.PositiveBigIntegerField()
    person_name = models.CharField(max_length=255)
    person_role = models.CharField(max_length=255, blank=True)

    class Meta:
        abstract = True


def _refuse() -> NoReturn:
    raise LedgerError(_("Records are kept for ever: they cannot be changed or deleted."))
