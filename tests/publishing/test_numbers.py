"""A translation sends readers to the numbers and addresses of its original, and to no other."""

import re
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_attachment.crisis.lines import Channel, CrisisLine
from wagtail_attachment.crisis.standing_in import get_ways
from wagtail_attachment.publishing.numbers import (
    Comparison,
    compare,
)
from wagtail_attachment.publishing.targets import is_same_target
from wagtail_attachment.publishing.texts import Text, split_html

from .number_corpus import LANGUAGES, measure, read
from .number_table import PAGE, render

KNOWN = {"988", "911", "741741", "116 123", "112", "*4141"}


def find(source, translation):
    return compare(split_html(source, "p"), split_html(translation, "p"), KNOWN).refused


def ask(source, translation):
    return compare(split_html(source, "p"), split_html(translation, "p"), KNOWN).asked


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Call 988", "Llame al 988"),
        ("Call 988", "اتصل على ٩٨٨"),
        ("Call 988", "اتصل بـ٩٨٨"),
        ("Call 988", "请拨打988热线"),
        ("Call 988", "988에 전화하세요"),
        ("Call 988", "拨打⑨⑧⑧。"),
        ("Follow steps 1, 2 and 3, and call 988", "按照①②③，拨打988"),
        ("After 9/11", "九一一事件之后"),
        ("1-800-273-TALK (8255)", "拨打1-800-273-TALK（8255）"),
        ("Call {crisis_line}", "Llame al {crisis_line}"),
        ("1,000,000 people", "1 000 000 de personas"),
        ("1-800-273-TALK", "1-800-273-8255"),
        ("Call 988", "९८८ पर कॉल करें"),
        ("Call +1 (800) 273-8255", "Llame al +1 800 273 8255"),
        ("Call +1 (800) 273-8255", "Llame al +1\u00a0800\u00a0273\u00a08255"),
        ("Text HOME to 741741", "Envíe HOME al 741741"),
        ("Call 116 123", "Llame al 116-123"),
        ("Text 741741", "Envíe al 741 741"),
        ("Call 1-800-273-8255", "Llame al 800 273 8255"),
        ("Call +44 (0)20 7946 0000", "Llame al 0044 20 7946 0000"),
        ("988 or 911", "911 o 988"),
        ("Call 988", "Llame al nueve-ocho-ocho"),
        ("Call nine eight eight", "Llame al nueve ocho ocho"),
        ("988 (24/7)", "988 (24 horas, 7 días)"),
        ("From 9am to 5pm", "De 9h a 17h"),
        ("It costs $20.50", "Cuesta 20,50 $"),
        ("1,000 people", "1.000 personas"),
        ("In 1987 and 2019-2021", "En 1987 y de 2019 a 2021"),
        ("Three of 10", "Tres de cada diez"),
        ('<a href="tel:+1-988">+1 988</a>', '<a href="tel:+1988">+1 988</a>'),
        ('<a href="https://a.example">x</a>', '<a href="https://b.example/es">y</a>'),
        ('<a href="/help/">x</a>', '<a href="#help">y</a>'),
        ('<a href="mailto:a@example.org">mail</a>', '<a href="mailto:a@example.org">correo</a>'),
    ],
)
def test_same_numbers_pass(source, translation):
    assert find(source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Call 988", "Llame al 9-8-8"),
        ("Call 988", "Llame al 911"),
        ("Call 988", "Llame"),
        ("Call nine eight eight", "Llame al nueve uno uno"),
        ("Call nine eight eight", "Llame"),
        ("Call {crisis_line}", "Llame"),
        ("拨打988热线", "拨打911热线"),
        ("Call", "Llame al 988"),
        ("Call 988 or 911", "Llame al 988 o al 988"),
        ("Call +1 (800) 273-8255", "Llame al +1 800 273 8256"),
        ("Call +1 (800) 273-8255", "Llame al 273 8255"),
        ('<a href="tel:988">988</a>', '<a href="tel:900">988</a>'),
        ('<a href="tel:988">call</a>', "llame"),
        ('<a href="sms:741741?body=HOME">text</a>', '<a href="sms:741741?body=HOLA">texto</a>'),
        ('<a href="tel:988">call</a>', '<a href="sms:988">llame</a>'),
        ('<a href="mailto:a@example.org">m</a>', '<a href="mailto:b@example.org">m</a>'),
        ('<a href="https://a.example">x</a>', '<a href="javascript:alert(1)">x</a>'),
        ('<a href="https://a.example">x</a>', '<a href="java&#9;script:alert(1)">x</a>'),
        (
            '<a href="tel:988">988</a> <a href="tel:911">911</a>',
            '<a href="tel:911">988</a> <a href="tel:988">911</a>',
        ),
    ],
)
def test_another_number_is_a_change(source, translation):
    assert len(find(source, translation)) == 1


