"""The form of a disclaimer: it asks only for what a practice has more than one of."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from wagtail.models import Locale, Site

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.forms import UniqueInLanguageForm


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
