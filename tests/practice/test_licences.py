"""A person's licences, languages and account: what is kept, and what a form says of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests import factories
from wagtail_attachment.models import Licence, Practitioner
from wagtail_attachment.practice.licences import describe_licences, find_keeper, find_licences


def make_person(name="Ada", language="en", **values):
    return Practitioner.objects.create(name=name, locale=factories.get_locale(language), **values)


def license(person, kind="LCSW", **values):
    person.licences.add(Licence(kind=kind, country="US", **values))
    person.save()


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ([], "None on file"),
        ([None], "Valid, without an end date"),
        ([date(2027, 5, 3), date(2028, 5, 3), None], "Valid, without an end date"),
        ([date(2026, 1, 1)], "Lapsed on Jan. 1, 2026"),
        ([date(2025, 1, 1), date(2027, 5, 3)], "Valid until May 3, 2027. Lapsed on Jan. 1, 2025"),
    ],
)
def test_licences_of_a_person_are_described_by_what_lapses_next(ends, said):
    licences = [Licence(kind="LCSW", country="US", valid_until=end) for end in ends]
    assert describe_licences(licences, date(2026, 6, 1)) == said


def test_a_licence_holds_on_its_last_day():
    day = date(2026, 6, 1)
    assert describe_licences([Licence(valid_until=day)], day) == "Valid until June 1, 2026"


@pytest.mark.parametrize("languages", ["", "en", "en, es-MX,ar"])
def test_languages_are_codes(db, languages):
    person = Practitioner(name="Ada", languages=languages, locale=factories.get_locale())
    person.full_clean()


@pytest.mark.parametrize("languages", ["English", "en; es", "en es", "e"])
def test_what_is_no_code_of_a_language_is_said_at_the_field(db, languages):
    person = Practitioner(name="Ada", languages=languages, locale=factories.get_locale())
    with pytest.raises(ValidationError, match="Write language codes") as refused:
        person.full_clean()
    assert list(refused.value.error_dict) == ["languages"]


def test_an_account_is_one_person_s_in_all_their_languages(db):
    user = factories.make_user(name="Ada Approver")
    ada = make_person(user=user)
    spanish = ada.copy_for_translation(factories.get_locale("es"))
    spanish.full_clean()
    spanish.save()
    with pytest.raises(ValidationError, match="belongs to Ada"):
        Practitioner(name="Bo", user=user, locale=factories.get_locale()).full_clean()
    Practitioner(name="Cy", locale=factories.get_locale()).full_clean()  # none is nobody's


def test_account_is_the_same_in_all_languages_whichever_entry_says_so(db):
    first, second = factories.make_user(name="First"), factories.make_user(name="Second")
    ada = make_person(user=first)
    spanish = ada.copy_for_translation(factories.get_locale("es"))
    spanish.user = None  # as a tool has it that copies an older text
    spanish.save()
    assert Practitioner.objects.filter(user=first).count() == 2
    spanish.user = second
    spanish.save()
    assert Practitioner.objects.filter(user=second).count() == 2
    spanish.user = None
    spanish.save()
    assert Practitioner.objects.filter(user=None).count() == 2


def test_translation_has_no_licences_of_its_own_and_yet_the_person_s(db, settings):
    settings.LANGUAGE_CODE = "en"
    ada = make_person()
    license(ada, valid_until=date(2027, 5, 3))
    spanish = ada.copy_for_translation(factories.get_locale("es"))
    spanish.save()
    assert Licence.objects.count() == 1
    assert [str(each) for each in find_licences([spanish])[ada.translation_key]] == ["LCSW"]
    assert find_keeper(spanish) == find_keeper(ada) == ada


def test_licences_stay_where_they_were_first_written(db):
    ada = make_person()
    spanish = ada.copy_for_translation(factories.get_locale("es"))
    spanish.save()
    assert find_keeper(spanish) == ada, "the language that texts are written in first"
    license(spanish)
    assert find_keeper(ada) == spanish
    assert find_keeper(Practitioner(name="New", locale=factories.get_locale())).name == "New"


def test_who_has_left_has_left_in_a_language_that_is_added_later(db):
    ada = make_person(left_on=date(2026, 6, 1))
    spanish = ada.copy_for_translation(factories.get_locale("es"))
    spanish.left_on = None  # as a tool has it that copies an older text
    spanish.save()
    assert Practitioner.objects.filter(left_on=date(2026, 6, 1)).count() == 2


@pytest.mark.django_db
def test_licences_stay_with_the_person_when_one_language_is_deleted():
    ada = make_person()
    license(ada, "LCSW")
    spanish = ada.copy_for_translation(factories.get_locale("es"))
    spanish.save()
    Practitioner.objects.get(pk=ada.pk).delete()
    assert [each.kind for each in Practitioner.objects.get(pk=spanish.pk).licences.all()] == [
        "LCSW"
    ]
