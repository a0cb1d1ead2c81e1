"""Whose number one is, however it is written; and the lines that have changed."""

import re
from datetime import UTC, datetime

import pytest

from wagtail_attachment.conf.country_codes import get_country_codes
from wagtail_attachment.crisis.directory import (
    find_known,
    find_old_domains,
    find_old_lines,
    get_old_lines,
    is_same_number,
)
from wagtail_attachment.crisis.numbers import is_dialled
from wagtail_attachment.package_data import load_data

DATA = load_data("old_lines.toml")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("988", "9-8-8"),
        ("13 11 14", "131114"),
        ("13 11 14", "+61 13 11 14"),
        ("0800 111 0 111", "+49 800 1110111"),
        ("1-800-273-8255", "800-273-8255"),
        ("1-800-273-TALK", "+1 800 273 8255"),
        ("020 7946 0000", "+44 (0)20 7946 0000"),
        ("324 011 7252", "+39 324 011 7252"),
    ],
)
def test_same_number_is_known_however_it_is_written(one, other):
    assert is_same_number(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("988", "+1988"),
        ("988", "911"),
        ("024", "24"),
        ("116 123", "16123"),
        ("0116 123", "116 123"),
        ("800-273-8255", "273-8255"),
        ("1-800-273-8255", "1-800-273-8256"),
    ],
)
def test_other_number_is_another_one(one, other):
    assert not is_same_number(one, other)


def test_number_is_known_with_its_country_and_line():
    lifelines = find_known("9-8-8")
    assert {line.country for line in lifelines} == {"CA", "US"}
    assert "988 Suicide & Crisis Lifeline" in {line.name for line in lifelines}
    assert {number.name for number in find_known("911")} == {""}
    assert find_known("555 0100") == []


def test_former_number_is_known():
    (line,) = find_old_lines("(800) 273-TALK")
    assert (line.country, line.replaced_by, line.reaches) == ("US", "988", True)
    assert find_old_lines("116 123") == []


@pytest.mark.parametrize("text", ["https://SuicidePreventionLifeline.org/", "chat.{}", "{}."])
def test_old_address_is_found(text):
    found = find_old_domains(text.format("suicidepreventionlifeline.org"))
    assert found == [("suicidepreventionlifeline.org", "988lifeline.org")]


@pytest.mark.parametrize("text", ["", "988lifeline.org", "mysuicidepreventionlifeline.org"])
def test_other_address_is_not(text):
    assert find_old_domains(text) == []


@pytest.mark.parametrize("line", get_old_lines(), ids=lambda line: line.number + line.press)
def test_old_line_is_dialable_dated_and_sourced(line):
    assert is_dialled(line.number)
    assert line.country in get_country_codes()
    assert line.name.strip()
    assert bool(line.press) != bool(line.replaced_by)
    assert re.fullmatch(r"\d{4}(-\d\d){0,2}", line.since)
    assert line.since <= datetime.now(UTC).date().isoformat()
    assert line.source.startswith("https://")
    if line.replaced_by:
        assert any(known.country == line.country for known in find_known(line.replaced_by))


@pytest.mark.parametrize("domain", DATA["domain"], ids=lambda domain: domain["host"])
def test_old_address_is_sourced(domain):
    assert set(domain) == {"host", "replaced_by", "since", "source"}
    assert domain["source"].startswith("https://")


def test_number_that_serves_still_is_in_no_list_of_old_ones():
    """One that still reaches its line may: the old number of 988 is that of its videophones."""
    assert [
        line.number
        for line in get_old_lines()
        if not (line.press or line.reaches) and find_known(line.number)
    ] == []
