"""The crisis card in HTML: what is seen at once, what is said of a line, and where the card stands."""

from datetime import time

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override

from tests import factories
from wagtail_attachment.models import CrisisChannel, CrisisResource, CrisisText

pytestmark = pytest.mark.django_db

NOW = "You can talk to someone now."
WORDS = "You don’t need to find the right words."
GENERAL = "You decide what to say and how much. You can end the conversation at any time."


@pytest.fixture
def line(practice):
    return CrisisResource.objects.get()


def verify(line, *channels, text="", **values):
    line = CrisisResource.objects.get(pk=line.pk)
    vars(line).update(values)
    if channels:
        line.channels = [CrisisChannel(**channel) for channel in channels]
    if text:
        line.texts = [CrisisText(language="en", name="Lifeline", what_happens=text)]
    line.save()
    line.verify(factories.make_verifier())


def read_card(client, page=None):
    response = client.get((page or factories.make_blog_page(live=True)).url)
    return BeautifulSoup(response.content, "html.parser").select_one("#crisis")


def get_text(element):
    return " ".join(element.get_text(" ").split())


def get_facts(card):
    return [fact.get_text() for fact in card.select_one(".attachment-line__facts").select("li")]


def test_now_is_said_while_somebody_answers_at_any_hour_and_not_else(client, line):
    assert f"{NOW} {WORDS}" in get_text(read_card(client))
    hours = {"opens": time(9), "closes": time(17), "time_zone": "America/New_York"}
    verify(line, {"kind": "call", "dialled": "988", **hours})
    text = get_text(read_card(client))
    assert NOW not in text
    assert WORDS in text
    assert "9 a.m. to 5 p.m." in text


def test_cost_hours_languages_and_audience_stand_beside_the_numbers(client, line):
    verify(line, {"kind": "call", "dialled": "988", "always_open": True, "cost": "free"},
           {"kind": "text", "dialled": "988", "always_open": True, "cost": "free"},
           languages="en, es", area="Maine", audience="youth")  # fmt: skip
    assert get_facts(read_card(client)) == [
        "Children and young people", "Maine", "Free", "24 hours a day", "English and Spanish",
    ]  # fmt: skip


def test_nothing_is_said_of_a_cost_that_nobody_verified(client, line):
    assert get_facts(read_card(client)) == ["24 hours a day", "English"]


def test_each_way_says_its_cost_where_they_differ(client, line):
    verify(line, {"kind": "call", "dialled": "988", "cost": "free"},
           {"kind": "text", "dialled": "741741", "cost": "charged"})  # fmt: skip
    notes = [get_text(note) for note in read_card(client).select(".attachment-channels__note")]
    assert notes == ["Free", "Charges may apply"]


def test_call_and_text_are_told_apart_by_their_words(client, line):
    verify(line, {"kind": "call", "dialled": "988"},
           {"kind": "text", "dialled": "741741", "sms_keyword": "HOME"})  # fmt: skip
    targets = read_card(client).select(".attachment-line .attachment-target")
    assert [get_text(target) for target in targets] == ["Call 988", "Text HOME to 741741"]


def test_card_says_what_happens_as_it_was_verified(client, line):
    verify(line, text="You hear a greeting. Then a counselor answers.")
    more = read_card(client).select_one("details")
    assert "What happens when I call? You hear a greeting. Then a counselor answers." in get_text(
        more
    )
    assert GENERAL not in get_text(more)


def test_where_nobody_wrote_it_the_card_says_what_is_true_of_every_line(client, line):
    assert f"What happens when I call? {GENERAL}" in get_text(read_card(client))
    verify(line, {"kind": "text", "dialled": "741741"})
    assert f"What happens when I get in touch? {GENERAL}" in get_text(read_card(client))


def test_text_of_another_language_says_which_it_is(client, line):
    verify(line, text="You hear a greeting.")
    factories.put_in_force(factories.WORDING_ES, language="es")
    home = factories.force_live(factories.get_home("es"))
    card = read_card(client, factories.make_blog_page(parent=home, live=True))
    told = card.find("p", string="You hear a greeting.")
    assert (told["lang"], told["dir"]) == ("en", "ltr")


def test_emergency_number_stands_before_anything_folded(client, line):
    card = read_card(client)
    emergency = card.select_one(".attachment-crisis__emergency a[href='tel:911']")
    assert not emergency.find_parent("details")
    assert card.select_one("details") in emergency.find_all_next()


def test_number_of_another_country_is_told_of_also_without_a_line(client, line):
    page = factories.make_blog_page(live=True)
    line.withdraw(factories.make_verifier())
    card = read_card(client, page)
    assert not card.select("details")
    assert "If you are in another country, call the emergency number there." in get_text(card)


def test_api_gives_what_happens(client, line):
    verify(line, text="You hear a greeting.")
    page = factories.make_blog_page(live=True)
    (found,) = client.get(f"/api/pages/{page.pk}/").json()["crisis_resources"]["lines"]
    assert found["what_happens"] == "You hear a greeting."


def test_whoever_verifies_reads_all_that_readers_will(client, line, superuser):
    verify(line, {"kind": "call", "dialled": "988", "cost": "free", "mobile_only": True},
           text="You hear a greeting.")  # fmt: skip
    line.texts.add(CrisisText(language="es", name="Línea", what_happens="Oirá un saludo."))
    line.save()
    client.force_login(superuser)
    with override("en"):
        page = client.get(reverse("wagtail_attachment:verify_line", args=[line.pk]))
    text = get_text(BeautifulSoup(page.content, "html.parser").main)
    for words in ("988", "Free", "From mobile phones only", "You hear a greeting.", "Línea",
                  "Oirá un saludo."):  # fmt: skip
        assert words in text


def test_preview_shows_what_unfolds(rf, line):
    line.texts.update(what_happens="You hear a greeting.")
    fresh = CrisisResource.objects.get(pk=line.pk)
    request = rf.get("/")
    html = fresh.serve_preview(request, "").render().content.decode()
    card = BeautifulSoup(html, "html.parser").select_one("[data-attachment-crisis]")
    assert "You hear a greeting." in get_text(card)
    assert card.select_one("a[href='tel:988']")
