"""What changed in an original: everything is found, and called by its name."""

import pytest

from wagtail_attachment.publishing.texts import Text, split_html
from wagtail_attachment.translation.differences import compare_words, find_differences

LINK = (("tel:988", "988"),)


def find(before, now):
    return [(str(each.kind), each.words) for each in find_differences(before, now)]


def block(*paragraphs, path="b"):
    return [Text(path, words) for words in paragraphs]


FIRST, SECOND, THIRD = "You step back when it is close.", "Nobody is to blame.", "It can change."


@pytest.mark.translation_case(32)
@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        (block(FIRST, SECOND), block(FIRST, SECOND), []),
        (block(FIRST), block("You step back, when it is close."),
         [("words", "You step back, when it is close.")]),
        (block(FIRST, SECOND), block(SECOND), [("removed", FIRST)]),
        (block(SECOND), block(FIRST, SECOND), [("added", FIRST)]),
        (block(FIRST, SECOND), block(SECOND, FIRST), [("moved", SECOND)]),
        (block(FIRST), block("You step back", "when it is close."),
         [("words", "You step back"), ("added", "when it is close.")]),
        ([Text("b", FIRST, LINK)], [Text("b", FIRST, (("tel:911", "988"),))], [("links", FIRST)]),
        ([Text("b", "A bench", (), "image:5")], [Text("b", "A bench", (), "image:6")],
         [("content", "A bench")]),
        ([Text("r", "", (), "Hazan, 1987")], [Text("r", "", (), "Hazan, 1988")],
         [("content", "Hazan, 1988")]),
        (block(FIRST), [], [("removed", FIRST)]),
        ([], block(FIRST), [("added", FIRST)]),
        (block(FIRST), block(FIRST, path="c"), [("moved", FIRST)]),
        ([Text("a", "1"), Text("b", "2"), Text("c", "3")],
         [Text("b", "2"), Text("c", "3"), Text("a", "1")], [("moved", "1")]),
    ],
    ids=["nothing", "comma", "deleted", "put in", "moved in its text", "split", "call link",
         "picture", "reference", "block deleted", "block put in", "cut to another block",
         "block moved"],
)  # fmt: skip
def test_every_change_is_found_and_named(before, now, found):
    assert find(before, now) == found


def test_words_that_have_nothing_in_common_are_two_texts():
    before, now = block(FIRST), block("Stop your medicine.", THIRD)
    assert ("removed", FIRST) in find(before, now)
    assert ("added", "Stop your medicine.") in find(before, now)


def test_the_only_text_of_a_place_is_reworded_however_much():
    assert find([Text("title", "One")], [Text("title", "Another thing")]) == [
        ("words", "Another thing")
    ]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ('<p>See <a href="https://a.org">this</a>.</p>', '<p>See <a href="https://b.org">this</a>.</p>'),
        ('<p><a linktype="page" id="5">x</a></p>', '<p><a linktype="page" id="6">x</a></p>'),
        ('<p><a linktype="document" id="5">x</a></p>', '<p><a href="#">x</a></p>'),
        ('<embed embedtype="media" url="https://a.org"/>', '<embed embedtype="media" url="https://b.org"/>'),
    ],
)  # fmt: skip
def test_where_something_leads_is_part_of_it(before, now):
    assert len(find_differences(split_html(before, "b"), split_html(now, "b"))) == 1


@pytest.mark.parametrize(
    ("language", "before", "now", "pieces"),
    [
        ("en", "First one here", "First of all here", ["First ", "-one", "+of all", " here"]),
        ("zh-hans", "他很累。", "他不累。", ["他", "-很", "+不", "累。"]),
        ("es", "uno", "uno", ["uno"]),
    ],
)
def test_words_are_compared_one_by_one_and_letters_where_nothing_stands_between(
    language, before, now, pieces
):
    marks = {"same": "", "added": "+", "removed": "-"}
    found = [f"{marks[each.kind]}{each.words}" for each in compare_words(before, now, language)]
    assert found == pieces