def test_change_names_what_is_missing_and_what_is_new():
    (change,) = find("Call 988 now", "Llame al 911 ya")
    assert (change.missing, change.added) == (("988",), ("911",))
    assert (change.source, change.translation) == ("Call 988 now", "Llame al 911 ya")


def test_number_may_move_to_another_block_of_a_page_that_was_arranged_anew():
    source = [Text("a", "Call 988"), Text("b", "Breathe")]
    translation = [Text("c", "Respire"), Text("d", "Llame al 988")]
    assert compare(source, translation, KNOWN).refused == []
    assert len(compare(source, translation[:1], KNOWN).refused) == 1


def test_number_may_not_move_within_blocks_that_correspond():
    source = [Text("a", "Call 988"), Text("b", "Breathe")]
    translation = [Text("a", "Llame"), Text("b", "Respire, 988")]
    assert len(compare(source, translation, KNOWN).refused) == 2


@pytest.mark.parametrize(
    ("source", "target", "is_same"),
    [
        ("tel:988", "TEL: 988", True),
        ("tel:988", "tel:%39%38%38", True),
        ("tel:988", "tel:911", False),
        ("tel:988", "https://example.org", False),
        ("https://example.org", "http://example.com/x?y=tel:1", True),
        ("https://example.org", "vbscript:x", False),
        ("", "/x/", True),
        ("", "java\nscript:x", False),
    ],
)
def test_target(source, target, is_same):
    assert is_same_target(source, target) is is_same


# What is asked

ASKED = [
    ("order", "Call 988 for yourself and 911 for others.", "Llame al 911 por usted y al 988 por otros."),
    ("links", '<a href="tel:988">Talk</a>, <a href="tel:911">help</a>',
     '<a href="tel:911">Hable</a>, <a href="tel:988">ayuda</a>'),
    ("prefix", "Call +44 20 7946 0000", "Llame al 020 7946 0000"),
    ("prefix", "Call 020 7946 0000", "Llame al +44 20 7946 0000"),
    ("keywords", "CALL 988 FOR HELP NOW", "LLAME AL 988 SI NECESITA AYUDA YA"),
    ("keywords", "Text HOME to 741741, HELLO to 988", "Envíe HELLO al 741741, HOME al 988"),
    ("keys", "Call 988 and press two", "Llame al 988 y marque 2"),
    ("keys", "Call 988: press 1 to talk, press 2 to write",
     "Llame al 988: oprima 2 para hablar, oprima 1 para escribir"),
    ("capitals", "Text BRAVE to 741741", "Envíe VALIENTE al 741741"),
    ("mails", "Write to a@example.org", "Escriba a b@example.org"),
    ("dose", "Take 50 mg", "Tome 500 mg"),
    ("dose", "Take 50 mg", "Tome 50 mcg"),
    ("dose", "Take 1.5 mg", "Tome 15 mg"),
    ("dose", "Take 5 mg", "服用5克"),
    ("dose", "Take 1.500 mg", "Nehmen Sie 1.500 mg"),
    ("dose", "Take 1500 mg", "Tome 1,500 mg"),
    ("keywords", "Text home to 741741", "Envíe casa al 741741"),
    ("keywords", "Text the word “Hello” to 741741", "Envíe la palabra “Hola” al 741741"),
    ("figures", "in 14 days", "en 40 días"),
    ("figures", "in 14 days", "en unos días"),
    ("figures", "2 sessions", "3 sesiones"),
    ("figures", "1,000,000 people", "100.000 personas"),
    ("figures", "It rose 2.5 times", "Aumentó 25 veces"),
    ("figures", "In 2022", "En 2012"),
    ("figure-order", "From 18 to 11", "De 11 a 18"),
]  # fmt: skip


