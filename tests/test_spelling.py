"""Words as people type them: what counts as the same word, and as nearly the same."""

import pytest

from wagtail_attachment.languages.spelling import (
    get_near_misses,
    simplify,
    split_beginnings,
    split_words,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("APEGÓ", "apego"),
        ("Größe", "grosse"),
        ("l’anxiété", "L'anxiete"),
        ("التَّعَلُّق", "التعلق"),
        ("أنماط إلى آمن", "انماط الي امن"),
        ("علاقة", "علاقه"),
        ("التعلـــق", "التعلق"),
    ],
)
def test_two_ways_of_writing_are_one(one, other):
    assert simplify(one) == simplify(other)


@pytest.mark.parametrize("word", ["القلق", "والقلق", "بالقلق", "فالقلق", "كالقلق", "للقلق"])
def test_an_arabic_word_is_found_with_and_without_its_article(word):
    assert split_words(word) == ["قلق"]


@pytest.mark.parametrize("word", ["الم", "الله", "والد"])
def test_a_short_arabic_word_that_begins_like_the_article_stays_whole(word):
    assert split_words(word) == [simplify(word)]


def test_each_word_comes_once_and_signs_are_none():
    assert split_words("Grief, grief_grief & (love) – 988!") == ["grief", "love", "988"]


def test_words_begin_with_three_letters_and_no_word_is_endless():
    assert split_beginnings("my style") == ["my", "sty", "styl", "style"]
    assert len(split_beginnings("a" * 100_000)) == 18
    assert split_words("b" * 100_000) == ["b" * 20]


@pytest.mark.parametrize("typed", ["avoident", "avoidnt", "avoidannt", "aviodant"])
def test_one_letter_changed_left_out_added_or_swapped_is_near(typed):
    assert get_near_misses(typed) & get_near_misses("avoidant")


def test_two_letters_wrong_are_too_far():
    assert not get_near_misses("evoident") & get_near_misses("avoidant")
