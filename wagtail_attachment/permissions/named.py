"""The names of responsible people, for the record and for readers.

Wagtail shows the login of someone without a name, which may be an e-mail address.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _

from wagtail_attachment.addresses import reverse_admin


def get_own_name(user: Any) -> str:
    """Return an account's first and last name; never its login, which may be an e-mail address."""
    get_full_name = getattr(user, "get_full_name", None)
    name = str(get_full_name() or "").strip() if get_full_name else ""
    # A user model without names may return the login; a name entered by a person counts even so.
    entered = any(getattr(user, field, "") for field in ("first_name", "last_name"))
    is_login = name == user.get_username() and not entered
    return "" if is_login or "@" in name else name


def has_name(user: Any) -> bool:
    """Say whether an account has a name; accounts of a user model without names always count."""
    return not hasattr(user, "get_full_name") or bool(get_own_name(user))


def require_name(user: Any) -> None:
    """Raise ``ValidationError``, with a link to the user's account, if it has no name."""
    if has_name(user):
        return
    reason = _("This goes on record with your name, and your account has none yet.")
    way_out = _("Add your name in your account, then try again.")
    if url := reverse_admin("wagtailadmin_account"):
        raise ValidationError(
            format_html('{} <a href="{}">{}</a>', reason, url, way_out), code="name"
        )
    raise ValidationError(f"{reason} {way_out}", code="name")
