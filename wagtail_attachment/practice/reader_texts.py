"""The practice's own texts for readers, in languages that the package does not provide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signals import request_finished, request_started
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment.languages.own_texts import Texts, register_loader
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.ledger.memo import remember
from wagtail_attachment.ledger.persons import PersonMixin, describe_person
from wagtail_attachment.ledger.rows import LedgerRow
from wagtail_attachment.permissions import may_review_language

_KEPT = re.compile(r"%\(\w+\)[sd]|%s|<[^>]*>")
"""The parts of a sentence that stay the same in every language: placeholders and markup."""

_of_request: ContextVar[dict[str, Texts] | None] = ContextVar(
    "wagtail_attachment_reader_texts", default=None
)


class ReaderText(LedgerRow, PersonMixin):
    """One sentence in one language, as a named person approved it; if empty, English is shown.

    The person who saves it is responsible for it; readers get the latest row.
    """

    language = models.CharField(max_length=100)
    message = models.TextField()
    """The package's sentence, in English."""
    text = models.TextField(blank=True)

    class Meta(LedgerRow.Meta):
        verbose_name = gettext_lazy("sentence for readers")
        verbose_name_plural = gettext_lazy("sentences for readers")

    def __str__(self) -> str:
        return f"{self.language}: {self.message}"


def load_reader_texts(language: str) -> Texts:
    """Return a language's sentences by the package's own, with at most one query per request."""
    found = _of_request.get()
    if found is None:
        return remember(("reader texts", language), lambda: _load(language))
    if language not in found:
        found[language] = remember(("reader texts", language), lambda: _load(language))
    return found[language]


def approve_reader_texts(user: Any, language: str, texts: Mapping[str, str]) -> list[ReaderText]:
    """Record the ``texts``, by message, that differ from what readers get; return the new rows.

    Raises ``PermissionDenied`` if the user may not review this language, and ``ValidationError`` by
    message for a text that loses a placeholder or markup.
    """
    if not may_review_language(user, language):
        raise PermissionDenied
    require_whole(texts)
    present = _load(language)
    changed = {message: text for message, text in texts.items() if text != present.get(message, "")}
    person = describe_person(user) if changed else {}
    with transaction.atomic():
        rows = [
            ReaderText.record(language=language, message=message, text=text, **person)
            for message, text in changed.items()
        ]
    forget()
    return rows


def require_whole(texts: Mapping[str, str]) -> None:
    """Raise ``ValidationError`` by message for ``texts`` that :func:`check` finds fault with."""
    faults = {message: fault for message, text in texts.items() if (fault := check(message, text))}
    if faults:
        raise ValidationError(faults)


def check(message: str, text: str) -> str:
    """Return what is wrong with a sentence's placeholders or markup, or an empty string."""
    if not text:
        return ""
    wanted, given = Counter(_KEPT.findall(message)), Counter(_KEPT.findall(text))
    if missing := wanted - given:
        return _("Keep %(parts)s as in the original.") % {"parts": join_items(missing.elements())}
    if added := given - wanted:
        return _("Remove %(parts)s: the original does not have it.") % {
            "parts": join_items(added.elements())
        }
    rest = _KEPT.sub("", text)
    if "%(" in rest:
        return _(
            "Remove the sign “%(”, or write the whole of the original's part that begins with it."
        )
    if "<" in rest:
        return _("Remove the sign “<”: it would be read as markup.")
    return ""


def forget(**kwargs: Any) -> None:
    """Clear the texts kept for this request, so that they are read again."""
    _of_request.set(None if _of_request.get() is None else {})


def _load(language: str) -> dict[str, str]:
    rows = ReaderText.objects.filter(language=language).order_by("pk")
    texts = dict(rows.values_list("message", "text"))
    return {message: text for message, text in texts.items() if text}


def _begin(**kwargs: Any) -> None:
    _of_request.set({})


def _end(**kwargs: Any) -> None:
    _of_request.set(None)


def register_signal_handlers() -> None:
    register_loader(load_reader_texts)
    request_started.connect(_begin, dispatch_uid="wagtail_attachment.reader_texts")
    request_finished.connect(_end, dispatch_uid="wagtail_attachment.reader_texts")
