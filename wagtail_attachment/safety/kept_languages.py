"""Why a language that has a disclaimer may not be deleted."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.permissions import describe_holders
from wagtail_attachment.publishing.changes import refuse_removal
from wagtail_attachment.publishing.refusals import RemovalRefused


@refuse_removal.register
def _refuse_removal_of_locale(locale: Locale) -> None:
    drafts = list(Disclaimer.objects.filter(locale=locale))
    # These cannot be deleted either, so their language must stay.
    if count := sum(bool(each.get_in_force() or each.get_pending()) for each in drafts):
        raise RemovalRefused(
            locale,
            ngettext(
                "%(count)d disclaimer in this language has been approved, so the language can't be "
                "deleted. To stop using it, unpublish its pages.",
                "%(count)d disclaimers in this language have been approved, so the language can't "
                "be deleted. To stop using it, unpublish its pages.",
                count,
            )
            % {"count": count},
            fixer=_("Anyone who may unpublish these pages"),
            fix_url=reverse_admin("wagtailadmin_explore_root"),
        )
    if count := len(drafts):
        raise RemovalRefused(
            locale,
            ngettext(
                "%(count)d disclaimer is written in this language: delete it first.",
                "%(count)d disclaimers are written in this language: delete them first.",
                count,
            )
            % {"count": count},
            fixer=describe_holders(permissions.DELETE_DISCLAIMER),
            fix_url=reverse_admin(Disclaimer.snippet_viewset.get_url_name("list")),
        )
