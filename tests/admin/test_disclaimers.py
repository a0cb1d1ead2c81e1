"""Writing the disclaimer: the form, what it refuses at which field, and that nothing shows yet."""

import pytest
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, rich_text

from tests import factories
from tests.admin import bad_input
from tests.admin.answers import get_messages, get_text, is_denied, read
from tests.testapp.models import BlogPage
from wagtail_attachment.models import Disclaimer, DisclaimerVersion

LIST = "/admin/practice/disclaimers/"
ADD = f"{LIST}add/"


def get_edit_url(disclaimer):
    return f"{LIST}edit/{disclaimer.pk}/"


def write(heading="Please note", body="<p>Education, not treatment.</p>", **more):
    return nested_form_data({"heading": heading, "body": rich_text(body), **more})


def get_errors(response):
    """Return field to error, as the form that was shown again has them."""
    assert response.status_code == 200
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def save(client, disclaimer=None, **data):
    url = get_edit_url(disclaimer) if disclaimer else ADD
    return client.post(url, write(**data), follow=True)


@pytest.fixture
def second_locale(db):
    return factories.get_locale("es")


@pytest.fixture
def second_site(home):
    return Site.objects.create(hostname="other.example", root_page=home, site_name="Other")


# List and forms


def test_list_says_what_readers_see(owner, practice):
    factories.make_disclaimer(language="es", heading="Nota")
    rows = {
        get_text(row.select_one("td.title")): get_text(row)
        for row in read(owner.get(LIST)).select("tbody tr")
    }
    assert any("Approved since" in row for title, row in rows.items() if title.startswith("Note"))
    assert any("Not approved" in row for title, row in rows.items() if title.startswith("Nota"))


def test_solo_practice_s_list_names_neither_kind_nor_language(owner, practice):
    header = get_text(read(owner.get(LIST)).select_one("thead"))
    assert "What readers see" in header
    assert "Text of" not in header
    assert "anguage" not in header


def test_list_names_them_where_there_are_several(owner, practice, second_locale):
    header = get_text(read(owner.get(LIST)).select_one("thead"))
    assert "Text of" in header
    assert "anguage" in header


def get_field_names(client, url):
    return {field["name"] for field in read(client.get(url)).select("[name]")}


@pytest.mark.parametrize("page", ["add", "edit"])
def test_solo_practice_never_sees_kind_language_or_site(owner, practice, page):
    url = ADD if page == "add" else get_edit_url(Disclaimer.objects.get())
    names = get_field_names(owner, url)
    assert {"heading", "body"} <= names
    assert not {"kind", "locale", "site"} & names


@pytest.mark.parametrize("reason", ["locale", "site", "kind", "topic", "page type"])
def test_practice_with_several_chooses_among_them(owner, practice, reason, request, monkeypatch):
    if reason == "kind":
        factories.make_disclaimer(kind="self-harm", language="en")
    elif reason == "topic":
        factories.make_topic(notice="self-harm")
    elif reason == "page type":
        monkeypatch.setattr(BlogPage, "disclaimer_kind", "blog")
    else:
        request.getfixturevalue(f"second_{reason}")
    assert {"kind", "locale", "site"} <= get_field_names(owner, ADD)


def test_general_wording_in_the_site_s_language_is_offered_first(owner, second_locale):
    page = read(owner.get(ADD))
    assert page.select_one("[name=kind] [selected]")["value"] == "general"
    default = factories.get_locale("en")
    assert page.select_one("[name=locale] [selected]")["value"] == str(default.pk)


def test_language_that_is_asked_for_is_offered_first(owner, second_locale):
    page = read(owner.get(ADD, {"locale": second_locale.pk}))
    assert page.select_one("[name=locale] [selected]")["value"] == str(second_locale.pk)


@pytest.mark.parametrize("value", ["abc", "999", "9" * 40, "", "\x00"])
def test_form_opens_whatever_language_an_address_asks_for(owner, second_locale, value):
    assert owner.get(ADD, {"locale": value, "kind": value}).status_code == 200


