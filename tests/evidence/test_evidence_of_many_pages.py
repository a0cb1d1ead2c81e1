"""One event says what an act changed of many pages, and each page's own story follows from it."""

import random
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from tests import factories
from tests.testapp.models import BlogPage, OwnArticlePage, PlainPage
from wagtail_attachment.evidence.acts import record_drift
from wagtail_attachment.evidence.disclosure import disclose, get_timeline
from wagtail_attachment.evidence.ledgers import find_broken_ledger_rows
from wagtail_attachment.evidence.searching import search
from wagtail_attachment.ledger.id_ranges import unpack
from wagtail_attachment.models import (
    BookingCTA,
    Licence,
    Notice,
    PracticeSettings,
    PublicationEvent,
    Topic,
)
from wagtail_attachment.safety.resolver import Safety

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(practice):
    return [factories.make_article(live=True) for _number in range(3)]


def get_new_events(act):
    known = set(PublicationEvent.objects.values_list("pk", flat=True))
    act()
    return list(PublicationEvent.objects.exclude(pk__in=known))


def fetch(page):
    return type(page).objects.get(pk=page.pk)


def show(page, at=None):
    return disclose(page.pk, at or timezone.now()).publication


# What one act writes


def test_country_is_one_event_that_names_the_pages(pages):
    factories.make_verified_line("116 123", country="GB", name="Samaritans")
    before = timezone.now()
    (event,) = get_new_events(lambda: factories.set_country("GB"))
    (group,) = event.groups
    assert event.page_id is None
    assert group["pages"] == [[pages[0].pk, pages[2].pk]]
    assert [show(page).countries for page in pages] == [["GB"]] * 3
    assert [show(page, before).countries for page in pages] == [["US"]] * 3
    assert show(pages[0]).digest == event.digest


def test_host_is_one_event_and_the_addresses_follow(pages):
    site = factories.get_site()
    site.hostname, site.port = "new.example", 443
    (event,) = get_new_events(site.save)
    assert event.groups[0]["renamed"] == ["http://localhost", "https://new.example"]
    page = pages[0]
    assert show(page).url == f"https://new.example/{page.slug}/" == fetch(page).full_url


def test_kind_of_a_topic_concerns_its_pages_alone(pages):
    factories.put_in_force(kind="grief")
    topic = factories.make_topic()
    pages[1].topics = [topic]
    pages[1].save()
    topic.notice = factories.make_notice("grief")
    (event,) = get_new_events(topic.save)
    assert [group["pages"] for group in event.groups] == [[[pages[1].pk] * 2]]
    assert [show(page).kinds for page in pages] == [["general"], ["general", "grief"], ["general"]]


def test_licence_and_place_of_a_notice_are_one_event_for_the_pages_concerned(pages):
    ada = factories.make_person("Ada")
    for page in (pages[0], pages[2]):
        page.authors = [ada]
        page.save()
    notice = factories.make_notice("board", applies_to="licensed", country="US", area="Texas")
    before = timezone.now()
    (event,) = get_new_events(lambda: factories.make_licence(ada, 0, area="Texas"))
    (group,) = event.groups
    assert list(unpack(group["pages"])) == [pages[0].pk, pages[2].pk]
    assert [show(page).kinds for page in pages] == [
        ["general", "board"], ["general"], ["general", "board"],
    ]  # fmt: skip
    assert show(pages[0], before).kinds == ["general"]
    notice.area = "Maine"
    assert len(get_new_events(notice.save)) == 1
    assert show(pages[0]).kinds == ["general"]
    notice.area = "TEXAS"
    notice.save()
    ada.licences.all().delete()
    assert show(pages[0]).kinds == ["general"]


