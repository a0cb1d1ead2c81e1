"""What may not be changed or deleted while readers rely on it, and why: a function per model.

The signal receivers call these before every save and deletion, so forms, bulk actions, APIs and the
ORM all get the same answer, even for superusers. Raw SQL and ``queryset.update()`` bypass them; the
serve gate and the audit cover those.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from wagtail.models import Locale, Site

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.permissions import describe_holders
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.publishing.changes import is_changed, refuse_change, refuse_removal
from wagtail_attachment.publishing.refusals import RemovalRefused

from . import kept_languages, verified_lines  # noqa: F401 - register their answers
from .coverage import NEW_SITE, refuse_to_uncover
from .line_changes import move_readers
from .resolver import Safety
from .short_texts import refuse_harmful_words
from .shown import find_naming_pages, find_pages_of

# Importing these from here ensures that all the functions below are registered.
__all__ = ["refuse_change", "refuse_removal"]


@refuse_change.register
def _refuse_change_of_topic(topic: Topic) -> None:
    def get_after_change(safety: Safety) -> Safety:
        topics = [topic if own.pk == topic.pk else own for own in safety.topics]
        return safety.get_hypothetical(topics=topics) if topic in topics else safety

    refuse_harmful_words(topic)
    if topic.notice_id and is_changed(topic, "notice_id"):
        refuse_to_uncover(get_after_change, field="notice", topics=[topic.pk])


@refuse_removal.register
def _refuse_removal_of_topic(topic: Topic) -> None:
    _refuse_while_named(
        topic,
        ngettext_lazy(
            "%(count)d live article is about “%(name)s”: take the topic off it first, so that "
            "its readers do not lose what comes with the topic.",
            "%(count)d live articles are about “%(name)s”: take the topic off them first, so "
            "that their readers do not lose what comes with the topic.",
            "count",
        ),
    )


@refuse_removal.register
def _refuse_removal_of_person(person: Practitioner) -> None:
    _refuse_while_named(
        person,
        ngettext_lazy(
            "“%(name)s” is on %(count)d live page, by name, with a review or in a booking prompt, so "
            "they can't be deleted. Record that they left: what they wrote keeps their name.",
            "“%(name)s” is on %(count)d live pages, by name, with a review or in a booking prompt, so "
            "they can't be deleted. Record that they left: what they wrote keeps their name.",
            "count",
        ),
        find_pages_of,
        lambda: {
            "fixer": describe_holders(permissions.ADD_PERSON),
            "fix_url": reverse_admin("wagtail_attachment:leaving", person.pk),
        },
    )


def _refuse_while_named(
    snippet: Any,
    reason: Any,
    find: Callable[[Any], set[int]] = find_naming_pages,
    get_fix: Callable[[], dict[str, str]] | None = None,
) -> None:
    """Refuse if ``find`` finds live pages; ``reason`` gives their number, as singular and plural.

    ``get_fix`` returns who can fix this and where; by default the author of the articles.
    """
    if pages := len(find(snippet)):
        usual = {
            "fixer": _("The authors"),
            "fix_url": _get_snippet_url(snippet, "usage"),
        }
        fix = get_fix() if get_fix else usual
        raise RemovalRefused(snippet, reason % {"count": pages, "name": snippet}, **fix)


@refuse_change.register
def _refuse_change_of_locale(locale: Locale) -> None:
    def get_after_change(safety: Safety) -> Safety:
        if safety.locale_id != locale.pk:
            return safety
        found = DisclaimerVersion.objects.in_force_by_kind(safety.kinds, locale, safety.site_id)
        return safety.get_hypothetical(shared=replace(safety.shared, locale=locale, wordings=found))

    if locale.pk and is_changed(locale, "language_code"):
        refuse_to_uncover(get_after_change, field="language_code")


@refuse_change.register
def _refuse_change_of_site(site: Site) -> None:
    if site.root_page_id and is_changed(site, "root_page_id"):
        roots = [
            (page.url_path, site.pk or NEW_SITE)
            for page in site.root_page.get_translations(inclusive=True)
        ]
        _refuse_to_uncover_by_roots(site, roots)


@refuse_removal.register
def _refuse_removal_of_site(site: Site) -> None:
    _refuse_to_uncover_by_roots(site, [])


def _refuse_to_uncover_by_roots(site: Site, roots: list[tuple[str, int]]) -> None:
    """Refuse by the site that each page would belong to: the nearest above it, as in Wagtail."""
    kept = [
        (root.root_path, root.site_id)
        for root in Site.get_site_root_paths()
        if root.site_id != site.pk
    ]
    nearest_first = sorted([*kept, *roots], key=lambda root: root[0], reverse=True)

    def get_after_change(safety: Safety) -> Safety:
        path = safety.page.url_path
        sites = (site_id for root, site_id in nearest_first if path.startswith(root))
        site_id = next(sites, None)
        return safety if site_id == safety.site_id else safety.get_hypothetical(site_id=site_id)

    refuse_to_uncover(get_after_change, field="root_page", roots=[root for root, _site_id in roots])


@refuse_change.register
def _refuse_end_of_own_wording(row: DisclaimerVersion) -> None:
    """Refuse to end a site's own disclaimer text unless another one replaces it."""
    ended = row.withdraws
    if ended is None or ended.effective_from > row.approved_at:
        return
    statements = DisclaimerVersion.objects.statements().filter(kind=ended.kind)
    remaining = [other for other in statements if other.pk != ended.pk]

    def get_after_change(safety: Safety) -> Safety:
        if ended not in safety.disclaimers:
            return safety
        wordings = dict(safety.shared.wordings)
        del wordings[ended.kind]
        wordings |= DisclaimerVersion.choose(remaining, safety.language, safety.site_id)
        return safety.get_hypothetical(shared=replace(safety.shared, wordings=wordings))

    refuse_to_uncover(get_after_change, field=NON_FIELD_ERRORS)