def test_new_wording_is_a_draft_in_the_site_s_language(owner):
    save(owner)
    disclaimer = Disclaimer.objects.get()
    assert (disclaimer.kind, disclaimer.language, disclaimer.site) == ("general", "en", None)
    assert disclaimer.revisions.count() == 1
    assert not DisclaimerVersion.objects.exists()


def test_wording_in_another_language(owner, second_locale):
    save(owner, kind="general", locale=second_locale.pk, site="")
    assert Disclaimer.objects.get().language == "es"


def test_wording_of_one_site(owner, second_site):
    save(owner, kind="general", locale=factories.get_locale().pk, site=second_site.pk)
    assert Disclaimer.objects.get().site == second_site


def test_translator_sees_the_wording_to_translate(owner, practice, second_locale):
    draft = factories.make_disclaimer("<p>Borrador</p>", language="es")
    text = get_text(read(owner.get(get_edit_url(draft))))
    assert "In effect in English since" in text
    assert "This is education, not treatment." in text


def test_editing_shows_what_readers_still_see(owner, practice):
    disclaimer = Disclaimer.objects.get()
    save(owner, disclaimer, body="<p>Another.</p>")
    text = get_text(read(owner.get(get_edit_url(disclaimer))))
    assert "Approved, with unapproved changes." in text
    assert "The text that readers see" in text


# Duplicates


def test_second_general_wording_is_refused(owner):
    factories.make_disclaimer()
    response = save(owner)
    assert get_errors(response) == {"__all__": ["There is a text in this language already."]}
    assert Disclaimer.objects.count() == 1
    assert "Please note" in response.text


def test_duplicate_is_refused_where_all_is_chosen(owner, second_locale):
    factories.make_disclaimer(language="es")
    response = save(owner, kind="general", locale=second_locale.pk, site="")
    assert "__all__" in get_errors(response)


def test_duplicate_of_one_site_is_refused(owner, second_site):
    factories.make_disclaimer(site=second_site)
    response = save(owner, kind="general", locale=factories.get_locale().pk, site=second_site.pk)
    assert get_errors(response) == {"__all__": ["This site has a text in this language already."]}


def test_editing_into_a_duplicate_is_refused(owner, second_locale):
    factories.make_disclaimer(language="es")
    other = factories.make_disclaimer(language="en")
    response = save(owner, other, kind="general", locale=second_locale.pk, site="")
    assert "__all__" in get_errors(response)


@pytest.mark.parametrize("kind", ["", "two words", "ünder", bad_input.LONG, bad_input.NUL])
def test_bad_kind_is_refused_at_its_field(owner, second_locale, kind):
    response = save(owner, kind=kind, locale=second_locale.pk, site="")
    assert set(get_errors(response)) == {"kind"}


@pytest.mark.parametrize("field", ["locale", "site"])
@pytest.mark.parametrize("value", ["abc", "999", "\x00", "9" * 40])
def test_bad_choice_is_refused_at_its_field(owner, second_locale, second_site, field, value):
    data = {"kind": "general", "locale": second_locale.pk, "site": "", field: value}
    assert set(get_errors(save(owner, **data))) == {field}


