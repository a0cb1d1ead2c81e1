"""What the import of an article left out, to be put back by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from wagtail_attachment.articles.articles import ArticlePageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.library.kinds import describe_left_out
from wagtail_attachment.library.left_out import find_left_out, was_cut
from wagtail_attachment.permissions import may_edit

from .own_pages import OwnPageMixin


class LeftOutView(OwnPageMixin, View):
    """Shows the words of each passage that is not in the draft, and why it is not."""

    kwargs: dict[str, Any]

    template_name = "wagtail_attachment/admin/left_out.html"
    page_title = gettext_lazy("Left out on import")
    header_icon = "download"

    @cached_property
    def page(self) -> Any:
        return get_object_or_404(get_base_page_model(), pk=self.kwargs["pk"])

    def may_open(self) -> bool:
        return may_edit(self.request.user, self.page)

    def get_trail(self) -> list[tuple[str, Any]]:
        url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [(url, self.page.get_admin_display_title())]

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        passages = [(describe_left_out(kind), words) for kind, words in find_left_out(self.page.pk)]
        return self.render_to_response(self.get_context_data(passages=passages, page=self.page))


def tell_left_out(request: Any, page: Any) -> None:
    """Say that passages were left out, as long as nobody has saved the draft since it was imported.

    A ``before_edit_page`` hook, of one query.
    """
    if request.method == "GET" and isinstance(page, ArticlePageMixin) and was_cut(page):
        url = reverse("wagtail_attachment:left_out", args=[page.pk])
        button = messages.button(url, _("Left out on import"))
        messages.info(request, _("Parts of the source are not in this draft."), buttons=[button])


def offer_left_out(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead there from an imported page's own menu. A ``register_page_header_buttons`` hook."""
    if not issubclass(page.specific_class or type(page), ArticlePageMixin):
        return
    if may_edit(user, page) and find_left_out(page.pk):
        url = reverse("wagtail_attachment:left_out", args=[page.pk])
        yield Button(_("Left out on import"), url=url, icon_name="download", priority=67)
