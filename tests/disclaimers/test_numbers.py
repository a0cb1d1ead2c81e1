"""The numbers in a text: which are found, which are a crisis line's, and who vouches for them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests import factories
from wagtail_attachment.crisis.placeholder import CRISIS_LINE
from wagtail_attachment.disclaimers.numbers import find_numbers, replace_by_placeholder
from wagtail_attachment.evidence.ledgers import find_broken_ledger_rows
from wagtail_attachment.models import DisclaimerVersion
from wagtail_attachment.times import get_today

BOARD = "(916) 574-7830"
STATUTORY = f"<p>Board of Behavioral Sciences: {BOARD}. In an emergency, call 911.</p>"
SOURCES = {BOARD: "https://www.bbs.ca.gov/", "911": "https://www.911.gov/"}


def find(html):
    return {number.text: number.is_crisis for number in find_numbers(html)}


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Education since 2019, 24/7.</p>", {}),
        ("<p>{crisis_line}</p>", {}),
        (STATUTORY, {BOARD: False, "911": False}),
        ("<p>CRP 06/123456; ADELI 759312345.</p>", {"06/123456": False, "759312345": False}),
        ("<p>License no. 98765, colegiado n.º M-12345, رقم الترخيص ٦٧٨٩٠.</p>",
         {"98765": False, "M-12345": False, "67890": False}),
        ("<p>Our No. 1 rule; 45 CFR 149.430; registered in 2019.</p>", {}),
        ("<p>Call 988.</p>", {"988": True}),
        ("<p>Call <b>9</b>88 or ٩٨٨.</p>", {"988": True}),
        ('<p><a href="tel:988">Call us</a></p>', {"988": True}),
        ('<p><a href="sms:741741?body=HOME">Write</a></p>', {"741741": True}),
        ("<p>0800 1110111, from abroad +49 800 1110111</p>",
         {"0800 1110111": True, "+49 800 1110111": True}),
        (f'<p><a href="tel:9165747830">{BOARD}</a></p>', {BOARD: False}),
    ],
)  # fmt: skip
def test_numbers_are_found_once_and_crisis_lines_are_told_apart(db, html, found):
    assert find(html) == found


def test_line_that_only_the_practice_knows_counts_as_one(db):
    assert find("<p>555 0100 200</p>") == {"555 0100 200": False}
    factories.make_crisis_line("5550100200")
    assert find("<p>555 0100 200</p>") == {"555 0100 200": True}


def test_short_end_of_a_longer_number_is_no_line(db):
    """116 123 is a line; a number that ends like it is another one."""
    assert find("<p>(512) 116-1234, 5551 116 123</p>") == {
        "(512) 116-1234": False, "5551 116 123": False}  # fmt: skip


# Approving


@pytest.fixture
def statutory(db):
    return factories.make_disclaimer(STATUTORY)


def test_approval_keeps_each_number_with_its_source_and_date(statutory, approver):
    row = statutory.approve(approver, numbers=SOURCES)
    today = get_today()
    first, second = row.get_confirmed()
    assert (first.number, first.source) == (BOARD, "https://www.bbs.ca.gov/")
    assert first.checked_on == today.isoformat()
    assert second.number == "911"
    assert 180 < (row.numbers_due_on - today).days < 185
    assert not row.has_overdue_numbers
    assert find_broken_ledger_rows() == []


@pytest.mark.parametrize(
    "sources", [None, {}, {BOARD: "bbs.ca.gov"}, {BOARD: "bbs.ca.gov", "911": "  "}]
)
def test_number_without_a_source_is_not_approved(statutory, approver, sources):
    with pytest.raises(ValidationError, match=r"Confirm each number first.*911") as error:
        statutory.approve(approver, numbers=sources)
    assert CRISIS_LINE not in str(error.value)
    assert not DisclaimerVersion.objects.exists()


def test_too_long_a_source_is_an_error_not_a_crash(statutory, approver):
    with pytest.raises(ValidationError, match="at most 500"):
        statutory.approve(approver, numbers={**SOURCES, "911": "x" * 501})


def test_crisis_number_gets_the_offer_and_is_no_dead_end(db, approver):
    draft = factories.make_disclaimer("<p>Call 988.</p>")
    with pytest.raises(ValidationError, match=r"In place of 988 you can write {crisis_line}"):
        draft.approve(approver)
    assert draft.approve(approver, numbers={"988": "https://988lifeline.org/"})


def test_what_was_confirmed_is_sealed(statutory, approver):
    row = statutory.approve(approver, numbers=SOURCES)
    forged = [{**row.numbers[0], "source": "nobody"}, *row.numbers[1:]]
    row.numbers = forged
    assert row.compute_chain() != row.chain


# Again


def make_overdue(row):
    """Let time pass: the row says that its numbers were due yesterday."""
    yesterday = (get_today() - timedelta(days=1)).isoformat()
    numbers = [{**number, "due_on": yesterday} for number in row.numbers]
    values = {name: getattr(row, name) for name in (
        "kind", "site_id", "language", "heading", "html", "text", "digest", "person_id",
        "person_name", "approved_at", "effective_from")}  # fmt: skip
    return DisclaimerVersion.record(**values, numbers=numbers)


def test_numbers_come_due_again_and_the_text_goes_on_showing(statutory, approver):
    row = make_overdue(statutory.approve(approver, numbers=SOURCES))
    assert row.has_overdue_numbers
    assert DisclaimerVersion.objects.in_force("general", "en") == row
    assert "check its numbers again" in statutory.get_state()
    assert find_due_rules(statutory) == ["notice.numbers-due"]


def find_due_rules(draft):
    page = factories.make_blog_page()
    return [v.id for v in page.evaluate() if v.id.startswith("notice")]


def test_confirming_again_changes_no_word(statutory, approver):
    overdue = make_overdue(statutory.approve(approver, numbers=SOURCES))
    row = overdue.confirm_numbers(approver, {**SOURCES, BOARD: "called them"})
    assert (row.html, row.digest) == (overdue.html, overdue.digest)
    assert row.get_confirmed()[0].source == "called them"
    assert not row.has_overdue_numbers
    assert DisclaimerVersion.objects.in_force("general", "en") == row
    assert statutory.get_state().startswith("Approved since")
    assert row.confirm_numbers(approver, {**SOURCES, BOARD: "called them"}) == row, "a second click"
    assert find_broken_ledger_rows() == []


def test_confirming_again_needs_the_permission_and_every_source(statutory, approver):
    row = statutory.approve(approver, numbers=SOURCES)
    with pytest.raises(PermissionDenied):
        row.confirm_numbers(factories.make_user("change_disclaimer"), SOURCES)
    with pytest.raises(ValidationError, match="Confirm each number"):
        row.confirm_numbers(approver, {BOARD: "x"})


def test_numbers_of_a_text_that_was_replaced_are_not_confirmed(statutory, approver):
    row = statutory.approve(approver, numbers=SOURCES)
    type(statutory).objects.update(body="<p>Other words.</p>")
    statutory.refresh_from_db()
    statutory.approve(approver)
    with pytest.raises(ValidationError, match="taken the place"):
        row.confirm_numbers(approver, SOURCES)


# The offer


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Call 988 now. 9880 stays.</p>", "<p>Call {crisis_line} now. 9880 stays.</p>"),
        ('<p>Call <a href="tel:988"><b>us</b></a> or 988.</p>',
         "<p>Call {crisis_line} or {crisis_line}.</p>"),
        ('<p><a href="tel:911">988</a></p>', '<p><a href="tel:911">{crisis_line}</a></p>'),
        ("<p>9<b>88</b></p>", "<p>9<b>88</b></p>"),
        ("<p>\u2067٩٨٨\u2069 988\u200b.</p>",
         "<p>\u2067{crisis_line}\u2069 {crisis_line}\u200b.</p>"),
    ],
)  # fmt: skip
def test_number_is_replaced_by_the_placeholder(db, body, expected):
    assert replace_by_placeholder(body, "988", CRISIS_LINE) == expected


@pytest.mark.parametrize(
    "body",
    [
        '<p><a href="https://988lifeline.org/988?a=>988">Lifeline</a></p>',
        '<p><a linktype="page" id="988">Lifeline</a></p>',
        '<p data-block-key="988">See https://988lifeline.org/988.</p>',
        "<p>Room 12-988, &#988; &amp; more than 9.988</p>",
    ],
)
def test_addresses_and_other_figures_are_not_replaced(db, body):
    assert replace_by_placeholder(body, "988", CRISIS_LINE) == body


@pytest.mark.parametrize("number", ["", " ", "abc", ".*"])
def test_what_is_no_number_is_replaced_nowhere(db, number):
    body = '<p>Call 988, <a href="tel:">us</a>.</p>'
    assert replace_by_placeholder(body, number, CRISIS_LINE) == body


def test_number_in_words_is_found_and_replaced_like_one_in_digits(db):
    factories.make_verified_line("988", country="US")
    body = "<p>Call nine-eight-eight, or nine one one.</p>"
    assert find(body) == {"nine-eight-eight": True, "nine one one": False}
    replaced = replace_by_placeholder(body, "988", CRISIS_LINE)
    assert replaced == f"<p>Call {CRISIS_LINE}, or nine one one.</p>"


# What a starter leaves open


@pytest.mark.parametrize("where", ["heading", "body"])
def test_text_with_a_mark_to_fill_in_is_saved_but_not_approved(db, approver, where):
    draft = factories.make_disclaimer(**{where: "<p>Of [your practice]</p>"})
    draft.full_clean()
    with pytest.raises(ValidationError, match=r"\[your practice\]"):
        draft.approve(approver)
    assert not DisclaimerVersion.objects.exists()


def test_due_date_is_a_date(statutory, approver):
    row = statutory.approve(approver, numbers=SOURCES)
    assert isinstance(row.numbers_due_on, date)
    assert factories.put_in_force("<p>No number.</p>", kind="x").numbers_due_on is None


@pytest.mark.parametrize(
    "html",
    ["<p>请拨打988热线</p>", "<p>请拨打九八八</p>", "<p>اتصل بـ٩٨٨الآن</p>", "<p>התקשרו ל988</p>",
     "<p>โทร๙๘๘</p>", "<p>今すぐ988に</p>", "<p>९८८पर</p>"],
)  # fmt: skip
def test_number_that_touches_letters_is_found_and_replaced(db, html):
    assert list(find(html).values()) == [True]
    (number,) = find(html)
    replaced = replace_by_placeholder(html, number, CRISIS_LINE)
    assert CRISIS_LINE in replaced
    assert find(replaced) == {}
