"""How long an article takes: right too where words are not separated, or are long."""

import unicodedata

import pytest

from wagtail_attachment.articles.reading_time import count_letters, estimate_minutes

SENTENCES = {
    "en": "Closeness can feel like a room without a door.",
    "ar": "قد يبدو القرب غرفة بلا باب.",
    "zh-hans": "亲近有时像一间没有门的房间。",
    "ja": "親しさは出口のない部屋のようだ。",
    "th": "ความใกล้ชิดอาจรู้สึกเหมือนห้องที่ไม่มีประตู",
    "ko": "가까움은 문이 없는 방처럼 느껴질 수 있다.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_the_same_sentence_takes_about_as_long_in_every_language(language):
    minutes = estimate_minutes(SENTENCES[language] * 200, language)
    assert 6 <= minutes <= 13


@pytest.mark.parametrize(
    ("letter", "language", "a_minute"),
    [
        ("a", "en", 987),
        ("ن", "ar", 612),
        ("近", "zh-hans", 255),
        ("の", "ja", 357),
        ("ก", "th", 937),
    ],
)
def test_a_minute_holds_as_many_letters_as_were_measured(letter, language, a_minute):
    assert estimate_minutes(letter * a_minute * 4, language) == 4
    assert estimate_minutes(letter * (a_minute * 4 + 1), language) == 5


def test_spaces_and_punctuation_take_no_time():
    assert count_letters("«A—b»,  c! … 1") == 4


def test_letters_count_alike_however_they_are_encoded():
    for text in ("Ça, là, où", "가까움은", "ติดใจ"):
        assert count_letters(unicodedata.normalize("NFD", text)) == count_letters(text)


def test_accents_are_a_part_of_their_letter_and_vowel_signs_are_not():
    assert count_letters("Ça") == count_letters("กิ") == 2


def test_no_text_and_an_unknown_language_take_a_minute_at_least():
    assert estimate_minutes("", "en") == estimate_minutes("word", "tlh-x-q") == 1
