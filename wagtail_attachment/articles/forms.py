"""The editor's forms of pages: what is wrong is said before it is refused."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from wagtail.admin.forms import WagtailAdminPageForm

from wagtail_attachment.conf import conf
from wagtail_attachment.practice.forms import offer_members
from wagtail_attachment.publishing import Purpose
from wagtail_attachment.publishing.outline import get_purpose_label

# The buttons after which what is missing is said by our rules, all of it at once.
_JUDGED = frozenset({"action-publish", "action-submit"})

HAND_OVER = "action-attachment-hand-over"
"""The name of the button by which a translation is handed over for review; it saves a draft."""


class CoveredPageForm(WagtailAdminPageForm):
    """Says at submission to a workflow what would stop the page from going live.

    A plain save of a draft is always free. On *Publish* the text is kept as a draft first, also where
    a required field is empty, and a hook then says what is missing, with links (``wagtail_hooks``): so
    nothing typed is lost. A client of the API, which presses no button, is answered by the gate.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if conf.is_enforcing and _JUDGED.intersection(self.data):
            self.defer_required_fields()

    def _post_clean(self) -> None:
        super()._post_clean()
        # The page is not complete by its form, but by our rules.
        self.instance.is_validation_deferred = self.is_deferred_validation
        if self.errors or "action-publish" in self.data:
            return
        actions = {name for name in self.data if name.startswith("action-")}
        if not actions - {HAND_OVER}:  # what is handed over is a draft still
            return
        if not self.instance.pk:
            if "action-submit" not in self.data:
                return
            # Its address says which site it is of, so which disclaimer and lines it will carry.
            self.instance.set_url_path(self.parent_page)
        for violation in self.instance.get_publishing_refusals():
            self.add_error(None, ValidationError(violation.message, code=violation.id))

    def save(self, commit: bool = True) -> Any:
        """Begin a new page as a draft; publishing it is the next step.

        Wagtail's view would store it live first. The gate would refuse that, and all that was typed
        would be lost with it.
        """
        if self.instance._state.adding:
            self.instance.live = False
        return super().save(commit=commit)


class ProfilePageForm(CoveredPageForm):
    """Offers the members of the practice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "person" in self.fields:
            offer_members(self.fields["person"], [self.instance.person_id])


class ArticlePageForm(CoveredPageForm):
    """Opens a new article with its outline, each section ready to be written in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance._state.adding and not instance.body:
            instance.body = [_make_section(purpose) for purpose in instance.outline or [""]]
        super().__init__(*args, **kwargs)
        if "reviewer" in self.fields:
            offer_members(self.fields["reviewer"], [self.instance.reviewer_id])
        if "authors" in self.fields:
            offer_members(
                self.fields["authors"], [person.pk for person in self.instance.authors.all()]
            )
        for name in ("authors", "topics"):
            if name in self.fields:
                self._offer_own_language(self.fields[name], getattr(self.instance, name))

    def _offer_own_language(self, field: Any, chosen: Any) -> None:
        """Offer what is in the page's language, besides what is chosen already."""
        home = self.instance if self.instance.locale_id else self.parent_page
        own = Q(locale_id=home.locale_id) if home else Q()
        field.queryset = field.queryset.filter(own | Q(pk__in=[item.pk for item in chosen.all()]))
        if not self.is_bound:  # Wagtail's editor renders each field twice
            field.widget.choices = list(iter(field.choices))


def _make_section(purpose: str) -> tuple[str, dict[str, Any]]:
    heading = get_purpose_label(purpose) if purpose else ""
    return (
        "section",
        {
            "heading": heading,
            "purpose": purpose or Purpose.OTHER.value,
            "content": [("paragraph", "")],
        },
    )
