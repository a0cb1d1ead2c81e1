"""Say what is wrong with the articles that are live now; for people, CI and cron."""

from __future__ import annotations

import csv
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wagtail_attachment.audit import Finding, find_broken_ledger_rows, find_violations
from wagtail_attachment.publishing import Severity

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


class Command(BaseCommand):
    help = (
        "Lists what is wrong with live articles. Exits with 1 when something is as grave as "
        "--fail-on, or when --verify-ledger finds a changed row."
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
            help="Check that no row of the ledgers was changed, removed or put in between.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(find_violations(options["site"], options["locale"]))
        getattr(self, f"print_{options['format']}")(findings)
        problems = []
        order = list(Severity)
        limit = order.index(Severity(options["fail_on"]))
        if any(order.index(finding.violation.severity) <= limit for finding in findings):
            problems.append(f"Violations as grave as {options['fail_on']!r} were found.")
        if options["verify_ledger"]:
            problems += [
                f"{row._meta.label} {row.pk} does not follow from the row before it."
                for row in find_broken_ledger_rows()
            ]
        if problems:
            raise CommandError("\n".join(problems))

    def print_text(self, findings: list[Finding]) -> None:
        for finding in findings:
            violation = finding.violation
            self.stdout.write(f"{violation.severity:8} {violation.id:24} {finding.page}")
            self.stdout.write(f"         {violation.message} ({violation.fixer})")
        self.stdout.write(f"{len(findings)} violations on live articles.")

    def print_json(self, findings: list[Finding]) -> None:
        rows = [finding.to_dict() for finding in findings]
        self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))

    def print_csv(self, findings: list[Finding]) -> None:
        writer = csv.DictWriter(self.stdout, _FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(finding.to_dict() for finding in findings)
