"""Crisis lines in the admin: what a form refuses, who verifies, and what may not vanish."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests import factories
from tests.admin import bad_input
from tests.admin.answers import get_links, get_messages, get_text, is_denied, read
from wagtail_attachment.languages import find_language_code
from wagtail_attachment.models import CrisisResource, CrisisResourceVersion

LIST = "/admin/practice/crisis-lines/"
ADD = f"{LIST}add/"


def get_url(view, line):
    return reverse(CrisisResource.snippet_viewset.get_url_name(view), args=[line.pk])


def get_verify_url(line):
    return reverse("wagtail_attachment:verify_line", args=[line.pk])


def get_withdraw_url(line):
    return reverse("wagtail_attachment:withdraw_line", args=[line.pk])


TEXT = {"language": "en", "name": "Lifeline", "description": ""}
CHANNEL = {"kind": "call", "dialled": "988", "menu_option": "", "sms_keyword": "", "url": "",
           "email": "", "languages": "", "always_open": "on", "days": "daily", "opens": "",
           "closes": "", "time_zone": "", "cost": ""}  # fmt: skip
LINE = {"country": "US", "area": "", "audience": "general", "languages": "en",
        "source_url": "https://example.org/", "review_months": "6", "note": ""}  # fmt: skip


def write(texts=(TEXT,), channels=(CHANNEL,), **line):
    return nested_form_data(
        {
            **LINE,
            **line,
            "texts": inline_formset(list(texts)),
            "channels": inline_formset(list(channels)),
        }
    )


def add(client, **data):
    return client.post(ADD, write(**data))


def get_errors(response):
    """Return all errors of the form and its formsets, by ``relation-field``."""
    assert response.status_code == 200
    form = response.context["form"]
    errors = {name: list(found) for name, found in form.errors.items()}
    for relation, formset in form.formsets.items():
        for found in formset.errors:
            errors |= {f"{relation}-{name}": list(texts) for name, texts in found.items()}
        if formset.non_form_errors():
            errors[relation] = list(formset.non_form_errors())
    return errors


# The form


def test_line_is_written_as_a_draft(owner):
    add(owner)
    line = CrisisResource.objects.get()
    assert (line.texts.get().name, line.channels.get().dialled) == ("Lifeline", "988")
    assert not CrisisResourceVersion.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"dialled": "1-800-LIFELINE"}, "channels-dialled"),
        ({"dialled": "988 🌱"}, "channels-dialled"),
        ({"dialled": "988\u202e"}, "channels-dialled"),
        ({"dialled": "٩٨٨"}, "channels-dialled"),
        ({"dialled": bad_input.LONG}, "channels-dialled"),
        ({"dialled": bad_input.NUL}, "channels-dialled"),
        ({"dialled": ""}, "channels-dialled"),
        ({"kind": "chat", "dialled": ""}, "channels-url"),
        ({"kind": "chat", "dialled": "", "url": "http://example.org/"}, "channels-url"),
        ({"kind": "chat", "dialled": "", "url": "javascript:alert(1)"}, "channels-url"),
        ({"kind": "email", "dialled": ""}, "channels-email"),
        ({"kind": "email", "dialled": "", "email": "nobody"}, "channels-email"),
        ({"kind": "pigeon"}, "channels-kind"),
        ({"languages": "Sindarish"}, "channels-languages"),
        ({"always_open": "", "opens": "18:00", "closes": "09:00", "time_zone": "UTC"},
         "channels-closes"),
        ({"always_open": "", "opens": "09:00", "closes": "09:00", "time_zone": "UTC"},
         "channels-closes"),
        ({"always_open": "", "opens": "09:00", "time_zone": "UTC"}, "channels-closes"),
        ({"always_open": "", "closes": "09:00", "time_zone": "UTC"}, "channels-opens"),
        ({"always_open": "", "opens": "25:00"}, "channels-opens"),
        ({"always_open": "", "opens": "09:00", "closes": "18:00"}, "channels-time_zone"),
        ({"always_open": "", "opens": "09:00", "closes": "18:00", "time_zone": "Mars/Base"},
         "channels-time_zone"),
    ],
)  # fmt: skip
def test_bad_channel_is_refused_at_its_field(owner, changes, field):
    response = add(owner, channels=[{**CHANNEL, **changes}])
    assert field in get_errors(response)
    assert not CrisisResource.objects.exists()
    assert "Lifeline" in response.text, "what was typed is kept"


def test_languages_are_chosen_by_name(owner):
    data = write(channels=[{**CHANNEL, "languages": "Vietnamese"}])
    data["languages"] = ["en", "es", "Chinese, yue"]
    owner.post(ADD, data)
    line = CrisisResource.objects.get()
    assert line.languages == "en, es, zh, yue"
    assert line.channels.get().languages == "vi"
    page = read(owner.get(get_url("edit", line)))
    ticked = [box.parent.text.strip() for box in page.select("[name=languages][checked]")]
    assert ticked == ["English", "Spanish", "Chinese", "Cantonese"]
    (others,) = page.select("[name=languages][type=text]")
    assert others["value"] == ""
    assert find_language_code("Vietnamita", "es") == "vi"
    assert find_language_code("vietnamita", "en") == "vietnamita"


@pytest.mark.parametrize(
    ("code", "name"),
    [("tlh", "Klingon"), ("ase", "American Sign Language"), ("qzz", "qzz"), ("ar", "Arabic")],
)
def test_a_line_that_is_only_saved_keeps_its_languages_and_is_as_it_was_verified(owner, code, name):
    line = factories.make_crisis_line(languages=f"{code}, es, en")
    page = read(owner.get(get_url("edit", line)))
    ticked = page.select("[name=languages][checked]")
    assert ticked[0].parent.text.strip() == name
    before = line.get_snapshot()["languages"]
    data = write(
        [{**TEXT, "id": line.texts.get().pk}],
        [{**CHANNEL, "id": line.channels.get().pk}],
        note="Saved.",
    )
    forms = {"texts-INITIAL_FORMS": "1", "channels-INITIAL_FORMS": "1"}
    languages = [box["value"] for box in ticked]
    owner.post(get_url("edit", line), {**data, **forms, "languages": languages})
    saved = CrisisResource.objects.get(note="Saved.")
    assert saved.get_snapshot()["languages"] == before == [code, "es", "en"]


def test_a_language_that_is_none_stays_to_be_mended(owner):
    answer = owner.post(ADD, {**write(), "languages": ["en", "Sindarish"]})
    page = read(answer)
    assert page.select_one("[name=languages][type=text]")["value"] == "sindarish"
    assert page.select_one("[name=languages][value=en]").has_attr("checked")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source_url": ""}, "source_url"),
        ({"source_url": "http://example.org/"}, "source_url"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"languages": ""}, "languages"),
        ({"languages": "Sindarish"}, "languages"),
        ({"languages": "en; es"}, "languages"),
        ({"country": ""}, "country"),
        ({"country": "XX"}, "country"),
        ({"audience": "cats"}, "audience"),
        ({"review_months": "0"}, "review_months"),
        ({"review_months": "25"}, "review_months"),
        ({"review_months": "soon"}, "review_months"),
        ({"area": bad_input.LONG}, "area"),
        ({"note": bad_input.NUL}, "note"),
    ],
)
def test_bad_fact_is_refused_at_its_field(owner, changes, field):
    response = add(owner, **changes)
    assert set(get_errors(response)) == {field}
    assert not CrisisResource.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"language": "English"}, "texts-language"),
        ({"language": ""}, "texts-language"),
        ({"name": ""}, "texts-name"),
        ({"name": bad_input.LONG}, "texts-name"),
        ({"name": bad_input.NUL}, "texts-name"),
        ({"description": bad_input.LONG}, "texts-description"),
    ],
)
def test_bad_name_is_refused_at_its_field(owner, changes, field):
    response = add(owner, texts=[{**TEXT, **changes}])
    assert set(get_errors(response)) == {field}


@pytest.mark.parametrize("second", ["en", "EN", " en "])
def test_two_names_in_one_language_are_refused(owner, second):
    response = add(owner, texts=[TEXT, {**TEXT, "language": second}])
    assert any(name.startswith("texts") for name in get_errors(response))
    assert not CrisisResource.objects.exists()


def test_second_name_in_a_language_that_is_stored_is_refused(owner):
    line = factories.make_crisis_line()
    text, channel = line.texts.get(), line.channels.get()
    data = write(
        texts=[{**TEXT, "id": text.pk}, {**TEXT, "language": "EN"}],
        channels=[{**CHANNEL, "id": channel.pk}],
    )
    data |= {"texts-INITIAL_FORMS": "1", "channels-INITIAL_FORMS": "1"}
    response = owner.post(get_url("edit", line), data)
    assert any(name.startswith("texts") for name in get_errors(response))
    assert line.texts.count() == 1


def test_line_without_a_name_or_a_way_to_reach_it_is_refused(owner):
    assert "texts" in get_errors(add(owner, texts=[]))
    assert "channels" in get_errors(add(owner, channels=[]))
    assert not CrisisResource.objects.exists()


# The numbers in its texts

OTHER_NUMBER = "Llame al 1-800-799-7234."


@pytest.mark.parametrize("field", ["name", "description", "what_happens"])
def test_number_in_a_text_that_is_none_of_the_line_s_is_refused_there(owner, field):
    response = add(owner, texts=[TEXT, {**TEXT, "language": "es", field: OTHER_NUMBER}])
    errors = get_errors(response)
    assert set(errors) == {f"texts-{field}"}
    assert "1-800-799-7234" in errors[f"texts-{field}"][0]
    assert OTHER_NUMBER in response.text
    assert not CrisisResource.objects.exists()


@pytest.mark.parametrize(
    "words",
    ["Call 988.", "Call +1 988.", "In danger, call 911.", "It answered 1,250,000 calls in 2025."],
)
def test_line_s_own_number_and_the_country_s_emergency_number_may_stand_there(owner, words):
    add(owner, texts=[{**TEXT, "description": words}])
    assert CrisisResource.objects.get().texts.get().description == words


def test_number_of_a_contact_method_that_is_taken_out_may_not_stand_there(owner):
    second = {**CHANNEL, "dialled": "207-555-0142"}
    text = {**TEXT, "description": "Or 207-555-0142."}
    add(owner, texts=[text], channels=[CHANNEL, second])
    line = CrisisResource.objects.get()
    first, last = line.channels.all()
    data = write(
        texts=[{**text, "id": line.texts.get().pk}],
        channels=[{**CHANNEL, "id": first.pk}, {**second, "id": last.pk}],
    )
    data |= {
        "texts-INITIAL_FORMS": "1",
        "channels-INITIAL_FORMS": "2",
        "channels-1-DELETE": "on",
    }
    assert "texts-description" in get_errors(owner.post(get_url("edit", line), data))


@pytest.mark.parametrize("name", [bad_input.EMOJI, bad_input.RTL, bad_input.RTL_OVERRIDE, "<b>x"])
def test_unusual_name_is_kept_as_it_is(owner, name):
    add(owner, texts=[{**TEXT, "name": name}])
    line = CrisisResource.objects.get()
    assert line.texts.get().name == name
    for url in (LIST, get_url("edit", line), get_verify_url(line)):
        assert owner.get(url).status_code == 200


def test_editing_changes_nothing_that_readers_see(owner):
    line = factories.make_verified_line()
    data = write(
        texts=[{**TEXT, "id": line.texts.get().pk}],
        channels=[{**CHANNEL, "dialled": "989", "id": line.channels.get().pk}],
    )
    data |= {"texts-INITIAL_FORMS": "1", "channels-INITIAL_FORMS": "1"}
    owner.post(get_url("edit", line), data)
    assert line.channels.get().dialled == "989"
    assert line.get_in_force().snapshot["channels"][0]["dialled"] == "988"
    text = get_text(read(owner.get(get_url("edit", line))))
    assert "Verified, with unverified changes." in text
    assert "What was verified stays as it is for readers" in text


def test_who_saves_a_line_is_told_that_it_waits_to_be_verified(owner, log_in, verifier):
    waits = "Readers see this only once it is verified."
    page = read(owner.post(ADD, write(), follow=True))
    line = CrisisResource.objects.get()
    message = page.select_one(".messages")
    assert waits in get_text(message)
    assert message.select_one(f"a[href='{get_verify_url(line)}']")
    editor = log_in(factories.make_user("change_crisisresource", "view_crisisresource"))
    data = write([{**TEXT, "id": line.texts.get().pk}], [{**CHANNEL, "id": line.channels.get().pk}])
    data |= {"texts-INITIAL_FORMS": "1", "channels-INITIAL_FORMS": "1"}
    message = read(editor.post(get_url("edit", line), data, follow=True)).select_one(".messages")
    assert waits in get_text(message)
    assert "Ask: " in get_text(message)
    assert not message.select_one(f"a[href='{get_verify_url(line)}']")
    line.verify(verifier)
    message = read(editor.post(get_url("edit", line), data, follow=True)).select_one(".messages")
    assert "updated" in get_text(message)
    assert waits not in get_text(message)


def test_panel_says_how_a_line_stands(owner, verifier):
    line = factories.make_crisis_line()
    page = read(owner.get(get_url("edit", line)))
    assert "Not verified." in get_text(page)
    assert page.select_one(f"a[href='{get_verify_url(line)}']")
    assert not page.select_one(f"a[href='{get_withdraw_url(line)}']")
    line.verify(verifier)
    page = read(owner.get(get_url("edit", line)))
    assert "Check it again" in get_text(page)
    assert page.select_one(f"a[href='{get_withdraw_url(line)}']")
    assert "Not visible to readers yet" in owner.get(ADD).text


def test_list_says_what_readers_see(owner):
    factories.make_crisis_line()
    factories.make_verified_line(name="Second", country="DE")
    text = get_text(read(owner.get(LIST)))
    assert "Not verified" in text
    assert "Verified until" in text
    assert "United States" in text
    assert owner.get(LIST, {"country": "DE", "audience": "general"}).status_code == 200


def test_editor_without_the_right_sees_no_button_to_verify(log_in):
    client = log_in(factories.make_user("change_crisisresource", "view_crisisresource"))
    line = factories.make_crisis_line()
    assert get_verify_url(line) not in client.get(get_url("edit", line)).text


# Verify


def verify(client, line, **changes):
    data = {"checked": "on", "note": "", "digest": line.digest, **changes}
    return client.post(get_verify_url(line), data, follow=True)


def get_logged_actions(line):
    return {entry.action for entry in ModelLogEntry.objects.for_instance(line)}


def test_checked_line_is_verified(owner, superuser):
    line = factories.make_crisis_line()
    response = verify(owner, line, note="Called them")
    assert get_messages(response)[0].startswith("“Lifeline” is verified.")
    version = line.get_in_force()
    assert (version.person_id, version.note) == (str(superuser.pk), "Called them")
    assert "wagtail_attachment.verify" in get_logged_actions(line)


def test_verifying_shows_all_facts(owner):
    line = factories.make_crisis_line(languages="en, es", note="First\nsecond")
    line.channels = [
        factories.CrisisChannel(
            kind="text", dialled="741741", sms_keyword="HOME", opens="09:00", closes="17:00",
            time_zone="America/New_York", days="weekdays"),
        factories.CrisisChannel(kind="call", dialled="988", menu_option="press 2"),
    ]  # fmt: skip
    line.save()
    text = get_text(read(owner.get(get_verify_url(line))))
    for fact in ("741741", "HOME", "Monday to Friday, 9 a.m. to 5 p.m. (Eastern Time)", "press 2",
                 "https://example.org/", "English", "Spanish"):  # fmt: skip
        assert fact in text


def test_tick_is_required_and_the_note_kept(owner):
    line = factories.make_crisis_line()
    response = verify(owner, line, checked="", note="My note")
    assert set(response.context["form"].errors) == {"checked"}
    assert "My note" in response.text
    assert line.get_in_force() is None


@pytest.mark.parametrize("note", [bad_input.NUL])
def test_bad_note_is_refused_at_its_field(owner, note):
    response = verify(owner, factories.make_crisis_line(), note=note)
    assert set(response.context["form"].errors) == {"note"}


def test_facts_that_moved_are_shown_and_to_be_checked_anew(owner):
    line = factories.make_crisis_line()
    seen = line.digest
    line.channels.update(dialled="989")
    response = verify(owner, line, digest=seen, note="My note")
    page = read(response)
    assert "Someone has changed the facts in the meantime." in get_text(page)
    assert "989" in get_text(page.select_one("#facts-section"))
    assert page.select_one("[name=note]").text.strip() == "My note"
    assert not page.select_one("[name=checked]").has_attr("checked")
    digest = page.select_one("[name=digest]")["value"]
    verify(owner, line, digest=digest)
    assert line.get_in_force().snapshot["channels"][0]["dialled"] == "989"


def test_facts_made_invalid_behind_the_form_are_refused(owner):
    line = factories.make_crisis_line()
    line.channels.update(dialled="CALL US")
    response = verify(owner, CrisisResource.objects.get())
    assert "Use digits, spaces" in response.text
    assert line.get_in_force() is None


def test_line_whose_text_names_another_number_cannot_be_verified(owner):
    line = factories.make_crisis_line()
    line.texts.update(description=OTHER_NUMBER)
    response = verify(owner, CrisisResource.objects.get())
    assert "1-800-799-7234" in "".join(response.context["form"].non_field_errors())
    assert line.get_in_force() is None


def test_what_changed_since_it_was_verified_is_shown_word_by_word(owner, verifier):
    line = factories.make_verified_line(user=verifier)
    line.texts.update(description="Someone listens.")
    line = CrisisResource.objects.get()
    line.verify(verifier)
    assert not read(owner.get(get_verify_url(line))).select("ins, del")
    line.texts.update(description="Someone answers.")
    page = read(owner.get(get_verify_url(line)))
    assert [each.text for each in page.select("del, ins")] == ["listens.", "answers."]
    assert "Description (English)" in get_text(page.select_one("#facts-section"))
    line.channels.update(dialled="989")
    page = read(owner.get(get_verify_url(line)))
    assert "988" in "".join(each.text for each in page.select("del"))


def test_as_many_articles_show_it_before_it_is_verified_as_after(owner, verifier, practice):
    """Also where only one language's readers get another text: all of them are shown the line."""
    line = CrisisResource.objects.get()
    line.texts.add(factories.CrisisText(language="es", name="Línea"))
    line.save()
    line.verify(verifier)
    factories.put_in_force(factories.WORDING_ES, language="es")
    for code in ("en", "en", "es"):
        home = factories.get_home(code)
        factories.make_article(parent=home, locale=home.locale, live=True)
    line.texts.filter(language="es").update(description="Alguien escucha.")
    line = CrisisResource.objects.get(pk=line.pk)
    before = get_text(read(owner.get(get_verify_url(line))))
    assert "3 live articles show this line" in before
    assert "Spanish, 1 live article:" in before
    assert "3 live articles show it" in get_messages(verify(owner, line))[0]


