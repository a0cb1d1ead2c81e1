"""The stored rows that decide what readers of a page must see: one query for one page.

The language of the page, the practice's country and its usual booking are small rows. They ride
along with the wordings, so that the gates cost little enough to stand before every reader.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Q, Subquery, Value
from django.db.models.functions import Concat, JSONObject, Lower
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry, PageLogEntry

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.compiled import CompiledQuery, fill_up, get_columns, restore, to_time
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.settings import PracticeSettings

from .ahead import name_rows, read_rows, unite


@dataclass(frozen=True)
class Gathered:
    """What the rules for one page work on."""

    locale: Locale
    country: str
    booking: BookingCTA | None
    wordings: dict[str, DisclaimerVersion]
    """The wording in force of each kind that has one."""
    changes: tuple[datetime | None, ...] = ()
    """When each ledger and each log got its last entry; left out unless it was asked for."""
    has_aliases: bool = True
    """Whether other pages show this one's text; taken for granted where it was not asked."""
    has_original: bool = True
    """Whether it may be a translation of an older page; taken for granted likewise."""


def gather(
    locale_id: int | None,
    site_id: int | None,
    kinds: Collection[str],
    at: datetime | None = None,
    *,
    with_changes: bool = False,
    page_id: int | None = None,
) -> Gathered:
    """Read what decides on a page of this language, site and these kinds.

    That is one query; a second one where no wording at all is in force. ``with_changes`` tells when
    anything at all was changed last, for the validators of a page.
    """
    values = {
        "locale_id": locale_id or 0,
        "site_id": site_id or 0,
        "page_id": page_id or 0,
    }
    wordings, nothing = _QUERIES[with_changes]
    rows = wordings.fetch(**values, kinds=list(kinds), at=at or timezone.now())
    row = rows[0] if rows else nothing.fetch(**values)[0]
    return Gathered(
        locale=restore(Locale, {"id": locale_id, "language_code": row.page_language}),
        country=row.practice_country or "",
        booking=restore(BookingCTA, row.practice_booking) if row.practice_booking else None,
        wordings=DisclaimerVersion.choose(rows, row.page_language, site_id),
        changes=tuple(to_time(getattr(row, name)) for name in _LOGS) if with_changes else (),
        has_aliases=bool(row.has_aliases),
        # What is not stored may become a translation yet.
        has_original=bool(row.has_original) if page_id else True,
    )


def gather_many(
    wanted: Sequence[tuple[int, int | None, Collection[str]]], at: datetime | None = None
) -> list[Gathered]:
    """Read it for many pages, each given as language, site and kinds, in two queries."""
    locale_ids = {locale_id for locale_id, _site_id, _kinds in wanted}
    site_ids = {site_id or 0 for _locale_id, site_id, _kinds in wanted}
    few = read_rows(_FEW, locale_ids=fill_up(locale_ids), site_ids=fill_up(site_ids))
    locales = {row["id"]: restore(Locale, row) for row in few["locale"]}
    countries = {row["site_id"]: row["country"] for row in few.get("practice", [])}
    bookings = [restore(BookingCTA, row) for row in few.get("booking", [])]
    usual = {row["site_id"]: row["booking_id"] for row in few.get("practice", [])}
    for booking in bookings:
        if booking.locale_id in locales:
            booking.locale = locales[booking.locale_id]
    rows = list(
        DisclaimerVersion.objects.statements(at).filter(
            Q(site_id__in=site_ids) | Q(site_id=None),
            kind__in={kind for _locale_id, _site_id, kinds in wanted for kind in kinds},
        )
    )
    return [
        Gathered(
            locale=locales[locale_id],
            country=countries.get(site_id, ""),
            booking=_choose_booking(bookings, usual.get(site_id), locale_id),
            wordings=DisclaimerVersion.choose(
                [row for row in rows if row.kind in kinds],
                locales[locale_id].language_code,
                site_id,
            ),
        )
        for locale_id, site_id, kinds in wanted
    ]


def _choose_booking(
    bookings: Sequence[BookingCTA], usual_id: int | None, locale_id: int
) -> BookingCTA | None:
    """Return a practice's usual invitation, in a language where it is translated into that."""
    usual = next((booking for booking in bookings if booking.pk == usual_id), None)
    return usual and next(
        (
            booking
            for booking in bookings
            if booking.translation_key == usual.translation_key and booking.locale_id == locale_id
        ),
        usual,
    )


