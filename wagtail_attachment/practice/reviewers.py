"""Who may review an article clinically, under which name, or the reason why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.aliases import get_source
from wagtail_attachment.covered import CoveredPage

from .people import Practitioner
from .review_scopes import ReviewScope, describe_languages
from .settings import PracticeSettings


@dataclass(frozen=True)
class Refusal:
    """The reason why someone may not review an article, and their own way to fix it."""

    message: str
    fix_url: str = ""
    lacks_name: bool = False


@dataclass(frozen=True)
class PublicName:
    """The name of a reviewer that readers see; never a login or an address."""

    name: str
    credentials: str = ""
    person_key: str = ""


class PracticeRules:
    """The practice's rules on reviewing one's own text, read when first needed."""

    @cached_property
    def sites_with_own_reviews(self) -> set[Any]:
        allowing = PracticeSettings.objects.filter(allow_own_review=True)
        return set(allowing.values_list("site_id", flat=True))

    @cached_property
    def with_account(self) -> set[Any]:
        """The translation keys of the people who have an account."""
        people = Practitioner.objects.exclude(user=None)
        return set(people.values_list("translation_key", flat=True))


class Reviewer:
    """One account as a reviewer; its data is kept, and can be used for one page or many."""

    def __init__(self, user: Any, rules: PracticeRules | None = None) -> None:
        self.user = user
        self._rules = rules or PracticeRules()

    def find_refusal(self, page: CoveredPage) -> Refusal | None:
        """Return why the account may not review the text of ``page``; ``None`` if it may."""
        if not self.has_permission:
            names = permissions.describe_holders(permissions.REVIEW_ARTICLE)
            ask = _("You do not have permission to do this. Ask: %(names)s.")
            return Refusal(ask % {"names": names})
        if not permissions.may_see_page(self.user, page):
            return Refusal(_("You have no access to this section of the site."))
        if self.people and all(person.left_on for person in self.people):
            return Refusal(
                _("It is on record that you have left the practice. Someone else reviews this one.")
            )
        return self._find_foreign(page) or self._find_own(page) or self._find_nameless(page)

    def may_be_asked(self, page: CoveredPage) -> bool:
        """Say whether the account may be asked to review ``page``.

        A reviewer without a name can be asked too, and has to add it on opening the review.
        """
        refusal = self.find_refusal(page)
        return refusal is None or refusal.lacks_name

    def wrote(self, page: CoveredPage) -> bool:
        """Say whether the account's person is an author of ``page``.

        If no author has an account, the account that created the page counts as its author.
        """
        authors = {author.translation_key for author in page.get_authors()}
        if authors & {person.translation_key for person in self.people}:
            return True
        return not authors & self._rules.with_account and get_source(page).owner_id == self.user.pk

    def get_public_name(self, page: CoveredPage) -> PublicName | None:
        """Return the name that readers of ``page`` see for the account; ``None`` if it has none."""
        if self.people:
            locale_id = get_source(page).locale_id
            person = min(self.people, key=lambda each: (each.locale_id != locale_id, each.pk))
            return PublicName(person.name, person.credentials, str(person.translation_key))
        name = permissions.get_own_name(self.user)
        return PublicName(name) if name else None

    @cached_property
    def has_permission(self) -> bool:
        return permissions.may_review_articles(self.user)

    @cached_property
    def people(self) -> list[Practitioner]:
        """The entries, one for each language, of the person with this account."""
        return list(Practitioner.objects.filter(user=self.user))

    def _find_foreign(self, page: CoveredPage) -> Refusal | None:
        if self.scope is None:
            return None
        language = page.get_content_locale().language_code
        if self.scope.by_language and language not in self._languages:
            if not self._languages:
                return Refusal(_say_deleted(_("The languages that you review have been deleted.")))
            speaks = describe_languages(self._languages, get_language() or "en")
            message = _("You review articles in %(languages)s. Someone else reviews this one.")
            return Refusal(message % {"languages": speaks})
        topics = {each.translation_key for each in page.get_topics()}
        if self.scope.by_topic and not self._topics & topics:
            if not self._topics:
                return Refusal(_say_deleted(_("The topics that you review have been deleted.")))
            message = _("You review articles about: %(topics)s. Someone else reviews this one.")
            return Refusal(message % {"topics": self.scope.list_topics()})
        return None

    def _find_own(self, page: CoveredPage) -> Refusal | None:
        if not self.wrote(page) or self._may_review_own(page):
            return None
        return Refusal(
            _(
                "This is your own article, so someone else has to review it. "
                "A practice can allow authors to review their own articles in its settings."
            )
        )

    def _find_nameless(self, page: CoveredPage) -> Refusal | None:
        if self.get_public_name(page):
            return None
        return Refusal(
            _(
                "Readers see the name of the reviewer, and your account has none. Enter your name "
                "first, or have your account chosen under Practice, People."
            ),
            fix_url=reverse_admin("wagtailadmin_account"),
            lacks_name=True,
        )

    def _may_review_own(self, page: CoveredPage) -> bool:
        if not self._rules.sites_with_own_reviews:
            return False
        source = get_source(page)
        parts = source.get_url_parts() if source.url_path else None
        return bool(parts and parts[0] in self._rules.sites_with_own_reviews)

    @cached_property
    def scope(self) -> ReviewScope | None:
        scopes = ReviewScope.objects.prefetch_related("topics", "languages")
        return scopes.filter(user=self.user).first()

    @cached_property
    def _topics(self) -> set[Any]:
        return {topic.translation_key for topic in self.scope.topics.all()} if self.scope else set()

    @cached_property
    def _languages(self) -> list[str]:
        return [each.language_code for each in self.scope.languages.all()] if self.scope else []


def may_review(user: Any, page: CoveredPage) -> bool:
    """Say whether ``user`` may review the text of ``page`` now, under a name shown to readers."""
    return Reviewer(user).find_refusal(page) is None


def load_reviewers(users: Iterable[Any]) -> list[Reviewer]:
    """Return reviewers for accounts that hold the permission, with their data prefetched.

    Only their sections of the site are read one by one, by Wagtail.
    """
    rules = PracticeRules()
    reviewers = [Reviewer(user, rules) for user in users]
    users = [reviewer.user for reviewer in reviewers]
    people = defaultdict(list)
    for person in Practitioner.objects.filter(user__in=users):
        people[person.user_id].append(person)
    scopes = ReviewScope.objects.prefetch_related("topics", "languages").filter(user__in=users)
    scope_of = {scope.user_id: scope for scope in scopes}
    for reviewer in reviewers:
        reviewer.has_permission = True
        reviewer.people = people[reviewer.user.pk]
        reviewer.scope = scope_of.get(reviewer.user.pk)
    return reviewers


def find_reviewers(page: CoveredPage) -> list[Any]:
    """Return the accounts that may be asked to review ``page``, by name."""
    holders = permissions.find_holders(permissions.REVIEW_ARTICLE).order_by("pk")
    found = [one for one in load_reviewers(holders) if one.may_be_asked(page)]
    return sorted((one.user for one in found), key=_get_name)


def _say_deleted(reason: str) -> str:
    names = permissions.describe_holders(permissions.CHANGE_PRACTICE)
    ask = _("Someone has to choose again under Practice, Reviewers. Ask: %(names)s.")
    return f"{reason} {ask % {'names': names}}"


def _get_name(user: Any) -> str:
    return permissions.get_own_name(user).casefold()
