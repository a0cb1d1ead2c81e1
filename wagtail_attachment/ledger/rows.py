"""The append-only base of every record that someone may one day be asked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn, Self

from django.db import IntegrityError, connections, models, router, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_attachment.times import get_local_time, get_today, to_utc

from .digests import compute_digest

CHAINED = ("previous", "chain")
"""What places a row in its chain. All else is what it says."""

_ATTEMPTS = 100
_ROWS_AT_ONCE = 500


class LedgerError(Exception):
    """A row of a ledger was to be changed, removed, or could not be appended."""


class LedgerQuerySet(models.QuerySet[Any]):
    """Refuses what would change or remove rows. Raw SQL is found by ``audit_articles``.

    It reads where it writes: a replica that is behind would go on showing what was withdrawn.
    """

    @property
    def db(self) -> str:
        chosen: str | None = self._db  # type: ignore[attr-defined]
        return chosen or router.db_for_write(self.model)

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
    def create_many(cls, rows: list[Self], *, spare_known: bool = False) -> None:
        """Store rows by a few statements. No signal is sent of each.

        With ``spare_known`` a row that is unique, and there already, is left out.
        """
        # Not by a manager's query set, which would refuse.
        unguarded: Any = models.QuerySet(cls)
        unguarded.bulk_create(rows, batch_size=_ROWS_AT_ONCE, ignore_conflicts=spare_known)

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        # Else Django would update a row that has the same key.
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def get_values(self, *left_out: str) -> dict[str, Any]:
        """Return this row's values but its key and the fields ``left_out``.

        Each as the database gives it back: someone's id as a string, whatever their key is.
        """
        return {
            field.attname: _to_plain(field.to_python(getattr(self, field.attname)))
            for field in self._meta.concrete_fields
            if not field.primary_key and field.name not in left_out
        }

    def compute_own_digest(self, *left_out: str) -> str:
        """Return the sha256 of these values."""
        return compute_digest(self.get_values(*left_out))


class LedgerRow(WrittenOnce):
    """A row of a chain. ``chain`` is the sha256 of the digest of its values and of the chain before it.

    So a row that was changed, removed or put in between by other means is found; and who is given
    the digests alone can compute the whole chain, and find a row in it, without reading any other.
    ``previous`` is unique: the chain cannot fork, whoever writes at the same time.
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
    def record_once(cls, about: Mapping[str, Any], **values: Any) -> tuple[Self, bool]:
        """Append a row with these values and return it, and whether it is new.

        It is not where the last row ``about`` the same thing is of today and says the same: a second
        click, or the same form sent from six tabs, is one act. Those who send it at the same instant
        wait for one another.
        """
        with transaction.atomic():
            cls.wait_for_turn()
            last = cls._default_manager.filter(**about).order_by("-pk").first()
            if last and get_local_time(last.at).date() == get_today() and last.says(values):
                return last, False
            return cls.record(**about, **values), True

    def says(self, values: Mapping[str, Any]) -> bool:
        """Say whether this row has these values."""
        return all(getattr(self, name) == value for name, value in values.items())

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
        """Return the sha256 of the previous row's ``chain`` and of the digest of this row's values."""
        return compute_digest([self.previous, self.compute_own_digest(*CHAINED)])


def _to_plain(value: Any) -> Any:
    # What the site calls its time zone, and whether it uses one, may change.
    return to_utc(value) if isinstance(value, datetime) else value


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


def _refuse() -> NoReturn:
    raise LedgerError(_("Records are permanent: they cannot be changed or deleted."))
