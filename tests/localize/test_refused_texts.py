"""A translation that wagtail-localize keeps out of the page: it is shown, with its error."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.admin.answers import get_messages, read
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.translation.pages import find_pending_translation

CALL = "Call 988 now, by day or by night, whatever has happened."
WRONG = "Llame al 998 ahora, de día o de noche, pase lo que pase."


@pytest.fixture
def spanish(world, superuser):
    """One text with a number of its own, one that nobody has translated."""
    html = f"<p>{CALL}</p><p>Someone answers.</p>"
    source = work.make_source(section(heading="Why", content=[paragraph(html)]), title="Help")
    spanish = work.start(source)

    def write(data):
        return {CALL: WRONG, "Someone answers.": None}.get(data, work.say(data))

    work.translate(spanish, superuser, write)
    return spanish


def get_section(browser, page, name):
    url = reverse("wagtail_attachment:review_translation", args=[page.pk])
    found = read(browser.get(url)).find(id=f"{name}-section")
    return found.get_text(" ", strip=True) if found else ""


@pytest.mark.translation_case(92)
def test_reviewer_sees_what_the_translator_wrote_and_its_error(client, spanish, reviewer):
    client.force_login(reviewer)
    shown = get_section(client, spanish, "refused")
    assert CALL in shown
    assert WRONG in shown
    assert "Keep the numbers, keywords and links of the original: it has 988" in shown
    for name in ("equal", "passages", "new"):
        assert CALL not in get_section(client, spanish, name)
    assert "Someone answers." in get_section(client, spanish, "passages")


@pytest.mark.translation_case(92)
def test_refusal_tells_an_error_from_a_text_that_is_not_translated(owner, spanish):
    said = " ".join(get_messages(work.publish(owner, spanish)))
    assert "1 text has an error (“Llame al 998" in said
    assert "Keep the numbers" in said
    assert "1 text is still in English (“Someone answers.”)" in said


@pytest.mark.translation_case(92)
def test_text_with_an_error_is_not_kept(superuser, spanish):
    pending = find_pending_translation(spanish)
    [refused] = pending.refused
    with pytest.raises(ValidationError):
        pending.settle(superuser, {refused.pair.digest})


@pytest.mark.translation_case(92)
def test_former_translation_is_shown_as_what_is_to_be_corrected(owner, spanish, superuser):
    work.translate(spanish, superuser)
    source = work.get_translated(spanish, "en")
    source.title = "Help is near"
    work.publish_source(source)
    work.update(owner, source)
    shown = get_section(owner, spanish, "refused")
    assert work.say("Help") in shown
    assert "This is the former translation: adapt it and save." in shown
