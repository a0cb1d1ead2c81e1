"""Whether readers can rely on the numbers in an article's own text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from wagtail_attachment.crisis.calling import is_told_to_press
from wagtail_attachment.crisis.directory import (
    KnownNumber,
    OldLine,
    find_known,
    find_old_domains,
    find_old_lines,
    is_same_number,
)
from wagtail_attachment.crisis.placeholder import CRISIS_LINE, find_misspelt
from wagtail_attachment.publishing.called import find_called_numbers, find_mismatched_links
from wagtail_attachment.publishing.severities import Severity
from wagtail_attachment.publishing.texts import Text, name_target

from .number_facts import NumberFacts
from .rule import Finding, Rule

_NAMED_COUNTRIES = 3


def find_unverified_numbers(facts: NumberFacts) -> Iterator[Finding]:
    found: set[tuple[str, str]] = set()
    for text in facts.get_texts():
        for message, subject in _judge_text(facts, text):
            if (text.block_id, message) not in found:
                found.add((text.block_id, message))
                yield Finding(message, text.block_id, subject)


def find_mismatches(facts: NumberFacts) -> Iterator[Finding]:
    for text in facts.get_texts():
        for words, target in find_mismatched_links(text):
            yield Finding(
                _(
                    "The link “%(words)s” leads to %(target)s. Link a number to itself, or take "
                    "the link off."
                )
                % {"words": words, "target": name_target(target)},
                text.block_id,
            )


def find_unfilled_placeholders(facts: NumberFacts) -> Iterator[Finding]:
    for text in facts.get_texts():
        for name in find_misspelt(text.words):
            message = _("Change %(name)s to {crisis_line}: otherwise readers see it as typed.")
            yield Finding(message % {"name": name}, text.block_id)
        if CRISIS_LINE in text.words and not facts.fills_crisis_line(text):
            yield Finding(
                _(
                    "{crisis_line} is filled in only in the sections of an article. Take it out "
                    "here."
                ),
                text.block_id,
            )
        elif any(CRISIS_LINE in words for _target, words in text.links):
            message = _("Take the link off {crisis_line}: it becomes a link of its own.")
            yield Finding(message, text.block_id)
    if facts.has_broken_crisis_line():
        yield Finding(
            _(
                "Write {crisis_line} again, without a change of style inside it: as it is, it "
                "cannot be filled in."
            )
        )


def _judge_text(facts: NumberFacts, text: Text) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the numbers and addresses of one text, and what must be changed."""
    for number in find_called_numbers(text, facts.languages[0]):
        old = find_old_lines(number)
        ended = [line for line in old if line.press and is_told_to_press(text.words, line.press)]
        if ended:
            yield _say_ended(ended[0]), ""
        if not any(is_same_number(number, each) for each in facts.get_verified_numbers()):
            yield from _judge_number(facts, number, [line for line in old if not line.press])
    addresses = " ".join([text.words, *(target for target, _words in text.links)])
    for host, replaced_by in find_old_domains(addresses):
        yield (
            _("The address %(host)s is out of use. The line is at %(replaced_by)s now.")
            % {"host": host, "replaced_by": replaced_by},
            "",
        )


def _judge_number(
    facts: NumberFacts, number: str, old: Sequence[OldLine]
) -> Iterator[tuple[str, str]]:
    countries = facts.get_readers_countries()
    known = find_known(number)
    own = [each for each in known if each.country in countries]
    if old:
        yield f"{_say_old(facts, number, old[0])} {_say_what_to_do(facts)}", ""
    elif own:
        yield (
            _(
                "%(number)s, the number of %(name)s, is not verified for readers of this text. "
                "Verify the line, or take the number out."
            )
            % {"number": number, "name": _name(facts, own[0])},
            "lines",
        )
    elif known:
        yield f"{_say_foreign(facts, number, known)} {_say_what_to_do(facts)}", ""
    elif recorded := facts.find_recorded(number):
        yield (
            _(
                "Your team once verified %(number)s as the number of %(name)s, but readers of this "
                "text are not shown that line."
            )
            % {"number": number, "name": _name(facts, recorded[0])}
            + f" {_say_what_to_do(facts)}",
            "",
        )


def _say_what_to_do(facts: NumberFacts) -> str:
    if not facts.has_sections:
        return _("Remove the number: the crisis card on the page shows the verified lines.")
    return _(
        "Remove the number, or, in a section of the article, write {crisis_line} instead: readers then see "
        "the number for their own country. The block “Crisis lines” shows every verified line."
    )


def _say_old(facts: NumberFacts, number: str, line: OldLine) -> str:
    values = {
        "number": number,
        "name": line.name,
        "replaced_by": line.replaced_by,
        "country": facts.name_countries([line.country]),
        "since": line.since[:4],
    }
    if line.reaches:
        message = _(
            "%(number)s is the former number of %(name)s (%(country)s). The line has been on "
            "%(replaced_by)s since %(since)s."
        )
    else:
        message = _(
            "%(number)s was the number of %(name)s (%(country)s) until %(replaced_by)s replaced "
            "it in %(since)s."
        )
    return message % values


def _say_ended(line: OldLine) -> str:
    return _(
        "Pressing %(key)s on %(number)s is out of date: that option of %(name)s ended in "
        "%(since)s. Take the option out."
    ) % {"key": line.press, "number": line.number, "name": line.name, "since": line.since[:4]}


def _say_foreign(facts: NumberFacts, number: str, known: Sequence[KnownNumber]) -> str:
    lines = [each for each in known if each.name]
    places = list(dict.fromkeys(each.country for each in lines or known))
    message = (
        _("%(number)s is a crisis line of %(countries)s.")
        if lines
        else _("%(number)s is the emergency number of %(countries)s.")
    )
    few = len(places) <= _NAMED_COUNTRIES
    named = facts.name_countries(places) if few else _("other countries")
    if countries := facts.get_readers_countries():
        readers = _("Readers of this text are in %(countries)s.") % {
            "countries": facts.name_countries(countries)
        }
    else:
        readers = _("The country of the text's readers is not set.")
    return f"{message % {'number': number, 'countries': named}} {readers}"


def _name(facts: NumberFacts, known: KnownNumber) -> str:
    country = facts.name_countries([known.country])
    if known.name:
        return f"{known.name} ({country})"
    return _("the emergency services in %(country)s") % {"country": country}


NUMBER_RULES = (
    Rule(
        id="number.placeholder",
        severity=Severity.REQUIRED,
        problem="`{crisis_line}` is misspelled, is part of a link, or stands where it is not filled "
        "in: outside of the sections of an article.",
        remedy="Write it in the text of a section, or take it out.",
        find=find_unfilled_placeholders,
    ),
    Rule(
        id="number.mismatch",
        severity=Severity.REQUIRED,
        problem="A link shows one number and calls another, or shows a number to call and leads "
        "elsewhere.",
        remedy="Link the number to itself, or take the link off.",
        find=find_mismatches,
    ),
    Rule(
        id="number.unverified",
        severity=Severity.REQUIRED,
        is_overridable=True,
        problem="The text names a known crisis line, a former one or an emergency number that is "
        "not verified for this page's readers, or the address of a line that has moved.",
        remedy="Take it out, write `{crisis_line}`, place the block *Crisis lines*, or verify the "
        "line.",
        find=find_unverified_numbers,
    ),
)
