"""Filters for lists, without those for what a practice has only one of."""

from __future__ import annotations

from typing import Any

from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Locale, Site


class LeanFilterSet(WagtailFilterSet):
    """Leaves out the language and the site where there is one of them alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("locale", Locale), ("site", Site)):
            if name in self.filters and model.objects.count() < 2:
                del self.filters[name]
