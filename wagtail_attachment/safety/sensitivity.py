"""Whether a page is sensitive, so that help comes before its text, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from unicodedata import bidirectional

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from wagtail_attachment.conf import conf
from wagtail_attachment.crisis.sensitive_subjects import (
    Passage,
    Phrase,
    find_sensitive_phrases,
    knows_language,
)
from wagtail_attachment.languages import get_language_fallbacks, join_in_words
from wagtail_attachment.ledger.reviews import Subject
from wagtail_attachment.ledger.sensitivity import SensitivityDecision
from wagtail_attachment.practice.people import Topic
from wagtail_attachment.times import format_day
from wagtail_attachment.translation.texts import NOT_READ, get_text_fields, get_texts

TOPIC, PHRASE, PERSON, EARLIER = "topic", "phrase", "person", "earlier"

_TITLES = frozenset({"title", "subtitle"})
_INTRODUCTION = frozenset({"lead", "in_short"})

_found: dict[bytes, Mapping[str, Phrase]] = {}
_KEPT_TEXTS = 5_000


@dataclass(frozen=True)
class Reason:
    """Why help comes before a text. The same reason always has the same ``key``."""

    key: str
    kind: str
    name: str
    times: int = 1


@dataclass(frozen=True)
class Sensitivity:
    """All reasons for help before the text of one page, and people's decisions on them.

    Lowering the sensitivity covers exactly the reasons that the person saw, as often as each
    occurred.
    """

    reasons: tuple[Reason, ...] = ()
    lowering: SensitivityDecision | None = None
    """The last lowering for this text, whether or not it still covers all reasons."""

    @property
    def unanswered(self) -> list[Reason]:
        answered = self.lowering.reasons if self.lowering else {}
        return [reason for reason in self.reasons if not _covers(answered, reason)]

    @property
    def is_sensitive(self) -> bool:
        """Whether help comes before the text."""
        return bool(self.unanswered)

    @property
    def is_lowered(self) -> bool:
        """Whether it would be sensitive if a person had not decided otherwise."""
        return bool(self.reasons) and not self.unanswered

    def describe(self) -> str:
        """Return a few sentences on whether help comes before the text, and why."""
        if self.is_lowered and self.lowering:
            return _("No: %(name)s decided so on %(date)s: “%(reason)s”") % {
                "name": self.lowering.person_name,
                "date": format_day(self.lowering.at),
                "reason": self.lowering.reason,
            }
        if not self.reasons:
            return _("No.")
        return " ".join([_("Yes."), *_describe(self.unanswered)])


def _describe(reasons: Sequence[Reason]) -> Iterator[str]:
    """Yield a sentence for each kind of reason why help comes before a text, for editors."""
    of_kind: dict[str, list[Reason]] = {}
    for reason in reasons:
        of_kind.setdefault(reason.kind, []).append(reason)
    for kind, alike in of_kind.items():
        names = join_in_words(map(_quote, alike), get_language() or "en")
        match kind:
            case "topic" if len(alike) == 1:
                yield _("It is about the topic %(name)s.") % {"name": names}
            case "topic":
                yield _("It is about the topics %(names)s.") % {"names": names}
            case "phrase":
                yield _("The text says %(phrases)s.") % {"phrases": names}
            case "person":
                people = dict.fromkeys(reason.name for reason in alike)
                yield _("%(names)s said that it is sensitive.") % {
                    "names": join_in_words(people, get_language() or "en")
                }
            case _:
                yield _(
                    "This article, here or in another language, was published as sensitive because "
                    "of %(names)s, and no one has decided otherwise."
                ) % {"names": names}


def _quote(reason: Reason) -> str:
    if reason.kind == PHRASE and reason.times > 1:
        return _("“%(phrase)s” (%(times)s times)") % {
            "phrase": _isolate(reason.name),
            "times": reason.times,
        }
    return _("“%(name)s”") % {"name": _isolate(reason.name)}


def _isolate(words: str) -> str:
    """Return right-to-left words isolated, so that they keep their place in a sentence."""
    runs_left = any(bidirectional(letter) in ("R", "AL") for letter in words)
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}" if runs_left else words


def judge(
    page: Any,
    language: str,
    topics: Iterable[Topic],
    subject: Subject,
    decisions: Sequence[SensitivityDecision],
) -> Sensitivity:
    """Return how sensitive ``page`` is.

    ``decisions`` are those on the article in all its languages: what was decided or found in one of
    them holds for the others too, unless it was lowered there. ``subject`` is the page whose text
    is shown.
    """
    own = [row for row in decisions if (row.object_type, row.object_id) == subject]
    lowerings = {
        (row.object_type, row.object_id): row
        for row in decisions
        if row.act == SensitivityDecision.Act.LOWERED
    }
    found = [*find_own_reasons(page, language, topics)]
    known = {reason.key for reason in found}
    for row in decisions:
        if row.act == SensitivityDecision.Act.LOWERED:
            continue
        lowering = None if row in own else lowerings.get((row.object_type, row.object_id))
        for reason in _read_reasons(row):
            if reason.key in known or (lowering and _covers(lowering.reasons, reason)):
                continue
            known.add(reason.key)
            found.append(reason)
    return Sensitivity(tuple(found), lowerings.get(subject))


def find_own_reasons(page: Any, language: str, topics: Iterable[Topic]) -> list[Reason]:
    """Return the reasons in the page's topics and text, whatever people have decided."""
    about = [
        Reason(f"topic:{topic.translation_key}", TOPIC, topic.name)
        for topic in topics
        if topic.sensitive
    ]
    phrases = _find_phrases(page, get_language_fallbacks(language))
    return about + [
        Reason(f"phrase:{key}", PHRASE, phrase.words, phrase.times)
        for key, phrase in phrases.items()
    ]


