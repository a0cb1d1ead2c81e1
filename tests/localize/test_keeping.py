"""What may be kept in the original's words, by whom, and what is said of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from tests import factories
from tests.admin.answers import get_messages, read
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.desk import get_desks
from wagtail_attachment.models import PairReview
from wagtail_attachment.translation.pages import find_pending_translation

LONG = "You are not alone, and this will not feel the same way for ever."


@pytest.fixture
def spanish(world):
    html = f"<p>{LONG}</p><p>Call 988 now.</p>"
    source = work.make_source(
        section(heading="Sound Harbor", content=[paragraph(html)]), title="Closeness"
    )
    return work.start(source)


def log_in(client, user):
    factories.give_page_rights(user, factories.get_home("es"), "change_page")
    client.force_login(user)
    return user


@pytest.fixture
def translator(client, spanish):
    return log_in(client, factories.make_user("access_admin", name="Tomás"))


def get_url(page):
    return reverse("wagtail_attachment:review_translation", args=[page.pk])


def keep(client, page, **ticked):
    shown = " ".join(pair.digest for pair in find_pending_translation(page).pairs)
    return client.post(get_url(page), {"shown": shown, "note": "", **ticked}, follow=True)


def get_panel(client, page, name):
    """Return the words of a list of the review page; empty where there is none."""
    panel = read(client.get(get_url(page))).find(id=f"{name}-section")
    return panel.get_text(" ", strip=True) if panel else ""


def get_words(pairs):
    return {pair.words for pair in pairs}


@pytest.mark.translation_case(90)
def test_one_tick_keeps_names_and_no_sentence(client, translator, spanish):
    names = get_panel(client, spanish, "equal")
    assert "Keep all 2 texts of this list" in names
    assert LONG not in names
    passages = get_panel(client, spanish, "passages")
    assert LONG in passages
    assert "Only someone who may review translations can keep" in passages
    assert not read(client.get(get_url(spanish))).find(id="passages-section").find("input")
    answer = keep(client, spanish, all=["equal", "passages"])
    assert get_messages(answer)[0].startswith("2 texts are kept on purpose")
    assert get_words(find_pending_translation(spanish).untranslated) == {LONG, "Call 988 now."}


@pytest.mark.translation_case(90)
def test_translator_does_not_keep_a_sentence_past_the_screen(client, translator, spanish):
    pending = find_pending_translation(spanish)
    [sentence] = [pair for pair in pending.pairs if pair.words == LONG]
    keep(client, spanish, kept=[sentence.digest])
    with pytest.raises(ValidationError):
        pending.settle(translator, {sentence.digest})
    assert not PairReview.objects.exists()


@pytest.mark.translation_case(90)
def test_reviewer_keeps_sentences_one_by_one_and_is_told_what_readers_see(
    client, reviewer, spanish
):
    client.force_login(reviewer)
    panel = read(client.get(get_url(spanish))).find(id="passages-section")
    boxes = {box["value"]: box.find_parent("label").get_text() for box in panel.find_all("input")}
    assert all("Readers will see this in English" in label for label in boxes.values())
    assert len(boxes) == 2
    keep(client, spanish, all="passages")
    assert not PairReview.objects.exists()
    keep(client, spanish, kept=list(boxes)[:1])
    assert len(find_pending_translation(spanish).untranslated) == 3


@pytest.mark.translation_case(91)
def test_kept_texts_are_called_kept_and_not_reviewed(client, translator, spanish):
    keep(client, spanish, all="equal")
    said = read(client.get(get_url(spanish))).get_text(" ", strip=True)
    assert "Kept on purpose (2)" in said
    assert "Reviewed already" not in said


@pytest.mark.translation_case(91)
def test_page_whose_texts_are_all_kept_is_not_called_translated(client, superuser, spanish):
    client.force_login(superuser)
    digests = {pair.digest for pair in find_pending_translation(spanish).pairs}
    keep(client, spanish, kept=list(digests))
    tasks = [task for desk in get_desks(superuser) for part in desk.sections for task in part.tasks]
    [task] = [task for task in tasks if task.page_id == spanish.pk]
    assert task.state == "kept as in the original, not published"
    report = read(client.get(reverse("wagtail_attachment:translations_report"))).get_text(
        " ", strip=True
    )
    assert "Kept as in the original, not published" in report


@pytest.mark.translation_case(90)
def test_sentence_that_a_translator_saved_as_it_is_waits_for_a_reviewer(
    client, translator, spanish, reviewer
):
    work.translate(spanish, translator, lambda data: None if data == LONG else work.say(data))
    work.type_string(client, spanish, LONG, LONG)
    assert StringTranslation.objects.filter(data=LONG).exists()
    pending = find_pending_translation(spanish)
    assert (pending.untranslated, get_words(pending.to_read)) == ([], {LONG})
    client.force_login(reviewer)
    assert "Readers will see this in English" in get_panel(client, spanish, "passages")
