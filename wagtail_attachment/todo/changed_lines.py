"""Crisis lines that were changed after they were verified, for those who may verify them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.versions import CrisisResourceVersion

from .acts import Act, Waiting


def find_changed_lines(user: Any) -> Iterator[Waiting]:
    """Yield the lines that were changed while readers still see the earlier facts: four queries."""
    if not permissions.may_verify(user):
        return
    rows = CrisisResourceVersion.objects.latest().filter(act=CrisisResourceVersion.Act.VERIFIED)
    digests = {row.resource_id: row.digest for row in rows}
    lines = CrisisResource.objects.filter(pk__in=digests).prefetch_related("texts", "channels")
    yield Waiting(
        "changed-lines",
        _("Crisis lines that were changed"),
        _("Compare and verify"),
        [_make_act(line) for line in lines if line.digest != digests[line.pk]],
    )


def _make_act(line: CrisisResource) -> Act:
    return Act(
        str(line),
        _("%(country)s, readers still see what was verified") % {"country": line.country_name},
        reverse_admin("wagtail_attachment:verify_line", line.pk),
    )
