"""The questions in a translation that only a person can answer: it may well be right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from wagtail_attachment.languages.separators import join_items

from .texts import find_block_id


class Doubt(StrEnum):
    """Why a person is asked."""

    ORDER = "order"
    LINKS = "links"
    PREFIX = "prefix"
    KEYWORDS = "keywords"
    KEYS = "keys"
    CAPITALS = "capitals"
    MAILS = "mails"
    DOSE = "dose"
    FIGURES = "figures"
    FIGURE_ORDER = "figure-order"


@dataclass(frozen=True)
class Question:
    """A text and its translation that may disagree, until a person confirms that they agree."""

    doubt: Doubt
    source: str
    translation: str
    before: tuple[str, ...]
    """What the original has, in order."""
    after: tuple[str, ...]
    """What the translation has, in order."""
    path: str = ""

    @property
    def block_id(self) -> str:
        return find_block_id(self.path)

    @property
    def message(self) -> str:
        """What to compare, in the active language."""
        values = {
            "before": join_items(self.before) or _("none"),
            "after": join_items(self.after) or _("none"),
        }
        return _get_sentence(self.doubt) % values


def _get_sentence(doubt: Doubt) -> str:
    match doubt:
        case Doubt.ORDER:
            return _(
                "The phone numbers stand in another order: %(before)s in the original, %(after)s "
                "in the translation. Does each still belong to its line?"
            )
        case Doubt.LINKS:
            return _(
                "The links stand in another order: %(before)s in the original, %(after)s in the "
                "translation. Does each still lead where its words say?"
            )
        case Doubt.PREFIX:
            return _(
                "The original has %(before)s, the translation %(after)s. Is that the same number, "
                "with and without the prefix of its country?"
            )
        case Doubt.KEYWORDS | Doubt.CAPITALS:
            return _(
                "Next to the number, the original has %(before)s and the translation "
                "%(after)s. If that is a keyword to text, it has to be one that the line "
                "knows."
            )
        case Doubt.KEYS:
            return _(
                "Keys to press: %(before)s in the original, %(after)s in the translation. Do they "
                "lead callers to the same place?"
            )
        case Doubt.MAILS:
            return _(
                "Email addresses: %(before)s in the original, %(after)s in the translation. Do both "
                "reach the right people?"
            )
        case Doubt.DOSE:
            return _(
                "Doses: %(before)s in the original, %(after)s in the translation. Are they the same "
                "amount?"
            )
        case Doubt.FIGURES:
            return _(
                "Figures: the original has %(before)s, the translation %(after)s. Do they say the "
                "same?"
            )
        case Doubt.FIGURE_ORDER:
            return _(
                "The figures stand in another order: %(before)s in the original, %(after)s in the "
                "translation. Does each still count the same?"
            )