@refuse_change.register
def _refuse_to_lose_lines_by_country(practice: PracticeSettings) -> None:
    """Refuse to lose crisis lines by a change of country.

    A new row is never refused: Wagtail stores an empty one when the settings are first read.
    """
    places = ("country", "language_countries")
    if practice.pk and any(is_changed(practice, place) for place in places):
        refuse_to_uncover(move_readers(practice), field="country")


@refuse_removal.register
def _refuse_removal_of_disclaimer(disclaimer: Disclaimer) -> None:
    if disclaimer.get_in_force() or disclaimer.get_pending():
        raise RemovalRefused(
            disclaimer,
            _(
                "“%(name)s” has been approved, so it can't be deleted. Approve a replacement "
                "instead; a text for one site alone can be withdrawn."
            )
            % {"name": disclaimer},
            fixer=describe_holders(permissions.APPROVE_DISCLAIMER),
            fix_url=reverse_admin("wagtail_attachment:approve_disclaimer", disclaimer.pk),
        )


@refuse_removal.register
def _refuse_removal_of_notice(notice: Notice) -> None:
    """Refuse to delete a notice with an approved text; it can be placed nowhere instead."""
    if DisclaimerVersion.objects.filter(kind=notice.slug).exists():
        raise RemovalRefused(
            notice,
            _(
                "A text of “%(name)s” has been approved, so its record is kept. To stop showing it, "
                "set “Applies to” to “Nowhere for now”."
            )
            % {"name": notice},
            fixer=describe_holders(permissions.CHANGE_NOTICE),
            fix_url=_get_snippet_url(notice, "edit"),
        )
    if draft := Disclaimer.objects.filter(kind=notice.slug).first():
        raise RemovalRefused(
            notice,
            _("“%(name)s” has drafts of its text: delete these first.") % {"name": notice},
            fixer=describe_holders(permissions.DELETE_DISCLAIMER),
            fix_url=_get_snippet_url(draft, "edit"),
        )


@refuse_removal.register
def _refuse_removal_of_line(line: CrisisResource) -> None:
    if line.get_in_force():
        raise RemovalRefused(
            line,
            _("“%(name)s” is verified for readers. Withdraw it first, then delete it.")
            % {"name": line},
            fixer=describe_holders(permissions.VERIFY_CRISIS_LINE),
            fix_url=reverse_admin("wagtail_attachment:withdraw_line", line.pk),
        )


def _get_snippet_url(instance: Any, view: str) -> str:
    return reverse_admin(instance.snippet_viewset.get_url_name(view), instance.pk)
