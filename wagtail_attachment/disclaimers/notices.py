"""Notices: the texts a practice shows beside its disclaimer, each with a name and where it applies."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import cautious_slugify
from wagtail.models import Site

from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.crisis.countries import get_country_choices, get_country_name
from wagtail_attachment.languages.separators import join_items

from .forms import NoticeForm
from .starters import get_starter_choices
from .versions import DisclaimerVersion

GENERAL = "general"
"""The kind of the practice's disclaimer, which is no notice."""

_SLUG_AT_MOST = 40


class Carrier(Protocol):
    """What decides which notices apply to a page.

    ``safety/alike.py`` takes pages together that agree in all of it: what is added here belongs there,
    in ``safety/loading.py``, which reads it for many pages, and in ``evidence/shared_changes.py``, which
    records its change.
    """

    @property
    def chosen_notices(self) -> Collection[Any]:
        """The ids of the notices that its topics ask for."""
        ...

    @property
    def is_profile(self) -> bool: ...
    def is_licensed_in(self, country: str, area: str) -> bool:
        """Say whether anybody who stands for the page is licensed there."""
        ...


class NoticeQuerySet(models.QuerySet[Any]):
    def placed(self, site_ids: Collection[int | None] | None = None) -> NoticeQuerySet:
        """Return those that show anywhere; of these sites and of all sites, if ``site_ids`` is given."""
        rows = self.exclude(applies_to=Notice.Placement.NOWHERE).order_by("slug")
        return rows if site_ids is None else rows.filter(Q(site=None) | Q(site__in=site_ids))

    def unplaced(self) -> NoticeQuerySet:
        """Return those that show nowhere for now, so that nothing is to be done about their texts."""
        return self.filter(applies_to=Notice.Placement.NOWHERE)


class Notice(models.Model):
    """A text besides the disclaimer: what it is called, and where it applies.

    Its texts, one per language, are drafts and approved versions like those of the disclaimer. They
    carry ``slug`` as their kind, which is made from the first name and stays.
    """

    class Placement(models.TextChoices):
        EVERYWHERE = "everywhere", _("All articles and profiles")
        TOPICS = "topics", _("Articles about the topics that choose it")
        LICENSED = "licensed", _("Articles and profiles of people licensed in a place")
        PROFILES = "profiles", _("Profiles")
        NOWHERE = "nowhere", _("Nowhere for now")

    name = models.CharField(
        max_length=100,
        unique=True,
        verbose_name=_("name"),
        help_text=_("What your team calls it. Readers see the heading of its text instead."),
    )
    slug = models.SlugField(unique=True, editable=False)
    applies_to = models.CharField(
        max_length=20,
        choices=Placement,
        default=Placement.EVERYWHERE,
        verbose_name=_("applies to"),
        help_text=_(
            "An article it applies to can't be published until its text is approved in the "
            "article's language. Articles that are live already stay live."
        ),
    )
    country = models.CharField(
        max_length=2,
        blank=True,
        choices=get_country_choices,
        verbose_name=_("country of the license"),
        help_text=_(
            "For people licensed in a place: it applies where an author, the reviewer chosen for the "
            "article, or the person of its closing booking prompt holds a valid license there."
        ),
    )
    area = models.CharField(
        max_length=100,
        blank=True,
        verbose_name=_("state or region of the license"),
        help_text=_("As it is written in the licenses on file. Leave empty for the whole country."),
    )
    site = models.ForeignKey(
        Site,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("site"),
        help_text=_("Leave empty for all sites."),
    )
    starter = models.CharField(max_length=50, blank=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    base_form_class = NoticeForm

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = make_slug(self.name)
        super().save(*args, **kwargs)

    @staticmethod
    def find_names() -> dict[str, str]:
        """Return the name of each kind of text that there is, the disclaimer first; one query."""
        names = {
            model.disclaimer_kind: gettext("Disclaimer: %(type)s")
            % {"type": model._meta.verbose_name}
            for model in get_covered_models()
            if model.disclaimer_kind != GENERAL
        }
        notices = Notice.objects.order_by("name").values_list("slug", "name")
        return {GENERAL: gettext("Disclaimer"), **names, **dict(notices)}

    @staticmethod
    def get_starter_choices() -> list[tuple[str, Any]]:
        """Return what a new notice may start from, by country."""
        return [("", gettext("An empty text")), *get_starter_choices()]

    def clean(self) -> None:
        super().clean()
        if self.is_of_place and not self.country:
            raise ValidationError({"country": gettext("Choose where these people are licensed.")})

    @property
    def is_of_place(self) -> bool:
        """Whether it applies by the licenses of people."""
        return self.applies_to == self.Placement.LICENSED

    @property
    def placement(self) -> str:
        """Where it applies, with the place where that is one of licenses."""
        label = str(self.get_applies_to_display())
        if not self.is_of_place:
            return label
        return f"{label}: {self.place}"

    @property
    def place(self) -> str:
        """The state and country of those licenses, named in the active language."""
        country = get_country_name(self.country, get_language() or "en") if self.country else ""
        return join_items(part for part in (self.area, country) if part)

    def is_for(self, page: Carrier) -> bool:
        """Say whether one that is placed on a page's site applies to that page."""
        match self.applies_to:
            case self.Placement.EVERYWHERE:
                return True
            case self.Placement.TOPICS:
                return self.pk in page.chosen_notices
            case self.Placement.PROFILES:
                return page.is_profile
            case self.Placement.LICENSED:
                return page.is_licensed_in(self.country, self.area)
        return False


def make_slug(name: str) -> str:
    """Return a kind that nothing has had yet, so that no text approved for another one shows."""
    base = cautious_slugify(name)[:_SLUG_AT_MOST].strip("-_") or "notice"
    taken = {
        GENERAL,
        *(model.disclaimer_kind for model in get_covered_models()),
        *Notice.objects.filter(slug__startswith=base).values_list("slug", flat=True),
        *DisclaimerVersion.objects.filter(kind__startswith=base).values_list("kind", flat=True),
    }
    numbered = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(slug for slug in numbered if slug not in taken)