# What the text may not be


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("", "required"),
        ("   ", "required"),
        ("\u200b", "Write a heading."),
        (bad_input.LONG, "at most 255"),
        (bad_input.NUL, "Null characters"),
        ("Call 988", "Put phone numbers and {crisis_line} in the text"),
        ("{crisis_line}", "Put phone numbers and {crisis_line} in the text"),
    ],
)
def test_bad_heading_is_refused_at_its_field(owner, heading, says):
    response = save(owner, heading=heading)
    errors = get_errors(response)
    assert set(errors) == {"heading"}
    assert says in errors["heading"][0]
    assert not Disclaimer.objects.exists()
    assert "Education, not treatment." in response.text, "what was typed is kept"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "Write the text"),
        ("<p></p>", "Write the text"),
        ("<p>   </p>", "Write the text"),
        ("<p>\u00a0\u200b</p>", "Write the text"),
        ("<ul><li></li></ul>", "Write the text"),
        ("<p>Call {number}.</p>", "{number} would be shown as typed"),
        ("<p>Call {crisis_<b>line}</b>.</p>", "Type {crisis_line} again"),
        (f"<p>{bad_input.NUL}</p>", "Null characters"),
    ],
)
def test_bad_wording_is_refused_at_its_field(owner, body, says):
    response = save(owner, heading="My own heading", body=body)
    errors = get_errors(response)
    assert set(errors) == {"body"}
    assert says in errors["body"][0]
    assert not Disclaimer.objects.exists()
    assert "My own heading" in response.text, "what was typed is kept"


@pytest.mark.parametrize(
    "body",
    [
        bad_input.EMOJI,
        bad_input.RTL,
        bad_input.LONG,
        "Call {crisis_line}.",
        "Since 2024-05-01.",
        "Call 911. Complaints: (916) 574-7830. CRP 06/123456.",
        "Call 988 now.",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_unusual_wording_is_accepted(owner, body):
    save(owner, heading=bad_input.EMOJI, body=f"<p>{body}</p>")
    disclaimer = Disclaimer.objects.get()
    assert disclaimer.heading == bad_input.EMOJI
    assert body in disclaimer.body
    assert owner.get(get_edit_url(disclaimer)).status_code == 200


# Locks, history, deletion


def test_locked_wording_is_not_saved(owner, superuser, log_in):
    disclaimer = factories.make_disclaimer()
    other = factories.make_user(superuser=True)
    Disclaimer.objects.update(locked=True, locked_by=other, locked_at=factories.in_days(0))
    response = save(owner, disclaimer, heading="Changed")
    assert response.status_code == 200
    disclaimer.refresh_from_db()
    assert disclaimer.heading == "Note"


def test_locked_wording_is_not_put_in_force_by_saving(owner):
    disclaimer = factories.make_disclaimer()
    other = factories.make_user(superuser=True)
    Disclaimer.objects.update(locked=True, locked_by=other, locked_at=factories.in_days(0))
    owner.post(get_edit_url(disclaimer), {**write(), "action-approve": ""})
    assert not DisclaimerVersion.objects.exists()


def test_revert_changes_the_draft_alone(owner, practice):
    disclaimer = Disclaimer.objects.get()
    save(owner, disclaimer, body="<p>Second.</p>")
    first = disclaimer.revisions.order_by("pk").first()
    save(owner, disclaimer, body="<p>Third.</p>")
    name = disclaimer.snippet_viewset.get_url_name("revisions_revert")
    url = reverse(name, args=[disclaimer.pk, first.pk])
    assert "Second." in owner.get(url).text
    owner.post(url, {**write(body="<p>Second.</p>"), "revision": first.pk}, follow=True)
    disclaimer.refresh_from_db()
    assert "Second." in disclaimer.body
    assert DisclaimerVersion.objects.count() == 1
    assert disclaimer.get_in_force().html == practice.html


@pytest.mark.parametrize("view", ["history", "usage", "delete"])
def test_other_pages_of_a_wording_open(owner, db, view):
    disclaimer = factories.make_disclaimer()
    name = disclaimer.snippet_viewset.get_url_name(view)
    assert owner.get(reverse(name, args=[disclaimer.pk])).status_code == 200


def test_without_a_right_there_is_no_list_and_no_form(visitor, practice):
    for url in (LIST, ADD, get_edit_url(Disclaimer.objects.get())):
        assert is_denied(visitor.get(url, follow=True))


def test_messages_of_a_plain_save(owner):
    assert any("created" in message for message in get_messages(save(owner)))
