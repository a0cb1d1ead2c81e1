"""The facts that ship with the package are well formed, dated, sourced and dialable."""

import re
import tomllib
from collections import Counter
from dataclasses import fields
from datetime import UTC, date, datetime, time
from importlib.resources import files
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from phonenumbers import shortnumberinfo

from wagtail_attachment.conf.country_codes import get_country_codes
from wagtail_attachment.crisis.doubts import SURE, UNSURE
from wagtail_attachment.crisis.facts import ChannelFacts
from wagtail_attachment.crisis.hours import Days
from wagtail_attachment.crisis.kinds.ours import OURS
from wagtail_attachment.crisis.known import (
    find_crisis_line,
    get_crisis_lines,
    get_emergency_number,
    get_facts,
)
from wagtail_attachment.crisis.versions import Audience

KINDS = {kind.id: kind for kind in OURS}
LINE_KEYS = {
    "key",
    "country",
    "area",
    "audience",
    "languages",
    "name",
    "description",
    "language",
    "source_url",
    "source_date",
    "sure",
    "unsure",
    "note",
    "channel",
}
LEFT_OUT = {"area", "unsure", "note"}
CHANNEL_KEYS = {field.name for field in fields(ChannelFacts)}
# fmt: off
EU = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
]
# fmt: on
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
TODAY = datetime.now(UTC).date()


def load(name):
    return tomllib.loads(
        files("wagtail_attachment").joinpath("data", name).read_text(encoding="utf-8")
    )


EMERGENCY = load("emergency_numbers.toml")
LINES = load("crisis_lines.toml")["line"]
CHANNELS = [(line, channel) for line in get_crisis_lines() for channel in line["channel"]]
DISCLAIMERS = load("starter_disclaimers.toml")


def is_secure_address(url):
    parts = urlsplit(url)
    is_host = re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", parts.hostname or "")
    return bool(parts.scheme == "https" and is_host and not re.search(r"\s", url))


def get_line_id(line):
    return f"{line['country']}: {line['name']}"


def get_channel_id(value):
    return get_line_id(value) if "country" in value else f"{value['kind']} {value['dialled']}"


NUMBERS = {country: entry for country, entry in EMERGENCY.items() if "number" in entry}
GAPS = {country: entry for country, entry in EMERGENCY.items() if "number" not in entry}
each_country = pytest.mark.parametrize("country", NUMBERS)
each_gap = pytest.mark.parametrize("country", GAPS)
each_line = pytest.mark.parametrize("line", LINES, ids=get_line_id)
each_channel = pytest.mark.parametrize(("line", "channel"), CHANNELS, ids=get_channel_id)
each_language = pytest.mark.parametrize("language", DISCLAIMERS)


# Emergency numbers


def test_every_country_has_an_emergency_number_or_an_explicit_gap():
    assert set(EMERGENCY) == get_country_codes()
    assert len(NUMBERS) >= 200


@each_country
def test_emergency_number_is_known_to_libphonenumber_or_stands_for_a_reason(country):
    number = EMERGENCY[country]["number"]
    assert re.fullmatch(r"\d{2,5}", number)
    is_known = shortnumberinfo.is_emergency_number(number, country)
    assert is_known == ("differs" not in EMERGENCY[country])


@each_country
def test_emergency_entry_is_dated_sourced_and_says_how_sure_it_is(country):
    entry = EMERGENCY[country]
    assert set(entry) - {"differs"} == {"number", "source", "checked", "sure"}
    assert is_secure_address(entry["source"])
    assert type(entry["checked"]) is date
    assert entry["checked"] <= TODAY
    assert entry["sure"] in {"H", "M"}
    assert entry.get("differs", "a reason").strip()


@each_gap
def test_gap_is_dated_and_has_a_reason(country):
    entry = EMERGENCY[country]
    assert set(entry) == {"gap", "checked"}
    assert entry["gap"].strip()
    assert entry["checked"] <= TODAY
    assert get_emergency_number(country) is None


@pytest.mark.parametrize("country", EU)
def test_eu_countries_have_the_european_number(country):
    assert EMERGENCY[country]["number"] == "112"


# Crisis lines


def test_crisis_lines_cover_many_countries():
    assert len({line["country"] for line in LINES}) >= 55


def test_no_crisis_line_is_listed_twice():
    counts = Counter((line["country"], line["name"]) for line in LINES)
    assert [key for key, count in counts.items() if count > 1] == []


@each_line
def test_crisis_line_is_complete(line):
    assert LINE_KEYS - LEFT_OUT <= set(line) <= LINE_KEYS
    assert line["channel"]
    assert all({"kind"} < set(channel) <= CHANNEL_KEYS for channel in line["channel"])
    assert line["audience"] in Audience.values
    assert line["name"].strip()
    assert line["description"].strip()
    assert line["languages"]
    assert all(LANGUAGE_TAG.fullmatch(tag) for tag in [line["language"], *line["languages"]])


