"""What pages share stands in the list of translations as on the desk, with the states of pages."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from tests import factories
from tests.admin.answers import get_links
from tests.admin.test_languages_desk import get_states, read_desk
from tests.admin.test_translations_report import URL, get_csv, get_state, publish, read_list
from tests.factories import WORDING, WORDING_ES
from wagtail_attachment.desk.shared import find_shared_rows
from wagtail_attachment.models import CrisisResource, CrisisText, Disclaimer, Topic
from wagtail_attachment.pages.models import ArticleIndexPage

DONE = {"Live", "Original"}


@pytest.fixture
def spanish(practice):
    factories.get_home("es")
    return factories.get_locale("es")


@pytest.fixture
def shared(spanish):
    """One of each kind of text that pages share, in English."""
    factories.make_booking(text="Come in.")
    factories.make_topic("Grief and loss")
    factories.make_person("Ada", job_title="Clinical psychologist")
    factories.make_notice("fees", applies_to="everywhere", name="Fees")
    factories.put_in_force("<p>You can ask what it costs.</p>", kind="fees")


@pytest.mark.translation_case(51)
def test_all_that_readers_get_stands_in_the_list_as_on_the_desk(owner, shared, home):
    publish(factories.make_article(title="Closeness"))
    lines = {line["Original"]: line for line in get_csv(owner, language="es")}
    kinds = {title: line["Type"] for title, line in lines.items()}
    assert kinds == {
        "Closeness": "own article page",
        home.title: "page",
        "Disclaimer": "disclaimer",
        "Fees": "notice",
        "Lifeline": "crisis line",
        "Talk": "booking",
        "Grief and loss": "topic",
        "Ada": "person",
    }
    waiting = {title for title, line in lines.items() if line["State"] not in DONE}
    desk = [title for tasks in read_desk(owner).values() for title, _state, _url in tasks]
    assert sorted(desk) == sorted(waiting)


@pytest.mark.translation_case(51)
def test_booking_prompt_has_the_states_of_a_page(owner, spanish):
    booking = factories.make_booking(text="Come in.")
    assert get_state(owner, "Talk") == "Not started"
    copy = booking.copy_for_translation(spanish)
    copy.save()
    assert get_state(owner, "Talk") == "Shows the original's text"
    copy.text = "Pase."
    copy.save()
    assert get_state(owner, "Talk") == "Partly translated"
    assert "1 of 3 texts" in read_list(owner)["Talk"][1]
    copy.heading, copy.button_label = "Hable", "Reservar"
    copy.save()
    assert get_state(owner, "Talk") == "Live"
    assert get_states(owner, "bookings") == []


@pytest.mark.translation_case(51)
def test_disclaimer_waits_for_its_approval_and_falls_behind(owner, spanish):
    assert get_state(owner, "Disclaimer") == "Not started"
    draft = factories.make_disclaimer(WORDING_ES, language="es")
    assert get_state(owner, "Disclaimer") == "To be reviewed"
    draft.approve(factories.make_approver())
    assert get_state(owner, "Disclaimer") == "Live"
    english = Disclaimer.objects.get(locale__language_code="en")
    english.body = f"{WORDING}<p>Another sentence.</p>"
    english.save()
    english.approve(factories.make_approver())
    assert get_state(owner, "Disclaimer") == "Out of date"
    assert "Readers have a translation" in read_list(owner)["Disclaimer"][1]


@pytest.mark.translation_case(51)
def test_crisis_line_s_name_waits_for_its_verification_and_falls_behind(owner, spanish, verifier):
    line = CrisisResource.objects.get()
    assert get_state(owner, "Lifeline") == "Not started"
    line.texts.add(CrisisText(language="es", name="Línea"))
    line.save()
    assert get_state(owner, "Lifeline") == "To be reviewed"
    line.verify(verifier)
    assert get_state(owner, "Lifeline") == "Live"
    english = line.texts.get(language="en")
    english.name = "The lifeline"
    line.texts.add(english)
    line.save()
    assert get_state(owner, str(line)) == "Out of date"


def test_line_that_readers_of_a_language_do_not_get_has_no_state_there(owner, spanish, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"es": ["MX"]}
    assert read_list(owner)["Lifeline"] == ["Original", ""]
    assert "Lifeline" not in {line["Original"] for line in get_csv(owner)}


def test_type_state_and_person_are_asked_of_shared_texts_too(owner, shared):
    kind = ContentType.objects.get_for_model(Topic)
    assert {line["Original"] for line in get_csv(owner, content_type=kind.pk)} == {"Grief and loss"}
    assert list(read_list(owner, content_type=kind.pk)) == ["Grief and loss"]
    assert list(read_list(owner, state="shows-original")) == []
    person = factories.make_user("access_admin", name="Tara")
    draft = factories.make_disclaimer(WORDING_ES, language="es")
    draft.save_revision(user=person)
    assert list(read_list(owner, state="to-review")) == ["Disclaimer"]
    assert list(read_list(owner, person=person.pk)) == ["Disclaimer"]
    assert "Tara" in read_list(owner)["Disclaimer"][1]


def test_whose_job_a_text_is_not_does_not_find_it(log_in, shared, practice):
    copy = factories.make_booking(heading="Come").copy_for_translation(factories.get_locale("es"))
    copy.save()
    browser = log_in(factories.make_user("change_bookingcta"))
    assert set(read_list(browser)) == {"Talk", "Come"}
    edit = reverse("wagtailsnippets_wagtail_attachment_bookingcta:edit", args=[copy.pk])
    assert edit in get_links(browser.get(URL))
    verifier = log_in(factories.make_user("verify_crisisresource", "change_bookingcta"))
    line = CrisisResource.objects.get()
    edit = reverse("wagtailsnippets_wagtail_attachment_crisisresource:edit", args=[line.pk])
    assert "Lifeline" in read_list(verifier)
    assert edit not in get_links(verifier.get(URL))


def test_what_is_shared_cannot_be_ticked(owner, shared, home):
    answer = owner.get(URL)
    assert answer.text.count('name="page"') == 1


@pytest.mark.translation_case(51)
def test_page_that_a_draft_translates_still_shows_the_original_to_readers(owner, home, spanish):
    """Of a live index, where the Spanish is in a workflow of its own and readers see English."""
    index = publish(home.add_child(instance=ArticleIndexPage(title="All we write", slug="all")))
    copy = index.copy_for_translation(spanish)
    publish(copy)
    cell = read_list(owner)["All we write"][1]
    assert cell.startswith("Shows the original's text")
    assert "Readers have a translation" not in cell


def count_queries(act):
    act()
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


@pytest.mark.translation_case(59)
def test_queries_of_the_list_do_not_grow_with_what_pages_share(owner, shared, spanish, superuser):
    def add(number):
        factories.make_booking(heading=f"Talk {number}").copy_for_translation(spanish).save()
        factories.make_topic(f"Topic number {number}").copy_for_translation(spanish).save()
        factories.make_person(f"Ada {number}", bio=f"A life {number}.")
        factories.make_verified_line(f"555 010 00{number}", name=f"Line {number}")
        factories.make_notice(f"note-{number}", applies_to="everywhere", name=f"Note {number}")

    def find_rows():
        find_shared_rows(list(Locale.objects.all()), superuser)

    add(10)
    before = count_queries(lambda: owner.get(URL)), count_queries(find_rows)
    for number in range(11, 16):
        add(number)
    factories.get_home("de")
    assert (count_queries(lambda: owner.get(URL)), count_queries(find_rows)) == before
    # The languages; disclaimers and notices; crisis lines; a type of snippet each; what a tool knows.
    assert before[1] <= 1 + 5 + 5 + 3 + 5
