"""The purposes that an article's sections can have."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a section is for, in the editor's words."""

    SIGNS = "signs", _("What gives it away")
    ORIGINS = "origins", _("Where it comes from")
    EXPERIENCE = "experience", _("What it feels like inside")
    DAILY_LIFE = "daily_life", _("How it shows up")
    HELP = "help", _("What helps")
    OTHER = "other", _("Something else")


def get_purpose_label(purpose: Any) -> str:
    """Return the editor's label for a purpose; an unknown purpose is returned unchanged."""
    return str(dict(Purpose.choices).get(purpose, purpose or Purpose.OTHER.label))
