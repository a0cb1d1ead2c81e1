"""The editor's forms: what is wrong is said before it is refused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Locale, Site

from wagtail_attachment.publishing.rules import get_purpose_label

from .compat import get_base_page_model
from .conf import conf
from .publishing import Purpose


class CoveredPageForm(WagtailAdminPageForm):
    """Says at submission to a workflow what would stop the page from going live.

    A plain save of a draft is always free. On *Publish* the text is kept as a draft first and a
    hook then says what is missing, with links (``wagtail_hooks``), so nothing typed is lost. A client
    of the API, which presses no button, is answered by the gate.
    """

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors or "action-publish" in self.data:
            return
        if not any(name.startswith("action-") for name in self.data):
            return
        if conf.WAGTAIL_ATTACHMENT_ENFORCEMENT != "enforce":
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


class ArticlePageForm(CoveredPageForm):
    """Opens a new article with its outline, each section ready to be written in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance._state.adding and not instance.body:
            instance.body = [_make_section(purpose) for purpose in instance.outline or [""]]
        super().__init__(*args, **kwargs)
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


class BookingCTAForm(WagtailAdminModelForm):
    """Offers a page chooser for the plain ``page_id``."""

    # The queryset and the widget need a page model, which is not loaded yet here.
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

    def _post_clean(self) -> None:
        page = self.cleaned_data.get("destination_page")
        self.instance.page_id = page.pk if page else None
        super()._post_clean()


class CrisisResourceForm(WagtailAdminModelForm):
    """Refuses two names in one language, also where a colleague stored one meanwhile."""

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        return not self._find_second_name() and is_valid

    def _find_second_name(self) -> bool:
        formset = self.formsets["texts"]
        given = [form for form in formset.forms if not form.cleaned_data.get("DELETE")]
        known = [form.instance.pk for form in formset.forms if form.instance.pk]
        names = self.instance.texts.model.objects.filter(resource_id=self.instance.pk)
        languages = set(names.exclude(pk__in=known).values_list("language", flat=True))
        for form in given:
            # Of the instance, since the model writes all codes in one way.
            language = form.instance.language
            if language and language in languages:
                message = _("This line has a name in this language already.")
                form.add_error("language", message)
                return True
            languages.add(language)
        return False


class UniqueInLanguageForm(WagtailAdminModelForm):
    """Says at the form what is there already in the language that the form does not ask for."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if "locale" not in self.fields:
            # Django leaves a constraint out whose fields are not on the form.
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, error)


class DisclaimerForm(UniqueInLanguageForm):
    """Asks for kind, language and site only where a practice has more than one of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instance = self.instance
        if instance.locale_id is None:
            instance.locale = Locale.get_default()
        # The first wording of another kind is begun from the topic that is to ask for it.
        kind = self.data.get(self.add_prefix("kind")) or instance.kind
        if kind == "general" and has_one_of_each(type(instance)):
            for name in ("kind", "locale", "site"):
                self.fields.pop(name, None)
        elif "locale" in self.fields:
            self.initial["locale"] = self.initial.get("locale") or instance.locale_id


def has_one_of_each(model: Any) -> bool:
    """Say whether all disclaimers are general ones, in one language, for one site."""
    return (
        Locale.objects.count() < 2
        and Site.objects.count() < 2
        and not model.objects.exclude(kind="general").exists()
        and not _is_other_kind_asked_for()
    )


def _is_other_kind_asked_for() -> bool:
    """Say whether a topic or a page type asks for a kind of disclaimer besides the general one."""
    topics = apps.get_model("wagtail_attachment.Topic").objects
    return topics.exclude(disclaimer_kind__in=["", "general"]).exists() or any(
        getattr(model, "disclaimer_kind", "general") != "general"
        for model in apps.get_models()
        if issubclass(model, get_base_page_model())
    )
