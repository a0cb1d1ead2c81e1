"""What was translated and read stays so, whatever happens to the page around it."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from tests import factories
from tests.admin.answers import get_messages, get_text, read
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.translation.many import find_pending_translations
from wagtail_attachment.translation.pages import find_pending_translation


@pytest.fixture
def page(world, settings):
    settings.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = "always"
    signs = {"type": "signs", "value": {"items": [{"statement": "One"}, {"statement": "Two"}]}}
    return work.make_source(
        section(heading="First", content=[paragraph("<p>Some words.</p><p>A warning.</p>"), signs]),
        section(heading="Second", content=[paragraph("<p>Other words.</p>")]),
        title="Closeness",
    )


@pytest.fixture
def spanish(page, reviewer, superuser):
    """A live translation that was read as a whole."""
    spanish = work.start(page)
    work.translate(spanish, superuser)
    work.review(spanish, reviewer)
    return work.publish_translated(spanish, superuser)


def find_open(spanish):
    pending = find_pending_translation(work.reload(spanish))
    return [pair.words for pair in pending.unfinished + pending.to_read]


@pytest.mark.translation_case(61)
def test_translation_that_was_an_alias_in_between_is_read_still(owner, page, spanish):
    work.post(owner, reverse("wagtail_localize:convert_to_alias", args=[spanish.pk]), {})
    assert work.reload(spanish).alias_of_id == page.pk
    work.submit(owner, page)
    again = work.reload(spanish)
    assert again.alias_of_id is None
    assert find_open(again) == []


@pytest.mark.translation_case(62)
def test_what_was_moved_in_the_original_is_neither_translated_nor_read_again(owner, page, spanish):
    first, second = page.body.raw_data
    items = first["value"]["content"][1]["value"]["items"]
    items.reverse()
    page.body = page.body.stream_block.to_python([second, first])
    work.publish_source(page)
    moved = {change.kind for change in find_pending_translation(work.reload(spanish)).changed}
    assert moved == {"moved"}
    work.update(owner, page, publish_translations="on")
    assert find_open(spanish) == []
    assert work.reload(spanish).body[0].value["heading"] == work.say("Second")


@pytest.mark.translation_case(63)
def test_warning_that_the_original_drops_is_named_until_it_is_dropped(owner, page, spanish):
    value = page.body[0].value["content"][0]
    value.value = type(value.value)("<p>Some words.</p>")
    work.publish_source(page)
    changed = find_pending_translation(work.reload(spanish)).changed
    assert [(each.kind, each.before.words) for each in changed] == [("removed", "A warning.")]
    assert find_pending_translations([spanish])[spanish.pk].is_stale
    work.update(owner, page, publish_translations="on")
    assert not find_pending_translation(work.reload(spanish)).is_stale
    assert work.say("A warning.") not in str(work.reload(spanish).body)


@pytest.mark.translation_case(48)
def test_figures_that_may_be_right_wait_for_one_tick_until_the_pair_changes(
    world, superuser, reviewer
):
    html = "<p>Call 988 for yourself and 911 for others.</p>"
    source = work.make_source(section(content=[paragraph(html)]), title="Help")
    spanish = work.start(source)

    def write(sentence):
        return lambda data: sentence if "988" in data else work.say(data)

    work.translate(spanish, superuser, write("Llame al 911 por otros y al 988 por usted."))
    pending = find_pending_translation(spanish)
    [asked] = pending.to_look_at
    assert pending.changed_numbers == []
    assert find_open(spanish) == [asked.words]
    pending.record_review(reviewer, {asked.digest})
    assert find_open(spanish) == []
    work.translate(spanish, superuser, write("Llame al 911 para otros y al 988 para usted."))
    assert find_open(spanish) == ["Llame al 911 para otros y al 988 para usted."]


@pytest.mark.translation_case(60)
def test_british_english_becomes_american_in_one_act(owner, practice, home, settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        ("en", "English"),
        ("en-gb", "British English"),
        ("en-us", "American English"),
    ]
    factories.put_in_force("<p>General information, whatever the colour.</p>", language="en-gb")
    factories.put_in_force("<p>General information, whatever the color.</p>", language="en-us")
    for code in ("en-gb", "en-us"):
        factories.force_live(factories.get_home(code))
    texts = [f"Keep a diary, week {number}." for number in range(20)]
    british = work.publish_source(
        factories.make_article(
            section(heading="Behaviour", content=[paragraph(f"<p>{text}</p>") for text in texts]),
            title="Closeness",
            parent=factories.get_home("en-gb"),
        )
    )
    work.submit(owner, british, "en-us")
    american = british.get_translation(Locale.objects.get(language_code="en-us")).specific
    work.type_string(owner, american, "Behaviour", "Behavior")
    url = reverse("wagtail_attachment:review_translation", args=[american.pk])
    screen = read(owner.get(url))
    assert "Keep all 21 texts of this list" in get_text(screen)
    shown = screen.select_one("[name=shown]")["value"]
    answer = work.post(owner, url, {"shown": shown, "all": "equal", "note": ""})
    assert "21 texts are kept on purpose" in get_messages(answer)[0]
    work.publish(owner, american)
    american = work.reload(american)
    assert (american.live, american.body[0].value["heading"]) == (True, "Behavior")
    assert "Keep a diary, week 19." in str(american.body)
