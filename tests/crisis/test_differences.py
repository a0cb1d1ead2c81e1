"""Facts of a line, compared and merged: what the package changed, and what the practice wrote itself."""

import pytest

from wagtail_attachment.crisis.differences import compare, is_same, merge


def make_channel(dialled="988", **facts):
    return {"kind": "call", "dialled": dialled, "languages": [], "url": "", "email": "",
            "sms_keyword": "", "always_open": True, **facts}  # fmt: skip


def make_facts(*channels, name="Lifeline", description="", **facts):
    return {
        "country": "US",
        "area": "",
        "audience": "general",
        "languages": ["en"],
        "source_url": "https://example.org/",
        "texts": [{"language": "en", "name": name, "description": description}],
        "channels": list(channels) or [make_channel()],
        **facts,
    }


def list_differences(before, after, ours):
    return [(each.label, each.ours, each.theirs) for each in compare(before, after, ours)]


FACTS = make_facts()


def test_nothing_new_is_no_difference():
    assert compare(FACTS, make_facts(), make_facts()) == []


def test_what_the_practice_wrote_itself_is_no_difference():
    assert compare(FACTS, FACTS, make_facts(make_channel("989"), name="Ours")) == []


def test_what_the_practice_has_already_is_no_difference():
    new = make_facts(name="New")
    assert compare(FACTS, new, new) == []


@pytest.mark.parametrize(
    ("facts", "difference"),
    [
        ({"name": "New"}, ("Name (English)", "Lifeline", "New")),
        ({"description": "New"}, ("Description (English)", "", "New")),
        ({"area": "Maine"}, ("Area", "", "Maine")),
        ({"country": "CA"}, ("Country", "United States", "Canada")),
        ({"audience": "deaf"}, ("Audience", "Everyone", "Deaf and hard of hearing people")),
        ({"languages": ["en", "es"]}, ("Languages", "English", "English, Spanish")),
        ({"source_url": "https://b.org/"}, ("Official page", "https://example.org/", "https://b.org/")),
    ],
)  # fmt: skip
def test_fact_is_shown_as_we_have_it_and_as_the_package_has_it(facts, difference):
    assert list_differences(FACTS, make_facts(**facts), FACTS) == [difference]


def test_hours_that_changed_are_one_difference():
    new = make_facts(make_channel(always_open=False))
    assert list_differences(FACTS, new, FACTS) == [
        ("Contact method", "Call: 988 · 24 hours a day", "Call: 988")
    ]


def test_number_that_changed_is_one_that_goes_and_one_that_comes():
    found = list_differences(FACTS, make_facts(make_channel("989")), FACTS)
    assert found == [
        ("Contact method", "", "Call: 989 · 24 hours a day"),
        ("Contact method", "Call: 988 · 24 hours a day", ""),
    ]


def test_one_number_with_the_hours_of_two_kinds_of_days_is_two_facts():
    old = make_facts(make_channel(), make_channel(days="weekends"))
    assert merge(old, old, old)["channels"][1]["days"] == "weekends"
    assert compare(old, make_facts(make_channel(), make_channel(days="sunday")), old)


def test_merging_changes_what_the_package_changed_and_nothing_else():
    ours = make_facts(make_channel(), make_channel("555"), name="Our name", area="Our area")
    new = make_facts(make_channel("989"), description="New")
    merged = merge(FACTS, new, ours)
    assert [channel["dialled"] for channel in merged["channels"]] == ["989", "555"]
    assert merged["texts"] == [{"language": "en", "name": "Our name", "description": "New"}]
    assert merged["area"] == "Our area"
    assert not compare(FACTS, new, merged)


def test_name_in_another_language_stays_when_facts_are_merged():
    spanish = {"language": "es", "name": "Línea", "description": ""}
    ours = make_facts(texts=[*FACTS["texts"], spanish])
    assert spanish in merge(FACTS, make_facts(name="New"), ours)["texts"]


def test_field_that_came_later_makes_no_difference():
    """What a former version of the package stored lacks the fields of a later one."""
    stored = make_facts({"kind": "call", "dialled": "988"})
    now = make_facts(make_channel(always_open=False, cost=""))
    assert is_same(stored, now)
    assert not is_same(stored, FACTS)


def test_what_happens_when_people_call_is_a_fact_of_its_own():
    """The package does not say it, so whoever takes over the package's facts keeps their own words."""
    text = {"language": "en", "name": "Lifeline", "description": "", "what_happens": "We listen."}
    ours = make_facts(texts=[text])
    assert merge(FACTS, make_facts(name="New"), ours)["texts"] == [{**text, "name": "New"}]
    assert not is_same(FACTS, ours)


def test_cost_is_said_in_words():
    new = make_facts(make_channel(cost="free"))
    assert list_differences(FACTS, new, FACTS)[0][2] == "Call: 988 · 24 hours a day · Free"