def judges_text(language: str) -> bool:
    """Say whether the package or the site has words to look for in texts of a language."""
    codes = get_language_fallbacks(language)
    return knows_language(codes) or any(
        code in conf.WAGTAIL_ATTACHMENT_SENSITIVE_WORDS for code in codes
    )


def combine(sensitivities: Iterable[Sensitivity]) -> list[Reason]:
    """Return all reasons in the versions of one page, each as often as in the version with most."""
    combined: dict[str, Reason] = {}
    for reason in (each for one in sensitivities for each in one.reasons):
        known = combined.get(reason.key)
        if known is None or known.times < reason.times:
            combined[reason.key] = reason
    return list(combined.values())


def store(reasons: Iterable[Reason]) -> dict[str, list[Any]]:
    """Return reasons in the form stored in the ledger."""
    return {reason.key: [reason.kind, reason.name, reason.times] for reason in reasons}


def _read_reasons(row: SensitivityDecision) -> list[Reason]:
    return [
        Reason(key, PERSON if kind == PERSON else EARLIER, name, times)
        for key, (kind, name, times) in row.reasons.items()
    ]


def _covers(answered: Mapping[str, Any], reason: Reason) -> bool:
    return reason.key in answered and reason.times <= answered[reason.key][2]


def _find_phrases(page: Any, languages: Sequence[str]) -> Mapping[str, Phrase]:
    """Return what makes the text of ``page`` sensitive; results are cached by text."""
    of_site = conf.WAGTAIL_ATTACHMENT_SENSITIVE_WORDS
    own = {phrase for code in languages for phrase in of_site.get(code, ())}
    digest = blake2b(repr((page.__class__, languages, sorted(own))).encode(), digest_size=16)
    for field in get_text_fields(page.__class__):
        value = field.value_from_object(page)
        if isinstance(field, StreamField):
            value = json.dumps(field.stream_block.get_prep_value(value), default=str)
        digest.update(repr(value).encode("utf-8", "surrogatepass"))
    key = digest.digest()
    if key not in _found:
        if len(_found) >= _KEPT_TEXTS:
            _found.clear()
        _found[key] = find_sensitive_phrases(_get_passages(page), languages, own)
    return _found[key]


def _get_passages(page: Any) -> list[Passage]:
    return [
        Passage(
            text.words,
            is_heading=name in _TITLES or text.path.endswith(".heading"),
            is_introduction=name in _INTRODUCTION,
        )
        for text in get_texts(page)
        if (name := text.path.partition(".")[0]) not in NOT_READ
    ]
