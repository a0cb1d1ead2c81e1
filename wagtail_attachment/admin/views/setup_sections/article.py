"""The list of articles, and the first article."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.admin.views.first_article import get_paste_url, get_writing_urls
from wagtail_attachment.desk.tasks import name_language
from wagtail_attachment.languages import join_in_words
from wagtail_attachment.setup import (
    find_homes_without_list,
    find_lists,
    get_homes,
    make_lists,
    may_make_list,
)

from .section import Section


class ArticleSection(Section):
    acts: ClassVar[dict[str, str]] = {"make-list": ""}

    @cached_property
    def lacking(self) -> list[Any]:
        return find_homes_without_list(self.site)

    def may(self, act: str) -> bool:
        """Ask for no permission of ours: a list is made by whoever may publish it below a home page."""
        homes = self.lacking or get_homes(self.site)
        return any(may_make_list(home, self.user) for home in homes)

    def describe_holders(self, act: str) -> str:
        return permissions.describe_publishers(next(iter(self.lacking), self.site.root_page))

    def make_list(self) -> HttpResponse:
        made = make_lists(self.site, self.user)
        if not made:
            return self.go_on(_("The list of articles already exists."), "article")
        return self.go_on(
            _("The list of articles is live at %s. It fills as you publish.") % made[0].full_url,
            "article",
        )

    def describe(self) -> dict[str, Any]:
        lists = find_lists(self.site)
        theirs = [home for home in self.lacking if may_make_list(home, self.user)]
        languages = [name_language(home.locale) for home in theirs]
        return {
            # A list is told from the others by its language, since their titles may be the same.
            "lists": [
                (each, name_language(each.locale) if len(lists) > 1 else "") for each in lists
            ],
            "homes_without_list": self.lacking,
            # Named where it is not those of all languages that are made.
            "list_languages": join_in_words(languages, get_language() or "en")
            if lists or theirs != self.lacking
            else "",
            "writing_urls": get_writing_urls(self.user, self.site),
            "paste_url": get_paste_url(self.user, self.site),
        }
