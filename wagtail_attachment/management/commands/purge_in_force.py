"""The command that records what took effect since its last run and runs due purges, for cron."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log, registry

from wagtail_attachment.delivery.frontend_cache import is_purging
from wagtail_attachment.delivery.purge_receivers import owe_purge
from wagtail_attachment.delivery.purge_tasks import run_purge
from wagtail_attachment.delivery.purges import Purge
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.management.practice_command import PracticeCommand
from wagtail_attachment.practice.licences import Licence
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.signals import disclaimer_in_force
from wagtail_attachment.times import get_practice_day

_ACTION = "wagtail_attachment.take_effect"
_LAPSE = "wagtail_attachment.licence_ended"


class Command(PracticeCommand):
    help = (
        "Purges the pages and feeds whose disclaimer or notice, approved for a later time, took effect "
        "since the last run, and those that rest on a licence that ended. Also finishes purges that "
        "were interrupted or failed. Safe to run at any time, as often as you like."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = [version for version in _get_untold() if not self.tell(version)]
        for licence in _get_ended():
            self.tell_end(licence)
        failed += [purge for purge in Purge.objects.idle() if not self.purge(purge)]
        if failed:
            raise CommandError("Not all could be purged; the next run tries again.")

    def tell(self, version: DisclaimerVersion) -> bool:
        """Record that a disclaimer text took effect, and the purge that this requires."""
        results = disclaimer_in_force.send_robust(sender=DisclaimerVersion, version=version)
        errors = [answer for _receiver, answer in results if isinstance(answer, Exception)]
        for error in errors:
            self.stderr.write(f"{version}: {error!r}")
        with transaction.atomic():
            if is_purging():
                owe_purge(version)
            if not errors:
                log(version, _ACTION)
                self.stdout.write(f"Took effect: {version}")
        return not errors

    def tell_end(self, licence: Licence) -> None:
        """Record that a licence ended, and the purge that this requires."""
        with transaction.atomic():
            if is_purging():
                owe_purge(licence)
            log(licence.person, _LAPSE, data=_describe_end(licence))
        self.stdout.write(f"Licence ended: {licence.person}, {licence}")

    def purge(self, purge: Purge) -> bool:
        try:
            run_purge(purge.pk)
        except Exception as error:
            self.stderr.write(f"{purge.cause}: {error!r}")
            return False
        return True


def _get_untold() -> list[DisclaimerVersion]:
    """Return versions that took effect, were approved in advance, and are not yet logged as such.

    Wagtail's log is the only record of this, so clearing a cache loses nothing, and each version is
    reported once.
    """
    ahead = list(
        DisclaimerVersion.objects.statements().filter(
            effective_from__gt=F("approved_at"), withdraws=None
        )
    )
    told = {
        entry.object_id
        for entry in registry.get_log_model_for_model(DisclaimerVersion).objects.filter(
            action=_ACTION, object_id__in=[str(version.pk) for version in ahead]
        )
    }
    return [version for version in ahead if str(version.pk) not in told]


def _get_ended() -> list[Licence]:
    """Return the licences that have ended without an entry for that day in the person's log."""
    entries = registry.get_log_model_for_model(Practitioner).objects.filter(action=_LAPSE)
    told = list(entries.values_list("data", flat=True))
    ended = Licence.objects.filter(valid_until__lt=get_practice_day()).order_by("pk")
    return [each for each in ended.select_related("person") if _describe_end(each) not in told]


def _describe_end(licence: Licence) -> dict[str, Any]:
    return {"licence": licence.pk, "until": str(licence.valid_until)}
