"""What the load test of ``benchmarks`` counts as wrong, so that its "0 faults" means something."""

import pytest

from benchmarks.load.acts import Act
from benchmarks.load.judging import find_faults
from benchmarks.load.marks import make_mark, read_marks
from benchmarks.load.readers import Answer

ACTS = [
    Act("wording", 1, begun=0, ended=1),
    Act("line", 2, begun=1, ended=2),
    Act("wording", 13, begun=10, ended=12),
]


def judge(begun=3, ended=4, status=200, wording=1, killed=(), **values):
    marks = frozenset({("wording", wording), ("line", 2)})
    answer = Answer("/a/", begun, ended, status, values.pop("marks", marks), **values)
    return [*find_faults([answer], ACTS, {"/a/"}, killed)]


@pytest.mark.parametrize(
    ("begun", "ended", "wording"),
    [(3, 4, 1), (11, 11.5, 1), (11, 13, 13), (9, 11, 13), (12, 13, 13)],
)
def test_wording_that_was_in_force_or_came_meanwhile_is_right(begun, ended, wording):
    assert judge(begun, ended, wording=wording) == []


def test_wording_replaced_before_it_was_asked_for_is_wrong():
    assert judge(12, 13, wording=1) == ["/a/ showed wording 1, not 13 to 13."]


def test_wording_that_nobody_had_approved_yet_is_wrong():
    assert judge(3, 9, wording=13) == ["/a/ showed wording 13, not 1 to 1."]


def test_article_without_its_disclaimer_is_wrong():
    assert judge(marks=frozenset({("line", 2)})) == ["/a/ showed no wording."]


def test_errors_and_cookies_are_wrong():
    assert judge(status=503) == ["/a/ answered 503."]
    assert judge(status=0, error="timed out") == ["/a/ answered timed out."]
    assert judge(set_cookie=True) == ["/a/ set a cookie."]


def test_mark_is_read_as_it_was_made():
    assert read_marks(f"<p>{make_mark('wording', 1203)}</p>".encode()) == {("wording", 1203)}


def test_connection_that_breaks_as_its_worker_is_killed_is_nobodys_fault():
    for moment in (3.5, 2.5):
        assert judge(status=0, error="reset", killed=[moment]) == []


@pytest.mark.parametrize("moment", [1.5, 4.5])
def test_connection_that_breaks_while_no_worker_is_killed_is_wrong(moment):
    assert judge(status=0, error="reset", killed=[moment]) == ["/a/ answered reset."]


def test_wrong_answer_is_wrong_while_a_worker_is_killed():
    assert judge(12, 13, wording=1, killed=[12.5]) == ["/a/ showed wording 1, not 13 to 13."]
    assert judge(status=500, killed=[3.5]) == ["/a/ answered 500."]
