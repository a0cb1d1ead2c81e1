"""Which texts may be the same in two languages, by one act for many of them."""

import pytest

from wagtail_attachment.translation.keeping import differ_by_region, may_be_name


@pytest.mark.parametrize(
    "words",
    [
        "Rosa",
        "Adult Attachment Interview",
        "The Power of Showing Up",
        "Why?",
        "安全基地",
        "ジョン・ボウルビィ",
    ],
)
def test_name_or_short_title_may_be_the_same(words):
    assert may_be_name(words)


@pytest.mark.parametrize(
    "words",
    [
        "Call 988.",
        "You are not alone!",
        "Stop your medicine at once and call someone",
        "«No estás solo.»",
        "هل أنت بخير اليوم؟",
        "现在就打电话。",
        "如果你想伤害自己请立即拨打电话告诉身边的人",
        "หากคุณคิดทำร้ายตัวเองโปรดโทรหาเราทันที",
    ],
)
def test_sentence_or_longer_text_may_not(words):
    assert not may_be_name(words)


def test_regions_of_one_language_are_told_from_languages_and_scripts():
    assert differ_by_region("en-gb", "en-us")
    assert differ_by_region("es", "es-419")
    assert not differ_by_region("en", "es")
    assert not differ_by_region("zh-hans", "zh-hant")