def _build_few(locale_ids: Sequence[int], site_ids: Sequence[int]) -> Any:
    practices = PracticeSettings.objects.filter(site_id__in=site_ids)
    bookings = BookingCTA.objects.filter(
        Q(pk__in=practices.values("booking"))
        | Q(
            translation_key__in=practices.values("booking__translation_key"),
            locale_id__in=locale_ids,
        )
    )
    return unite(
        [
            name_rows(
                "locale", Locale.all_objects.filter(pk__in=locale_ids), **get_columns(Locale)
            ),
            name_rows(
                "practice", practices, site_id="site_id", country="country", booking_id="booking_id"
            ),
            name_rows("booking", bookings, **get_columns(BookingCTA)),
        ]
    )


_FEW = CompiledQuery(PracticeSettings, _build_few)


def _build_wordings(
    kinds: Collection[str], at: datetime, locale_id: int, site_id: int, page_id: int, **changes: Any
) -> Any:
    return (
        DisclaimerVersion.objects.statements(at)
        .annotate(
            **_get_context(locale_id, site_id, page_id), **changes, page_code=Lower("page_language")
        )
        .filter(
            # Wider than the rule, which choose() applies: zh-hant would come for zh-hant-tw.
            Q(page_code=F("language")) | Q(page_code__startswith=Concat("language", Value("-"))),
            Q(site_id=site_id) | Q(site_id=None),
            kind__in=kinds,
        )
    )


def _build_without(locale_id: int, site_id: int, page_id: int, **changes: Any) -> Any:
    """Return the query for the case that no wording at all is in force."""
    context = _get_context(locale_id, site_id, page_id)
    return Locale.all_objects.annotate(**context, **changes).filter(pk=locale_id)


def _get_originals(page_id: int) -> Any:
    """Return the pages that this one may be a translation of: of the same key, and older."""
    pages = get_base_page_model().objects
    key = pages.filter(pk=page_id).values("translation_key")[:1]
    return pages.filter(translation_key=Subquery(key), pk__lt=page_id, alias_of=None)


def _get_context(locale_id: int, site_id: int, page_id: int) -> dict[str, Any]:
    practice = PracticeSettings.objects.filter(site_id=site_id)
    booking = (
        BookingCTA.objects.filter(
            Q(pk__in=practice.values("booking"))
            | Q(
                translation_key__in=practice.values("booking__translation_key"),
                locale_id=locale_id,
            )
        )
        .annotate(speaks_it=Q(locale_id=locale_id))
        .order_by("-speaks_it")
    )
    return {
        "page_language": Subquery(
            Locale.all_objects.filter(pk=locale_id).values("language_code")[:1]
        ),
        "practice_country": Subquery(practice.values("country")[:1]),
        "practice_booking": Subquery(booking.values(row=JSONObject(**get_columns(BookingCTA)))[:1]),
        "has_aliases": Exists(get_base_page_model().objects.filter(alias_of=page_id)),
        "has_original": Exists(_get_originals(page_id)),
    }


_LOGS: dict[str, Any] = {
    "changed_disclaimers": (DisclaimerVersion, "at"),
    "changed_lines": (CrisisResourceVersion, "at"),
    "changed_reviews": (Review, "at"),
    "logged_pages": (PageLogEntry, "timestamp"),
    "logged_others": (ModelLogEntry, "timestamp"),
}


def _get_changes() -> dict[str, Any]:
    """Return the times of the last entries, of which some are none yet."""
    return {
        name: Subquery(model.objects.order_by("-pk").values(time)[:1])
        for name, (model, time) in _LOGS.items()
    }


def _build_wordings_and_changes(**values: Any) -> Any:
    return _build_wordings(**values, **_get_changes())


def _build_changes_without(**values: Any) -> Any:
    return _build_without(**values, **_get_changes())


_QUERIES = {
    False: (
        CompiledQuery(DisclaimerVersion, _build_wordings),
        CompiledQuery(Locale, _build_without),
    ),
    True: (
        CompiledQuery(DisclaimerVersion, _build_wordings_and_changes),
        CompiledQuery(Locale, _build_changes_without),
    ),
}
