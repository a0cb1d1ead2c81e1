"""How the wordings in force stand from language to language: which lack one, which are behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from wagtail.models import Locale

from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.languages.source import get_source_language

from .notices import Notice
from .versions import DisclaimerVersion


@dataclass(frozen=True)
class WordingState:
    """How one kind of wording, of one site or of all, stands in one language."""

    kind: str
    site_id: int | None
    locale: Locale
    version: DisclaimerVersion | None
    """What readers of this language see, ``None`` where they see nothing of this kind."""
    source: DisclaimerVersion | None
    """What it is translated from; ``None`` for the source language itself."""
    behind: int
    """How many times the source was replaced since this version was based on it."""

    @property
    def is_missing(self) -> bool:
        return self.version is None

    @property
    def is_due(self) -> bool:
        return self.is_missing or self.behind > 0

    @property
    def summary(self) -> str:
        """What is to be done, in few words; empty where nothing is."""
        return gettext("missing") if self.is_missing else describe_behind(self.behind)


def describe_behind(number: int) -> str:
    """Return in words how far a wording is behind its source; empty for 0."""
    if not number:
        return ""
    return ngettext("out of date by one version", "out of date by %(count)d versions", number) % {
        "count": number
    }


def count_versions_behind(
    version: DisclaimerVersion | None, source: DisclaimerVersion | None
) -> int:
    """Return how often ``source`` was replaced since ``version`` was based on it."""
    if version is None or source is None:
        return 0
    return _count(version, source, _load_starts([source.language]))


def find_wording_states(locales: Iterable[Locale]) -> list[WordingState]:
    """Return the state of every kind that is in force anywhere, in each of ``locales``.

    Three queries, whatever their number; so is a notice that applies and has no text. A kind that one site has of its own is named for a language
    only where that language has no wording of all sites instead.
    """
    rows: list[DisclaimerVersion] = list(
        DisclaimerVersion.objects.statements()
        .exclude(kind__in=Notice.objects.unplaced().values("slug"))
        .select_related("based_on")
    )
    source_language = get_source_language()
    starts = _load_starts([source_language])
    pairs = {(row.kind, row.site_id) for row in rows if row.withdraws_id is None}
    # A notice that has no text yet in any language is missing in all of them.
    with_text = {kind for kind, _site_id in pairs}
    placed = Notice.objects.placed().values_list("slug", flat=True)
    pairs |= {(slug, None) for slug in placed if slug not in with_text}
    states = []
    for locale in locales:
        for kind, site_id in sorted(pairs, key=lambda pair: (pair[0], pair[1] or 0)):
            own = [row for row in rows if row.kind == kind]
            version = _choose(own, locale.language_code, site_id)
            if version and version.site_id != site_id:
                continue
            is_source = source_language in get_language_fallbacks(locale.language_code)
            source = None if is_source else _choose(own, source_language, site_id)
            is_own = version is not None and version.language == locale.language_code
            states.append(
                WordingState(
                    kind=kind,
                    site_id=site_id,
                    locale=locale,
                    version=version,
                    source=source,
                    # What es-mx has of es is behind as Spanish, not once more as Mexican Spanish.
                    behind=_count(version, source, starts) if version and source and is_own else 0,
                )
            )
    return states


def _choose(
    rows: Sequence[DisclaimerVersion], language: str, site_id: int | None
) -> DisclaimerVersion | None:
    return next(iter(DisclaimerVersion.choose(rows, language, site_id).values()), None)


def _load_starts(languages: list[str]) -> list[tuple[str, int | None, str, datetime, str]]:
    """Return when each wording in these languages took effect, and its digest, in that order."""
    rows: Any = (
        DisclaimerVersion.objects.filter(
            language__in=languages, withdraws=None, effective_from__lte=timezone.now()
        )
        .exclude(withdrawals__approved_at__lt=F("effective_from"))
        .order_by("effective_from", "pk")
        .values_list("kind", "site_id", "language", "effective_from", "digest")
    )
    return list(rows)


def _count(
    version: DisclaimerVersion,
    source: DisclaimerVersion,
    starts: Iterable[tuple[str, int | None, str, datetime, str]],
) -> int:
    based_on = version.based_on
    if based_on and (based_on.pk == source.pk or based_on.digest == source.digest):
        return 0
    since = based_on.effective_from if based_on else version.approved_at
    ours = (source.kind, source.site_id, source.language)
    texts = [digest for *whose, start, digest in starts if tuple(whose) == ours and start > since]
    # Who confirms the numbers of a text again does not replace it.
    before = based_on.digest if based_on else ""
    number = sum(one != other for one, other in pairwise([before, *texts]))
    # The other way round: all sites' wording came in the place of a site's own, with no new row.
    return number or int(based_on is not None)
