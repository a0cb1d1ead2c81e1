"""The command that loads well-known crisis lines as unverified drafts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from wagtail_attachment.crisis.known import get_crisis_lines
from wagtail_attachment.crisis.news import News, find_news
from wagtail_attachment.management.practice_command import PracticeCommand
from wagtail_attachment.setup import load_crisis_resources


class Command(PracticeCommand):
    help = "Loads well-known crisis lines as unverified drafts; readers see none until verified."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--country",
            nargs="+",
            default=[],
            metavar="CODE",
            help="ISO 3166-1 codes of the countries whose lines to load; all, if left out.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        countries = [
            code for codes in options["country"] for code in codes.upper().split(",") if code
        ]
        known = {line["country"] for line in get_crisis_lines()}
        if unknown := sorted(set(countries) - known):
            raise CommandError(
                f"No lines are known for: {', '.join(unknown)}. Known: {', '.join(sorted(known))}."
            )
        added = load_crisis_resources(countries)
        for resource in added:
            self.stdout.write(f"Added, not verified: {resource.country} {resource}")
        self.stdout.write(f"{len(added)} lines added. Verify each under Practice, Crisis lines.")
        for news in find_news().values():
            if not countries or news.resource.country in countries:
                self.report(news)

    def report(self, news: News) -> None:
        """Print how a line differs from the package's current data; change nothing."""
        name = f"{news.resource.country} {news.resource}"
        if news.is_gone:
            self.stdout.write(f"No longer in the package: {name}")
            return
        self.stdout.write(f"Other facts in the package (decide on the dashboard): {name}")
        for each in news.differences:
            self.stdout.write(f"  {each.label}: {each.ours or '-'} -> {each.theirs or '-'}")
