"""The forms for bookings, people, topics and reviewers' articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Locale

from wagtail_attachment import permissions
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.forms import UniqueInLanguageForm

from .licences import find_keeper


def offer_members(field: Any, chosen: Iterable[Any]) -> None:
    """Offer the members of the practice in a field, and those ``chosen`` already, by id."""
    field.queryset = field.queryset.filter(Q(left_on=None) | Q(pk__in=[pk for pk in chosen if pk]))


class BookingCTAForm(WagtailAdminModelForm):
    """A form that offers a page chooser for the plain ``page_id``."""

    # The queryset and the widget need a page model, which is not loaded yet.
    destination_page: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Page")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = get_base_page_model().objects.all()
        self.fields["destination_page"].queryset = pages
        self.fields["destination_page"].widget = AdminPageChooser(target_models=[pages.model])
        if self.instance.page_id:
            self.initial["destination_page"] = self.instance.page_id
        if "practitioner" in self.fields:
            offer_members(self.fields["practitioner"], [self.instance.practitioner_id])

    def _post_clean(self) -> None:
        page = self.cleaned_data.get("destination_page")
        self.instance.page_id = page.pk if page else None
        super()._post_clean()


class PractitionerForm(WagtailAdminModelForm):
    """A form that offers accounts with access to the admin, and licences with the right entry.

    A person has an entry in each language, and their licences belong to one of them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "user" in self.fields:
            field = self.fields["user"]
            field.queryset = permissions.find_admin_users(self.instance.user_id)
            field.label_from_instance = get_user_display_name
        if find_keeper(self.instance) != self.instance:
            self.formsets.pop("licences", None)


class TopicForm(UniqueInLanguageForm):
    """A form that offers the notices for topics, and the one already chosen.

    Only those who may say where a notice applies can choose; others see the choice, and whom to
    ask.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "notice" not in self.fields:
            return
        field = self.fields["notice"]
        choosable = Q(applies_to=Notice.Placement.TOPICS) | Q(pk=self.instance.notice_id)
        field.queryset = Notice.objects.filter(choosable)
        if self.for_user is None or not permissions.may_choose_notice(self.for_user):
            field.disabled = True
            names = permissions.describe_holders(permissions.CHANGE_NOTICE)
            ask = _("You do not have permission to do this. Ask: %(names)s.") % {"names": names}
            field.help_text = f"{field.help_text} {ask}"


class ReviewScopeForm(WagtailAdminModelForm):
    """A form that offers the accounts that may review, and each topic once for all languages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holders = permissions.find_holders(permissions.REVIEW_ARTICLE).order_by("pk")
        self.fields["user"].queryset = holders
        topics = self.fields["topics"].queryset.order_by()
        originals = topics.values("translation_key").annotate(original=Min("pk"))
        chosen = {topic.pk for topic in self.initial.get("topics", ())}
        self.fields["topics"].queryset = self.fields["topics"].queryset.filter(
            Q(pk__in=originals.values("original")) | Q(pk__in=chosen)
        )
        if Locale.objects.count() < 2 and not self.instance.by_language:
            self.fields.pop("languages", None)
            self.fields["topics"].help_text = _(
                "Articles about any of these. None ticked: all articles."
            )
