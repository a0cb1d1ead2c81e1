"""The command that sets up a practice without a browser; it can be run repeatedly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Site

from wagtail_attachment import permissions
from wagtail_attachment.crisis.countries import get_countries
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.languages.own_texts import has_package_texts
from wagtail_attachment.management.practice_command import PracticeCommand, find_site
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.setup import (
    ReadersChange,
    create_groups,
    create_language_groups,
    get_steps,
    grant_role,
    load_crisis_resources,
    load_starter_disclaimer,
    make_booking,
    make_lists,
)
from wagtail_attachment.setup.groups import ROLES


class Command(PracticeCommand):
    help = "Sets up a practice: country, starter disclaimers, crisis lines, booking, groups."

    approver: Any = None
    verifier: Any = None

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--country", required=True, help="ISO 3166-1 code, as in US.")
        parser.add_argument(
            "--languages",
            default="",
            help="Language codes with commas between; the site's, if left out.",
        )
        parser.add_argument(
            "--countries-of",
            nargs=2,
            action="append",
            default=[],
            metavar=("LANGUAGE", "COUNTRIES"),
            help="Where readers of one language are, as in: es ES,MX. Repeat it for others.",
        )
        parser.add_argument(
            "--article-list",
            action="store_true",
            help="Publish a list of articles below the home page, if the site has none.",
        )
        parser.add_argument("--site", help="The site's host name; the default site, if left out.")
        parser.add_argument("--booking-url", default="", help="Address of the booking page.")
        parser.add_argument(
            "--approve-starter",
            action="store_true",
            help="Approve the starter disclaimers, in the name of --as. Read them first.",
        )
        parser.add_argument("--as", dest="approver", metavar="USER", help="Who approves them.")
        parser.add_argument("--verify-as", metavar="USER", help="Who verifies the crisis lines.")
        parser.add_argument(
            "--i-checked",
            action="store_true",
            help="Says that this person compared every line with its official page today.",
        )
        parser.add_argument(
            "--group",
            nargs=2,
            action="append",
            default=[],
            metavar=("ROLE", "GROUP"),
            help=f"Give an existing group a role's permissions; roles: {', '.join(ROLES)}.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what it would do.")

    def handle(self, *args: Any, **options: Any) -> None:
        country = _read_country("--country", options["country"])
        elsewhere = {
            language: [_read_country("--countries-of", code) for code in codes.split(",")]
            for language, codes in options["countries_of"]
        }
        if options["approve_starter"] and not options["approver"]:
            raise CommandError("--approve-starter needs --as USER: a named person approves.")
        if options["verify_as"] and not options["i_checked"]:
            raise CommandError("--verify-as needs --i-checked: a person has compared the facts.")
        if options["approver"] and not options["approve_starter"]:
            raise CommandError("--as approves nothing without --approve-starter.")
        if options["i_checked"] and not options["verify_as"]:
            raise CommandError("--i-checked needs --verify-as USER: a named person verifies.")
        site = self._get_site(options["site"])
        if options["approve_starter"]:
            self.approver = self._get_user(
                "--as", options["approver"], permissions.APPROVE_DISCLAIMER
            )
        if options["verify_as"]:
            self.verifier = self._get_user(
                "--verify-as", options["verify_as"], permissions.VERIFY_CRISIS_LINE
            )
        codes = self._get_languages("--languages", options["languages"])
        elsewhere = {
            self._get_languages("--countries-of", language)[0]: countries
            for language, countries in elsewhere.items()
        }
        with transaction.atomic():
            done = list(self._set_up(site, country, elsewhere, codes, options))
            steps = get_steps(site)
            if options["dry_run"]:
                transaction.set_rollback(True)
        for line in done:  # not earlier: an error would have undone it
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("Nothing was changed: this was a dry run. Without --dry-run, then:")
        for step in steps:
            self.stdout.write(f"[{'x' if step.is_done else ' '}] {step.title}")

    def _set_up(
        self,
        site: Site,
        country: str,
        elsewhere: dict[str, list[str]],
        codes: list[str],
        options: dict[str, Any],
    ) -> Iterator[str]:
        practice = PracticeSettings.for_site(site)
        change = ReadersChange(practice, country, {**practice.language_countries, **elsewhere})
        # Lines come first, since the change of country may not leave live articles without one.
        for each in sorted(change.countries, key=lambda code: code != country):
            yield from self._set_up_lines(each, options)
        if change.is_one:
            with _blaming(f"--country: {country}"):
                change.make(None)
            yield f"Country: {country}"
            for code, countries in elsewhere.items():
                yield f"Countries of readers in {code}: {', '.join(countries)}"
        yield from self._set_up_disclaimers(codes, options)
        if options["booking_url"] and not PracticeSettings.for_site(site).booking_id:
            with _blaming("--booking-url"):
                booking = make_booking(site, options["booking_url"])
            yield f"Booking: {booking}"
        if options["article_list"]:
            for page in make_lists(site):
                yield f"List of articles: {page.full_url}"
        groups = [*create_groups(site).values(), *create_language_groups(site).values()]
        yield "Groups: " + ", ".join(group.name for group in groups)
        for role, name in options["group"]:
            if role not in ROLES:
                raise CommandError(f"--group: {role!r} is not a role; use {', '.join(ROLES)}.")
            group = Group.objects.filter(name=name).first()
            if group is None:
                raise CommandError(f"--group: there is no group {name!r}.")
            grant_role(group, role, site)
            yield f"Permissions of {role} given to: {name}"

    def _set_up_disclaimers(self, codes: list[str], options: dict[str, Any]) -> Iterator[str]:
        for code in codes:
            locale, created = Locale.objects.get_or_create(language_code=code)
            if created:
                yield f"Language added: {locale.language_code}"
            if not has_package_texts(locale.language_code):
                yield (
                    f"No texts for readers in {locale.language_code}: they are shown in English until "
                    "you write yours in the admin, under Practice, Languages."
                )
            disclaimer = load_starter_disclaimer(locale)
            if disclaimer is None:
                yield f"No starter text in {locale.language_code}: write it in the admin."
                continue
            if options["approve_starter"] and disclaimer.get_in_force() is None:
                with _blaming(f"--approve-starter: {locale.language_code}"):
                    disclaimer.approve(self.approver)
            yield f"Disclaimer in {locale.language_code}: {disclaimer.get_state()}"

    def _set_up_lines(self, country: str, options: dict[str, Any]) -> Iterator[str]:
        load_crisis_resources([country])
        for resource in CrisisResource.objects.filter(country=country):
            if options["verify_as"] and resource.get_last_version() is None:
                with _blaming(f"--verify-as: {resource}"):
                    resource.verify(self.verifier, "setup_practice --i-checked")
            yield f"Crisis line {resource}: {resource.get_state()}"

    def _get_site(self, hostname: str | None) -> Site:
        first = Site.objects.order_by("-is_default_site", "pk").first()
        if first is None:
            raise CommandError("There is no site yet: create it in Settings, Sites.")
        return first if hostname is None else find_site(hostname)

    def _get_languages(self, option: str, languages: str) -> list[str]:
        """Return the codes of the requested languages. Raises ``CommandError`` for unknown ones."""
        wanted = [code.strip().lower() for code in languages.split(",") if code.strip()]
        known = list(Locale.objects.values_list("language_code", flat=True))
        usable = {code.lower(): code for code in [*get_content_languages(), *known]}
        if missing := [code for code in wanted if code not in usable]:
            raise CommandError(
                f"{option}: this site is not set up for {', '.join(missing)}, but for "
                f"{', '.join(sorted(usable.values()))}. Name some of these, or add yours to "
                "WAGTAIL_CONTENT_LANGUAGES, with WAGTAIL_I18N_ENABLED = True, and run this again."
            )
        return [usable[code] for code in wanted] or known

    def _get_user(self, option: str, username: str, right: str) -> Any:
        model = get_user_model()
        user = model._default_manager.filter(**{model.USERNAME_FIELD: username}).first()
        if user is None:
            raise CommandError(f"{option}: there is no user {username!r}.")
        if not permissions.holds(user, right):
            raise CommandError(f"{option}: {username} does not have the permission {right}.")
        if not permissions.has_name(user):
            raise CommandError(
                f"{option}: {username} has no name, and this goes on record with one. "
                "Add it in the admin, under Settings, Users."
            )
        return user


def _read_country(option: str, code: str) -> str:
    country = code.strip().upper()
    if country not in dict(get_countries("en")):
        raise CommandError(f"{option}: {country!r} is not an ISO 3166-1 code such as US.")
    return country


@contextmanager
def _blaming(subject: str) -> Iterator[None]:
    """Name the option and its value in the error that ends the command."""
    try:
        yield
    except ValidationError as error:
        raise CommandError(f"{subject}: {' '.join(error.messages)} Nothing was changed.") from error
