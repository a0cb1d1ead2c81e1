"""The crisis lines of each country that readers are in: checked, or stated to be none."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.admin.views.country_lines import NoneExistsForm, describe_statement
from wagtail_attachment.admin.views.crisis import VerifyForm, describe_edited, describe_verified
from wagtail_attachment.crisis.countries import name_countries, name_countries_in_sentence
from wagtail_attachment.crisis.news import find_news
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.standing_lines import StandingLines
from wagtail_attachment.setup import find_reader_countries

from .section import Section, choose, get_gone_message, require_valid


class LinesSection(Section):
    acts: ClassVar[dict[str, str]] = {
        "verify": permissions.VERIFY_CRISIS_LINE,
        "none-exists": permissions.VERIFY_CRISIS_LINE,
    }

    @cached_property
    def countries(self) -> list[str]:
        return find_reader_countries(self.site)

    def verify(self) -> HttpResponse:
        resource = choose(CrisisResource, self.request.POST.get("resource"))
        form = VerifyForm(self.request.POST, prefix=f"line-{resource.pk}")
        data = require_valid(form)
        version = resource.verify(self.user, data["note"], digest=data["digest"])
        return self.go_on(describe_verified(version, str(resource)), "lines")

    def none_exists(self) -> HttpResponse:
        form = NoneExistsForm(self.request.POST)
        if not self.countries:
            raise ValidationError(_("Say first where your readers are."))
        country = self.request.POST.get("country", "")
        if country not in self.countries:
            # Readers may have been moved elsewhere since the page was opened: never about another one.
            raise ValidationError(get_gone_message())
        data = require_valid(form)
        row = StandingLines(country).state(self.user, data["note"])
        return self.go_on(describe_statement(row), "booking")

    def describe(self) -> dict[str, Any]:
        return {"places": [self._describe_place(country) for country in self.countries]}

    def _describe_place(self, country: str) -> dict[str, Any]:
        lines = describe_lines(country, self.user)
        for_all = [item for item in lines if item["resource"].audience == "general"]
        posted = self.request.POST
        is_typed = posted.get("action") == "none-exists" and posted.get("country") == country
        return {
            "code": country,
            "name": name_countries([country]),
            "lines": for_all,
            "more": [item for item in lines if item not in for_all],
            "in_sentence": name_countries_in_sentence([country]),
            "standing": StandingLines(country),
            "none_exists_form": NoneExistsForm(
                initial={"note": posted.get("note", "") if is_typed else ""},
                auto_id=f"id_{country}_%s",
            ),
            "is_typed": is_typed,
        }


def describe_lines(country: str, user: Any) -> list[dict[str, Any]]:
    """Return each line of a country: its draft, what readers see of it, and its form."""
    lines = CrisisResource.objects.filter(country=country).select_related("origin")
    lines = lines.prefetch_related("texts", "channels")
    news = find_news([line.pk for line in lines]) if permissions.may_decide_on_facts(user) else {}
    return [
        {
            "resource": line,
            "line": line.to_line(),
            **describe_edited(line, in_force := line.get_in_force()),
            "in_force": in_force,
            "news": news.get(line.pk),
            "form": VerifyForm(initial={"digest": line.digest}, prefix=f"line-{line.pk}"),
        }
        for line in lines
    ]
