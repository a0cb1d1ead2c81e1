"""The command that mails reminders of due reviews and verifications, for cron."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.core.validators import validate_email

from wagtail_attachment.management.practice_command import PracticeCommand
from wagtail_attachment.reminders import (
    DAYS_AHEAD,
    Reminder,
    find_due,
    find_recipients,
    find_reminders,
)

_DAYS_AT_MOST = 3650


class Command(PracticeCommand):
    help = (
        "Mails those who can act a list of the clinical reviews that are overdue, due soon or were "
        "never made, of the crisis lines to verify again, and of the numbers in disclaimers and "
        "notices to check again; and those who own the practice of licences that ended or end "
        "within 60 days. Safe to run as often as you like: "
        "nobody is told the same twice within 30 days."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            action="append",
            default=[],
            metavar="ADDRESS",
            help="Tell this address too, of everything. Can be repeated.",
        )
        parser.add_argument(
            "--days",
            type=int,
            default=DAYS_AHEAD,
            metavar="N",
            help=f"Tell also of what is due within so many days ({DAYS_AHEAD}, if left out).",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Print the mails, and send and note nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for address in options["to"]:
            _check(address)
        if not 0 <= options["days"] <= _DAYS_AT_MOST:
            raise CommandError(f"--days: name a number from 0 to {_DAYS_AT_MOST}.")
        due = find_due(options["days"])
        if not due:
            self.stdout.write("Nothing is due.")
            return
        recipients = find_recipients(options["to"])
        untold = {item.right for item in due}.difference(*(one.rights for one in recipients))
        failures = [
            f"Nobody with an e-mail address has the permission {right}." for right in sorted(untold)
        ]
        reminders = list(find_reminders(due, recipients))
        for reminder in reminders:
            if options["dry_run"]:
                self.show(reminder)
            elif failure := self.send(reminder):
                failures.append(failure)
        if not reminders and not failures:
            self.stdout.write("Nobody is to be told anything new.")
        if failures:
            raise CommandError("\n".join(failures))

    def show(self, reminder: Reminder) -> None:
        mail = reminder.compose()
        self.stdout.write(f"To: {mail.address}\nSubject: {mail.subject}\n\n{mail.text}\n")

    def send(self, reminder: Reminder) -> str:
        """Send and record one mail, or return why it failed; the next run then tries again."""
        address = reminder.recipient.address
        try:
            reminder.compose().send()
        except Exception as error:  # whatever the mail backend raises, others get theirs
            return f"The mail to {address} could not be sent: {error!r}. The next run tries again."
        reminder.record()
        self.stdout.write(f"Reminded {address} of {len(reminder.due)}.")
        return ""


def _check(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise CommandError(f"{address!r} is not a valid email address.") from error
