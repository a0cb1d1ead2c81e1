"""Who acted, as a record keeps it: plain values, as they were then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

from wagtail_attachment.permissions import require_name


def describe_person(user: Any, *, needs_name: bool = True) -> dict[str, Any]:
    """Return who acts, as plain values: id, name and role at this moment.

    Raises ``ValidationError`` for an account without a name, unless the act ``needs_name`` no more
    than the log does: a name is what others rely on, and what readers may see.
    """
    if needs_name:
        require_name(user)
    roles: Iterable[str] = user.groups.values_list("name", flat=True).order_by("name")
    role = ", ".join(roles) or (_("Administrator") if user.is_superuser else "")
    return {
        "person_id": str(user.pk),
        "person_name": get_user_display_name(user)[:255],
        "person_role": role[:255],
    }


class PersonMixin(models.Model):
    """Who wrote a row, kept after the account is gone."""

    person_id = models.CharField(max_length=255)  # users may have any type of key
    person_name = models.CharField(max_length=255)
    person_role = models.CharField(max_length=255, blank=True)

    class Meta:
        abstract = True
