"""What an address as it was typed has in common with one on record. No database."""

import pytest

from wagtail_attachment.evidence.typed import Typed, read_page_number

RECORDED = Typed.read("https://example.org/es/ansiedad-%C3%A9/")


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.org/es/ansiedad-é/",
        "http://example.org/es/ansiedad-é",
        "  HTTPS://EXAMPLE.ORG:8443/es/ansiedad-%c3%a9/?utm_source=x#help ",
        "example.org/es/ansiedad-e\u0301",
        "//www.example.org/es//ansiedad-é/",
        "<https://www.example.org./es/ansiedad-é/>",
        "https://ana:secret@example.org/es/ansiedad-é/",
    ],
)
def test_same_page_however_it_is_typed(typed):
    assert Typed.read(typed) == RECORDED


@pytest.mark.parametrize(
    "typed",
    ["https://example.com/es/ansiedad-é/", "https://example.org/es/Ansiedad-é/", "/es/ansiedad-é/",
     "https://example.org/ansiedad-é/", "https://example.org/es/"],
)  # fmt: skip
def test_another_host_path_or_case_is_another_address(typed):
    assert Typed.read(typed) not in (None, RECORDED)


@pytest.mark.parametrize(
    ("typed", "host", "parts"),
    [
        ("/blog/on-closeness/", "", ("blog", "on-closeness")),
        ("blog/on-closeness", "", ("blog", "on-closeness")),
        ("localhost:8000/a/", "localhost", ("a",)),
        ("http://[::1]:8000/a/", "::1", ("a",)),
        ("xn--mnchen-3ya.de", "münchen.de", ()),
        ("https://münchen.de/", "münchen.de", ()),
        ("ftp://example.org/a%2Fb", "example.org", ("a", "b")),
    ],
)
def test_parts_of_an_address(typed, host, parts):
    assert Typed.read(typed) == Typed(host, parts)


@pytest.mark.parametrize("typed", ["On closeness", "closeness", "", "http://[::1", "What helps / what hurts"])  # fmt: skip
def test_words_are_no_address(typed):
    assert Typed.read(typed) is None


def test_language_that_a_path_begins_with():
    codes = {"es", "pt-br"}
    assert Typed.read("/es/a/").drop_language(codes) == ("a",)
    assert Typed.read("/pt-BR/a/").drop_language(codes) == ("a",)
    assert Typed.read("/a/es/").drop_language(codes) == ("a", "es")
    assert Typed.read("/").drop_language(codes) == ()


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", 12), (" 12 ", 12), ("https://x.org/admin/pages/12/edit/", 12), ("/api/v2/pages/12/?a=1", 12),
     ("/cms/pages/12/view_draft/", None), ("https://x.org/pages/12/", None), ("/v1/api/pages/12", 12), ("/pages/twelve/", None), ("/a/?to=/pages/12/", None),
     ("9" * 30, None), ("-1", None), ("", None)],
)  # fmt: skip
def test_page_named_by_its_number(typed, number):
    assert read_page_number(typed, "/admin/") == number
