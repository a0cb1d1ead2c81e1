"""The editor's forms: what is wrong is said before it is refused."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm


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
