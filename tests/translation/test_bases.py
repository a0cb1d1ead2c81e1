"""What a translation that no tool keeps answers to: what the translator had, place by place."""

import pytest

from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.translation.bases import compute_targets, follow
from wagtail_attachment.translation.differences import find_differences

HAD = [Text("title", "Clossness"), Text("a", "One"), Text("b", "Two")]
MADE = [Text("title", "Cercanía"), Text("a", "Uno"), Text("b", "Dos")]
PRESENT = [Text("title", "Closeness"), Text("a", "One, or more"), Text("c", "Three")]


def read(texts):
    return [text.words for text in texts]


def run(target, had=HAD, present=PRESENT):
    return follow(had, compute_targets(MADE), present, target)


def test_untouched_translation_answers_to_what_it_was_made_of():
    assert read(run(MADE)) == ["Clossness", "One", "Two"]


@pytest.mark.translation_case(33)
def test_only_the_places_whose_own_words_change_move_on():
    assert read(run([Text("title", "La cercanía"), *MADE[1:]])) == ["Closeness", "One", "Two"]


def test_place_that_both_have_dropped_is_gone():
    assert read(run(MADE[:2])) == ["Clossness", "One"]


def test_place_that_both_have_added_is_there():
    assert read(run([*MADE, Text("c", "Tres")])) == ["Clossness", "One", "Two", "Three"]


def test_whoever_changes_every_place_has_nothing_left_to_compare():
    target = [Text("title", "T"), Text("a", "A"), Text("c", "C")]
    assert find_differences(run(target), PRESENT) == []


PARAGRAPHS = [
    [Text("p", words) for words in side]
    for side in (
        ["One.", "Stop your medicine.", "Three."],
        ["One.", "Never stop your medicine.", "Three."],
        ["Uno.", "Deje su medicina.", "Tres."],
    )
]


@pytest.mark.translation_case(33)
@pytest.mark.parametrize(
    ("place", "words"), [(2, "Stop your medicine."), (1, "Never stop your medicine.")]
)
def test_paragraph_beside_it_does_not_bring_a_changed_paragraph_along(place, words):
    had, present, made = PARAGRAPHS
    target = [*made]
    target[place] = Text("p", "Otra cosa.")
    followed = follow(had, compute_targets(made), present, target)
    assert read(followed) == ["One.", words, "Three."]


@pytest.mark.translation_case(33)
@pytest.mark.parametrize("more", ["present", "target"])
def test_block_that_has_another_number_of_texts_moves_as_a_whole(more):
    had, present, made = PARAGRAPHS
    sides = {"present": list(present), "target": [*made[:2], Text("p", "Tres!")]}
    sides[more].append(Text("p", "4."))
    followed = follow(had, compute_targets(made), **sides)
    assert followed == sides["present"]


def test_moved_block_stays_behind_until_the_translation_has_moved_it():
    present = [HAD[0], HAD[2], HAD[1]]
    (moved,) = find_differences(run(MADE, present=present), present)
    assert moved.kind == "moved"
    assert find_differences(run([MADE[0], MADE[2], MADE[1]], present=present), present) == []