def test_line_without_a_name_cannot_be_verified(owner):
    line = factories.make_crisis_line()
    line.texts.all().delete()
    line = CrisisResource.objects.get()
    response = verify(owner, line)
    assert "Add a name and at least one contact method" in response.text


@pytest.mark.parametrize("get_address", [get_verify_url, get_withdraw_url])
@pytest.mark.parametrize("method", ["get", "post"])
def test_verifying_and_withdrawing_are_for_those_who_may(log_in, get_address, method):
    line = factories.make_verified_line()
    client = log_in(factories.make_user("change_crisisresource", "delete_crisisresource"))
    data = {"checked": "on", "digest": line.digest}
    response = getattr(client, method)(get_address(line), data, follow=True)
    assert is_denied(response)
    assert CrisisResourceVersion.objects.count() == 1


@pytest.mark.parametrize("act", ["verify", "withdraw"])
def test_line_that_is_not_there(owner, act):
    assert owner.get(f"{LIST}999/{act}/").status_code == 404


# Withdraw


def test_line_is_withdrawn_with_its_reason(owner):
    line = factories.make_verified_line()
    response = owner.post(get_withdraw_url(line), {"note": "Closed down"}, follow=True)
    assert get_messages(response)[0].startswith("“Lifeline” is withdrawn:")
    assert line.get_last_version().note == "Closed down"
    assert line.get_in_force() is None
    assert "wagtail_attachment.withdraw" in get_logged_actions(line)


