"""What rests on a licence: the line of a review, a booking prompt, the notices of a place."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories
from tests.testapp.models import BlogPage
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.models import Licence, Notice
from wagtail_attachment.practice.standing import NO_LICENCES, LicencesOnFile, State, get_standing
from wagtail_attachment.safety.alike import find_alike
from wagtail_attachment.safety.licensing import Licensing
from wagtail_attachment.safety.loading import load_safety
from wagtail_attachment.safety.reach import describe_reach, find_reach
from wagtail_attachment.safety.reading import Reading
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.safety.shown import find_pages_of
from wagtail_attachment.safety.site_safety import SiteSafety
from wagtail_attachment.setup.steps import get_missing_notices
from wagtail_attachment.times import get_practice_day

DAY = date(2027, 3, 1)


# By the rule alone


def hold(*ends, **values):
    return [Licence(valid_until=end, country="US", **values) for end in ends]


@pytest.mark.parametrize(
    ("ends", "state", "since", "until"),
    [
        ([], State.NONE, None, None),
        ([DAY], State.LICENSED, None, DAY),
        ([DAY - timedelta(1)], State.LAPSED, DAY, None),
        ([None, DAY - timedelta(1)], State.LICENSED, None, None),
        ([DAY + timedelta(9), DAY - timedelta(9)], State.LICENSED, None, DAY + timedelta(9)),
        ([DAY - timedelta(9), DAY - timedelta(4)], State.LAPSED, DAY - timedelta(3), None),
        ([date.max], State.LICENSED, None, None),
    ],
)
def test_person_is_licensed_through_the_last_day_of_any_licence(ends, state, since, until):
    standing = get_standing(hold(*ends), DAY)
    assert (standing.state, standing.since, standing.until) == (state, since, until)


def make_licensing(licences, day=DAY):
    key = uuid4()
    person = SimpleNamespace(pk=1, translation_key=key, user_id=None)
    for licence in licences:
        licence.person_id = 1
    return Licensing(LicencesOnFile(licences, [person]), day), key


@pytest.mark.parametrize(
    ("country", "area", "holds"),
    [
        ("US", "", True),
        ("US", "Texas", True),
        ("US", "  tEXAS ", True),
        ("US", "Maine", False),
        ("MX", "Texas", False),
        ("MX", "", False),
    ],
)
def test_licence_of_a_state_holds_there_and_counts_for_its_country(country, area, holds):
    licensing, key = make_licensing(hold(DAY, area="Texas"))
    assert licensing.is_licensed_in([key], country, area) is holds
    assert not licensing.is_licensed_in([uuid4()], country, area)
    lapsed, key = make_licensing(hold(DAY - timedelta(1), area="Texas"))
    assert not lapsed.is_licensed_in([key], country, area)


def test_licence_of_a_whole_country_holds_in_each_of_its_areas():
    licensing, key = make_licensing(hold(None))
    assert licensing.is_licensed_in([key], "US", "Texas")


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([], None),
        ([None, DAY - timedelta(1), date.max], None),
        ([DAY + timedelta(3), DAY], DAY + timedelta(1)),
    ],
)
def test_next_change_is_the_day_after_the_next_last_day(ends, expected):
    licensing, _key = make_licensing(hold(*ends))
    assert licensing.licences.find_next_change(DAY) == expected


def test_day_is_that_of_the_practice_whatever_time_zone_is_active(settings):
    settings.TIME_ZONE = "America/New_York"
    with timezone.override("Asia/Tokyo"):
        assert get_practice_day(datetime(2027, 3, 2, 4, 59, tzinfo=UTC)) == DAY


# What readers get


@pytest.fixture
def ada(practice):
    factories.set_country(allow_own_review=True)
    return factories.make_person("Ada", user=factories.make_reviewer("Ada"))


@pytest.fixture
def booking(ada):
    booking = factories.make_booking(heading="Talk to Ada", practitioner=ada)
    factories.set_country(booking=booking)
    return booking


def review(article, person):
    subject = ClinicalReview(article)
    return subject.record(person.user, subject.digest)


def lapsed(safety):
    return safety.has_lapsed(safety.clinical_review)


def read(client, page):
    return client.get(page.get_url()).text


def place(booking):
    prompt = {"type": "booking_cta", "value": {"cta": booking.pk}}
    return factories.section(content=[factories.paragraph(), prompt])


def test_what_rests_on_a_lapsed_licence_is_gone_and_nothing_else(client, ada, booking):
    other = factories.make_booking(heading="Talk to Ben", practitioner=factories.make_person("Ben"))
    article = factories.make_article(
        place(booking), place(other), authors=[ada], reviewer=ada, live=True
    )
    review(article, ada)
    licence = factories.make_licence(ada, 0)
    html = read(client, article)
    assert "Reviewed by the author" in html
    assert '"reviewedBy"' in html
    assert '"lastReviewed"' in html
    assert html.count("Talk to Ada") >= 2
    api = f"/api/pages/{article.pk}/?fields=*"
    assert str(client.get(api).json()).count("Talk to Ada") >= 2

    licence.valid_until -= timedelta(1)
    licence.save()
    html = read(client, article)
    assert "By Ada" in html.replace("<bdi>", "").replace("</bdi>", "")
    assert "reviewed" not in html.casefold().replace("not reviewed", "")
    assert "Talk to Ada" not in html
    assert "Talk to Ben" in html
    given = str(client.get(api).json())
    assert "Talk to Ada" not in given
    assert "Talk to Ben" in given
    assert article.get_booking_cta() is None
    assert SiteSafety(factories.get_site().pk, factories.get_locale().pk).booking_cta is None

    factories.make_licence(ada, area="Texas")  # a new one, elsewhere
    html = read(client, article)
    assert "Reviewed by the author" in html
    assert html.count("Talk to Ada") >= 2


def test_lapsing_takes_no_save_and_no_licence_takes_nothing_away(ada, booking):
    article = factories.make_article(live=True)
    review(article, ada)
    assert not lapsed(Safety(article))
    factories.make_licence(factories.make_person("Ben"), -5)
    assert Safety(article).booking_cta == booking
    assert not lapsed(Safety(article)), "none on file is no lapse"
    factories.make_licence(ada, 1)
    assert Safety(article, factories.in_days(1)).booking_cta == booking
    assert Safety(article, factories.in_days(2)).booking_cta is None
    assert lapsed(Safety(article, factories.in_days(2)))
    assert not lapsed(Safety(article))


def test_licence_counts_for_a_person_in_all_languages(ada, booking):
    spanish = ada.copy_for_translation(factories.get_locale("es"))
    spanish.save()
    booking.practitioner = spanish
    booking.save()
    article = factories.make_article(live=True)
    review(article, ada)
    factories.make_licence(ada, -1)
    assert Safety(article).booking_cta is None
    factories.make_licence(spanish, 1)
    assert Safety(article).booking_cta == booking
    assert not lapsed(Safety(article))


def test_review_is_known_by_the_account_or_by_the_name_that_was_planned(practice):
    article = factories.make_article(live=True)
    account = factories.make_reviewer("Eve Example")
    eve = factories.make_person("eve  example")
    factories.make_licence(eve, -1)
    review(article, SimpleNamespace(user=account))
    assert not lapsed(Safety(article)), "nobody says that this is she"
    article.reviewer = eve
    assert lapsed(Safety(article))
    ben = factories.make_person("Ben", user=account)
    assert not lapsed(Safety(article)), "the account goes before the name"
    factories.make_licence(ben, -1)
    assert lapsed(Safety(article))


# Notices


@pytest.fixture
def texan(practice):
    factories.put_in_force("<p>Texas board.</p>", kind="board")
    return factories.make_notice("board", applies_to="licensed", country="US", area="texas")


def test_notice_of_a_place_is_on_pages_of_people_licensed_there(texan, ada, booking):
    ben = factories.make_person("Ben")
    licence = factories.make_licence(ada, 0, area="Texas")
    factories.make_licence(ben, area="Maine")
    pages = {
        "by its author": factories.make_article(authors=[ben, ada], show_booking=False),
        "by its reviewer": factories.make_article(reviewer=ada, show_booking=False),
        "by its booking": factories.make_article(authors=[ben]),
        "by nobody": factories.make_article(authors=[ben], show_booking=False),
        "of no people": factories.make_blog_page(),
    }

    def find():
        one = {name for name, page in pages.items() if "board" in Safety(page).kinds}
        safeties = zip(pages, load_safety(pages.values(), with_relatives=False), strict=True)
        many = {name for name, safety in safeties if "board" in safety.kinds}
        assert one == many
        return one

    assert find() == {"by its author", "by its reviewer", "by its booking", "of no people"}
    assert [row.kind for row in pages["by its author"].get_disclaimers()] == ["general", "board"]
    licence.valid_until -= timedelta(1)
    licence.save()
    assert find() == set()
    factories.make_licence(ben)
    assert find() == {"by its author", "by its booking", "by nobody"}, "all three are by Ben"


def test_notice_for_profiles_is_on_these_alone(practice, monkeypatch):
    factories.make_notice("profile", applies_to="profiles")
    factories.make_notice("all", applies_to="everywhere")
    article = factories.make_article()
    profile = factories.make_blog_page()
    monkeypatch.setattr(BlogPage, "is_profile", True)
    assert Safety(article).kinds == ["general", "all"]
    assert Safety(profile).kinds == ["general", "all", "profile"]


def test_place_of_a_notice_is_asked_for_and_told(db):
    notice = Notice(name="Board", applies_to="licensed")
    with pytest.raises(ValidationError) as refused:
        notice.full_clean()
    assert set(refused.value.message_dict) == {"country"}
    notice.country, notice.area = "US", "Texas"
    notice.full_clean()
    assert notice.placement.endswith("place: Texas, United States")


def test_nothing_is_read_of_licences_where_none_is_on_file(practice):
    articles = [factories.make_article() for _number in range(3)]
    assert Safety(articles[0]).shared.licences is NO_LICENCES
    factories.make_licence(factories.make_person())

    def count(pages):
        with CaptureQueriesContext(connection) as queries:
            Reading().load(pages)
        return len(queries)

    Reading().load(articles)
    assert count(articles) == count(articles[:1])


# What an act has changed


def test_act_is_told_by_what_readers_get_before_and_after(texan, ada, booking):
    article = factories.make_article(place(booking), authors=[ada], show_booking=False, live=True)
    factories.make_blog_page(live=True)
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.make_article(authors=[ada], parent=factories.get_home("es"), live=True)
    review(article, ada)
    told = [find_reach()]

    def tell():
        told.append(find_reach())
        return describe_reach(*told[-2:])

    assert tell() == []
    licence = factories.make_licence(ada, 0, area="Texas")
    assert tell() == [
        "The notice “Board” now applies to 3 more live articles.",
        "It has no approved text in the language of 1 of them, which stays live without it.",
    ]
    licence.valid_until -= timedelta(1)
    licence.save()
    assert tell() == [
        "The notice “Board” no longer applies to 3 live articles.",
        "The booking prompt “Talk to Ada” no longer shows on 3 live articles.",
        "The review by Ada no longer shows on 1 live article.",
    ]
    licence.delete()
    booking.heading = "Talk"
    booking.save()
    assert tell() == [
        "The booking prompt “Talk” now shows on 3 more live articles.",
        "The review by Ada shows again on 1 live article.",
    ]


def test_missing_text_of_a_place_stops_publishing_and_is_asked_for_in_the_set_up(ada):
    notice = factories.make_notice("board", applies_to="licensed", country="US")
    article = factories.make_article(authors=[ada])
    assert [each.id for each in article.get_publishing_refusals()] == []
    factories.make_licence(ada)
    assert [each.id for each in article.get_publishing_refusals()] == ["notice.missing"]
    assert get_missing_notices(factories.get_site()) == [(notice, factories.get_locale())]


def test_groups_of_alike_pages_do_not_grow_with_the_people(texan):
    people = [factories.make_person(f"Person {number}") for number in range(4)]
    for number, person in enumerate(people):
        factories.make_licence(person, area="Texas" if number < 2 else "Maine")
        for other in people[number:]:
            factories.make_article(authors=[person], reviewer=other, live=True)
    groups = {tuple(alike.safety.kinds): len(alike.page_ids) for alike in find_alike()}
    assert groups == {("general", "board"): 7, ("general",): 3}
    assert len(find_alike()) == 2


# What the rules say


def find_advice(page, at=None):
    found = page.get_facts(at).get_people_by_licence()
    return {each.name: each for each in found}


def test_rules_know_who_reviews_and_books_and_what_rests_on_each(texan, ada, booking):
    article = factories.make_article(place(booking), authors=[ada], reviewer=ada, live=True)
    eve = factories.make_person("Eve")
    article.reviewer = eve
    assert find_advice(article) == {}, "the practice keeps no licences"
    licence = factories.make_licence(ada, 60, area="Texas")
    review(article, ada)
    found = find_advice(article)
    assert found["Ada"].ends_on == licence.valid_until
    assert found["Ada"].resting == [
        "the clinical review", "the booking prompt “Talk to Ada”", "the notice “Board”",
    ]  # fmt: skip
    assert found["Ada"].person_id == str(ada.pk)
    assert found["Eve"].has_none
    assert set(find_advice(article, factories.in_days(-1))) == {"Eve"}, "that is 61 days before"
    assert find_advice(article, factories.in_days(61))["Ada"].lapsed_since == (
        licence.valid_until + timedelta(1)
    )
    violations = {each.id: each for each in article.evaluate(factories.in_days(61))}
    assert "no longer see: the clinical review; the booking" in violations["licence.lapsed"].message
    assert violations["licence.lapsed"].fix_url.endswith(f"/practice/people/edit/{ada.pk}/")
    assert violations["licence.lapsed"].severity == "advice"
    assert violations["licence.none-on-file"].message == "No licence is on file for Eve."

    factories.make_licence(eve, area="texas")
    eve.left_on = DAY
    eve.save()
    assert find_advice(article)["Ada"].resting[-1] != "the notice “Board”", "Eve is licensed there"
    Licence.objects.filter(person=eve).delete()
    assert set(find_advice(article)) == {"Ada"}, "of who has left no licence is expected"
    other = factories.make_article(authors=[eve], show_booking=False)
    assert find_advice(other) == {}


def test_lapse_in_one_of_two_places_is_told_of_what_rests_on_that_place(texan, ada, booking):
    article = factories.make_article(authors=[ada], live=True)
    factories.make_licence(ada, 400, area="Maine")
    texas = factories.make_licence(ada, 30, area="Texas")
    violations = {each.id: each.message for each in article.evaluate()}
    assert "licence on file for texas, United States ends on" in violations["licence.ending"]
    later = {each.id: each.message for each in article.evaluate(factories.in_days(31))}
    assert "has had no valid licence for texas, United States since" in later["licence.lapsed"]
    assert later["licence.lapsed"].endswith("no longer see: the notice “Board”.")
    assert "licence.ending" not in later
    texas.valid_until = date(9999, 12, 31)
    texas.save()
    assert not {each.id for each in article.evaluate()} & {"licence.ending", "licence.lapsed"}


def test_review_by_who_was_deleted_since_stays_and_breaks_nothing(ada, booking):
    article = factories.make_article(live=True)
    review(article, ada)
    factories.make_licence(factories.make_person("Ben"))
    factories.force_live(article, live=False)
    booking.delete()
    ada.delete()
    factories.force_live(article)
    assert Safety(article).reviewed_by is None
    assert not lapsed(Safety(article))
    article.evaluate()


def test_person_is_shown_with_the_review_that_stands_whatever_their_account_is_now(ada, booking):
    article, other = (factories.make_article(live=True, show_booking=False) for _ in range(2))
    review(article, ada)
    review(other, ada)
    ben = factories.make_person("Ben", user=factories.make_reviewer("Ben"))
    ada.user = None
    ada.save()
    assert find_pages_of(ada) == {article.pk, other.pk}
    review(other, ben)
    ClinicalReview(article).withdraw(factories.make_user(superuser=True), "Wrong")
    assert find_pages_of(ada) == set()
    assert find_pages_of(ben) == {other.pk}


def test_rules_and_readers_go_by_the_same_review(ada, booking):
    factories.make_licence(ada)
    article = factories.make_article(live=True)
    article.save_revision().publish()
    review(article, ada)
    ben = factories.make_person("Ben", user=factories.make_reviewer("Ben"))
    article.title = "Not public yet"
    draft = article.save_revision()
    subject = ClinicalReview(article, revision=draft)
    subject.record(ben.user, subject.digest)
    live = type(article).objects.get(pk=article.pk)
    assert live.get_safety().reviewed_by == ada.translation_key
    assert {article.pk} == find_pages_of(ada)
