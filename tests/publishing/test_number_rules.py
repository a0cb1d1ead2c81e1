"""The numbers in an article's own text are judged: whose they are, and what their links call."""

import pytest

from wagtail_attachment.crisis.directory import KnownNumber
from wagtail_attachment.publishing import evaluate
from wagtail_attachment.publishing.texts import Text, split_html

from .facts import FakeArticle

BLOCK = "0f8fad5b-d9cb-469f-a165-70867728950e"


def find(html, **facts):
    texts = split_html(html, f"body.{BLOCK}.text")
    return evaluate(FakeArticle(**{"verified_numbers": ["988", "911"], "texts": texts, **facts}))


def find_ids(html, **facts):
    return [violation.id for violation in find(html, **facts)]


# What readers may be sent to


@pytest.mark.parametrize(
    "html",
    [
        "<p>Call or text 988.</p>",
        "<p>Call 9-8-8, any time.</p>",
        "<p>In danger? Dial 911.</p>",
        '<p><a href="tel:988">Call 988</a> or <a href="sms:988">text 988</a></p>',
        '<p>拨打<a href="tel:%EF%BC%99%EF%BC%98%EF%BC%98">９８８</a></p>',
        "<p>Our office: 207-555-0123.</p>",
        '<p><a href="tel:+12075550123">207-555-0123</a></p>',
        '<p><a href="tel:+1-207-555-0123">Call the office</a></p>',
        '<p>See the <a href="https://988lifeline.org/">988 Lifeline</a>.</p>',
        "<p>Of 112 people, 113 answered; 9/11; page 999; 1,000,000; 11.2.</p>",
        "<p>988 people called, and 911 cases were crises.</p>",
        "",
    ],
)
def test_what_readers_may_rely_on_and_what_is_nobody_s_line_pass(html):
    assert find_ids(html) == []


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Call 116 123.</p>", "116 123 is a crisis line of other countries."),
        ("<p>Rufen Sie 0800 111 0 111 an.</p>", "0800 111 0 111 is a crisis line of DE."),
        ("<p>+49 800 1110111</p>", "+49 800 1110111 is a crisis line of DE."),
        ("<p>拨打112报警</p>", "112 is the emergency number of other countries."),
        ("<p>拨打一一二报警</p>", "112 is the emergency number of other countries."),
        ("<p>اتصل بـ١١٢الآن</p>", "112 is the emergency number of other countries."),
        ("<p>התקשרו ל112</p>", "112 is the emergency number of other countries."),
        ("<p>In the UK, dial 999.</p>", "999 is the emergency number"),
        ('<p><a href="tel:116123">Talk to someone</a></p>', "116123 is a crisis line"),
        ('<p><a href="callto:116123">Talk to someone</a></p>', "116123 is a crisis line"),
        ('<p><a href="skype:116123?call">Talk to someone</a></p>', "116123 is a crisis line"),
        ('<p><a href="smsto:85258">Write to someone</a></p>', "85258 is a crisis line"),
        ("<p>Call 1-866-4-U-TREVOR.</p>", "the number of The Trevor Project"),
        ('<p><a href="tel:%EF%BC%91%EF%BC%91%EF%BC%92">Help</a></p>', "112 is the emergency"),
        ('<p><a href="https://wa.me/6566691771">Write</a></p>', "is a crisis line of SG"),
        ("<p>Call 1-800-273-8255.</p>", "the former number of National Suicide"),
        ("<p>Call 1-800-273-TALK (8255).</p>", "on 988 since 2022"),
        ("<p>Call 1-800-SUICIDE.</p>", "on 988 since 2022"),
        ("<p>Call 1-800-Suicide.</p>", "on 988 since 2022"),
        ("<p>(800) 273-8255</p>", "on 988 since 2022"),
        ("<p>Ligue 141 se precisar.</p>", "141 was the number of CVV"),
        ("<p>Call 988 and press 3.</p>", "Pressing 3 on 988 is out of date"),
        (
            '<p><a href="https://suicidepreventionlifeline.org/chat">Chat</a></p>',
            "The line is at 988lifeline.org now",
        ),
        ("<p>Visit www.SuicidePreventionLifeline.org</p>", "suicidepreventionlifeline.org is out"),
    ],
)
def test_what_they_may_not_is_named_with_the_reason(html, words):
    (violation,) = find(html)
    assert violation.id == "number.unverified"
    assert words in violation.message
    assert violation.block_id == BLOCK
    assert violation.is_overridable


