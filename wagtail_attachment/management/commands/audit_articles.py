"""The command that lists problems of live articles, for people, CI and cron.

It also adds to the evidence any change made without a save, which nothing else would record.
"""

from __future__ import annotations

import csv
import json
import re
from typing import Any

from django.core.management.base import CommandError, CommandParser

from wagtail_attachment.evidence.acts import record_drift
from wagtail_attachment.evidence.audit import Finding, find_violations
from wagtail_attachment.evidence.heads import Head, find_lost, read_heads
from wagtail_attachment.evidence.ledgers import (
    find_broken_ledger_rows,
    find_lost_heads,
    get_ledger_states,
)
from wagtail_attachment.evidence.sealing import seal_what_is_not
from wagtail_attachment.ledger.edition import renew
from wagtail_attachment.management.practice_command import PracticeCommand, find_locale, find_site
from wagtail_attachment.publishing import Severity
from wagtail_attachment.reports.cells import as_cell

_HEAD = re.compile("[0-9a-f]{64}")
_FIELDS = (
    "page_id",
    "title",
    "url",
    "language",
    "violation",
    "severity",
    "message",
    "fixer",
)


class Command(PracticeCommand):
    help = (
        "Lists what is wrong with live articles. Exits with 1 when something is at least as "
        "severe as --fail-on, or when --verify-ledger finds a changed row."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["text", "json", "csv"], default="text")
        parser.add_argument("--site", default="", metavar="HOST", help="Only this site's pages.")
        parser.add_argument("--locale", default="", metavar="CODE", help="Only this language.")
        parser.add_argument(
            "--fail-on",
            choices=[str(severity) for severity in Severity],
            default=str(Severity.SAFETY),
            help="The mildest severity that makes the exit status 1.",
        )
        parser.add_argument(
            "--verify-ledger",
            action="store_true",
            help="Check that no row of the ledgers was changed, removed or put in between, and print "
            "the head of each.",
        )
        parser.add_argument(
            "--expect-head",
            action="append",
            default=[],
            metavar="HEAD",
            help="A head printed earlier: check that its row is still there. Can be repeated.",
        )
        parser.add_argument(
            "--heads",
            metavar="FILE",
            help="A file that ledger_head wrote, or its mails: check that each head in it is still there.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kept = read_file(options["heads"]) if options["heads"] else []
        for head in options["expect_head"]:
            if not _HEAD.fullmatch(head):
                raise CommandError(
                    f"--expect-head: {head!r} is not a head, which has 64 digits and letters a to f."
                )
        # A misspelt host or language would match no pages, and so hide all problems.
        site = find_site(options["site"]).hostname if options["site"] else ""
        language = find_locale(options["locale"]).language_code if options["locale"] else ""
        findings = list(find_violations(site, language))
        getattr(self, f"print_{options['format']}")(findings)
        # JSON and CSV hold only violations.
        self.notes = self.stdout if options["format"] == "text" else self.stderr
        if recorded := record_drift():
            what = (
                "change made without a save was"
                if recorded == 1
                else "changes made without a save were"
            )
            self.notes.write(f"{recorded} {what} added to the evidence.")
        problems = []
        order = list(Severity)
        limit = order.index(Severity(options["fail_on"]))
        if any(order.index(finding.violation.severity) <= limit for finding in findings):
            problems.append(f"Some violations are at least as severe as {options['fail_on']!r}.")
        if options["verify_ledger"] or options["expect_head"] or options["heads"]:
            problems += self.verify_ledgers(options["expect_head"])
        problems += [f"Not in its ledger any more: {head}" for head in find_lost(kept)]
        if problems:
            renew()  # changes may have bypassed the signals; readers now get what is stored
            raise CommandError("\n".join(problems))

    def verify_ledgers(self, heads: list[str]) -> list[str]:
        """Print the length of each ledger, and return a description of each problem."""
        unsealed = seal_what_is_not()
        for state in get_ledger_states():
            self.notes.write(f"{state.name}: {state.rows} rows, head {state.head or '-'}")
        return [
            *(
                [
                    f"{unsealed} publication events had no seal: a process was killed, or they were "
                    "inserted by other means. They are sealed now."
                ]
                if unsealed
                else []
            ),
            *(
                f"{row._meta.label} {row.pk} is not as it was written, or does not follow."
                for row in find_broken_ledger_rows()
            ),
            *(
                f"No ledger holds {head!r}: rows were removed from the end of one."
                for head in find_lost_heads(heads)
            ),
        ]

    def print_text(self, findings: list[Finding]) -> None:
        for finding in findings:
            violation = finding.violation
            self.stdout.write(f"{violation.severity:8} {violation.id:24} {finding.page}")
            self.stdout.write(f"         {violation.message} ({violation.fixer})")
        noun = "violation" if len(findings) == 1 else "violations"
        self.stdout.write(f"{len(findings)} {noun} on live articles.")

    def print_json(self, findings: list[Finding]) -> None:
        rows = [finding.to_dict() for finding in findings]
        self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))

    def print_csv(self, findings: list[Finding]) -> None:
        writer = csv.DictWriter(self.stdout, _FIELDS, lineterminator="\n")
        writer.writeheader()
        for finding in findings:
            writer.writerow({name: as_cell(value) for name, value in finding.to_dict().items()})


def read_file(name: str) -> list[Head]:
    """Return the heads in a file. Raises ``CommandError`` if it has none or is unreadable."""
    try:
        with open(name, encoding="utf-8") as file:
            heads = read_heads(file.read())
    except UnicodeDecodeError as error:
        raise CommandError(
            f"--heads: {name!r} is not in UTF-8; save it as plain text in UTF-8."
        ) from error
    except ValueError as error:
        raise CommandError(f"--heads: {name!r} has an incomplete line: {error}") from error
    except OSError as error:
        raise CommandError(f"--heads: {name!r} cannot be read: {error.strerror}.") from error
    if not heads:
        raise CommandError(f"--heads: {name!r} has no head in it.")
    return heads