@pytest.mark.parametrize(("doubt", "source", "translation"), ASKED)
def test_what_may_be_right_is_asked_and_not_refused(doubt, source, translation):
    assert find(source, translation) == []
    question, *_others = ask(source, translation)
    assert question.doubt == doubt
    assert question.path == "p"
    assert all(each in question.message for each in (*question.before, *question.after))


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Three of 10", "Tres de cada diez"),
        ("On July 16, 2022, at 5:30 pm", "El 16/07/2022 a las 17:30"),
        ("On 7/16/2022", "2022年7月16日"),
        ("1.5 million people", "150万人"),
        ("1,000,000 people", "10 लाख लोग"),
        ("$1,234.50", "1.234,50 $"),
        ("ISBN 978-0-345-39180-3, PMID 3572722", "ISBN 978-84-376-0494-7"),
        ("3. Breathe", "Respire"),
        ("Open 24/7", "全天候开放"),
        ("Take 50 mg", "服用50毫克"),
        ("Take 0.125 mg", "Nehmen Sie 0,125 mg"),
        ("Take 1,500 steps", "Camine 1.500 pasos"),
        ("Text home to 741741", "Envíe “home” al 741741"),
        ("Text us for help at 741741", "Escríbanos al 741741 si necesita apoyo"),
        ("Call 988 or call 988", "Llame al 988"),
        ("Call 988* (*free)", "*El 988 es gratis"),
        ("12345678 people", "12 345 678 personas"),
    ],
)
def test_what_languages_write_in_their_own_way_is_neither_refused_nor_asked(source, translation):
    assert find(source, translation) == []
    assert ask(source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Text HOME to 741741", "Envíe HOLA al 741741"),
        ("Text HOME to 741741", "Envíe un mensaje al 741741"),
        ("Call 988 and press 2", "Llame al 988 y oprima 1"),
        ("Call 988 and press 2", "Llame al 988"),
        ("Call 988 and press 2", "Наберите 988 и нажмите 3"),
        ("Call 988", "Llame al 988 y oprima 2"),
        ("Dial *4141", "Marque 4141"),
        ("Call +44 20 7946 0000", "Llame al +34 20 7946 0000"),
        ("Call +1 207 555 0134", "Llame al +7 207 555 0134"),
        ("Call 988", "拨打九一一"),
        ('<a href="https://wa.me/12075550134">Chat</a>',
         '<a href="https://wa.me/12075550143">Chat</a>'),
    ],
)  # fmt: skip
def test_keywords_keys_and_prefixes_of_a_line_are_refused_where_they_differ(source, translation):
    (change,) = find(source, translation)
    assert change.path == "p"
    assert ask(source, translation) == [], "one answer at a time"


def test_nothing_is_asked_of_texts_that_only_one_side_has():
    source = [Text("a", "Call 988"), Text("b", "In 14 days")]
    assert compare(source, source[:1], KNOWN).asked == []


# What a language's own verified line may have

WAYS = get_ways(
    CrisisLine(1, 1, "US", name, "", "en", audience=audience, languages=("en",), channels=channels)
    for name, audience, channels in [
        ("Lifeline", "general", [
            Channel(kind="call", dialled="988"),
            Channel(kind="call", dialled="988", menu_option="press 2 for Spanish", languages=("es",)),
            Channel(kind="text", dialled="988"),
            Channel(kind="text", dialled="988", sms_keyword="AYUDA", languages=("es",)),
            Channel(kind="email", email="help@example.org"),
        ]),
        ("Text Line", "general", [
            Channel(kind="text", dialled="741741", sms_keyword="HOME"),
            Channel(kind="text", dialled="741741", sms_keyword="HOLA", languages=("es",)),
        ]),
        ("Listening", "general", [
            Channel(kind="call", dialled="207 555 0134"),
            Channel(kind="call", dialled="207 555 0155"),
            Channel(kind="text", dialled="207 555 0166", sms_keyword="HEAR"),
        ]),
        ("Escucha", "general", [
            Channel(kind="call", dialled="207 555 0199", languages=("es",)),
            Channel(kind="email", email="ayuda@example.org", languages=("es",)),
            Channel(kind="text", dialled="207 555 0188", sms_keyword="OYE", languages=("es",)),
        ]),
        ("Veterans", "veterans", [Channel(kind="call", dialled="988", menu_option="press 1")]),
        ("Jóvenes", "youth", [Channel(kind="call", dialled="207 555 0177", languages=("es",))]),
    ]
)  # fmt: skip


def find_with_ways(source, translation, language="es-mx"):
    texts = split_html(source, "p"), split_html(translation, "p")
    found = compare(*texts, KNOWN, WAYS, language)
    return "refused" if found.refused else "asked" if found.asked else ""


