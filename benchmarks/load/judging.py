"""Which answers were wrong: an error, a cookie, or what had been replaced before it was asked for."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from benchmarks.load.acts import Act
from benchmarks.load.readers import Answer

_SECONDS_TO_NOTICE = 1
"""How long after a worker's end a reader may still try the connection it had to it."""


def find_faults(
    answers: list[Answer], acts: list[Act], covered: set[str], killed: Sequence[float] = ()
) -> Iterator[str]:
    """Yield a sentence for each wrong answer.

    What was committed before a request was begun must be in its answer. What was being committed
    meanwhile may be. A connection that breaks as a worker is ``killed`` is no fault.
    """
    for answer in answers:
        if _is_lost(answer, killed):
            continue
        if answer.error or answer.status not in (200, 304):
            yield f"{answer.path} answered {answer.status or answer.error}."
            continue
        if answer.set_cookie:
            yield f"{answer.path} set a cookie."
        for name, number in answer.marks:
            of_name = [act for act in acts if act.name == name]
            oldest = max(act.number for act in of_name if act.ended <= answer.begun)
            newest = max(act.number for act in of_name if act.begun <= answer.ended)
            if not oldest <= number <= newest:
                yield f"{answer.path} showed {name} {number}, not {oldest} to {newest}."
        missing = {"wording", "line"} - {name for name, _number in answer.marks}
        if answer.path in covered and missing:
            yield f"{answer.path} showed no {' and no '.join(missing)}."


def _is_lost(answer: Answer, killed: Sequence[float]) -> bool:
    return bool(answer.error) and any(
        answer.begun - _SECONDS_TO_NOTICE <= moment <= answer.ended for moment in killed
    )


def describe(
    answers: list[Answer], acts: list[Act], seconds: float, killed: Sequence[float] = ()
) -> str:
    times = sorted(answer.ended - answer.begun for answer in answers)
    unchanged = sum(answer.status == 304 for answer in answers)
    kinds = [act.name for act in acts]
    lost = sum(_is_lost(answer, killed) for answer in answers)
    return (
        f"{len(answers)} answers in {seconds:.0f} s ({len(answers) / seconds:.0f} a second), "
        f"{unchanged} of them 304; median {statistics.median(times) * 1000:.0f} ms, "
        f"95 % within {times[int(len(times) * 0.95)] * 1000:.0f} ms, "
        f"longest {times[-1] * 1000:.0f} ms.\n"
        f"Meanwhile {kinds.count('wording')} wordings were approved, {kinds.count('line')} lines "
        f"verified, {kinds.count('article')} articles published; the longest took "
        f"{max(act.ended - act.begun for act in acts):.1f} s.\n"
        f"{len(killed)} workers were killed, and {lost} connections broke with them."
    )