def test_same_text_is_right_for_one_country_s_readers_and_wrong_for_another_s():
    html = "<p>Call 988.</p>"
    assert find(html, readers_countries=["US"]) == []
    (violation,) = find(html, readers_countries=["MX"], verified_numbers=["800 911 2000", "911"])
    assert "988 is a crisis line of CA, US. Readers of this text are in MX." in violation.message
    assert "{crisis_line}" in violation.message


def test_own_line_that_is_no_longer_verified_leads_to_who_verifies_it():
    (violation,) = find("<p>Call 988.</p>", verified_numbers=["911"])
    assert "988 Suicide & Crisis Lifeline (US), is not verified" in violation.message
    assert violation.fix_url == "/fix/lines/"


def test_former_number_that_a_country_has_verified_passes():
    assert find_ids("<p>Call 1-800-273-8255</p>", verified_numbers=["1-800-273-8255"]) == []


def test_line_of_the_practice_that_was_withdrawn_is_found():
    recorded = [KnownNumber("207-555-0100", "US", "County crisis team")]
    (violation,) = find("<p>Call 207-555-0100.</p>", recorded=recorded)
    assert "as the number of County crisis team (US), but readers" in violation.message


def test_readers_without_a_country_have_no_number_of_any():
    (violation,) = find("<p>Call 988.</p>", readers_countries=[], verified_numbers=[])
    assert "The country of the text's readers is not set" in violation.message


def test_number_is_named_once_a_block_and_again_in_another():
    twice = '<p>Call 116 123. <a href="tel:116123">116 123</a></p><p>Dial 116 123.</p>'
    assert find_ids(twice) == ["number.unverified"]
    texts = [*split_html(twice, f"body.{BLOCK}"), Text("lead", "Call 116 123.")]
    assert [violation.block_id for violation in find("", texts=texts)] == [BLOCK, ""]


# What a link shows and what it calls


@pytest.mark.parametrize(
    "link",
    [
        '<a href="tel:988">988 (24/7)</a>',
        '<a href="tel:988">9-8-8</a>',
        '<a href="tel:988">٩٨٨</a>',
        '<a href="tel:988?x=1">Call 988, press 2</a>',
        '<a href="sms:988;?&amp;body=HOME">Text HOME to 988</a>',
        '<a href="tel:+1-207-555-0123">(207) 555-0123</a>',
        '<a href="tel:%2B12075550123">207 555 0123</a>',
        '<a href="tel:12075550123">Call us</a>',
        '<a href="https://example.org/">In 1998, 1200 people</a>',
        '<a href="mailto:help@example.org">Write to us</a>',
    ],
)
def test_link_to_what_it_shows_passes(link):
    assert find_ids(f"<p>{link}</p>") == []


@pytest.mark.parametrize(
    "link",
    [
        '<a href="tel:911">988</a>',
        '<a href="tel:+1988">988</a>',
        '<a href="sms:911">Text 988</a>',
        '<a href="tel:911">988 or 911</a>',
        '<a href="tel:2075550123">207 555 0124</a>',
        '<a href="https://wa.me/12075550124">+1 207 555 0123</a>',
        '<a href="https://988lifeline.org/">988</a>',
        '<a href="https://988lifeline.org/">Call 988</a>',
        '<a href="/help/">207-555-0123</a>',
        '<a href="TEL:9%31%31">９８８</a>',
    ],
)
def test_link_to_something_else_is_named(link):
    (violation,) = [each for each in find(f"<p>{link}</p>") if each.id == "number.mismatch"]
    assert violation.block_id == BLOCK
    assert not violation.is_overridable


# The placeholder


def test_placeholder_in_a_section_passes():
    assert find_ids("<p>Call {crisis_line}.</p>") == []


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Call {crisis line}.</p>", "Change {crisis line} to {crisis_line}"),
        ("<p>Call {Crisis_Lines}.</p>", "Change {Crisis_Lines} to"),
        ("<p>Call {{crisis_line}}.</p>", "Change {{crisis_line}} to"),
        ('<p><a href="tel:988">{crisis_line}</a></p>', "Take the link off"),
    ],
)
def test_placeholder_that_would_not_be_filled_is_named(html, words):
    (violation,) = find(html)
    assert (violation.id, violation.block_id) == ("number.placeholder", BLOCK)
    assert words in violation.message


@pytest.mark.parametrize("path", ["title", "lead", "search_description"])
def test_placeholder_outside_of_the_sections_is_named(path):
    (violation,) = find("", texts=[Text(path, "Call {crisis_line}.")])
    assert "only in the sections" in violation.message


def test_placeholder_that_markup_divides_is_named():
    (violation,) = find("<p>{crisis_<b>line</b>}</p>", broken_crisis_line=True)
    assert "Write {crisis_line} again" in violation.message
