"""Lines compared down to the word. No database."""

from hypothesis import given
from hypothesis import strategies as st

from wagtail_attachment.evidence.differences import Piece, compare_lines

lines = st.lists(st.text(max_size=20), max_size=6)


def show(before, after):
    marks = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
    return [
        "".join(marks[piece.kind].format(piece.text) for piece in line)
        for line in compare_lines(before, after)
    ]


def test_words_that_changed_are_marked():
    assert show(["Call 988 now.", "Rest."], ["Call 116 123 now.", "Rest."]) == [
        "Call [-988][+116 123] now."
    ]
    assert show(["a", "b"], ["a", "c d", "b"]) == ["[+c d]"]
    assert show(["Closeness hurts."], ["Nothing like it at all"]) == [
        "[-Closeness hurts.]",
        "[+Nothing like it at all]",
    ]
    assert show(["اتصل بالرقم 988"], ["اتصل بالرقم 911"]) == ["اتصل بالرقم [-988][+911]"]


@given(lines, lines)
def test_what_is_marked_is_all_that_differs(before, after):
    changed = compare_lines(before, after)
    assert bool(changed) is (before != after)
    kept = [line for line in before if line in after]
    gone = "".join(p.text for line in changed for p in line if p.kind != "new")
    new = "".join(p.text for line in changed for p in line if p.kind != "gone")
    assert len(gone) <= len("".join(before))
    assert len(new) <= len("".join(after))
    if not kept:
        assert (gone, new) == ("".join(before), "".join(after))
    assert compare_lines(before, before) == []
    assert compare_lines([], after) == [[Piece("new", line)] for line in after]
