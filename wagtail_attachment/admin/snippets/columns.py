"""How a snippet stands with readers, in a list."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column


class StateColumn(Column):
    """How a snippet stands with readers: in force, in force with changes, not at all."""

    def __init__(self) -> None:
        super().__init__("state", label=_("What readers see"))

    def get_value(self, instance: Any) -> str:
        return str(instance.get_state())
