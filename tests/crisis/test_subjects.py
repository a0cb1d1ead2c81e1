"""Whether a text is about suicide, self-harm, abuse, sexual violence or an eating disorder."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.crisis import subjects as corpus
from wagtail_attachment.crisis.sensitive_subjects import (
    Passage,
    find_sensitive_phrases,
    knows_language,
)

PADDING = "The waves of an ordinary day come and go, and we notice them without haste. " * 12
"""Longer than a paragraph."""


def find(*passages, languages=("en",), own=()):
    given = [each if isinstance(each, Passage) else Passage(each) for each in passages]
    return {
        each.words: each.times for each in find_sensitive_phrases(given, languages, own).values()
    }


@pytest.mark.parametrize(
    "text",
    [
        "My commute is killing me.",
        "I was dying to see you.",
        "Alcohol abuse is treated in groups. Substance abuse is too.",
        "I could die of embarrassment, I want to die of laughter.",
        "She cut herself off from her family.",
        "The storm was violent.",
    ],
)
def test_idioms_and_other_matters_are_none_of_it(text):
    assert not find(Passage(text, is_heading=True), PADDING, text)


def test_one_mention_in_a_long_text_is_not_what_it_is_about():
    assert not find(PADDING, "Depression is a risk factor for suicide.", PADDING)


def test_one_mention_is_enough_in_a_heading_and_where_an_introduction_begins():
    heading = Passage("Suicide and grief", is_heading=True)
    assert find(PADDING, heading) == {"Suicide": 1}
    text = "Suicide leaves questions. They stay."
    assert find(PADDING, Passage(text, is_introduction=True))
    later = "Questions stay. So does suicide."
    assert not find(PADDING, Passage(later, is_introduction=True))


def test_two_sentences_of_a_paragraph_are_enough_but_not_two_paragraphs_far_apart():
    assert find(PADDING, "She thought of suicide. He knew of her suicidal thoughts.")
    assert not find("She thought of suicide.", PADDING, "He knew of her suicidal thoughts.")


def test_two_phrases_in_one_sentence_say_one_thing():
    assert not find(PADDING, "She thought of suicide and self-harm.")


def test_somebody_s_own_danger_is_enough_wherever_it_stands():
    assert find(PADDING, "Some nights you want to die.", PADDING) == {"want to die": 1}


def test_a_short_text_is_about_what_it_names():
    assert find("She lives with anorexia.") == {"anorexia": 1}


def test_in_a_list_a_name_counts_for_less():
    assert not find("They count heart disease, cancer, accidents, diabetes, suicide, influenza.")


def test_hints_alone_are_enough_when_there_are_three():
    two = "He wrote a goodbye letter. There is no way out."
    assert not find(PADDING, two)
    assert set(find(PADDING, f"{two} The razor lay there.")) == {
        "goodbye letter",
        "no way out",
        "razor",
    }


def test_phrases_are_shown_as_they_are_written_and_counted():
    text = "La violencia doméstica duele. La VIOLENCIA DOMÉSTICA calla."
    assert find(text, languages=["es-mx", "es"]) == {"violencia doméstica": 2}


def test_a_language_without_words_is_judged_by_those_of_the_site_alone():
    assert not knows_language(["it"])
    assert not find("Parliamo di suicidio.", languages=["it"])
    assert find(PADDING, "Parliamo di suicidio.", languages=["it"], own=["Suicidio"])
    assert find(PADDING, "One, two, three, four, a stillbirth, six.", own=["stillbirth"])


def test_own_phrases_are_no_patterns_and_stand_as_whole_words():
    assert not find(PADDING, "wordless", own=["word"])
    assert not find(PADDING, "word", own=["w.rd"])


@pytest.mark.parametrize("language", corpus.LANGUAGES)
def test_the_corpus_is_told_apart_as_well_as_the_documentation_says(language):
    missed, alarms = corpus.find_wrong(language)
    assert len(missed) <= 4, [article.title for article in missed]
    assert len(alarms) <= 2, [article.title for article in alarms]
    missed, alarms = corpus.find_wrong(language, unseen=True)
    assert len(missed) <= 3, [article.title for article in missed]
    assert len(alarms) <= 1, [article.title for article in alarms]


def test_the_table_in_the_documentation_is_current():
    assert corpus.PAGE.read()[1] == corpus.render(), "Run: python -m tests.crisis.subjects"


@pytest.mark.parametrize(
    "text", ["want to " * 12_500, "a" * 100_000, "can't " * 16_000, "he " * 30_000]
)
@pytest.mark.parametrize("language", corpus.LANGUAGES)
def test_no_text_takes_long(text, language):
    began = time.perf_counter()
    find(text, languages=[language])
    assert time.perf_counter() - began < 5


@given(st.lists(st.text(), max_size=5))
def test_any_text_can_be_judged(texts):
    for language in corpus.LANGUAGES:
        find(*texts, languages=[language])
