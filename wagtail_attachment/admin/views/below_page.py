"""What the pages have in common at which articles are added below a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.library.drafts import get_article_models
from wagtail_attachment.permissions import may_add_below

from .own_pages import OwnPageMixin


class BelowPageMixin(OwnPageMixin):
    """A page of the admin at which articles are added below a page."""

    kwargs: dict[str, Any]

    header_icon = "doc-full"

    def may_open(self) -> bool:
        return may_add_below(self.request.user, self.parent)

    def lead_elsewhere(self) -> HttpResponse | None:
        if self.models:
            return None
        messages.error(
            self.request,
            _("No article can be added below “%(title)s”: choose another page.")
            % {"title": self.parent.get_admin_display_title()},
        )
        return redirect("wagtailadmin_explore", self.parent.pk)

    @cached_property
    def parent(self) -> Any:
        return get_object_or_404(get_base_page_model(), pk=self.kwargs["parent_pk"]).specific

    @cached_property
    def models(self) -> list[Any]:
        return get_article_models(self.parent)

    def get_trail(self) -> list[tuple[str, Any]]:
        url = reverse("wagtailadmin_explore", args=[self.parent.pk])
        return [(url, self.parent.get_admin_display_title())]
