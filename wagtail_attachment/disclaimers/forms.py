"""The forms of a disclaimer and of a notice: they ask only for what a practice has more than one of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale, Site

from wagtail_attachment.forms import UniqueInLanguageForm


class DisclaimerForm(UniqueInLanguageForm):
    """Asks for notice, language and site only where a practice has more than one of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instance = self.instance
        if instance.locale_id is None:
            instance.locale = Locale.get_default()
        names = _find_names()
        if instance.kind == "general" and len(names) == 1 and has_one_of_each(type(instance)):
            for name in ("kind", "locale", "site"):
                self.fields.pop(name, None)
            return
        if "kind" in self.fields:
            self.fields["kind"] = _make_choice(self.fields["kind"], names, instance.kind)
        if "locale" in self.fields:
            self.initial["locale"] = self.initial.get("locale") or instance.locale_id


class NoticeForm(WagtailAdminModelForm):
    """Asks for the site where there are several, and offers starters for one that is new."""

    start_from = forms.ChoiceField(
        required=False,
        label=_("Start from"),
        help_text=_(
            "A draft to work on: not legal advice. You fill it in and compare it with its source "
            "before anyone approves it."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk or "start_from" not in self.fields:
            self.fields.pop("start_from", None)
        else:
            # Those of the practice's own country first.
            self.fields["start_from"].choices = self.instance.get_starter_choices()
        if "applies_to" in self.fields and Locale.objects.count() < 2:
            self.fields["applies_to"].help_text = _(
                "An article it applies to can't be published until its text is approved. Articles "
                "that are live already stay live."
            )
        if "site" in self.fields and Site.objects.count() < 2 and not self.instance.site_id:
            del self.fields["site"]

    def save(self, commit: bool = True) -> Any:
        self.instance.starter = self.cleaned_data.get("start_from") or self.instance.starter
        return super().save(commit)


def has_one_of_each(model: Any) -> bool:
    """Say whether all disclaimers are general ones, in one language, for one site."""
    return (
        Locale.objects.count() < 2
        and Site.objects.count() < 2
        and not model.objects.exclude(kind="general").exists()
        and len(_find_names()) == 1
    )


def _make_choice(field: Any, names: dict[str, str], kind: str) -> forms.ChoiceField:
    """Return a list to choose from in place of the slug, which nobody is to know."""
    if kind not in names:
        names = {**names, kind: str(_("A notice that was deleted"))}
    return forms.ChoiceField(
        choices=list(names.items()), label=field.label, help_text=field.help_text, initial=kind
    )


def _find_names() -> dict[str, str]:
    return apps.get_model("wagtail_attachment.Notice").find_names()
