"""Which numbers in a crisis line's texts are not its own."""

from tests import factories
from wagtail_attachment.crisis.known import get_crisis_lines, get_facts
from wagtail_attachment.crisis.strange_numbers import find_strange_numbers


def test_lines_of_the_package_name_no_number_of_another(db):
    found = {
        line["key"]: strange
        for line in get_crisis_lines()
        if (strange := list(find_strange_numbers(get_facts(line))))
    }
    assert found == {}


def write(words):
    channel = {"dialled": "1-800-799-7233"}
    text = {"language": "en", "name": "A line", "description": words}
    return {"country": "US", "texts": [text], "channels": [channel]}


def find(words):
    return [each.number for each in find_strange_numbers(write(words))]


def test_another_line_of_the_country_may_be_named(db):
    assert find("In a crisis, call 988.") == []


def test_line_of_another_country_may_not_be_named(db):
    assert find("In a crisis, call 116 123.") == ["116 123"]


def test_line_that_the_practice_has_verified_there_may_be_named(db, verifier):
    assert find("Or call 207-555-0142.") == ["207-555-0142"]
    line = factories.make_verified_line("207-555-0142", user=verifier)
    assert find("Or call 207-555-0142.") == []
    line.withdraw(verifier)
    assert find("Or call 207-555-0142.") == ["207-555-0142"]
