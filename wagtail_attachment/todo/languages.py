"""How much is waiting in each language, with the same numbers as the Translations page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.desk import Desk, get_desks, may_see_desk
from wagtail_attachment.languages.separators import join_remarks

from .acts import Act, Waiting


def find_languages(user: Any) -> Iterator[Waiting]:
    """Yield the languages in which something is waiting; nothing is read with a single language."""
    if not may_see_desk(user):
        return
    yield Waiting(
        "languages",
        _("Waiting to be translated"),
        _("Translate"),
        [_make_act(desk) for desk in get_desks(user) if desk.count],
    )


def _make_act(desk: Desk) -> Act:
    waiting = ngettext("%(count)d item waiting", "%(count)d items waiting", desk.count)
    said = [waiting % {"count": desk.count}]
    if former := desk.count_former:
        text = ngettext(
            "for %(count)d of them, readers still get the translation of the previous version",
            "for %(count)d of them, readers still get the translations of the previous versions",
            former,
        )
        said.append(text % {"count": former})
    language = desk.locale.language_code
    return Act(
        desk.name,
        join_remarks(said),
        reverse_admin("wagtail_attachment:desk", language=language),
    )
