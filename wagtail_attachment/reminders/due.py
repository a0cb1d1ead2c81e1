"""What is to be reviewed or verified again, or was never reviewed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.crisis.versions import CrisisResourceVersion, is_overdue
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.safety.loading import load_reviews
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.times import get_today


@dataclass(frozen=True)
class Due:
    """One article or crisis line that somebody is to look at."""

    right: str
    """What it takes to do so."""
    key: str
    """The thing and how it stands: another one as soon as it stands otherwise."""
    state: str
    """``overdue``, ``never`` or ``soon``."""
    on: date | None
    path: str
    """Where it is done, in the admin."""
    get_title: Callable[[], str]
    """Its name, in the language that is active."""

    @property
    def description(self) -> str:
        """How it stands, in the language that is active."""
        if self.on is None:
            return _("never reviewed")
        text = _("due since %(date)s") if self.state == "overdue" else _("due on %(date)s")
        return text % {"date": date_format(self.on)}


def find_due(days: int) -> list[Due]:
    """Return what is overdue, was never reviewed, or is due within ``days``, the most urgent first.

    The number of queries grows with the kinds of page alone.
    """
    soon = get_today() + timedelta(days=days)
    due = [*_find_articles(soon), *_find_lines(soon)]
    order = ["overdue", "never", "soon"]
    return sorted(due, key=lambda item: (order.index(item.state), item.on or date.min, item.key))


def _find_articles(soon: date) -> Iterator[Due]:
    """Yield live articles. A copy that shows another page's text is reviewed with that page."""
    models = [model for model in get_covered_models() if model.has_clinical_review]
    safeties = [
        Safety(page)
        for model in models
        for page in model.objects.filter(
            live=True, alias_of=None, content_type=ContentType.objects.get_for_model(model)
        ).defer_streamfields()
    ]
    load_reviews(safeties)
    for safety in safeties:
        page, review = safety.page, safety.last_reviews.get(Review.Kind.CLINICAL)
        on = review.next_due if review else None
        state = page.get_facts(safety=safety).get_review_state() or (
            "soon" if on and on <= soon else ""
        )
        if state:
            yield Due(
                right=permissions.REVIEW_ARTICLE,
                key=f"article:{page.pk}:{state}:{on or ''}",
                state=state,
                on=on,
                path=reverse_admin("wagtail_attachment:review_article", page.pk),
                get_title=partial(str, page.title),
            )


def _find_lines(soon: date) -> Iterator[Due]:
    """Yield the lines that are public: verified, and not withdrawn since."""
    verified = CrisisResourceVersion.Act.VERIFIED
    for version in CrisisResourceVersion.objects.latest().filter(act=verified):
        line = version.to_line("en")
        if not line.due_on or line.due_on > soon.isoformat():
            continue
        state = "overdue" if is_overdue(line) else "soon"
        yield Due(
            right=permissions.VERIFY_CRISIS_LINE,
            key=f"line:{version.resource_id}:{state}:{line.due_on}",
            state=state,
            on=date.fromisoformat(line.due_on),
            path=reverse_admin("wagtail_attachment:verify_line", version.resource_id),
            get_title=partial(_get_name, version),
        )


def _get_name(version: CrisisResourceVersion) -> str:
    return version.to_line(get_language() or "en").name
