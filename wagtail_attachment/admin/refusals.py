"""What someone reads who may not do what they came for: whom to ask."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_attachment import permissions


def say_who_may(request: Any, permission: str) -> None:
    """Tell a person without ``permission`` who holds it."""
    messages.error(
        request,
        _("You do not have permission to do this. Ask: %(names)s.")
        % {"names": permissions.describe_holders(permission)},
    )