def test_each_crisis_line_has_a_key_of_its_own():
    keys = [line["key"] for line in LINES]
    assert len(set(keys)) == len(keys)


@each_line
def test_key_of_a_crisis_line_begins_with_its_country(line):
    assert re.fullmatch(r"[a-z]{2}(-[a-z0-9]+)+", line["key"])
    assert line["key"].startswith(line["country"].lower())
    assert len(line["key"]) <= 60


@each_line
def test_crisis_line_says_how_sure_it_is(line):
    assert line["sure"] in SURE
    assert set(line.get("unsure", [])) <= set(UNSURE)


@each_line
def test_note_of_maintainers_is_for_them_alone(line):
    shipped = find_crisis_line(line["key"])
    assert "note" not in shipped
    assert line.get("note", "no note") not in str(get_facts(shipped))


@each_line
def test_crisis_line_is_dated_and_sourced(line):
    assert is_secure_address(line["source_url"])
    assert type(line["source_date"]) is date
    assert line["source_date"] <= TODAY


@each_line
def test_country_of_a_crisis_line_has_an_emergency_number(line):
    assert line["country"] in NUMBERS


@each_channel
def test_channel_has_what_its_kind_needs(line, channel):
    assert not channel["url"] or is_secure_address(channel["url"])
    kind = KINDS[channel["kind"]]
    assert kind.check(channel[kind.address]) == ""
    assert [channel[name] for name in {"dialled", "url", "email"} - {kind.address}] == ["", ""]
    assert not channel["email"] or re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", channel["email"])
    assert not channel["sms_keyword"] or channel["kind"] == "text"


@each_channel
def test_dialled_string_can_be_typed_on_a_telephone(line, channel):
    dialled = channel["dialled"]
    assert re.fullmatch(r"[0-9 ()+*#-]*", dialled)
    assert not dialled or re.search(r"\d", dialled)
    assert dialled == dialled.strip()


@each_channel
def test_dialled_string_of_full_length_is_a_number_of_its_country(line, channel):
    """Short codes are not tested: libphonenumber lacks the newer ones."""
    # The prefix of Relay UK is dialled before a number.
    dialled = channel["dialled"].removeprefix("18001 ")
    if len(re.sub(r"\D", "", dialled)) > 6:
        number = phonenumbers.parse(dialled, line["country"])
        assert phonenumbers.is_valid_number_for_region(number, line["country"])


@each_channel
def test_whatsapp_number_is_international(line, channel):
    """A link to WhatsApp needs the country's code."""
    if channel["kind"] == "whatsapp":
        assert channel["dialled"].startswith("+")


@each_channel
def test_short_code_is_not_international(line, channel):
    """988 is dialled as 988, never as +1988."""
    if channel["dialled"].startswith("+"):
        assert len(re.sub(r"\D", "", channel["dialled"])) > 8


@each_channel
def test_languages_of_a_channel_are_among_the_line_s(line, channel):
    assert set(channel["languages"]) <= set(line["languages"])


@each_channel
def test_hours_are_known_wholly_or_not_at_all(line, channel):
    hours = [channel["opens"], channel["closes"], channel["time_zone"]]
    assert channel["days"] in Days
    assert all(hours) or not any(hours)
    if channel["always_open"]:
        assert not any(hours)
    elif all(hours):
        assert time.fromisoformat(channel["opens"]) < time.fromisoformat(channel["closes"])
        assert all(re.fullmatch(r"\d\d:\d\d", hour) for hour in hours[:2])
        ZoneInfo(channel["time_zone"])


# Starter wordings


def test_starter_wordings_exist_in_the_promised_languages():
    assert set(DISCLAIMERS) == {"en", "es", "fr", "de", "pt-br", "ar"}


@each_language
def test_starter_wording_names_the_crisis_line_once(language):
    wording = DISCLAIMERS[language]
    assert set(wording) == {"heading", "body"}
    assert wording["heading"].strip()
    assert re.findall("{.*?}", wording["body"]) == ["{crisis_line}"]
    assert "{" not in wording["heading"]


@each_language
def test_starter_wording_contains_no_telephone_number(language):
    text = " ".join(DISCLAIMERS[language].values())
    assert re.findall(r"\d[\d\s().-]*\d[\d\s().-]*\d", text) == []


@each_language
def test_starter_wording_has_paragraphs_only(language):
    wording = DISCLAIMERS[language]
    assert set(re.findall(r"<[^>]*>", wording["body"])) == {"<p>", "</p>"}
    assert re.fullmatch(r"(\s*<p>[^<>]+</p>\s*)+", wording["body"])
    assert "<" not in wording["heading"]
