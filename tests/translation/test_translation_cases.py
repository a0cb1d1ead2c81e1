"""The documented table of what holds for translations is complete, and is that of the tests."""

from tests import translation_cases as cases


def test_documented_table_is_that_of_the_tests():
    assert cases.PAGE.read()[1] == cases.render(), "Run: python -m tests.translation_cases"


def test_every_case_has_a_test():
    assert set(cases.CASES) - set(cases.read_tests()) == set()


def test_no_test_is_of_a_case_that_is_none():
    assert set(cases.read_tests()) - set(cases.CASES) == set()
