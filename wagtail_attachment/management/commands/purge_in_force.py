"""Tell of the wordings that took effect since the last run, and purge what is yet to be; for cron."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log, registry

from wagtail_attachment.delivery.frontend_cache import is_purging
from wagtail_attachment.delivery.purge_receivers import owe_purge
from wagtail_attachment.delivery.purge_tasks import run_purge
from wagtail_attachment.delivery.purges import Purge
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.signals import disclaimer_in_force

_ACTION = "wagtail_attachment.take_effect"


class Command(BaseCommand):
    help = (
        "Purges the pages and feeds whose wording took effect since the last run: one that was "
        "approved for a later time. Also purges what was interrupted or failed before. Safe to run "
        "at any time, as often as you like."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = [version for version in _get_untold() if not self.tell(version)]
        failed += [purge for purge in Purge.objects.idle() if not self.purge(purge)]
        if failed:
            raise CommandError("Not all could be purged; the next run tries again.")

    def tell(self, version: DisclaimerVersion) -> bool:
        """Note that a wording took effect, and what is to be purged therefore."""
        results = disclaimer_in_force.send_robust(sender=DisclaimerVersion, version=version)
        errors = [answer for _receiver, answer in results if isinstance(answer, Exception)]
        for error in errors:
            self.stderr.write(f"{version}: {error!r}")
        with transaction.atomic():
            if is_purging():
                owe_purge(version)
            if not errors:
                log(version, _ACTION)
                self.stdout.write(f"In force: {version}")
        return not errors

    def purge(self, purge: Purge) -> bool:
        try:
            run_purge(purge.pk)
        except Exception as error:
            self.stderr.write(f"{purge.cause}: {error!r}")
            return False
        return True


def _get_untold() -> list[DisclaimerVersion]:
    """Return what is in force, was approved ahead, and has no entry in Wagtail's log of it yet.

    That log is the only memory, so nothing is lost with a cache, and each is told of once.
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
