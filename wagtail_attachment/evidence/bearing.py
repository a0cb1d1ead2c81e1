"""Which rows of the ledgers bear on what readers of a page saw, by the states that it was in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db.models import Q

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.ledger.sensitivity import SensitivityDecision
from wagtail_attachment.practice.reader_texts import ReaderText
from wagtail_attachment.translation.pair_reviews import PairReview


def find_bearing(page_id: int, states: Sequence[dict[str, Any]]) -> dict[type, Any]:
    """Return the rows of each ledger but the seals, for the plain values of ``states``.

    Of disclaimers and lines all that could have shown there, so that it can be seen that no later
    row came before the one that did; withdrawals are among them. Those of another site or language
    could not.
    """
    kinds = {each["kind"] for state in states for each in state["disclaimers"]}
    kinds |= {kind for state in states for kind in state["uncovered_kinds"]}
    countries = {country for state in states for country in state["countries"]}
    sites = {state["site_id"] for state in states}
    languages = {
        code
        for state in states
        if state["language"]
        for code in get_language_fallbacks(state["language"])
    }
    labels = [
        model._meta.label for model in apps.get_models() if issubclass(model, get_base_page_model())
    ]
    of_page = Q(object_type__in=labels, object_id=str(page_id))
    articles = SensitivityDecision.objects.filter(of_page).order_by().values("article")
    shown = [(state.get("shown") or {}).get("people") or {} for state in states]
    given = [
        each
        for people in shown
        for each in (people.get("review"), (people.get("not_shown_to_readers") or {}).get("review"))
    ]
    reviews = {each["review"] for each in given if each}
    return {
        DisclaimerVersion: DisclaimerVersion.objects.filter(
            Q(site_id=None) | Q(site_id__in=sites - {None}),
            kind__in=kinds,
            language__in=languages,
        ),
        CrisisResourceVersion: CrisisResourceVersion.objects.filter(country__in=countries),
        Review: Review.objects.filter(of_page | Q(pk__in=reviews)),
        SensitivityDecision: SensitivityDecision.objects.filter(article__in=articles),
        PairReview: PairReview.objects.filter(of_page),
        ReaderText: ReaderText.objects.filter(language__in=languages),
    }
