"""What the package knows now of a line that the practice has from it, beside what readers see.

Nothing of this changes what readers see: taking over changes the draft, which is then verified.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from wagtail_attachment import permissions
from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.ledger.persons import describe_person

from .channels import CrisisChannel, CrisisText
from .differences import Difference, compare, merge
from .known import get_facts
from .origins import CrisisLineOrigin
from .resources import CrisisResource
from .versions import CrisisResourceVersion, require_verifier


class News:
    """The package's facts of one line, where the practice has not decided on them yet."""

    def __init__(self, origin: CrisisLineOrigin, ours: Mapping[str, Any]) -> None:
        self.origin = origin
        self.resource = origin.resource
        self.ours = ours
        """What readers see or, where that is nothing yet, the draft."""
        self.theirs = get_facts(origin.line)

    @property
    def is_gone(self) -> bool:
        """Whether the package has dropped the line."""
        return self.origin.line is None and bool(self.origin.facts)

    @cached_property
    def differences(self) -> list[Difference]:
        if self.is_gone:
            return []
        draft = self.resource.get_snapshot()
        return compare(self.origin.facts, self.theirs, self.ours, draft)

    @property
    def digest(self) -> str:
        """The sha256 of what a person decides on, the draft that would change among it."""
        return compute_digest([self.theirs, self.ours, self.resource.digest])

    def __bool__(self) -> bool:
        return self.is_gone or bool(self.differences)

    @transaction.atomic
    def take_over(self, user: Any) -> None:
        """Write the package's changes into the draft, and leave the rest of it as it is.

        Raises ``PermissionDenied`` without the permission to edit crisis lines, ``ValidationError``
        where a colleague has locked the draft or changed it since, or the package has dropped the line.
        """
        if not permissions.may_change_crisis_line(user):
            raise PermissionDenied(_("You do not have permission to edit crisis lines."))
        resource = CrisisResource.objects.select_for_update().get(pk=self.resource.pk)
        if (lock := resource.get_lock()) and lock.for_user(user):
            raise ValidationError(
                _("A colleague has locked this draft. Ask them to unlock it, then try again.")
            )
        if resource.digest != self.resource.digest:
            raise ValidationError(_("The facts have changed meanwhile. Compare them again."))
        if self.is_gone:
            raise ValidationError(_("The package no longer has this line."))
        write_facts(resource, merge(self.origin.facts, self.theirs, resource.get_snapshot()))
        resource.full_clean()
        resource.save()
        resource.save_revision(user=user)
        self._decide(user, "wagtail_attachment.take_over_facts")

    @transaction.atomic
    def keep_ours(self, user: Any) -> None:
        """Record that the practice's facts stay, so that these of the package are not shown again.

        Raises ``PermissionDenied`` without the permission to verify.
        """
        require_verifier(user)
        self._decide(user, "wagtail_attachment.keep_facts")

    def _decide(self, user: Any, action: str) -> None:
        self.origin.facts = self.theirs
        self.origin.save(update_fields=["facts"])
        facts = [(each.label, each.ours, each.theirs) for each in self.differences]
        data = {**describe_person(user), "key": self.origin.key, "facts": facts}
        log(self.resource, action, user=user, data=data)


def find_news(ids: Iterable[int] | None = None) -> dict[int, News]:
    """Return the news of the lines with these primary keys (of all, if left out), by them.

    It takes one query while there are none, and as many for many lines as for one.
    """
    origins = CrisisLineOrigin.objects.select_related("resource")
    if ids is not None:
        origins = origins.filter(resource__in=ids)
    changed = [
        origin
        for origin in origins.order_by("resource__country", "pk")
        if origin.facts != get_facts(origin.line)
    ]
    if not changed:
        return {}
    prefetch_related_objects(changed, "resource__texts", "resource__channels")
    rows = CrisisResourceVersion.objects.latest().filter(
        act=CrisisResourceVersion.Act.VERIFIED,
        resource_id__in=[origin.resource_id for origin in changed],
    )
    shown = {row.resource_id: row.snapshot for row in rows}
    news = [
        News(origin, shown.get(origin.resource_id) or origin.resource.get_snapshot())
        for origin in changed
    ]
    return {each.resource.pk: each for each in news if each}


def write_facts(resource: CrisisResource, facts: Mapping[str, Any]) -> None:
    """Put facts into a draft, in place of all that it has. It is not saved."""
    for name in ("country", "area", "audience", "source_url"):
        setattr(resource, name, facts[name])
    resource.languages = ", ".join(facts["languages"])
    resource.texts = [CrisisText(**text) for text in facts["texts"]]
    resource.channels = [CrisisChannel.from_snapshot(channel) for channel in facts["channels"]]
