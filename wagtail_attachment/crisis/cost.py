"""What it costs to reach a line, as far as someone verified it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.languages.own_texts import say


class Cost(models.TextChoices):
    """What the official page says of the cost; empty where it says nothing."""

    FREE = "free", _("Free")
    CHARGED = "charged", _("Charges may apply")


def describe_cost(cost: str) -> str:
    """Return a cost in words of the active language; as it was written in an older verified line."""
    return say(dict(Cost.choices).get(cost, cost))