@pytest.mark.translation_case(49)
@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Call 988", "Llame al 988 y oprima 2"),
        ("Text 988", "Envíe AYUDA al 988"),
        ("Text HOME to 741741", "Envíe HOLA al 741741"),
        ("Call 207 555 0134", "Llame al 207 555 0199"),
        ("Call 207 555 0134 or 911", "Llame al 207 555 0199 o al 911"),
        ("Text HEAR to 207 555 0166", "Envíe OYE al 207 555 0188"),
        ('<a href="tel:2075550134">Call</a>', '<a href="tel:2075550199">Llame</a>'),
        ('<a href="sms:741741?body=HOME">Text</a>', '<a href="sms:741741?body=HOLA">Escriba</a>'),
        ('<a href="mailto:help@example.org">Write</a>',
         '<a href="mailto:ayuda@example.org">Escriba</a>'),
    ],
)  # fmt: skip
def test_verified_line_of_the_language_may_stand_in(source, translation):
    assert find_with_ways(source, translation) == ""
    assert find_with_ways(source, translation, "fr") == "refused", "it speaks no French"
    assert find(source, translation), "nobody verified it"


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Call 911", "Llame al 207 555 0199"),
        ("Call 911", "Llame al 988"),
        ("Call 988", "Llame al 207 555 0199"),
        ("Call 207 555 0134", "Llame al 207 555 0177"),
        ("Call 988 and press 1", "Llame al 988 y oprima 2"),
        ("Text START to 741741", "Envíe HOLA al 741741"),
        ("Text HOME to 741741", "Envíe AYUDA al 741741"),
        ("Text HOME to 741741 or call 988", "Envíe un mensaje al 741741 o llame al 988"),
        ("Text HOME to 741741 or call 988", "Envíe AYUDA al 741741 o llame al 988"),
        ("Call 988", "Envíe AYUDA al 988 y oprima 1"),
        ("Call 207 555 0134 or 207 555 0155", "Llame al 207 555 0199"),
        ("Call us at 207 555 0111", "Llame al 207 555 0199"),
        ('<a href="tel:2075550134">Call</a>', '<a href="sms:2075550199">Escriba</a>'),
        ('<a href="tel:2075550134">207 555 0134</a>', '<a href="tel:2075550199">207 555 0134</a>'),
        ('<a href="mailto:jo@example.org">Write</a>',
         '<a href="mailto:ayuda@example.org">Escriba</a>'),
    ],
)  # fmt: skip
def test_line_stands_in_for_its_like_alone(source, translation):
    assert find_with_ways(source, translation) == "refused"


# Sentences in eight languages


@pytest.mark.translation_case(47)
@pytest.mark.parametrize("language", LANGUAGES)
def test_translated_sentences_are_told_from_mistaken_ones(language):
    figures = measure(language)
    assert figures.accepted == []
    assert len(figures.refused) <= figures.right / 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_sentences_each_with_a_mistake(language):
    assert list(read(language)) == list(read("en"))
    assert len(read(language)) == 60
    assert all(sentence.right != sentence.wrong for sentence in read(language).values())


def test_figures_in_the_documentation_are_current():
    assert PAGE.read()[1] == render(), "Run: python -m tests.publishing.number_table"


# Whatever is written

ZEROS = [
    ord(sign)
    for sign in map(chr, range(sys.maxunicode))
    if unicodedata.category(sign) == "Nd" and unicodedata.decimal(sign) == 0
]
SENTENCES = [sentence.right for language in LANGUAGES for sentence in read(language).values()]


@pytest.mark.translation_case(47)
@given(st.sampled_from(SENTENCES), st.sampled_from(ZEROS))
def test_digits_of_any_script_are_equal(sentence, zero):
    words = Text("p", split_html(sentence)[0].words)
    digits = str.maketrans({str(digit): chr(zero + digit) for digit in range(10)})
    written = Text("p", words.words.translate(digits))
    if "@" not in words.words:
        assert compare([words], [written], KNOWN) == Comparison()


@given(st.sampled_from(SENTENCES), st.data())
def test_another_digit_is_never_taken_for_the_same(sentence, data):
    """But in a book's number, in the mark of a list, and where a language has a word for it."""
    words = re.sub(r"ISBN [\d-]+|^\d\.|^[๓٣३]\.|24/7|24", "", split_html(sentence)[0].words)
    places = [place for place, sign in enumerate(words) if sign.isdecimal()]
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.integers(0, 9).filter(lambda digit: digit != int(words[place])))
    changed = f"{words[:place]}{digit}{words[place + 1 :]}"
    found = compare([Text("p", words)], [Text("p", changed)], KNOWN)
    assert found.refused or found.asked


@given(st.text(), st.text())
def test_any_two_texts_are_compared_without_an_error(one, other):
    compare([Text("p", one + "988")], [Text("p", other)], KNOWN, WAYS, "es")
    assert compare([Text("p", one)], [Text("p", one)], KNOWN) == Comparison()


@pytest.mark.parametrize(
    "part",
    ["1", "1 ", "1,", "(1", "9.9.", "1-", "988 ", "988 HOME ", "press ", "press 1 ", "a@", "a.b@c.", "九", "一一二",
     "24/7 ", "HOME", "1/1/", "ISBN 9", "+1 ", "{crisis_line}", "800-", "8 8 8-", "tap", "12345678, "],
)  # fmt: skip
def test_time_grows_with_the_length_and_no_faster(part):
    def take(count):
        texts = [Text("p", part * count)], [Text("p", part * (count - 1) + "x")]
        before = time.process_time()
        compare(*texts, KNOWN, WAYS, "es")
        return time.process_time() - before

    take(100)
    short, long = 2000, 8000
    fast = min(take(short) for _again in range(2))
    assert min(take(long) for _again in range(2)) < 8 * max(fast, 0.01)
