"""A number in prose is told from a figure, in the words around it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_attachment.crisis.calling import is_meant_to_be_called, is_told_to_press
from wagtail_attachment.crisis.characters import get_typed_characters
from wagtail_attachment.crisis.directory import get_short_numbers
from wagtail_attachment.crisis.numbers import locate_phone_numbers
from wagtail_attachment.publishing.called import find_called_numbers
from wagtail_attachment.publishing.texts import Text

from . import corpus, table


def find(words, language=""):
    return find_called_numbers(Text("p", words), language)


@pytest.mark.parametrize("language", corpus.LANGUAGES)
def test_few_numbers_are_missed_and_few_figures_taken_for_one(language):
    missed, false = corpus.find_failures(language)
    assert (missed[2:], false[1:]) == ([], [])


@pytest.mark.parametrize("language", corpus.LANGUAGES)
def test_corpus_is_large_and_says_nothing_twice(language):
    sentences = list(corpus.read(language))
    assert len(sentences) == len({sentence for _kind, sentence in sentences})
    wanted = (60, 60) if language in corpus.LANGUAGES[:6] else (15, 3)
    kinds = [kind for kind, _sentence in sentences]
    assert (sum(kinds), len(kinds) - sum(kinds)) == wanted


def test_table_in_the_documentation_is_what_was_measured():
    _before, written, _after = table.PAGE.read()
    assert written == table.render()


@pytest.mark.parametrize("words", ["988", "988 / 911", "📞 988", "(9-8-8)"])
def test_number_alone_is_one_to_call(words):
    assert find(words)


def test_words_of_the_text_s_own_language_count():
    """“works” is no plural in English; in a text of no known language nobody can tell."""
    assert find("Call the line: 988 works at night.", "en")
    assert not find("Call the line: 988 works at night.")
    assert find("Call the line: 988 works at night.", "en-gb")


def test_word_of_another_sentence_says_nothing():
    assert find("Call me. 988 is a figure.", "en") == []
    assert find("I like 988. Call me.", "en") == []


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Call 988 and press 3.", True),
        ("Marque 988 y oprima el 3.", True),
        ("988, dann die Taste 3", True),
        ("اتصل على 988 واضغط ٣", True),
        ("Call 988 and press 30.", False),
        ("Call 988. There are 3 ways.", False),
    ],
)
def test_key_that_is_to_be_pressed(text, is_told):
    assert is_told_to_press(text, "3") is is_told


@given(st.text(st.sampled_from("0123456789 ()./-+*#abcé拨٣"), max_size=200))
def test_what_is_found_stands_in_the_text_and_none_overlap(text):
    typed = get_typed_characters(text)
    end = 0
    for found in locate_phone_numbers(typed, get_short_numbers()):
        assert typed[found.start : found.end] == found.text
        assert found.start >= end
        assert re.search(r"\d{2}", re.sub(r"\D", "", found.text))
        end = found.end
        assert is_meant_to_be_called(typed, found) in (True, False)


@pytest.mark.parametrize(
    "hostile", ["1 ", "1(", "(", "9-", "1.", "a.aa", "988 ", "1 - ", "24/7", "1-800-273-TALK "]
)
def test_hostile_text_takes_no_longer_than_a_long_one(hostile):
    text = hostile * (60_000 // len(hostile))
    find(text + "1mg")
