"""What ``{crisis_line}`` stands for: a number to call that is for everyone, or says what it is."""

from html import unescape

import pytest
from django.utils.translation import override

from tests import factories
from wagtail_attachment.crisis.first_number import choose_first_number, find_call_for_everyone
from wagtail_attachment.crisis.kinds import ChannelKind
from wagtail_attachment.crisis.known import EmergencyNumber
from wagtail_attachment.crisis.lines import Channel, CrisisLine
from wagtail_attachment.crisis.placeholder import fill_anywhere
from wagtail_attachment.models import CrisisChannel, CrisisResource
from wagtail_attachment.safety.representation import fill_values
from wagtail_attachment.safety.resolver import Safety

CALL = Channel(kind="call", dialled="988")
TEXT = Channel(kind="text", dialled="741741", sms_keyword="HOME")
RELAY = Channel(kind="relay", dialled="711")
CHAT = Channel(kind="chat", url="https://chat.example.org/")
EMERGENCY = [EmergencyNumber("US", "911")]


def make_line(*channels, **values):
    return CrisisLine(1, 1, "US", "Line", "", "en", languages=("en",), channels=channels, **values)


def test_a_call_comes_before_the_text_and_the_relay_that_stand_first():
    assert choose_first_number([make_line(TEXT, RELAY, CALL)], EMERGENCY) == ("988", "tel:988")
    assert choose_first_number([make_line(TEXT), make_line(CALL)], EMERGENCY)[0] == "988"


def test_a_line_for_some_people_never_stands_for_everyone():
    veterans = make_line(Channel(kind="call", dialled="555"), audience="veterans")
    assert choose_first_number([veterans], EMERGENCY) == ("911", "tel:911")
    assert choose_first_number([veterans, make_line(CALL)], EMERGENCY)[0] == "988"
    assert choose_first_number([veterans], []) == ("", "")


def test_a_line_of_the_whole_country_comes_before_one_of_a_part_of_it():
    local = make_line(Channel(kind="call", dialled="135"), area="Buenos Aires")
    assert choose_first_number([local, make_line(CALL)], EMERGENCY)[0] == "988"
    assert choose_first_number([local], EMERGENCY)[0] == "135"


@pytest.mark.parametrize("channel", [TEXT, RELAY, CHAT])
def test_emergency_number_comes_before_what_cannot_be_called(channel):
    assert choose_first_number([make_line(channel)], EMERGENCY) == ("911", "tel:911")
    assert find_call_for_everyone([make_line(channel)]) is None


@pytest.mark.parametrize(
    ("channel", "words", "href"),
    [
        (TEXT, "741741 (Text message: HOME)", "sms:741741?body=HOME"),
        (CHAT, "chat.example.org (Chat on the web)", "https://chat.example.org/"),
        (RELAY, "", ""),
    ],
)
def test_what_cannot_be_called_says_what_it_is(channel, words, href):
    assert choose_first_number([make_line(channel)], []) == (words, href)


def test_a_site_s_own_relay_never_stands_for_everyone(register_kind):
    relay = ChannelKind(
        id="guides-relay",
        label="Relay",
        address="dialled",
        get_href=lambda channel: f"tel:{channel.dialled}",
        is_call=True,
        is_for_everyone=False,
    )
    register_kind(relay)
    line = make_line(Channel(kind=relay.id, dialled="18001"), CALL)
    assert choose_first_number([line], []) == ("988", "tel:988")
    assert find_call_for_everyone([make_line(Channel(kind=relay.id, dialled="18001"))]) is None


def test_the_number_that_speaks_the_reader_s_language_comes_first(home):
    """As of a line with a number for each of its languages."""
    factories.set_country("FI")
    line = factories.make_crisis_line("09 2525 0111", country="FI", languages="fi, es")
    line.channels.update(languages="fi")
    line.channels.add(CrisisChannel(kind="call", dialled="09 2525 0112", languages="es"))
    line.save()
    line.verify(factories.make_verifier())
    spanish = factories.make_blog_page(parent=factories.get_home("es"))
    assert Safety(spanish).first_number[0] == "09 2525 0112"
    assert Safety(factories.make_blog_page()).first_number[0] == "09 2525 0111"


def test_words_are_those_of_the_page_s_language(home, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"es": ["AQ"]}  # no emergency number is known
    line = factories.make_crisis_line("741741", country="AQ", languages="es")
    line.channels.update(kind="text")
    CrisisResource.objects.get(pk=line.pk).verify(factories.make_verifier())
    page = factories.make_blog_page(parent=factories.get_home("es"))
    with override("en"):
        number, href = Safety(page).first_number
    assert (number, href) == ("741741 (Mensaje de texto)", "sms:741741")


@pytest.mark.parametrize("text", ["<p>{crisis_line}</p>", '<img alt="{crisis_line}">'])
def test_keyword_of_a_line_is_no_markup(text):
    words = """741741 (Text message: "><script>'&\\)"""
    filled = fill_anywhere(text, words, "en")
    before, _, after = text.partition("{crisis_line}")
    assert not {*filled.removeprefix(before).removesuffix(after)} & {*"<>'\"\\"}
    assert unescape(filled) == text.replace("{crisis_line}", words)


def test_plain_data_has_the_keyword_as_it_was_typed(home, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"en": ["AQ"]}  # no emergency number is known
    line = factories.make_crisis_line("741741", country="AQ")
    line.channels.update(kind="text", sms_keyword="Q&A")
    CrisisResource.objects.get(pk=line.pk).verify(factories.make_verifier())
    safety = Safety(factories.make_blog_page())
    values = {"text": "{crisis_line}", "html": "<b>{crisis_line}</b>"}
    assert fill_values(values, safety) == {
        "text": "741741 (Text message: Q&A)",
        "html": "<b>741741 (Text message: Q&amp;A)</b>",
    }


def test_line_that_can_be_called_comes_before_one_that_cannot(practice, verifier):
    """The card shows at once what stands first."""
    CrisisResource.objects.get().withdraw(verifier)
    for kind in ("text", "call"):
        line = factories.make_crisis_line("741741", name=kind)
        line.channels.update(kind=kind)
        CrisisResource.objects.get(pk=line.pk).verify(verifier)
    safety = Safety(factories.make_blog_page())
    assert [line.name for line in safety.crisis_lines] == ["call", "text"]
    assert safety.numbers_on_every_card == [("741741", "tel:741741"), ("911", "tel:911")]


def test_line_of_a_part_of_the_country_comes_after_those_of_all_of_it(practice):
    CrisisResource.objects.get().withdraw(factories.make_verifier())
    factories.make_verified_line("1", name="local", area="Maine")
    factories.make_verified_line("2", name="national")
    lines = Safety(factories.make_blog_page()).crisis_lines
    assert [line.name for line in lines] == ["national", "local"]
