"""The documented table of ways is complete, and is that of the tests."""

from tests.paths import table


def test_documented_table_is_that_of_the_tests():
    assert table.PAGE.read()[1] == table.render(), "Run: python -m tests.paths.table"


def test_every_numbered_case_has_a_test():
    cases = {way.case for way in table.read_ways()}
    assert set(range(1, 46)) - cases == set()


def test_what_stops_a_way_is_one_of_what_the_page_explains():
    assert {way.stopped_by for way in table.read_ways()} == set(table.STOPS)
    before = table.PAGE.read()[0]
    assert [stop for stop in table.STOPS if f"| {stop} |" not in before] == []


def test_every_case_is_open_to_be_read():
    assert [way for way in table.read_ways() if not way.name or "|" in way.name] == []
