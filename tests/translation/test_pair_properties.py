"""Whatever is changed in an original, the pairs of all other places stay what they were."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.translation.bases import compute_targets, follow
from wagtail_attachment.translation.differences import Kind, find_differences
from wagtail_attachment.translation.pairs import make_pairs

SEQUENCES = int(os.environ.get("WAGTAIL_ATTACHMENT_SEQUENCES", "200"))

words = st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=12).filter(
    lambda text: any(character.isalpha() for character in text)
)
links = st.lists(
    st.tuples(st.sampled_from(["tel:988", "page:5", "https://example.org"]), words), max_size=2
).map(tuple)
contents = st.sampled_from(["", "", "", "image:5"])


@st.composite
def bodies(draw):
    """Return the texts of up to eight blocks, each with one to three of its own."""
    return [
        Text(f"body.{block}", draw(words), draw(links), draw(contents))
        for block in range(draw(st.integers(1, 8)))
        for _each in range(draw(st.integers(1, 3)))
    ]


def translate(text):
    return Text(text.path, f"ñ{text.words}", text.links, text.content)


def get_paths(texts):
    return list(dict.fromkeys(text.path for text in texts))


def edit(draw, texts):
    """Return the texts after some blocks were dropped, moved, put in and reworded; and which."""
    paths = draw(st.permutations(get_paths(texts)))
    kept = paths[draw(st.integers(0, len(paths))) :]
    reworded = set(draw(st.lists(st.sampled_from(kept), max_size=3))) if kept else set()
    groups = [[text for text in texts if text.path == path] for path in kept]
    edited = [
        Text(text.path, f"{text.words} more", text.links, text.content)
        if text.path in reworded
        else text
        for group in groups
        for text in group
    ]
    added = [Text(f"body.new{number}", draw(words)) for number in range(draw(st.integers(0, 2)))]
    return [*edited, *added], set(kept) - reworded


@pytest.mark.translation_case(40)
@settings(max_examples=SEQUENCES, deadline=None)
@given(st.data())
def test_pairs_keep_their_places_and_links_and_no_text_is_lost(data):
    source = data.draw(bodies())
    target = [translate(text) for text in source]
    before = make_pairs(source, target)
    assert [(pair.source, pair.target) for pair in before] == list(zip(source, target, strict=True))

    edited, untouched = edit(data.draw, source)
    after = make_pairs(edited, target)
    # Every text of either language is in a pair, and in one alone.
    assert sorted(t.words for pair in after for t in pair.targets) == sorted(
        t.words for t in target
    )
    assert {pair.path for pair in after} == {text.path for text in [*edited, *target]}
    # What was not touched is the same pair wherever it stands now.
    same = {(pair.path, pair.place): pair.digest for pair in after}
    for pair in before:
        if pair.path in untouched:
            assert same[pair.path, pair.place] == pair.digest


@pytest.mark.translation_case(40)
@settings(max_examples=SEQUENCES, deadline=None)
@given(st.data())
def test_differences_are_named_where_and_only_where_there_are_any(data):
    before = data.draw(bodies())
    now, untouched = edit(data.draw, before)
    assert find_differences(before, before) == []
    found = find_differences(before, now)
    if now != before:
        assert found
    changed = [each for each in found if each.kind is not Kind.MOVED]
    assert not {each.now.path for each in changed if each.now} & untouched
    assert not {each.before.path for each in changed if each.before} & untouched
    gone = {text.path for text in before} - {text.path for text in now}
    named = {each.before.path for each in found if each.before}
    assert gone <= named


@pytest.mark.translation_case(33)
@settings(max_examples=SEQUENCES, deadline=None)
@given(st.data())
def test_translation_that_nobody_touches_answers_to_what_it_was_made_of(data):
    source = data.draw(bodies())
    target = [translate(text) for text in source]
    targets = compute_targets(target)
    present, _untouched = edit(data.draw, source)
    assert sorted(map(str, follow(source, targets, present, target))) == sorted(map(str, source))
    # And whoever changes every place has the present original before them.
    theirs = [Text(text.path, f"y{text.words}", text.links, text.content) for text in present]
    followed = follow(source, targets, present, theirs)
    assert find_differences(followed, present) == []
