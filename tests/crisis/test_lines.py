"""How a line is dialled, named and found in prose."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wagtail_attachment.crisis.countries import get_countries, get_country_name
from wagtail_attachment.crisis.known import get_crisis_lines, get_known_short_numbers
from wagtail_attachment.crisis.lines import Channel, CrisisLine
from wagtail_attachment.crisis.numbers import (
    find_phone_numbers,
    get_digits,
    is_dialled,
    read_digits,
    write_number,
)
from wagtail_attachment.languages import get_language_fallbacks, get_language_name

HREFS = [
    ("call", {"dialled": "988"}, "tel:988"),
    ("call", {"dialled": "13 11 14"}, "tel:131114"),
    ("call", {"dialled": "1-800-273-8255"}, "tel:18002738255"),
    ("call", {"dialled": "+44 20 7946 0000"}, "tel:+442079460000"),
    ("call", {"dialled": "+44 (0)20 7946 0000"}, "tel:+442079460000"),
    ("call", {"dialled": "(0)20 7946 0000"}, "tel:02079460000"),
    ("call", {"dialled": "0800/111 0 111"}, "tel:08001110111"),
    ("call", {"dialled": "*4141"}, ""),
    ("call", {"dialled": "#31#988"}, ""),
    ("call", {"dialled": ""}, ""),
    ("relay", {"dialled": "711"}, "tel:711"),
    ("relay", {"dialled": ""}, ""),
    ("text", {"dialled": "741741"}, "sms:741741"),
    ("text", {"dialled": "741741", "sms_keyword": "HOME"}, "sms:741741?body=HOME"),
    ("text", {"dialled": "741741", "sms_keyword": "HELP ME&?"}, "sms:741741?body=HELP%20ME%26%3F"),
    ("text", {"dialled": "*4141", "sms_keyword": "HOME"}, ""),
    ("text", {"dialled": ""}, ""),
    ("whatsapp", {"dialled": "+49 30 123456"}, "https://wa.me/4930123456"),
    ("whatsapp", {"dialled": "030 123456"}, ""),
    ("chat", {"url": "https://example.org/chat"}, "https://example.org/chat"),
    ("chat", {"url": "javascript:alert(1)"}, ""),
    ("chat", {"url": "http://example.org/chat"}, ""),
    ("email", {"email": "jo@example.org"}, "mailto:jo@example.org"),
    ("email", {}, ""),
    ("pigeon", {"dialled": "988"}, ""),
]


@pytest.mark.parametrize(("kind", "facts", "href"), HREFS, ids=[f"{k} {f}" for k, f, _h in HREFS])
def test_link_of_a_channel(kind, facts, href):
    assert Channel(kind=kind, **facts).href == href


@pytest.mark.parametrize(
    ("dialled", "digits"),
    [("13 11 14", "131114"), (" +44 (0)20 7946", "+44207946"), ("*4141", ""), ("9#", ""), ("", "")],
)
def test_digits_that_a_link_dials(dialled, digits):
    assert get_digits(dialled) == digits


@pytest.mark.parametrize("line", get_crisis_lines(), ids=lambda line: line["name"])
def test_link_of_a_known_line_dials_nothing_but_its_digits(line):
    for facts in line["channel"]:
        channel = Channel(**{name: value for name, value in facts.items() if name != "languages"})
        if channel.href.startswith("tel:"):
            assert channel.href == "tel:" + re.sub(r"[^\d+]", "", channel.dialled)


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        ({"dialled": "13 11 14", "url": "https://example.org"}, "13 11 14"),
        ({"email": "jo@example.org"}, "jo@example.org"),
        ({"url": "https://example.org/chat/"}, "example.org/chat"),
    ],
)
def test_label_of_a_channel(facts, label):
    assert Channel(kind="call", **facts).label == label


def test_hours_are_compared_by_what_they_say():
    always = Channel(kind="call", always_open=True, opens="09:00")
    assert always.opening == (True, "", "", "", "")
    hours = {"days": "weekdays", "opens": "09:00", "closes": "17:00", "time_zone": "UTC"}
    assert Channel(kind="call", **hours).opening == (False, "weekdays", "09:00", "17:00", "UTC")


@pytest.mark.parametrize(
    ("option", "key"),
    [("press 2", "2"), ("then * for Spanish", "*"), ("press 2, then 3", ""), ("", "")],
)
def test_key_to_press_is_known_where_the_option_names_one(option, key):
    assert Channel(kind="call", menu_option=option).menu_key == key


def make_line(*channels):
    return CrisisLine(1, 1, "US", "Lifeline", "", "en", languages=("en", "es"), channels=channels)


def test_line_has_one_opening_where_all_ways_are_open_alike():
    call, text = Channel(kind="call", always_open=True), Channel(kind="text", always_open=True)
    late = Channel(kind="chat", opens="18:00")
    assert make_line(call, text).has_one_opening
    assert not make_line(call, text, late).has_one_opening


def test_ways_in_the_reader_s_language_come_first_and_others_are_named():
    both, english, german = (
        Channel(kind="call", dialled="1"),
        Channel(kind="chat", languages=("en",)),
        Channel(kind="text", languages=("de",)),
    )
    groups = make_line(german, both, english).group_channels("es-mx")
    assert [(group.languages, group.channels) for group in groups] == [
        ((), [both]),
        (("de",), [german]),
        (("en",), [english]),
    ]
    (group,) = make_line(german).group_channels("es")
    assert (group.languages, group.channels) == ((), [german])


@pytest.mark.parametrize("text", ["988", "+1 (800) 273-8255", "*4141#", "13 11 14", "0800/1.2"])
def test_string_can_be_dialled(text):
    assert is_dialled(text)


@pytest.mark.parametrize(
    "text", ["", "HOME", "741741 HOME", "+", "( )", "٩٨٨", "988\n", "9\u200b88", "1-800-TALK"]
)
def test_string_cannot_be_dialled(text):
    assert not is_dialled(text)


@pytest.mark.parametrize(
    ("code", "fallbacks"),
    [("es-MX", ["es-mx", "es"]), ("es", ["es"]), ("zh-hant-hk", ["zh-hant-hk", "zh"])],
)
def test_language_may_use_its_base_and_no_other(code, fallbacks):
    assert get_language_fallbacks(code) == fallbacks


def make_snapshot(**values):
    texts = values.pop("texts", [("en", "Lifeline"), ("es", "Línea")])
    return {
        "country": "US",
        "area": "",
        "audience": "general",
        "languages": ["en"],
        "source_url": "https://example.org",
        "due_on": "2030-01-01",
        "texts": [{"language": code, "name": name, "description": ""} for code, name in texts],
        "channels": [{"kind": "chat", "url": "https://x"}, {"kind": "call", "dialled": "988"}],
        **values,
    }


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Lifeline"), ("es", "Línea"), ("es-mx", "Línea"), ("de", "Lifeline")],
)
def test_line_is_named_in_the_language_or_its_own(language, name):
    line = CrisisLine.from_snapshot(make_snapshot(), language=language, resource_id=1, version_id=2)
    assert line.name == name
    assert line.text_language == ("es" if name == "Línea" else "en")
    assert line.first_dialled == "988"


def test_line_without_a_number_has_no_first_dialled():
    snapshot = make_snapshot(channels=[{"kind": "email", "email": "jo@example.org"}])
    line = CrisisLine.from_snapshot(snapshot, language="en", resource_id=1, version_id=2)
    assert line.first_dialled == ""


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("es", "en", "Spanish"),
        ("pt-br", "en", "Portuguese (Brazil)"),
        ("es", "de", "Spanisch"),
        ("tlh-x", "en", "tlh-x"),
        ("", "en", ""),
        ("es", "no such language", "Spanish"),
    ],
)
def test_language_has_a_name_or_shows_its_code(code, language, name):
    assert get_language_name(code, language) == name


@given(st.text())
def test_any_language_code_is_named_without_an_error(code):
    assert isinstance(get_language_name(code, code), str)


def test_countries_are_those_of_iso_3166():
    countries = dict(get_countries("en"))
    assert countries["US"] == "United States"
    assert len(countries) == 249 + 1  # XK, Kosovo, is in use and no part of the standard
    assert not {"EU", "UN", "ZZ", "XA", "IC", "AC"} & countries.keys()
    assert list(countries.values()) == sorted(countries.values())


@pytest.mark.parametrize(
    ("country", "language", "name"), [("DE", "es", "Alemania"), ("QQ", "en", "QQ")]
)
def test_country_has_a_name_or_shows_its_code(country, language, name):
    assert get_country_name(country, language) == name


# Numbers in prose

KNOWN = sorted(
    number
    for number in get_known_short_numbers()
    if not re.fullmatch(r"(19|20)\d\d|\d\d", re.sub(r"\D", "", number))
)
WORDS = st.sampled_from(["please call", "اتصل", "ring", "(open 24/7)", "or", "—", "💬", "em ", ","])


@pytest.mark.parametrize("number", KNOWN)
@pytest.mark.parametrize(
    "sentence",
    ["Call {} now.", "Call {}", "{}: for help", "({})", "tel:{}", "Call {} (24/7).", "In 2019, {}"],
)
def test_known_number_is_found_in_a_sentence(number, sentence):
    assert find_phone_numbers(sentence.format(number), KNOWN)


@given(st.sampled_from(KNOWN), st.lists(WORDS), st.lists(WORDS))
def test_known_number_is_found_among_words(number, before, after):
    assert find_phone_numbers(" ".join([*before, number, *after]), KNOWN)


@given(st.sampled_from(KNOWN), st.sampled_from([0x0660, 0x06F0, 0x0966, 0xFF10]))
def test_known_number_is_found_in_the_digits_of_any_script(number, zero):
    written = re.sub(r"\d", lambda match: chr(zero + int(match[0])), number)
    assert find_phone_numbers(f"اتصل {written} الآن", KNOWN)


@given(st.text("0123456789", min_size=7, max_size=15), st.sampled_from(" -.\u2011\u202f/\u00a0–"))
def test_long_number_is_found_however_it_is_grouped(digits, separator):
    assume(not re.fullmatch(r"97[89]\d{10}", digits))  # the number of a book
    grouped = separator.join([digits[:3], digits[3:5], digits[5:]])
    if not re.fullmatch(r"\d\d?[./-]\d\d?[./-](19|20)\d\d", grouped):
        assert find_phone_numbers(f"Call {grouped} now")


def test_two_digits_are_no_number_though_some_countries_call_them():
    assert "15" in get_known_short_numbers()
    assert find_phone_numbers("It takes 15 minutes, or 18.", get_known_short_numbers()) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("988", ["988"]),
        ("Call 988 (24/7)", ["988"]),
        ("988 or 911", ["988", "911"]),
        ("*4141", ["*4141"]),
        ("9\u200b88", ["988"]),
        ("٩٨٨", ["988"]),
        ("+1 (800) 273-8255", ["+1 (800) 273-8255"]),
        ("0800/1110111", ["0800/1110111"]),
        ("0800\u2011111\u20110\u2011111", ["0800-111-0-111"]),
    ],
)
def test_number_is_reported_as_it_stands(text, numbers):
    assert find_phone_numbers(text, ["988", "911", "*4141"]) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "In 1969 and 2019.",
        "1990-2020",
        "1990 – 2020",
        "2019/2020",
        "On 2024-01-15",
        "on 15.01.2024",
        "1/15/2024",
        "50 minutes, 12 sessions, 24/7, 100 %, 18+",
        "Room 4b, form 1040EZ, x988x",
        "user988@example.org, https://example.org/9881234567",
        "1987, 52(3), 511–524",
        "1925",
        "",
    ],
)
def test_figure_that_is_no_number_to_call_is_left_alone(text):
    assert find_phone_numbers(text, ["988", "1925", "211"]) == []


@given(st.integers(1900, 2099), st.integers(0, 99))
def test_year_and_short_figures_are_never_numbers(year, figure):
    assert find_phone_numbers(f"Since {year} over {figure} people came, {year}.", KNOWN) == []


def test_blank_known_number_finds_nothing():
    assert find_phone_numbers("a ( ) b 12", ["", "+"]) == []


@pytest.mark.parametrize("letter", "拨電あカ한กदعב")
@pytest.mark.parametrize("number", ["988", "116 123", "0800 111 0 111"])
def test_number_is_found_beside_a_letter_of_a_script_without_capitals(letter, number):
    assert find_phone_numbers(f"{letter}{number}{letter}", KNOWN) == [number]


@pytest.mark.parametrize("letter", "bBéßЖωA")
def test_number_that_touches_a_letter_of_a_script_with_capitals_is_a_name_or_a_quantity(letter):
    assert find_phone_numbers(f"{letter}988", KNOWN) == []
    assert find_phone_numbers(f"988{letter}", KNOWN) == []


@pytest.mark.parametrize(
    "text",
    [
        "B12, COVID19, 10mg, H2O, 112th, 911s",
        "1,000,000 or 1.000.000 or 1 000 000 or 1'000'000 or ١٬٠٠٠٬٠٠٠",
        "9/11, 9.11, 11.2, 112,5 and 3.1415926",
        "pp. 1123–1134 and 112-98",
        "ISBN 978-0-345-39180-3, ISBN 0-19-852663-6, 9780345391803",
        "doi:10.1016/j.paid.2019.01.012, PMID 3572722, www.988.org/1234567, 988lifeline.org",
        "2019-2021 and 01.02.2024 – 05.06.2024",
        "9.00-17.00, 10:30, 112 %, $911, 988€",
    ],
)
def test_figures_dates_and_addresses_are_none(text):
    assert find_phone_numbers(text, ["988", "911", "112", "000", "98"]) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call 988 1,000 times", ["988"]),
        ("116 123. 116 123", ["116 123", "116 123"]),
        ("116 123 24/7", ["116 123"]),
        ("988 / 911 / 112", ["988", "911", "112"]),
        ("9️⃣8️⃣8️⃣", ["988"]),
        ("（９８８）＊４１４１", ["988", "*4141"]),
        ("1-800-273-TALK (8255)", ["1-800-273-TALK"]),
        ("717 003 717", ["717 003 717"]),
        ("070 201 201", ["070 201 201"]),
        ("9-8-8 and 9.8.8", ["9-8-8", "9.8.8"]),
    ],
)
def test_number_is_found_among_others(text, numbers):
    found = find_phone_numbers(text, ["988", "911", "112", "116 123", "*4141"])
    assert [each.strip("()") for each in found] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("请拨打九八八", ["988"]),
        ("一一六一二三に電話", ["116123"]),
        ("0800・111・0・111", ["0800/111/0/111"]),
        ("0800·111·0·111", ["0800.111.0.111"]),
        ("0120ー783ー556", ["0120-783-556"]),
        ("0800_111_0_111", ["0800.111.0.111"]),
        ("0800−111−0−111", ["0800-111-0-111"]),
        ("988・24時間", ["988"]),
        ("988・911", ["988", "911"]),
        ("＋４４（０）２０　７９４６　００００", ["+44(0)20 7946 0000"]),
        # A count, a year, a day, a row that is nobody's, and a word.
        ("一百一十二个人，二〇二四年，第一一二页", []),
        ("九一一事件，911恐怖袭击，9・11，9·11", []),
        ("一二三四五六七八，公元九一一年", []),
    ],
)
def test_number_is_found_in_han_digits_and_between_points_of_any_script(text, numbers):
    assert find_phone_numbers(text, ["988", "911", "112", "116 123"]) == numbers


@pytest.mark.parametrize(
    ("text", "number", "written"),
    [
        ("Call nine eight eight.", "nine eight eight", "988"),
        ("Dial Nine-One-One now", "Nine-One-One", "911"),
        ("Dial nine, one, one", "nine, one, one", "911"),
        ("one-one-six one-two-three", "one-one-six one-two-three", "116123"),
        ("Llame al uno uno dos", "uno uno dos", "112"),
        ("Appelez le neuf – huit – huit", "neuf - huit - huit", "988"),
        ("Wählen Sie eins-eins-zwei", "eins-eins-zwei", "112"),
        ("Ligue um um dois", "um um dois", "112"),
        ("اتصل على تسعة ثمانية ثمانية", "تسعة ثمانية ثمانية", "988"),
        ("Call nine eighty-eight.", "nine eighty-eight", "988"),
        ("Llame al cero veinticuatro", "cero veinticuatro", "024"),
        ("Appelez le trente et un quatorze", "trente et un quatorze", "3114"),
    ],
)
def test_known_number_is_found_in_words(text, number, written):
    known = ["988", "911", "112", "116 123", "024", "3114"]
    assert find_phone_numbers(text, known) == [number]
    assert write_number(number) == written
    assert read_digits(number) == written


@pytest.mark.parametrize(
    "text",
    [
        "Count: one, two, three.",
        "One hundred and twelve people",
        "nine eight",
        "one seven",
        "seven eighty-eight",
        "nine eight eight one",
        "nine-eight-eight-fold",
        "nine eight. Eight of them",
        "five five five",
    ],
)
def test_steps_and_numbers_of_nobody_stay_words(text):
    assert find_phone_numbers(text, ["988", "911", "112", "123", "17"]) == []


def test_numbers_in_words_and_in_digits_come_in_their_order():
    found = find_phone_numbers("988, nine one one, 112", ["988", "911", "112"])
    assert found == ["988", "nine one one", "112"]
