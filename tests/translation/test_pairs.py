"""Which text belongs to which, and what makes a pair another one."""

import pytest

from wagtail_attachment.publishing.texts import Text, split_html
from wagtail_attachment.translation.pairs import make_pairs
from wagtail_attachment.translation.places import learn_places

ONE, TWO, THREE = (f"{number}d4f63a2-54cb-4ac5-8ed1-2d9f3c1f0b22" for number in "123")
SEVEN, EIGHT, NINE = (f"{number}d4f63a2-54cb-4ac5-8ed1-2d9f3c1f0b22" for number in "789")


def show(pairs):
    return [
        (pair.source and pair.source.words, pair.target and pair.target.words) for pair in pairs
    ]


def test_texts_of_one_path_are_paired_in_their_order_and_what_is_alone_is_kept():
    source = [Text("title", "A"), Text("b", "1"), Text("b", "2"), Text("c", "gone")]
    target = [Text("b", "eins"), Text("b", "zwei"), Text("title", "Ein"), Text("d", "mehr")]
    assert show(make_pairs(source, target)) == [
        ("A", "Ein"), ("1", "eins"), ("2", "zwei"), ("gone", None), (None, "mehr"),
    ]  # fmt: skip


def test_block_whose_paragraphs_were_split_or_joined_is_one_pair():
    source = [Text("b", "One."), Text("b", "Two."), Text("c", "Three.")]
    target = [Text("b", "Eins. Zwei."), Text("c", "Drei.")]
    one, other = make_pairs(source, target)
    assert (one.source.words, one.target.words, one.is_short) == ("One. Two.", "Eins. Zwei.", True)
    assert (other.source.words, other.is_short) == ("Three.", False)
    assert [text.words for text in one.targets] == ["Eins. Zwei."]


def test_picture_between_paragraphs_does_not_shift_them():
    picture = '<embed embedtype="image" id="5" alt="A bench"/>'
    source = split_html(f"<p>One</p>{picture}<p>Two</p>", "b")
    pairs = make_pairs(source, split_html("<p>Eins</p><p>Zwei</p>", "b"))
    assert show(pairs) == [("One", "Eins"), ("Two", "Zwei"), ("", None)]
    assert (pairs[2].source.content, pairs[2].is_one_sided) == ("image:5 A bench", False)


def digest_of(source, target, path="a"):
    (pair,) = make_pairs([Text(path, *source)], [Text(path, *target)])
    return pair.digest


SAID = ("Call", (("tel:988", "988"),)), ("Llame", (("tel:988", "988"),))


def test_pair_is_the_same_wherever_it_stands():
    assert digest_of(*SAID) == digest_of(*SAID, path="b")


@pytest.mark.translation_case(31)
@pytest.mark.parametrize(
    ("source", "target"),
    [
        (("Call us", SAID[0][1]), SAID[1]),
        (SAID[0], ("Llámenos", SAID[1][1])),
        (("Call", (("tel:911", "988"),)), SAID[1]),
        (SAID[0], ("Llame", (("https://example.org", "988"),))),
        (("Call", (("page:5", "988"),)), SAID[1]),
        ((*SAID[0], "image:5"), SAID[1]),
        (SAID[1], SAID[0]),
    ],
    ids=["original", "translation", "call", "web", "page", "picture", "exchanged"],
)
def test_pair_is_another_one_once_anything_in_it_changed(source, target):
    assert digest_of(source, target) != digest_of(*SAID)


@pytest.mark.parametrize(
    ("source", "target", "is_equal", "is_one_sided"),
    [
        ("Rosa Núñez", "Rosa Núñez", True, False),
        ("1987", "1987", False, False),
        ("Yes", "Sí", False, False),
        ("Yes", None, False, True),
        (None, "Sí", False, True),
        (None, "1987", False, False),
    ],
)
def test_equal_and_one_sided_pairs_need_a_letter(source, target, is_equal, is_one_sided):
    sides = [[Text("a", words)] if words else [] for words in (source, target)]
    (pair,) = make_pairs(*sides)
    assert (pair.is_equal, pair.is_one_sided) == (is_equal, is_one_sided)


def test_pages_with_ids_of_their_own_are_paired_by_order_where_they_are_built_alike():
    source = [Text(f"body.{ONE}.heading", "A"), Text(f"body.{TWO}.content.{THREE}", "B")]
    target = [Text(f"body.{SEVEN}.heading", "X"), Text(f"body.{EIGHT}.content.{NINE}", "Y")]
    places = learn_places(source, target)
    assert show(make_pairs(source, target, places)) == [("A", "X"), ("B", "Y")]


def test_places_are_not_guessed_where_the_pages_differ_or_their_ids_tell():
    source = [Text(f"body.{ONE}.heading", "A"), Text(f"body.{TWO}.heading", "B")]
    assert learn_places(source, [Text(f"body.{SEVEN}.heading", "X")]) == {}
    other = [Text(f"body.{SEVEN}.heading", "X"), Text(f"body.{EIGHT}.text", "Y")]
    assert learn_places(source, other) == {}
    known = [Text(f"body.{ONE}.heading", "X"), Text(f"body.{EIGHT}.heading", "Y")]
    assert learn_places(source, known) == {}
    assert learn_places([Text("title", "A")], [Text("title", "X")]) == {}
