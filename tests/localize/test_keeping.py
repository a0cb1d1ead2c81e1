"""What may be kept in the original's words, by whom, and what is said of it."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from tests import factories
from tests.admin.answers import get_messages, read
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.desk import get_desks
from wagtail_attachment.models import PairReview
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage
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


def publish(client, page, words_of_sentence=None):
    """Publish with everything kept but one sentence, and the long one translated if words are given."""
    written = {"Call 988 now.": "Llame al 988 ahora.", LONG: words_of_sentence}
    work.translate(page, write=written.get)
    kept = [pair.digest for pair in find_pending_translation(page).pairs if pair.is_equal]
    keep(client, page, kept=kept)
    work.publish(client, page)
    page = work.reload(page)
    assert page.live
    return page


def find_marked(page):
    """Return what readers without a login are told to be in English, with its direction."""
    factories.get_home("es").save_revision().publish()  # else the address leads to the original
    found = read(Client().get(page.get_url())).main.find_all(lang="en", dir=True)
    shown = {(node.get_text(" ", strip=True), node["dir"]) for node in found}
    return shown - {("English", "ltr"), ("Lifeline", "ltr")}  # the switcher, and the line's name


@pytest.mark.translation_case(94)
def test_readers_are_told_the_language_of_a_sentence_that_was_kept(client, superuser, spanish):
    client.force_login(superuser)
    page = publish(client, spanish)
    assert find_marked(page) == {(LONG, "ltr")}
    page = publish(client, page, "No está a solas.")
    assert find_marked(page) == set()


@pytest.mark.translation_case(94)
def test_lists_tell_the_language_of_a_title_that_was_kept(client, superuser, world):
    client.force_login(superuser)
    index = factories.get_home().add_child(instance=ArticleIndexPage(title="Lista", slug="all"))
    title = "What it feels like to be close to someone"
    work.publish_source(index)
    list_in_spanish = work.start(index)
    work.translate(list_in_spanish)
    work.publish(client, list_in_spanish)
    spanish = work.start(work.make_source(title=title, model=ArticlePage, parent=index))
    work.translate(spanish, write=lambda words: None if words == title else f"[es] {words}")
    kept = [pair.digest for pair in find_pending_translation(spanish).pairs if pair.is_equal]
    keep(client, spanish, kept=kept)
    work.publish(client, spanish)
    for page in (work.reload(spanish), work.reload(list_in_spanish)):
        assert (title, "ltr") in find_marked(page)


@pytest.mark.translation_case(94)
def test_readers_are_told_of_a_text_of_what_pages_share(client, superuser, spanish):
    client.force_login(superuser)
    booking = factories.make_booking(text=LONG)
    factories.set_country(booking=booking)
    copy = booking.copy_for_translation(spanish.locale)
    copy.heading = "Reserve una sesión"
    copy.save()
    page = publish(client, spanish, "No está a solas.")
    assert find_marked(page) == {(LONG, "ltr")}