def test_line_that_does_not_show_cannot_be_withdrawn(owner):
    line = factories.make_crisis_line()
    response = owner.post(get_withdraw_url(line), {"note": "Why"}, follow=True)
    assert "Readers do not see this line." in response.text
    assert "Why" in response.text
    assert not CrisisResourceVersion.objects.exists()


def test_bad_reason_is_refused(owner):
    line = factories.make_verified_line()
    response = owner.post(get_withdraw_url(line), {"note": bad_input.NUL})
    assert set(response.context["form"].errors) == {"note"}
    assert line.get_in_force()


# Deleting


def delete_many(client, *lines):
    url = reverse(
        "wagtail_bulk_action",
        args=["wagtail_attachment", "crisisresource", "delete"],
    )
    query = "&".join(f"id={line.pk}" for line in lines)
    return client.post(f"{url}?{query}", follow=True)


@pytest.mark.path("crisis line: delete one that readers see", stopped_by="form", case=27)
@pytest.mark.parametrize("method", ["get", "post"])
def test_line_that_shows_is_not_deleted(owner, method):
    line = factories.make_verified_line()
    response = getattr(owner, method)(get_url("delete", line), follow=True)
    assert "Withdraw it first, then delete it." in get_messages(response)[0]
    assert get_withdraw_url(line) in get_links(response), "the way out"
    assert CrisisResource.objects.exists()


