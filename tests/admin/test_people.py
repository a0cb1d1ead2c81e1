"""People in the admin: their list, their form, their licences."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests import factories
from tests.admin.answers import get_field_errors, get_text, read
from tests.practice.test_licences import license, make_person
from wagtail_attachment.models import Practitioner

PEOPLE = "/admin/practice/people/"


def get_edit_url(person):
    return reverse("wagtailsnippets_wagtail_attachment_practitioner:edit", args=[person.pk])


def write_person(*licences, **values):
    fields = {"name": "Ada", "credentials": "", "job_title": "", "bio": "", "image": "",
              "languages": "", "website": "", "user": ""}  # fmt: skip
    return nested_form_data({**fields, "licences": inline_formset(licences), **values})


def write_licence(**values):
    fields = {"kind": "LCSW", "number": "LC 1", "issued_by": "Board", "country": "US", "area": "ME",
              "valid_until": "2027-05-03", "source_url": ""}  # fmt: skip
    return {**fields, **values}


def test_person_and_licences_are_written_on_one_form(owner, db):
    user = factories.make_user("access_admin", name="Ada Approver")
    stranger = factories.make_user(name="No Body")
    data = write_person(write_licence(), languages="en, es", website="https://example.org/ada")
    response = owner.post(f"{PEOPLE}add/", {**data, "user": user.pk})
    assert response.status_code == 302
    ada = Practitioner.objects.get()
    assert (ada.user, ada.get_languages()) == (user, ["en", "es"])
    assert [(str(each), each.is_public) for each in ada.licences.all()] == [("LCSW LC 1", False)]
    offered = read(owner.get(get_edit_url(ada))).select("[name=user] option")
    assert str(stranger.pk) not in [option["value"] for option in offered]

    refused = owner.post(f"{PEOPLE}add/", {**write_person(languages="Sindarish"), "user": user.pk})
    errors = " ".join(get_field_errors(refused))
    assert "Write language codes" in errors
    assert "This account belongs to Ada" in errors
    assert "English" in refused.text, "what was typed is kept"


def test_form_in_another_language_says_where_the_licences_are_and_leads_there(owner, db):
    ada = make_person()
    license(ada)
    spanish = ada.copy_for_translation(factories.get_locale("es"))
    spanish.save()
    form = read(owner.get(get_edit_url(spanish)))
    assert "kept once: with this person's entry in English" in get_text(form)
    assert form.select_one(f'main a[href="{get_edit_url(ada)}"]')
    assert not form.select("[name='licences-TOTAL_FORMS']")
    assert owner.post(get_edit_url(spanish), write_person(name="Ada E.")).status_code == 302
    assert ada.licences.count() == 1
    assert Practitioner.objects.get(pk=spanish.pk).name == "Ada E."


def get_rows(client, url):
    table = read(client.get(url)).select_one("table.listing")
    headers = [get_text(cell) for cell in table.select("thead th")]
    return [
        dict(zip(headers, (get_text(cell) for cell in row.select("td")), strict=True))
        for row in table.select("tbody tr")
    ]


def test_list_of_people_says_the_language_and_how_the_licences_stand(owner, db):
    ada, bo = make_person(), make_person("Bo")
    (row, _other) = get_rows(owner, PEOPLE)
    assert "Languages" not in row
    leaving = reverse("wagtail_attachment:leaving", args=[ada.pk])
    assert read(owner.get(PEOPLE)).select_one(f'a[href="{leaving}"]')
    license(ada, valid_until=date(2099, 5, 3))
    ada.copy_for_translation(factories.get_locale("es")).save()
    bo.left_on = date(2026, 6, 1)
    bo.save()
    rows = get_rows(owner, PEOPLE)
    assert [(row["Languages"], row["Licences"], row["Has left"]) for row in rows] == [
        ("English Spanish", "Valid until May 3, 2099", ""),
        ("English", "None on file", "June 1, 2026"),
    ]
    (spanish,) = get_rows(owner, f"{PEOPLE}?locale=es")
    assert spanish["Languages"] == "English Spanish"


@pytest.mark.parametrize(
    ("url", "make"),
    [
        ("/admin/practice/topics/", factories.make_topic),
        ("/admin/practice/booking/", factories.make_booking),
    ],
)
def test_lists_of_topics_and_bookings_have_one_row_for_all_languages(owner, db, url, make):
    translation = make().copy_for_translation(factories.get_locale("es"))
    translation.save()
    assert [row["Languages"] for row in get_rows(owner, url)] == ["English Spanish"]
    form = reverse(translation.snippet_viewset.get_url_name("edit"), args=[translation.pk])
    assert read(owner.get(url)).select(f'table.listing a[href="{form}"]')


def test_list_of_topics_says_in_words_which_are_sensitive(owner, db):
    factories.make_topic("Sleep")
    factories.make_topic("Loss", sensitive=True)
    rows = read(owner.get("/admin/practice/topics/")).select("tbody tr")
    said = {get_text(row.a): get_text(row("td")[2]) for row in rows}
    assert said == {"Sleep": "", "Loss": "Yes"}
