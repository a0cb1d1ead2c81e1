"""Forms of the editor that report an error before the database refuses the change."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm


class UniqueInLanguageForm(WagtailAdminModelForm):
    """A form that validates uniqueness within a language even if it has no ``locale`` field."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if "locale" not in self.fields:
            # Django skips a constraint if any of its fields is missing from the form.
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, error)
