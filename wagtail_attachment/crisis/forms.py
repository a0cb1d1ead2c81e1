"""The form of a crisis line."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm


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
