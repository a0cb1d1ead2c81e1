"""The command that stores the heads of the ledgers elsewhere once a day, for cron."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.mail import send_mail
from wagtail.models import Site

from wagtail_attachment.evidence.heads import (
    Head,
    find_lost,
    get_heads,
    read_heads,
    record_telling,
    was_told,
)
from wagtail_attachment.management.practice_command import PracticeCommand
from wagtail_attachment.times import to_utc


class Command(PracticeCommand):
    help = (
        "Prints the head of each ledger, and mails it or adds it to a file, once a day however often "
        "it runs. Exits with 1 when a head that is in the file is no longer in its ledger."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--mail",
            action="append",
            default=[],
            metavar="ADDRESS",
            help="Someone who cannot write to the database, for example a lawyer. Can be repeated.",
        )
        parser.add_argument(
            "--file", metavar="PATH", help="Add to this file, which is best on another machine."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for address in options["mail"]:
            _check(address)
        heads = get_heads()
        for head in heads:
            self.stdout.write(str(head))
        problems, lost = self.add(options["file"], heads) if options["file"] else ([], [])
        for address in options["mail"]:
            problems += self.tell(address, heads, lost)
        problems += [f"Lost: {head}" for head in lost]
        if problems:
            raise CommandError("\n".join(problems))

    def add(self, name: str, heads: list[Head]) -> tuple[list[str], list[Head]]:
        """Add heads to a file that has none for their day; return problems, and lost heads."""
        try:
            with open(name, "a+", encoding="utf-8") as file:
                file.seek(0)
                text = file.read()
                known = read_heads(text)
                days = {(head.ledger, head.day) for head in known}
                new = [head for head in heads if (head.ledger, head.day) not in days]
                if text and not text.endswith("\n"):
                    file.write("\n")
                file.writelines(f"{head}\n" for head in new)
        except UnicodeDecodeError:
            return [f"--file: {name!r} is not in UTF-8; save it as plain text in UTF-8."], []
        except ValueError as error:
            return [f"--file: {name!r} has an incomplete line: {error}"], []
        except OSError as error:
            return [f"--file: {name!r} cannot be written: {error.strerror}."], []
        return [], find_lost(known)

    def tell(self, address: str, heads: list[Head], lost: list[Head]) -> list[str]:
        """Mail the heads unless that was done today; return the reason if the mail fails."""
        day = to_utc(timezone.now()).date()
        if was_told(address, day):
            self.stdout.write(f"{address} was told today.")
            return []
        site = Site.objects.order_by("-is_default_site", "pk").first()
        host = site.hostname if site else ""
        context = {"heads": heads, "lost": lost, "host": host}
        subject = _("Heads of the ledgers of %(host)s, %(day)s") % {"host": host, "day": day}
        try:
            text = render_to_string("wagtail_attachment/mail/ledger_heads.txt", context)
            send_mail(subject, text.strip() + "\n", [address])
        except Exception as error:  # whatever the mail backend raises, others get theirs
            return [
                f"The mail to {address} could not be sent: {error!r}. The next run tries again."
            ]
        record_telling(address, day)
        self.stdout.write(f"Told {address}.")
        return []


def _check(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise CommandError(f"{address!r} is not a valid email address.") from error
