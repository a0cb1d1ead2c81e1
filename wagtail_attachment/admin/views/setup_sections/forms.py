"""The forms of the set-up page, one for each section that asks for something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment.conf import conf
from wagtail_attachment.crisis.countries import get_country_choices, name_countries
from wagtail_attachment.desk.tasks import name_language
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.forms import UniqueInLanguageForm
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.safety.shared_facts import get_locale_countries


class CountriesInput(forms.SelectMultiple):
    """A list for each country that is chosen, and one more: nobody has to hold down a key."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        choices = [("", _("Choose a country")), *self.choices]
        lists = []
        for number, country in enumerate([*(value or ()), ""]):
            own = dict(attrs or {})
            if number:
                label = _("Another country")
                own = {"id": f"{own.get('id', name)}-{number}", "aria-label": label}
            lists.append(forms.Select(own, choices).render(name, country, renderer=renderer))
        return format_html("<div>{}</div>", mark_safe(" ".join(lists)))  # noqa: S308 - of Django

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        values = super().value_from_datadict(data, files, name) or []
        return list(dict.fromkeys(value for value in values if value))


class ReadersForm(forms.Form):
    """Asks for the practice's country, and for others that its readers are in.

    With one language it asks for more countries; with several, for the countries of each.
    """

    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        choices=lambda: [("", _("Choose a country")), *get_country_choices()],
        error_messages={
            "required": gettext_lazy("Choose a country from the list."),
            "invalid_choice": gettext_lazy("Choose a country from the list."),
        },
    )

    def __init__(
        self, *args: Any, practice: PracticeSettings, locales: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"country": practice.country}, **kwargs})
        self.has_several_languages = len(locales) > 1
        self.codes = [locale.language_code for locale in locales]
        self._kept = {
            code: countries
            for code, countries in practice.language_countries.items()
            if code not in self.codes
        }
        for locale in locales:
            code = locale.language_code
            chosen = practice.language_countries.get(code, [])
            name = f"countries-{code}"
            self.fields[name] = self._make_field(locale)
            is_whole = self.has_several_languages or chosen == [practice.country]
            self.initial[name] = [each for each in chosen if is_whole or each != practice.country]

    @property
    def fields_of_languages(self) -> list[forms.BoundField]:
        return [self[f"countries-{code}"] for code in self.codes]

    @property
    def names_others(self) -> bool:
        """Say whether any is chosen besides the practice's country, so that it shows at once."""
        return any(field.value() or field.errors for field in self.fields_of_languages)

    def get_countries(self) -> tuple[str, dict[str, list[str]]]:
        """Return the country of the practice, and those of readers of single languages."""
        country = self.cleaned_data["country"]
        chosen = dict(self._kept)
        for code in self.codes:
            countries = self.cleaned_data[f"countries-{code}"]
            if countries and not self.has_several_languages:
                countries = [country, *(each for each in countries if each != country)]
            if countries:
                chosen[code] = countries
        for code in self.codes:
            others = {each: countries for each, countries in chosen.items() if each != code}
            # What would be the same without it is not kept, so that it follows the practice's country;
            # another language or the developers' setting may say otherwise.
            if chosen.get(code) == [country] == (get_locale_countries(code, others) or [country]):
                chosen = others
        return country, chosen

    def _make_field(self, locale: Any) -> forms.MultipleChoiceField:
        label, help_text = _("Other countries"), ""
        if self.has_several_languages:
            language = name_language(locale)
            label = _("Readers of articles in %(language)s") % {"language": language}
            help_text = _("Leave this empty if they are in the country above.")
        if named := conf.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES.get(locale.language_code):
            help_text = _("Until you choose here, your developers' setting applies: %s.")
            help_text %= name_countries(named)
        return forms.MultipleChoiceField(
            label=label,
            help_text=help_text,
            choices=get_country_choices,
            widget=CountriesInput,
            required=False,
            error_messages={"invalid_choice": _("Choose a country from the list.")},
        )


class EmergencyForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Emergency number"),
        required=False,
        help_text=gettext_lazy("As it is dialed there, for example 112."),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Official page that says so"),
        assume_scheme="https",
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    checked = forms.BooleanField(
        label=gettext_lazy("I checked this number today on the official page."), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("number") and not cleaned.get("checked"):
            self.add_error("checked", _("Open the official page, compare, then tick this."))
        return cleaned


class WordingForm(UniqueInLanguageForm):
    """The disclaimer of one language, as it is drafted or suggested."""

    class Meta:
        model = Disclaimer
        fields = ("heading", "body")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"lang": self.instance.locale.language_code, "dir": "auto"}
        self.fields["heading"].widget.attrs.update(attrs)


class BookingForm(forms.Form):
    url = forms.CharField(
        label=gettext_lazy("Address of your booking page"),
        help_text=gettext_lazy("Paste the link; readers follow it, nothing is embedded."),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )


class UsualBookingForm(forms.Form):
    booking = forms.ModelChoiceField(
        queryset=BookingCTA.objects.none(),
        required=False,
        label=gettext_lazy("Booking prompt at the end of each article"),
        empty_label=gettext_lazy("None for now"),
        error_messages={
            "invalid_choice": gettext_lazy("This booking prompt no longer exists. Choose another.")
        },
    )

    def __init__(self, *args: Any, practice: PracticeSettings, locale: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"booking": practice.booking_id}, **kwargs})
        prompts = BookingCTA.objects.filter(locale=locale)
        chosen = BookingCTA.objects.filter(pk=practice.booking_id)
        field: Any = self.fields["booking"]
        field.queryset = (prompts | chosen).distinct()


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = PracticeSettings
        fields = ("allow_own_review", "quick_exit_url")