def test_line_that_does_not_show_is_deleted(owner, verifier):
    draft = factories.make_crisis_line()
    withdrawn = factories.make_verified_line(name="Second")
    withdrawn.withdraw(verifier)
    for line in (draft, withdrawn):
        owner.post(get_url("delete", line))
    assert not CrisisResource.objects.exists()


@pytest.mark.path("crisis line: delete many, one of which readers see", stopped_by="gate", case=27)
def test_none_of_many_is_deleted_where_one_shows(owner):
    lines = [factories.make_crisis_line(), factories.make_verified_line(name="Second")]
    response = delete_many(owner, *lines)
    assert "“Second” is verified for readers." in get_messages(response)[0]
    assert CrisisResource.objects.count() == 2


def test_many_that_do_not_show_are_deleted(owner):
    lines = [factories.make_crisis_line(name=name) for name in ("One", "Two")]
    delete_many(owner, *lines)
    assert not CrisisResource.objects.exists()


def test_who_may_not_verify_is_told_who_can_help(log_in):
    client = log_in(
        factories.make_user("change_crisisresource", "delete_crisisresource",
                            "view_crisisresource")
    )  # fmt: skip
    line = factories.make_verified_line()
    response = client.post(get_url("delete", line), follow=True)
    assert "Withdraw it first" in get_messages(response)[0]
    assert "Fix this (Vera Verifier)" in get_messages(response)[0]
    assert not is_denied(response)
    assert CrisisResource.objects.exists()


# The rest of the admin's pages


def test_name_that_a_colleague_stored_meanwhile_is_refused(owner):
    """Two windows: neither form knows of the other's new row."""
    line = factories.make_crisis_line()
    response = owner.post(get_url("edit", line), write())
    assert get_errors(response)["texts-language"] == [
        "This line has a name in this language already."
    ]
    assert line.texts.count() == 1


@pytest.mark.parametrize("view", ["history", "usage", "edit", "copy"])
def test_other_pages_of_a_line_open(owner, view):
    line = factories.make_verified_line()
    line.save_revision()
    assert owner.get(get_url(view, line)).status_code == 200


def test_revert_changes_the_draft_alone(owner):
    line = factories.make_verified_line()
    first = line.save_revision()
    line.channels = [factories.CrisisChannel(kind="call", dialled="989", always_open=True)]
    line.save()
    line.save_revision()
    url = reverse(
        CrisisResource.snippet_viewset.get_url_name("revisions_revert"), args=[line.pk, first.pk]
    )
    assert "988" in owner.get(url).text
    assert line.get_in_force().snapshot["channels"][0]["dialled"] == "988"
