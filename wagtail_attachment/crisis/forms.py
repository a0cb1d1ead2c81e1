"""The form of a crisis line."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .strange_numbers import find_strange_numbers


class CrisisResourceForm(WagtailAdminModelForm):
    """Refuses two names in one language, also where a colleague stored one meanwhile.

    And a number in a text that is not the line's own.
    """

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        if self._find_second_name() or not is_valid:
            return False
        return not self._find_strange_numbers()

    def _find_strange_numbers(self) -> bool:
        """Say it at each text that names one."""
        texts = self._get_given("texts")
        strange = list(
            find_strange_numbers(
                {
                    "country": self.instance.country,
                    "texts": [form.instance.get_snapshot() for form in texts],
                    "channels": [
                        form.instance.get_snapshot() for form in self._get_given("channels")
                    ],
                }
            )
        )
        by_language = {form.instance.language: form for form in texts}
        for each in strange:
            by_language[each.language].add_error(each.field, each.message)
        return bool(strange)

    def _get_given(self, relation: str) -> list[Any]:
        """Return the forms of those that are not to be deleted."""
        forms = self.formsets[relation].forms
        return [form for form in forms if not form.cleaned_data.get("DELETE")]

    def _find_second_name(self) -> bool:
        formset = self.formsets["texts"]
        given = self._get_given("texts")
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
