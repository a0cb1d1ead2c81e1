"""The append-only base of every record that somebody may one day be asked about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
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


class WrittenOnce(models.Model):
    """A row that is written once, and says when.

    It holds plain values, never a foreign key that a deletion could null or cascade.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        ordering = ["pk"]
        default_permissions = ("view",)

    @classmethod
    def create_many(cls, rows: list[Self]) -> None:
        """Store rows by a few statements. No signal is sent of each."""
        # Not by a manager's query set, which would refuse.
        unguarded: Any = models.QuerySet(cls)
        unguarded.bulk_create(rows, batch_size=_ROWS_AT_ONCE)

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        # Else Django would update a row that has the same key.
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def compute_own_digest(self, *left_out: str) -> str:
        """Return the sha256 of this row's values but its key and the fields ``left_out``."""
        values = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if not field.primary_key and field.name not in left_out
        }
        return compute_digest(values)


class LedgerRow(WrittenOnce):
    """A row of a chain. ``chain`` is the sha256 of the row and of the row before it.

    So a row that was changed, removed or put in between by other means is found. ``previous`` is
    unique: the chain cannot fork, whoever writes at the same time.
    """

    previous = models.CharField(max_length=64, unique=True, editable=False)
    chain = models.CharField(max_length=64, unique=True, editable=False)

    class Meta(WrittenOnce.Meta):
        abstract = True

    @classmethod
    def record(cls, **values: Any) -> Self:
        """Append a row with these values and return it.

        Raises :class:`LedgerError` when others kept appending at the same instant.
        """
        for _attempt in range(_ATTEMPTS):
            row = cls(**values)
            try:
                with transaction.atomic():
                    cls.wait_for_turn()
                    last = cls._default_manager.order_by("-pk").values_list("chain", flat=True)
                    row.previous = last.first() or ""
                    row.chain = row.compute_chain()
                    row.save(force_insert=True)
            except IntegrityError:
                continue
            return row
        raise LedgerError(_("The record could not be written; please try again."))

    @classmethod
    def wait_for_turn(cls) -> None:
        """Let nobody else append to this ledger until the present transaction ends.

        To be called before what is decided by the ledger is read, and before rows are written that
        others may write: who holds such a row and then waits for the ledger, while another holds
        the ledger and waits for the row, waits for ever. A database without such locks has its
        writers collide instead (see ``record``) or, as SQLite, one of them at a time.
        """
        hold_lock(cls)

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
        return self.compute_own_digest("chain")


class _Encoder(DjangoJSONEncoder):
    """Writes a time to its millisecond, as ``dumpdata`` does, so that a row is the same when it is loaded."""

    def default(self, o: Any) -> Any:
        if isinstance(o, datetime):
            o = o.replace(microsecond=o.microsecond // 1000 * 1000)
        return super().default(o)


def compute_digest(values: Any) -> str:
    """Return the sha256, in hexadecimal, of plain values in canonical JSON."""
    canonical = json.dumps(values, sort_keys=True, ensure_ascii=False, cls=_Encoder)
    return hashlib.sha256(canonical.encode()).hexdigest()


def hold_lock(model: type[models.Model], *, beside_others: bool = False) -> None:
    """Hold the lock that is named after a model until the present transaction ends.

    Those who hold it ``beside_others`` wait for whoever holds it alone, and not for one another. Only
    PostgreSQL has such locks. SQLite lets one transaction write at a time, and has it wait for that
    only if it writes before it reads.
    """
    connection: Any = connections[router.db_for_write(model)]
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        function = "pg_advisory_xact_lock_shared" if beside_others else "pg_advisory_xact_lock"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(hashtext(%s))", [table])
    elif connection.vendor == "sqlite" and not connection.transaction_mode:
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(table)
            cursor.execute(f"UPDATE {name} SET id = id WHERE 0")  # noqa: S608


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