def test_person_with_whom_the_usual_prompt_books_is_one_event(pages):
    ada = factories.make_person("Ada")
    factories.make_licence(ada)
    factories.make_notice("board", applies_to="licensed", country="US")
    booking = factories.make_booking()
    assert len(get_new_events(lambda: factories.set_country(booking=booking))) == 1
    booking.practitioner = ada
    assert len(get_new_events(booking.save)) == 1
    assert show(pages[1]).kinds == ["general", "board"]
    assert len(get_new_events(lambda: factories.set_country(booking=None))) == 1
    assert show(pages[1]).kinds == ["general"]


def test_licence_that_lapses_is_found_as_one_event(pages, monkeypatch):
    ada = factories.make_person("Ada")
    pages[0].authors = [ada]
    pages[0].save()
    factories.make_notice("board", applies_to="licensed", country="US")
    factories.make_licence(ada, 0)
    record_drift()
    assert get_new_events(record_drift) == []
    later = factories.in_days(1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert len(get_new_events(record_drift)) == 1
    assert show(pages[0]).kinds == ["general"]


def test_pages_of_other_sites_are_not_named(pages):
    root = factories.make_blog_page(model=PlainPage, live=True)
    other = Site.objects.create(hostname="other.example", root_page=root)
    assert get_new_events(lambda: PracticeSettings.objects.create(site=other, country="GB")) == []


def test_queries_of_an_act_do_not_grow_with_the_pages(pages):
    def count(country):
        with CaptureQueriesContext(connection) as queries:
            factories.set_country(country)
        return len(queries)

    factories.make_verified_line("116 123", country="GB", name="Samaritans")
    factories.make_verified_line("13 11 14", country="AU", name="Lifeline Australia")
    for country in ("GB", "AU"):  # what Wagtail keeps for the next time, and the record for good
        count(country)
    before = count("US")
    for _number in range(5):
        factories.make_article(live=True)
    assert count("GB") == before


def test_page_that_is_published_later_has_what_holds_then(pages):
    draft = factories.make_article()
    factories.make_verified_line("116 123", country="GB", name="Samaritans")
    factories.set_country("GB")
    draft.live = True
    draft.save()
    assert show(draft).countries == ["GB"]


def test_page_that_was_not_public_meanwhile_is_not_said_to_be(pages):
    """Made live past all signals, so the act that names it says nothing of it yet."""
    draft = factories.force_live(factories.make_article())
    assert show(draft) is None
    factories.make_verified_line("116 123", country="GB", name="Samaritans")
    factories.set_country("GB")
    assert show(draft).live
    assert show(draft).title == draft.title


def test_setting_that_changed_is_found_as_one_event(pages, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"en": ["GB", "IE"]}
    (event,) = get_new_events(record_drift)
    assert event.groups[0]["countries"] == ["GB", "IE"]
    assert get_new_events(record_drift) == []


# By an address


def test_page_is_found_by_each_name_that_its_site_had(pages):
    page, before = pages[0], timezone.now()
    for hostname in ("second.example", "third.example"):
        site = factories.get_site()
        site.hostname = hostname
        site.save()
    for host in ("localhost", "second.example", "third.example"):
        assert search(f"http://{host}/{page.slug}", timezone.now()).page_id == page.pk
    assert search(f"http://third.example/{page.slug}/", before).page_id == page.pk
    assert search("http://third.example/none/", timezone.now()).page_id is None


# Whatever people do


class Practice:
    """Two sites with pages in two languages, and a book of how each page stood after each act."""

    def __init__(self, seed, settings, commit):
        self.chance = random.Random(seed)
        self.commit = commit
        self.settings = settings
        settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
        factories.make_practice()
        home = factories.get_home()
        self.other_home = Page.get_first_root_node().add_child(
            instance=PlainPage(title="Other", slug="other", live=True, locale=home.locale)
        )
        self.other = Site.objects.create(hostname="other.example", root_page=self.other_home)
        self.topics = [factories.make_topic(name) for name in ("Grief", "Trust")]
        self.people = [factories.make_person(name) for name in ("Ada", "Ben")]
        self.booking = factories.make_booking(practitioner=self.people[0])
        factories.set_country(booking=self.booking)
        self.board = factories.make_notice("board", applies_to="licensed", country="US")
        self.section = factories.make_blog_page(model=PlainPage, live=True)
        self.parents = [home, self.section, self.other_home, factories.get_home("es")]
        for number, parent in enumerate(self.parents):
            factories.make_blog_page(parent=parent, live=True)
            factories.make_article(
                parent=parent, live=True, topics=[self.topics[number % 2]] if number else []
            )
        self.spanish = self.parents[-1].locale
        self.book = {}
        self.moments = []
        record_drift()
        self.note()

    def act(self):
        act = self.chance.choice([name for name in dir(self) if name.startswith("do_")])
        with self.commit(execute=True):  # after which Wagtail tells of a new slug
            getattr(self, act)()
        self.note()
        return act

    def note(self):
        """Write down how each page stands, read page by page."""
        moment = timezone.now()
        self.moments.append(moment)
        for page_id in {*self.book, *self.get_ids()}:
            page = Page.objects.filter(pk=page_id).first()
            stands = self.describe(page.specific) if page is not None and page.live else None
            self.book.setdefault(page_id, {})[moment] = stands

    def describe(self, page):
        safety = Safety(page)
        return {
            "title": page.title,
            "url": page.full_url or "",
            "site_id": safety.site_id,
            "kinds": safety.kinds,
            "language": safety.language,
            "countries": safety.countries,
            "enforcement": self.settings.WAGTAIL_ATTACHMENT_ENFORCEMENT,
        }

    def get_ids(self):
        return Page.objects.type(BlogPage, OwnArticlePage).values_list("pk", flat=True)

    def pick(self, **lookup):
        pages = list(Page.objects.type(BlogPage, OwnArticlePage).filter(**lookup).order_by("pk"))
        return self.chance.choice(pages).specific if pages else None

    def pick_parent(self):
        return Page.objects.get(pk=self.chance.choice(self.parents).pk)

    def do_publish(self):
        if page := self.pick(alias_of=None):
            page.title += "!"
            page.save_revision().publish()

    def do_unpublish(self):
        if page := self.pick(live=True):
            page.unpublish()

    def do_write(self):
        topics = [Topic.objects.get(pk=self.topics[0].pk)]
        factories.make_article(parent=self.pick_parent(), live=True, topics=topics)

    def do_move(self):
        if page := self.pick():
            page.move(self.pick_parent(), pos="last-child")

    def do_move_section(self):
        section = Page.objects.get(pk=self.section.pk)
        section.move(Page.objects.get(pk=self.chance.choice([self.parents[0], self.other_home]).pk),
                     pos="last-child")  # fmt: skip

    def do_rename_section(self):
        section = Page.objects.get(pk=self.section.pk).specific
        section.slug = f"section-{len(self.moments)}"
        section.save_revision().publish()

    def do_make_alias(self):
        if page := self.pick(live=True):
            page.create_alias(
                parent=self.pick_parent(), update_slug=f"alias-{len(self.moments)}",
                update_locale=self.chance.choice([None, self.spanish]),
                reset_translation_key=True,
            )  # fmt: skip

    def do_change_language_of_a_page(self):
        if page := self.pick(alias_of=None):
            page.locale = self.chance.choice(list(Locale.objects.all()))
            page.save()

    def do_set_topics(self):
        page = self.pick(alias_of=None)
        if isinstance(page, OwnArticlePage):
            page.topics = self.chance.sample(list(Topic.objects.all()), self.chance.randrange(3))
            page.save()

    def do_set_people(self):
        page = self.pick(alias_of=None)
        if isinstance(page, OwnArticlePage):
            page.authors = self.chance.sample(self.people, self.chance.randrange(3))
            page.reviewer = self.chance.choice([None, *self.people])
            page.show_booking = self.chance.random() < 0.3
            page.save()

    def do_license(self):
        factories.make_licence(
            self.chance.choice(self.people), self.chance.choice([None, -1, 0]),
            country=self.chance.choice(["US", "GB"]), area=self.chance.choice(["", "Texas"]),
        )  # fmt: skip

    def do_change_licence(self):
        if licence := Licence.objects.order_by("?").first():
            licence.valid_until = self.chance.choice([None, date(2020, 1, 1)])
            licence.save()

    def do_delete_licence(self):
        if licence := Licence.objects.order_by("pk").first():
            licence.delete()

    def do_place_notice(self):
        notice = Notice.objects.get(pk=self.board.pk)
        notice.applies_to = self.chance.choice(["licensed", "licensed", "everywhere", "profiles"])
        notice.country = self.chance.choice(["US", "GB"])
        notice.area = self.chance.choice(["", "texas", "Maine"])
        notice.save()

    def do_book_with(self):
        booking = BookingCTA.objects.get(pk=self.booking.pk)
        booking.practitioner = self.chance.choice([None, *self.people])
        booking.save()
        practice = PracticeSettings.objects.get(site=factories.get_site())
        practice.booking = self.chance.choice([None, booking])
        practice.save()

    def do_change_kind(self):
        topic = Topic.objects.get(pk=self.chance.choice(self.topics).pk)
        kind = self.chance.choice(["", "grief", "trust"])
        topic.notice = factories.make_notice(kind) if kind else None
        topic.save()

    def do_change_country(self):
        site = self.chance.choice(list(Site.objects.all()))
        country = self.chance.choice(["US", "GB", "MX", ""])
        PracticeSettings.objects.update_or_create(site=site, defaults={"country": country})

    def do_change_host(self):
        site = self.chance.choice(list(Site.objects.all()))
        site.hostname = f"host-{len(self.moments)}.example"
        site.port = self.chance.choice([80, 443, 8000])
        site.save()

    def do_change_code_of_spanish(self):
        locale = Locale.objects.get(pk=self.spanish.pk)
        locale.language_code = self.chance.choice(["es", "es-mx", "de"])
        locale.save()

    def do_change_first_page(self):
        site = Site.objects.get(pk=self.other.pk)
        site.root_page = self.chance.choice([self.other_home, self.section])
        site.save()

    def do_change_settings(self):
        self.settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = self.chance.choice(
            [{}, {"es": ["MX"]}, {"en": ["GB", "IE"], "de": ["AT"]}]
        )
        self.settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = self.chance.choice(["observe", "enforce"])
        record_drift()
        self.settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
        record_drift()

    def do_write_by_sql(self):
        if page := self.pick():
            Page.objects.filter(pk=page.pk).update(title="By SQL", live=self.chance.random() < 0.5)
            record_drift()

    def do_delete(self):
        if (page := self.pick()) and len(self.get_ids()) > 4:
            page.delete()


@pytest.mark.parametrize("seed", range(5))
def test_each_page_s_story_is_that_of_a_plain_book(
    seed, settings, django_capture_on_commit_callbacks
):
    practice = Practice(seed, settings, django_capture_on_commit_callbacks)
    acts = [practice.act() for _number in range(24)]
    assert find_broken_ledger_rows() == []
    # The record needs nothing of all this any more.
    Page.objects.filter(depth__gt=1).delete()
    Site.objects.all().delete()
    for page_id, stood in practice.book.items():
        states = get_timeline(page_id, practice.moments[0], practice.moments[-1])
        for moment, expected in stood.items():
            shown = disclose(page_id, moment).publication
            found = None
            if shown is not None and shown.live:
                found = {name: getattr(shown, name) for name in expected or ["title"]}
            number = practice.moments.index(moment)
            assert found == expected, f"Page {page_id} after {acts[:number]}"
            if expected and expected["url"]:
                assert search(expected["url"], moment, moment).page_id == page_id
            within = [state for state in states if state.since <= moment]
            assert not within or within[-1].disclosure.publication == shown
