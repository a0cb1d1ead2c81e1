"""Confirming the numbers in a text: for each, where it was checked, and that it was checked today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from wagtail_attachment.disclaimers.numbers import SOURCE_AT_MOST, Confirmed, Number


class NumbersMixin(forms.Form):
    """Asks of each of ``numbers`` for its source and a tick; what was ``known`` is filled in."""

    def __init__(
        self, *args: Any, numbers: Sequence[Number], known: Sequence[Confirmed] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = numbers
        sources = {Number(each.number, False).key: each.source for each in known}
        for number in numbers:
            # By the number, so that nothing typed moves to another one where the text has changed.
            self.fields[f"source-{number.key}"] = forms.CharField(
                max_length=SOURCE_AT_MOST,
                label=_("Where you checked it"),
                help_text=_("A web address, a letter, or whom you called. Kept on record."),
                initial=sources.get(number.key, ""),
                error_messages={
                    "required": _("Say where you checked %(number)s.") % {"number": number.text}
                },
            )
            self.fields[f"checked-{number.key}"] = forms.BooleanField(
                label=_("I checked this number today."),
                error_messages={
                    "required": _("Compare %(number)s with its source, then tick this.")
                    % {"number": number.text}
                },
            )

    @property
    def number_rows(self) -> Iterator[tuple[Number, Any, Any]]:
        """Each number with its two fields, for the template."""
        for number in self.numbers:
            yield number, self[f"source-{number.key}"], self[f"checked-{number.key}"]


def get_sources(data: Mapping[str, Any], numbers: Sequence[Number]) -> dict[str, str]:
    """Return what a form was told of each number: where it was checked."""
    return {number.text: data[f"source-{number.key}"] for number in numbers}
