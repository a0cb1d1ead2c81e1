"""A translation made by hand: ready for review, signed, sent back, and who is told of which."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry, TaskState, Workflow, WorkflowPage
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests import factories
from tests.admin.answers import get_messages, read
from tests.factories import paragraph, section
from tests.testapp.models import OwnArticlePage
from wagtail_attachment.articles.handing_over import take_back
from wagtail_attachment.desk import get_desks
from wagtail_attachment.models import Handover
from wagtail_attachment.todo import find_waiting
from wagtail_attachment.translation.pages import find_pending_translation


@pytest.fixture
def spanish(practice, home):
    """A Spanish draft that somebody makes by hand."""
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")
    WorkflowPage.objects.all().delete()  # Wagtail's own, which it puts above all pages
    page = factories.make_article(live=True, title="Closeness")
    return page.copy_for_translation(factories.get_locale("es"))


@pytest.fixture
def translator(client, spanish):
    user = factories.make_user("access_admin", name="Tomás")
    factories.give_page_rights(user, factories.get_home("es"), "change_page")
    client.force_login(user)
    return user


@pytest.fixture
def rosa(db):
    return factories.make_translation_reviewer(name="Rosa")


def get_url(name, page):
    return reverse(f"wagtail_attachment:{name}", args=[page.pk])


def hand_over(client, page, note=""):
    """Hand it over as it is: most of these pages have English texts."""
    data = {"note": note, "as_it_is": "on"}
    return client.post(get_url("hand_over", page), data, follow=True)


def get_names(user):
    return {each.name for each in find_waiting(user)}


def get_acts(user, name):
    return [act for each in find_waiting(user) if each.name == name for act in each.acts]


def test_reviewers_are_told_and_have_it_to_do(client, translator, spanish, rosa):
    answer = hand_over(client, spanish, "The last section is hard.")
    assert get_messages(answer) == [
        "“Closeness” is ready for review. Its reviewers were told by email."
    ]
    [sent] = mail.outbox
    assert sent.to == [rosa.email]
    assert sent.subject.endswith("“Closeness” (Spanish) is ready for review")
    assert "The last section is hard." in sent.body
    assert get_url("review_translation", spanish) in sent.body
    [act] = get_acts(rosa, "translations")
    assert (act.what, act.url) == ("Closeness", get_url("review_translation", spanish))
    assert act.state.startswith("Spanish, handed over by Tomás on")
    assert not get_acts(translator, "translations")
    entry = PageLogEntry.objects.get(action="wagtail_attachment.hand_over")
    assert (entry.page_id, entry.user) == (spanish.pk, translator)


def test_nobody_but_who_edits_the_page_hands_it_over(client, spanish, rosa):
    client.force_login(rosa)
    assert hand_over(client, spanish).redirect_chain
    assert not Handover.objects.exists()


def test_original_is_not_handed_over(client, superuser, spanish):
    client.force_login(superuser)
    original = spanish.get_translation(factories.get_locale())
    assert client.get(get_url("hand_over", original)).status_code == 404
    assert hand_over(client, original).status_code == 404
    assert not Handover.objects.exists()


def test_what_is_handed_over_already_can_be_taken_back_from_its_form(client, translator, spanish):
    hand_over(client, spanish)
    form = read(client.get(get_url("hand_over", spanish))).find(
        "form", {"action": get_url("take_back", spanish)}
    )
    assert form.get_text(strip=True) == "Take it back"
    client.post(form["action"])
    assert Handover.find_of(spanish) is None


@pytest.mark.translation_case(93)
def test_what_is_not_translated_is_handed_over_only_where_someone_says_so(
    client, translator, spanish, rosa
):
    url = get_url("hand_over", spanish)
    assert read(client.get(url)).find("input", {"name": "as_it_is"})
    said = read(client.post(url, {"note": ""})).get_text()
    assert "Not sent for review yet." in said
    assert "texts are still in English (“Closeness” is the first)" in said
    assert not Handover.objects.exists()
    assert not mail.outbox
    hand_over(client, spanish)
    assert Handover.find_of(spanish).is_open


def test_handing_over_again_renews_it(client, translator, spanish, rosa):
    hand_over(client, spanish)
    hand_over(client, spanish, "Now complete.")
    assert Handover.find_waiting().get().note == "Now complete."
    assert len(get_acts(rosa, "translations")) == 1


@pytest.mark.translation_case(43)
def test_reviewer_of_another_language_is_not_told_and_has_nothing_to_do(
    client, translator, spanish
):
    """Whoever may review French alone; the permission itself is made with the language."""
    french = make_reviewer_of("fr")
    spaniard = make_reviewer_of("es")
    hand_over(client, spanish)
    assert [each.to for each in mail.outbox] == [[spaniard.email]]
    assert not get_acts(french, "translations")
    assert get_acts(spaniard, "translations")
    client.force_login(french)
    client.post(get_url("send_back", spanish), {"note": "No."})
    assert Handover.find_of(spanish).is_open


def make_reviewer_of(language):
    Permission.objects.get_or_create(
        codename=f"review_translation_{language}",
        content_type=ContentType.objects.get_for_model(Handover),
        defaults={"name": f"Can review translations into {language}"},
    )
    user = factories.make_user(f"review_translation_{language}", name=f"Reviewer {language}")
    factories.give_page_rights(user, factories.get_home().get_root(), "lock_page")
    return user


@pytest.mark.translation_case(45)
def test_note_at_a_text_comes_back_to_the_translator(client, translator, spanish, rosa):
    hand_over(client, spanish)
    mail.outbox.clear()
    client.force_login(rosa)
    url = get_url("send_back", spanish)
    [name] = get_note_fields(client, spanish)["Closeness"]
    answer = client.post(url, {"note": "Nearly.", name: "Cercanía, please."}, follow=True)
    assert get_messages(answer) == ["Sent back, and Tomás was told by email."]
    [sent] = mail.outbox
    assert sent.to == [translator.email]
    assert "“Closeness”: Cercanía, please." in sent.body
    back = Handover.find_of(spanish)
    assert (back.state, back.answer, back.answered_by) == ("returned", "Nearly.", rosa)
    assert [(note.words, note.note) for note in back.notes] == [("Closeness", "Cercanía, please.")]
    [act] = get_acts(translator, "returned")
    assert act.url == reverse("wagtailadmin_pages:edit", args=[spanish.pk])
    assert not get_acts(rosa, "translations")
    client.force_login(translator)
    said = read(client.get(act.url)).select_one(".messages").get_text()
    assert "Rosa sent this translation back" in said
    assert "Cercanía, please." in said


def get_note_fields(client, page):
    """Return the names of the fields for notes, by the words that each is of."""
    fields = {}
    soup = read(client.get(get_url("send_back", page)))
    for area in soup.select("td textarea"):
        words = area.find_parent("tr").find_all("td")[1].get_text(strip=True)
        fields.setdefault(words, []).append(area["name"])
    return fields


def write(page, html, translated=""):
    """Give a translation, and its original, another body of the same shape."""
    original = page.get_translation(factories.get_locale()).specific
    original.body = [section(content=[paragraph(html)])]
    original.save_revision().publish()
    page.body = [section(heading="Por qué", content=[paragraph(translated or html)])]
    page.save_revision()


@pytest.mark.translation_case(45)
def test_reviewer_sees_their_note_again_and_what_has_changed_since(
    client, translator, spanish, rosa
):
    write(spanish, "<p>One.</p><p>Two.</p>", "<p>Uno.</p><p>Doz.</p>")
    hand_over(client, spanish)
    client.force_login(rosa)
    [name] = get_note_fields(client, spanish)["Doz."]
    client.post(get_url("send_back", spanish), {"note": "Nearly.", name: "A typo."})
    client.force_login(translator)
    hand_over(client, spanish)
    client.force_login(rosa)
    said = get_block(client, spanish, "Nearly.")
    assert "Rosa sent this translation back" in said
    assert "Doz. : A typo." in said
    assert "No text has changed since then." in said
    spanish.body = [section(heading="Por qué", content=[paragraph("<p>Uno.</p><p>Dos.</p>")])]
    spanish.save_revision()
    said = get_block(client, spanish, "Nearly.")
    assert "Dos." in said.split("Changed since then:")[1]
    review(client, spanish)
    client.force_login(translator)
    hand_over(client, spanish)
    client.force_login(rosa)
    assert not get_block(client, spanish, "Nearly.")


def get_block(client, page, words):
    """Return the text of the box of the review page that has these words; empty where none has."""
    boxes = read(client.get(get_url("review_translation", page))).select(".help-block")
    return next((text for box in boxes if words in (text := box.get_text(" ", strip=True))), "")


def test_two_texts_of_the_same_words_have_a_note_each(client, translator, spanish, rosa):
    write(spanish, "<p>Same.</p><p>Other.</p><p>Same.</p>")
    hand_over(client, spanish)
    client.force_login(rosa)
    first, second = get_note_fields(client, spanish)["Same."]
    client.post(get_url("send_back", spanish), {"note": "", first: "Fix\0 this one.", second: ""})
    assert [note.note for note in Handover.find_of(spanish).notes] == ["Fix this one."]


def test_notes_stay_where_it_was_taken_back_meanwhile(client, translator, spanish, rosa):
    hand_over(client, spanish)
    client.force_login(rosa)
    [name] = get_note_fields(client, spanish)["Closeness"]
    take_back(Handover.find_of(spanish), spanish, translator)
    answer = client.post(get_url("send_back", spanish), {"note": "Nearly.", name: "Cercanía."})
    soup = read(answer)
    assert "this translation does not wait for a review any more" in soup.get_text()
    assert soup.find("textarea", {"name": name}).get_text(strip=True) == "Cercanía."
    assert soup.find("textarea", {"name": "note"}).get_text(strip=True) == "Nearly."


def test_form_of_a_very_long_page_is_no_longer_than_a_browser_sends(
    client, translator, spanish, rosa, monkeypatch
):
    monkeypatch.setattr("wagtail_attachment.admin.views.sending_back._MOST_NOTES", 2)
    write(spanish, "<p>One.</p><p>Two.</p><p>Three.</p>")
    hand_over(client, spanish)
    client.force_login(rosa)
    assert len(get_note_fields(client, spanish)) == 2
    text = read(client.get(get_url("send_back", spanish))).get_text()
    assert "Three." in text
    assert "Write about the others in the note above." in text


def test_note_with_a_sign_that_no_database_keeps_is_refused_at_its_field(
    client, translator, spanish
):
    answer = client.post(get_url("hand_over", spanish), {"note": "a\0b"})
    assert "Null characters are not allowed" in answer.content.decode()
    assert not Handover.objects.exists()


def test_sending_back_without_a_word_keeps_it(client, translator, spanish, rosa):
    hand_over(client, spanish)
    client.force_login(rosa)
    page = client.post(get_url("send_back", spanish), {"note": " "}).content.decode()
    assert "Say what to change, here or beside a text" in page
    assert Handover.find_of(spanish).is_open


def test_note_of_a_text_that_has_changed_meanwhile_is_kept(client, translator, spanish, rosa):
    hand_over(client, spanish)
    spanish.title = "Distancia"
    spanish.save_revision()
    client.force_login(rosa)
    client.post(get_url("send_back", spanish), {"note": "", f"{'0' * 64}:title": "Shorter."})
    assert Handover.find_of(spanish).answer == "Shorter."


def review(client, page, **data):
    """Tick every text of the page, or post ``data``."""
    pairs = find_pending_translation(page).pairs
    digests = [pair.digest for pair in pairs]
    kept = [pair.digest for pair in pairs if pair.is_equal or pair.is_one_sided]
    data = data or {"read": digests, "kept": kept}
    shown = {"shown": " ".join(digests), "note": ""}
    return client.post(get_url("review_translation", page), shown | data, follow=True)


def test_review_closes_it(client, translator, spanish, rosa, superuser):
    hand_over(client, spanish)
    client.force_login(rosa)
    review(client, spanish)
    assert Handover.find_of(spanish) is None
    assert not get_acts(rosa, "translations")
    assert Handover.objects.get().answered_by == rosa


def test_one_tick_of_several_does_not_close_it(client, translator, spanish, rosa):
    spanish.title = "Cercanía"
    write(spanish, "<p>One.</p>", "<p>Uno.</p>")
    hand_over(client, spanish)
    client.force_login(rosa)
    first, *others = find_pending_translation(spanish).unread
    assert others
    answer = review(client, spanish, read=[first.digest])
    assert answer.redirect_chain[-1][0] == get_url("review_translation", spanish)
    assert Handover.find_of(spanish).is_open
    review(client, spanish, read=[pair.digest for pair in others])
    assert Handover.find_of(spanish) is None


def test_what_was_all_read_before_is_closed_by_a_button(
    client, translator, spanish, rosa, superuser
):
    client.force_login(superuser)
    review(client, spanish)
    client.force_login(translator)
    hand_over(client, spanish)
    assert (
        'name="reviewed"' not in client.get(get_url("review_translation", spanish)).content.decode()
    )
    review(client, spanish, reviewed="1")
    assert Handover.find_of(spanish).is_open
    client.force_login(rosa)
    assert 'name="reviewed"' in client.get(get_url("review_translation", spanish)).content.decode()
    answer = review(client, spanish, reviewed="1")
    assert get_messages(answer) == ["Reviewed: your name and today's date are on record."]
    assert Handover.find_of(spanish) is None
    entry = PageLogEntry.objects.filter(action="wagtail_attachment.review_translation").latest("pk")
    assert entry.user == rosa


@pytest.mark.translation_case(95)
def test_text_that_nobody_ticked_is_not_closed_by_a_button(client, translator, spanish, rosa):
    spanish.title = "Cercanía"
    write(spanish, "<p>One.</p>", "<p>Uno.</p>")
    hand_over(client, spanish)
    client.force_login(rosa)
    first, *others = find_pending_translation(spanish).unread
    assert others
    for ticked in ([], [first.digest]):
        answer = review(client, spanish, read=ticked, reviewed="1")
        assert get_messages(answer)[-1].startswith("The review stays open")
        assert 'name="reviewed"' not in answer.content.decode()
        assert Handover.find_of(spanish).is_open
    review(client, spanish, read=[pair.digest for pair in others], reviewed="1")
    assert Handover.find_of(spanish) is None


def test_what_is_not_translated_is_not_closed_by_a_button(client, translator, spanish, rosa):
    hand_over(client, spanish)
    client.force_login(rosa)
    answer = review(client, spanish, reviewed="1")
    assert "The review stays open: some texts are still waiting." in read(answer).get_text()
    assert Handover.find_of(spanish).is_open


@pytest.mark.translation_case(99)
def test_translation_whose_original_is_deleted_waits_for_nobody(client, translator, spanish, rosa):
    hand_over(client, spanish)
    other = spanish.copy_for_translation(factories.get_locale("ar"), copy_parents=True)
    other.delete()
    assert get_acts(rosa, "translations")
    spanish.get_translation(factories.get_locale()).specific.delete()
    assert not get_acts(rosa, "translations")
    assert Handover.find_of(spanish) is None


def test_translator_takes_it_back(client, translator, spanish, rosa):
    hand_over(client, spanish)
    answer = client.post(get_url("take_back", spanish), follow=True)
    assert get_messages(answer) == [
        "The translation is yours again. Hand it over when it is ready."
    ]
    assert Handover.find_of(spanish) is None
    assert get_messages(client.post(get_url("take_back", spanish), follow=True)) == [
        "This request is no longer open."
    ]


def test_page_that_is_gone_waits_for_nobody(client, translator, spanish, rosa):
    hand_over(client, spanish)
    spanish.delete()
    assert not get_acts(rosa, "translations")


def test_nobody_to_review_is_said_with_who_can_change_that(client, translator, spanish):
    [said] = get_messages(hand_over(client, spanish))
    assert said.startswith(
        "“Closeness” is ready for review. Nobody may review translations into Spanish yet. Ask:"
    )


def test_list_of_what_waits_takes_as_many_queries_for_many(client, translator, spanish, rosa):
    hand_over(client, spanish)
    with CaptureQueriesContext(connection) as one:
        get_acts(rosa, "translations")
    for _number in range(4):
        other = factories.make_article(live=True).copy_for_translation(factories.get_locale("es"))
        hand_over(client, other)
    with CaptureQueriesContext(connection) as many:
        assert len(get_acts(rosa, "translations")) == 5
    assert len(many) <= len(one)


# On the Languages page


def get_task(user):
    [desk] = [desk for desk in get_desks(user) if desk.locale.language_code == "es"]
    [task] = desk.sections[0].tasks
    return task


def test_desk_says_who_has_it(client, translator, spanish, rosa):
    hand_over(client, spanish)
    task = get_task(rosa)
    assert task.state.startswith("ready for review since")
    assert task.state.endswith("by Tomás")
    assert (task.action, task.url) == ("Read and review it", get_url("review_translation", spanish))
    assert get_task(translator).action == "Waits for its review"


def test_desk_names_what_came_back(client, translator, spanish, rosa):
    hand_over(client, spanish)
    client.force_login(rosa)
    client.post(get_url("send_back", spanish), {"note": "Shorter."})
    task = get_task(translator)
    assert (task.state, task.action) == ("sent back by Rosa: Shorter.", "Change it")


# In a workflow of Wagtail's


@pytest.fixture
def workflow(spanish):
    workflow = Workflow.objects.get(name="Moderators approval")
    WorkflowPage.objects.create(workflow=workflow, page=factories.get_home("es"))
    return workflow


def get_workflow_status(page):
    state = page.current_workflow_state
    return state and state.status


def test_handing_over_starts_the_workflow_and_tells_the_reviewers(
    client, translator, spanish, rosa, workflow
):
    assert get_messages(hand_over(client, spanish))[0] == (
        "“Closeness” is ready for review. It is in the workflow “Moderators approval”. "
        "Its reviewers were told by email."
    )
    assert get_workflow_status(spanish) == "in_progress"
    assert len(get_acts(rosa, "translations")) == 1


@pytest.mark.translation_case(46)
def test_handing_over_twice_starts_it_anew(client, translator, spanish, workflow):
    hand_over(client, spanish)
    first = spanish.current_workflow_state
    client.post(get_url("hand_over", spanish), {"note": "", "as_it_is": "on"})
    assert get_workflow_status(spanish) == "in_progress"
    assert spanish.current_workflow_state.pk != first.pk


def test_translator_can_edit_what_was_sent_back(client, translator, spanish, rosa, workflow):
    hand_over(client, spanish)
    client.force_login(rosa)
    client.post(get_url("send_back", spanish), {"note": "Shorter."})
    assert Handover.find_of(spanish).state == "returned"
    assert get_workflow_status(spanish) is None


def test_what_is_sent_back_by_who_approves_waits_for_changes(
    client, translator, spanish, workflow, superuser
):
    hand_over(client, spanish)
    client.force_login(superuser)
    client.post(get_url("send_back", spanish), {"note": "Shorter."})
    assert get_workflow_status(spanish) == "needs_changes"
    assert TaskState.objects.latest("pk").comment == "Shorter."
    client.force_login(translator)
    hand_over(client, spanish)
    assert get_workflow_status(spanish) == "in_progress"


def test_taking_back_ends_the_workflow(client, translator, spanish, workflow):
    hand_over(client, spanish)
    client.post(get_url("take_back", spanish))
    assert get_workflow_status(spanish) is None


def test_wagtail_s_own_buttons_are_noted(client, translator, spanish, workflow, superuser, rosa):
    spanish.save_revision()
    workflow.start(spanish, translator)
    assert Handover.find_of(spanish).asked_by == translator
    spanish.current_workflow_task_state.specific.reject(user=superuser, comment="Shorter.")
    back = Handover.find_of(spanish)
    assert (back.state, back.answer, back.answered_by) == ("returned", "Shorter.", superuser)


def test_resubmitting_by_wagtail_s_own_button_is_noted(
    client, translator, spanish, workflow, superuser
):
    hand_over(client, spanish)
    spanish.current_workflow_task_state.specific.reject(user=superuser, comment="Shorter.")
    assert not Handover.find_of(spanish).is_open
    spanish.current_workflow_state.resume(translator)
    assert Handover.find_of(spanish).is_open


def test_rejection_of_what_is_taken_back_at_that_moment_is_no_error(
    client, translator, spanish, workflow, superuser, monkeypatch
):
    hand_over(client, spanish)
    found = Handover.find_of(spanish)
    Handover.objects.update(state="withdrawn")
    monkeypatch.setattr(Handover, "find_of", lambda page: found)
    spanish.current_workflow_task_state.specific.reject(user=superuser, comment="Shorter.")
    assert Handover.objects.get().state == "withdrawn"


def test_page_that_is_not_covered_is_not_handed_over(home, workflow, superuser):
    index = home.copy_for_translation(factories.get_locale("fr"))
    index.save_revision()
    workflow.start(index, superuser)
    assert not Handover.objects.exists()


def test_original_in_a_workflow_is_no_translation(spanish, superuser):
    workflow = Workflow.objects.get(name="Moderators approval")
    original = spanish.get_translation(factories.get_locale()).specific
    original.save_revision()
    workflow.start(original, superuser)
    assert not Handover.objects.exists()


# In Wagtail's own editor


def press_button(client, page):
    data = nested_form_data(
        {
            "title": "La cercanía",
            "slug": page.slug,
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-attachment-hand-over": "yes",
        }
    )
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(url, data, follow=True)
    page.refresh_from_db()
    return get_messages(answer)


def test_button_saves_the_draft_and_hands_over(client, translator, spanish, rosa):
    original = spanish.get_translation(factories.get_locale())
    OwnArticlePage.objects.filter(pk=original.pk).update(body=[])
    page = client.get(reverse("wagtailadmin_pages:edit", args=[spanish.pk])).content.decode()
    assert page.index("action-attachment-hand-over") < page.index("Save draft")
    assert any("is ready for review" in message for message in press_button(client, spanish))
    assert spanish.get_latest_revision_as_object().title == "La cercanía"
    assert Handover.find_of(spanish).is_open


@pytest.mark.translation_case(93)
def test_button_saves_what_is_not_finished_and_says_what_is_left(client, translator, spanish, rosa):
    said = press_button(client, spanish)
    assert any(message.startswith("Not sent for review yet.") for message in said)
    assert spanish.get_latest_revision_as_object().title == "La cercanía"
    assert Handover.find_of(spanish) is None


def test_button_is_not_there_on_an_original(client, superuser, spanish):
    client.force_login(superuser)
    original = spanish.get_translation(factories.get_locale())
    page = client.get(reverse("wagtailadmin_pages:edit", args=[original.pk])).content.decode()
    assert "action-attachment-hand-over" not in page
