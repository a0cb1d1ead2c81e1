"""Who does what: the practice's groups; and the practice's settings that no step asks for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.languages import get_language_name
from wagtail_attachment.setup import (
    create_groups,
    create_language_groups,
    find_groups,
    find_language_groups,
)

from .forms import SettingsForm
from .section import Section, require_valid

_MAY: dict[str, str | Promise] = {
    "editors": gettext_lazy("write and publish articles, and draft everything else"),
    "reviewers": gettext_lazy(
        "do what editors do, review articles, approve disclaimers and verify crisis lines"
    ),
    "translators": gettext_lazy("translate, without publishing"),
}


class PeopleSection(Section):
    acts: ClassVar[dict[str, str]] = {
        "groups": permissions.CHANGE_PRACTICE,
        "settings": permissions.CHANGE_PRACTICE,
    }

    @cached_property
    def settings_form(self) -> SettingsForm:
        return SettingsForm(instance=self.practice)

    def groups(self) -> HttpResponse:
        create_groups(self.site, self.user)
        create_language_groups(self.site, self.user)
        return self.go_on(_("The groups have been created. Now add people to them."), "people")

    def settings(self) -> HttpResponse:
        form = self.settings_form = SettingsForm(self.request.POST, instance=self.practice)
        require_valid(form)
        form.save()
        log(self.practice, "wagtail.edit", user=self.user)
        return self.go_on(_("Saved."), "people")

    def describe(self) -> dict[str, Any]:
        found = find_groups()
        reader = get_language() or "en"
        listed: list[tuple[Group, Any]] = [(group, _MAY[role]) for role, group in found.items()]
        for code, group in find_language_groups(self.site).items():
            text = _("review and publish translations into %(language)s")
            listed.append((group, text % {"language": get_language_name(code, reader)}))
        return {
            "groups": [
                {
                    "group": group,
                    "may": may,
                    "people": group.user_set.count(),
                    "url": reverse_admin("wagtailusers_users:index", group=group.pk),
                }
                for group, may in listed
            ],
            "lacks_groups": len(found) < len(_MAY),
            "settings_form": self.settings_form,
            "may_change_users": permissions.may_change_users(self.user),
        }
