"""The edition: one stamp for all that readers see.

Whatever changes what readers see renews it, in the same transaction. So what was made under an
edition may be shown again for as long as that is the edition: whole pages, and what pages share.
"""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.db import OperationalError, ProgrammingError, connections, models, router, transaction


class Edition(models.Model):
    """One of the stamps that make up the edition.

    There are as many rows as there were writers at the same time, so that none waits for another.
    The stamps are random: a count would come again with other content, after a rollback say.
    """

    stamp = models.UUIDField(default=uuid4)

    objects: ClassVar[models.Manager[Edition]] = models.Manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.stamp)


def get_edition() -> str:
    """Return the present edition; an empty string where nothing may be kept.

    That is before its table is there, before anything has changed for the first time, and in a
    transaction, which sees what is not committed.
    """
    connection = connections[router.db_for_read(Edition)]
    if is_in_transaction(connection):
        return ""
    table = connection.ops.quote_name(Edition._meta.db_table)
    try:
        with connection.cursor() as cursor:
            # It stands before every reader, and the ORM would take twice as long as all of the rest.
            cursor.execute(f"SELECT stamp FROM {table} ORDER BY id")  # noqa: S608
            return " ".join(str(stamp) for (stamp,) in cursor.fetchall())
    except (OperationalError, ProgrammingError):
        return ""  # before ``migrate``, other pages still show; of all else the next query tells


def renew() -> None:
    """Begin a new edition, as soon as the present transaction is committed.

    The package calls it for every change that Django's signals tell of. A site calls it after
    others that readers see: ``update()``, ``bulk_create()``, raw SQL.
    """
    using = router.db_for_write(Edition)
    connection = connections[using]
    if is_renewed(connection):
        return
    rows = Edition.objects.using(using)
    with transaction.atomic(using, savepoint=False):
        if connection.features.has_select_for_update_skip_locked:
            # A row that nobody holds: who waited for one here could be waited for elsewhere.
            row = rows.select_for_update(skip_locked=True).order_by("pk").first()
            free = rows.filter(pk=row.pk) if row else rows.none()
        else:
            free = rows  # of one writer at a time, who must not begin by reading (SQLite)
        if not free.update(stamp=uuid4()):
            rows.create()
    if connection.in_atomic_block:
        # With the savepoint in which it was renewed Django forgets this, too.
        transaction.on_commit(_note_renewal, using)


def is_in_transaction(connection: Any) -> bool:
    return connection.in_atomic_block or not connection.get_autocommit()


def is_renewed(connection: Any) -> bool:
    """Say whether the present transaction has renewed the edition already."""
    return any(function is _note_renewal for _ids, function, _robust in connection.run_on_commit)


def _note_renewal() -> None:
    """Do nothing: it is there to be found by :func:`is_renewed`."""
