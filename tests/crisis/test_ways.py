"""What readers see of a line at once, what unfolds, and what is said of its cost and of a call."""

from dataclasses import replace

import pytest

from tests import factories
from wagtail_attachment.crisis.cost import Cost
from wagtail_attachment.crisis.lines import Channel, CrisisLine
from wagtail_attachment.crisis.ways import describe_costs
from wagtail_attachment.models import CrisisChannel
from wagtail_attachment.templatetags.wagtail_attachment_lines import keep_numbers_together


def make_line(*channels, **values):
    return CrisisLine(1, 1, "US", "L", "", "en", languages=("en",), channels=channels, **values)


def name_kinds(group):
    return [channel.kind for channel in group.channels]


@pytest.mark.parametrize(
    ("kinds", "first", "others"),
    [
        (["call", "text", "chat"], ["call", "text"], ["chat"]),
        (["text", "chat", "call"], ["call", "text"], ["chat"]),
        (["call", "call", "text"], ["call", "text"], ["call"]),
        (["call", "call"], ["call", "call"], []),
        (["text", "chat", "email"], ["text", "chat"], ["email"]),
        (["call"], ["call"], []),
    ],
    ids=repr,
)
def test_first_call_and_first_other_way_are_seen_at_once(kinds, first, others):
    line = make_line(*(Channel(kind=kind, dialled="1") for kind in kinds))
    assert name_kinds(line.get_first_ways("en")) == first
    assert [kind for group in line.get_other_ways("en") for kind in name_kinds(group)] == others


def test_ways_in_another_language_unfold_and_are_named():
    spanish = Channel(kind="text", dialled="2", languages=("es",))
    line = make_line(spanish, Channel(kind="call", dialled="1", languages=("en",)))
    assert name_kinds(line.get_first_ways("en")) == ["call"]
    (rest,) = line.get_other_ways("en")
    assert (rest.languages, rest.channels) == (("es",), [spanish])


@pytest.mark.parametrize(
    ("language", "first", "others"),
    [
        ("en", ["call"], ["chat", "text"]),
        ("es", ["call", "chat"], ["text"]),
        ("de", ["call", "chat"], ["text"]),
    ],
)
def test_the_number_to_call_is_seen_at_once_in_every_language(language, first, others):
    """The card of a page may not lack it, and what unfolds is not seen."""
    chat, text = (Channel(kind=kind, dialled="2", languages=("es",)) for kind in ("chat", "text"))
    line = make_line(chat, text, Channel(kind="call", dialled="1", languages=("en",)))
    assert name_kinds(line.get_first_ways(language)) == first
    rest = line.get_other_ways(language)
    assert [kind for group in rest for kind in name_kinds(group)] == others
    named = line.get_first_ways(language).languages
    assert set(named) == (set() if language == "en" else {"en", "es"})


def test_who_speaks_neither_language_of_a_line_reads_both():
    """988 does not answer in English alone because its first number does."""
    channels = (Channel(kind="call", dialled="1", languages=(code,)) for code in ("en", "es"))
    line = replace(make_line(*channels), languages=("en", "es"))
    assert set(line.get_first_ways("ar").languages) == {"en", "es"}


def test_page_is_served_whose_line_is_called_in_another_language(home, client):
    line = factories.make_crisis_line("988", languages="en, es")
    line.channels.update(languages="en")
    line.channels.add(
        CrisisChannel(
            kind="chat", url="https://chat.example.org/", languages="es", always_open=True
        )
    )
    line.save()
    line.verify(factories.make_verifier())
    factories.set_country()
    factories.put_in_force("<p>Solo educativo.</p>", language="es")
    spanish = factories.get_home("es")
    spanish.save_revision().publish()
    page = factories.make_blog_page(parent=spanish, live=True)
    response = client.get(page.url)
    assert response.status_code == 200
    assert "988" in response.content.decode().partition("<details")[0]


@pytest.mark.parametrize(
    ("costs", "words"),
    [
        ({"call": "free", "text": "free"}, "Free"),
        ({"call": "free", "text": ""}, "Calls are free"),
        ({"call": "free", "text": "charged"}, ""),
        ({"call": "", "text": "free"}, ""),
        ({"call": "", "text": ""}, ""),
        ({"text": "charged", "chat": "charged"}, "Charges may apply"),
        ({"call": "Ortstarif"}, "Ortstarif"),
    ],
    ids=repr,
)
def test_cost_is_said_once_where_it_is_known_of_all(costs, words):
    channels = [Channel(kind=kind, dialled="1", cost=cost) for kind, cost in costs.items()]
    assert describe_costs(channels) == words
    assert make_line(*channels).price == words


def test_cost_is_chosen_and_not_written():
    assert Cost.values == ["free", "charged"]
    assert Channel(kind="call", dialled="1", cost="free").price == "Free"


@pytest.mark.parametrize(
    ("channels", "answers"),
    [
        ([Channel(kind="call", dialled="1", always_open=True)], True),
        ([Channel(kind="call", dialled="1", opens="09:00", closes="17:00")], False),
        ([Channel(kind="call", dialled="1"), Channel(kind="text", dialled="1", always_open=True)],
         False),
        ([], False),
    ],
)  # fmt: skip
def test_now_is_said_only_of_a_number_that_answers_at_any_hour(channels, answers):
    assert make_line(*channels).answers_calls_now is answers


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ('Call <bdi dir="ltr">988</bdi>', ['Call <bdi dir="ltr">988</bdi>']),
        ('Llame al <bdi dir="ltr">988</bdi>, luego presione <bdi dir="ltr">2</bdi>',
         ['al <bdi dir="ltr">988</bdi>,', 'presione <bdi dir="ltr">2</bdi>']),
        ('Text <bdi dir="ltr">HOME</bdi> to <bdi dir="ltr">741741</bdi>',
         ['to <bdi dir="ltr">741741</bdi>']),
        ('<bdi dir="ltr">988</bdi> anrufen', ['<bdi dir="ltr">988</bdi>']),
        ('<bdi dir="ltr">help@example1.org</bdi>', []),
        ("Chat online", []),
    ],
)  # fmt: skip
def test_number_stays_with_the_word_before_it(label, kept):
    html = keep_numbers_together(label)
    assert html.count("attachment-together") == len(kept)
    for words in kept:
        assert f'<span class="attachment-together">{words}</span>' in html


# What happens when I call


@pytest.fixture
def told(db):
    line = factories.make_crisis_line()
    line.texts.update(what_happens="A greeting, then a counselor.")
    return type(line).objects.get(pk=line.pk)


def test_what_happens_is_frozen_with_the_facts(told, verifier):
    before = factories.make_crisis_line().digest
    assert told.digest != before
    told.verify(verifier)
    assert told.get_in_force().to_line("en").what_happens == "A greeting, then a counselor."
    told.texts.update(what_happens="Another sentence.")
    fresh = type(told).objects.get(pk=told.pk)
    assert fresh.get_state() == "Verified, with unverified changes"
    assert fresh.get_in_force().to_line("en").what_happens == "A greeting, then a counselor."


def test_line_that_says_nothing_of_it_stays_what_was_verified(db):
    """Lines that were verified before there was this text are not changed by it."""
    (text,) = factories.make_crisis_line().get_snapshot()["texts"]
    assert set(text) == {"language", "name", "description"}
