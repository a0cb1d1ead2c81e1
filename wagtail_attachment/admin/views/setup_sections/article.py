"""The list of articles, and the first article."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.admin.views.first_article import get_paste_url, get_writing_urls
from wagtail_attachment.setup import find_homes_without_list, find_lists, make_lists

from .section import Section


class ArticleSection(Section):
    acts: ClassVar[dict[str, str]] = {"make-list": ""}

    def may(self, act: str) -> bool:
        """Ask for no permission of ours: whoever may publish below the home page may make a list."""
        return permissions.may_publish_below(self.user, self.site.root_page)

    def describe_holders(self, act: str) -> str:
        return permissions.describe_publishers(self.site.root_page)

    def make_list(self) -> HttpResponse:
        made = make_lists(self.site, self.user)
        if not made:
            return self.go_on(_("The list of articles already exists."), "article")
        return self.go_on(
            _("The list of articles is live at %s. It fills as you publish.") % made[0].full_url,
            "article",
        )

    def describe(self) -> dict[str, Any]:
        return {
            "lists": find_lists(self.site),
            "homes_without_list": find_homes_without_list(self.site),
            "writing_urls": get_writing_urls(self.user, self.site),
            "paste_url": get_paste_url(self.user, self.site),
        }
