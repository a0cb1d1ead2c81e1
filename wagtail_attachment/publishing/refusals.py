"""The exceptions raised when a change would hide from readers what they must see."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail_attachment.conf import conf

from .violations import get_fix_label

logger = logging.getLogger("wagtail_attachment")


class ChangeRefused(ValidationError, PermissionDenied):
    """Raised when a change is refused, whoever makes it.

    ``reason`` says what is wrong, ``fixer`` who can fix it, ``fix_url`` where; ``field`` names the
    form field that shows the error. Like ``PublishingRefused`` it is two exceptions: a
    ``ValidationError`` on no field, since the field may not be on the form, so that Wagtail's API
    answers 422; and a ``PermissionDenied``, so that an admin view that does not expect it never
    answers 500.
    """

    def __init__(
        self, reason: str, *, fixer: str = "", fix_url: str = "", field: str = NON_FIELD_ERRORS
    ) -> None:
        self.reason = reason
        self.fixer = fixer
        self.fix_url = fix_url
        self.field = field
        text = f"{reason} {get_fix_label(fixer)}: {fix_url}." if fix_url else reason
        ValidationError.__init__(self, {NON_FIELD_ERRORS: [ValidationError(text, code="refused")]})

    def __str__(self) -> str:
        """Return the text alone: Wagtail shows it to the person who changes a snippet."""
        return self.messages[0]

    def as_html(self) -> SafeString:
        """Return the reason with its link, as HTML for a form."""
        if not self.fix_url:
            return format_html("{}", self.reason)
        return format_html(
            '{} <a href="{}">{}</a>', self.reason, self.fix_url, get_fix_label(self.fixer)
        )


def refuse(refusal: ChangeRefused) -> None:
    """Raise a refusal; in report only mode, log it and let the change go ahead."""
    if conf.is_enforcing:
        raise refusal
    logger.warning("Observed: %s", refusal.reason)


@contextmanager
def say_at_field() -> Iterator[None]:
    """Turn a refusal into an error on the form field it concerns, with its link."""
    try:
        yield
    except ChangeRefused as refusal:
        raise ValidationError({refusal.field: refusal.as_html()}) from refusal


class RemovalRefused(ProtectedError, ChangeRefused):
    """Raised when a deletion is refused; also what Django's ORM raises for protected objects."""

    def __init__(self, instance: Any, reason: str, *, fixer: str = "", fix_url: str = "") -> None:
        ChangeRefused.__init__(self, reason, fixer=fixer, fix_url=fix_url)
        self.protected_objects = {instance}
