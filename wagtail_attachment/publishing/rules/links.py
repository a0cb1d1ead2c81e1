"""Whether a translation's links lead to the same places as the original's."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail_attachment.publishing.severities import Severity

from .rule import Finding, Rule
from .translation import TranslationFacts
from .unfinished import shorten


def find_changed_links(facts: TranslationFacts) -> Iterator[Finding]:
    translation = facts.get_translation()
    for link in translation.changed_links if translation else ():
        if not link.target:
            message = _("The link “%(words)s” to %(source)s in the original is missing here.")
        elif not link.source:
            message = _("The link “%(words)s” to %(target)s is not in the original.")
        else:
            message = _(
                "The link “%(words)s” goes to %(source)s in the original and to %(target)s here."
            )
        words = {"words": shorten(link.words), "source": link.source, "target": link.target}
        yield Finding(message % words, link.block_id)


LINK_RULES = (
    Rule(
        id="translation.link-changed",
        severity=Severity.ADVICE,
        problem="A link goes to another web address, page or document than in the original, or one of "
        "the two texts lacks it. The page that the original's was translated into is no other one.",
        remedy="Compare the two. If both are right, have the text reviewed as it is: it is not asked "
        "about again.",
        find=find_changed_links,
        subject="translation",
    ),
)
