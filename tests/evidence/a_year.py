"""A year of a practice, acted through what people use, and a plain book of what its readers got.

Nothing of the record is used here: what a lawyer is told later is held against the book alone.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from io import StringIO

from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, TestCase
from selectolax.lexbor import LexborHTMLParser
from wagtail.models import Page, Revision, Site

from tests import factories
from tests.properties.clock import Clock
from tests.testapp.models import PlainPage
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.articles.leaving import Leaving
from wagtail_attachment.models import Disclaimer, PracticeSettings
from wagtail_attachment.pages.models import ArticlePage

ARTICLES = 60
FIRST, SECOND, THIRD = (
    "<p>Our first words: education, no treatment. In a crisis, call {crisis_line}.</p>",
    "<p>Our second words: no one is treated here. In a crisis, call {crisis_line}.</p>",
    "<p>Our third words: reading is no therapy. In a crisis, call {crisis_line}.</p>",
)
WINTER = "<p>In winter we wrote that distance is a habit. Call {crisis_line}.</p>"
SPRING = "<p>In spring we wrote that distance is a shelter. Call {crisis_line}.</p>"

# The way to other pages, and what is for paper alone.
_NOT_OF_THE_ARTICLE = "nav, script, .attachment-related, .attachment-handout"


def on(month, day, hour=12):
    """Return a time of the year, in UTC."""
    return datetime(2025, month, day, hour, tzinfo=UTC)


def squeeze(text):
    return "".join(text.split())


@dataclass
class Got:
    """What a reader got of a page at one time: the status, the address, and the words without spaces."""

    name: str
    at: datetime
    status: int
    url: str
    words: str = ""


@dataclass
class Book:
    """What a person would have kept on paper: pages by a name, accounts by a person's, and readings."""

    pages: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    readings: list[Got] = field(default_factory=list)

    def get(self, name, at):
        """Return what a reader got of a page last before a time."""
        return [each for each in self.readings if each.name == name and each.at <= at][-1]


class Year:
    """Builds the practice, then acts month by month, and reads what is followed after every act."""

    def __init__(self):
        self.book = Book()
        self.clock = Clock(on(1, 6))

    def pass_by(self):
        with self.clock.ticking():
            self.open()
            for at, act in (
                (on(1, 20), self.review),
                (on(2, 10), self.write_anew),
                (on(3, 3), self.approve_under_another_name),
                (on(4, 1), self.rename),
                (on(5, 1), self.change_country),
                (on(6, 15), self.let_ben_leave),
                (on(8, 1), self.audit),  # the day after Cleo's license ended
                (on(9, 1), self.move_to_another_domain),
                (on(10, 1), self.rename_site),
                (on(10, 15), self.delete_a_page),
                (on(11, 1), self.approve_ahead),
                (on(11, 12), None),  # nothing is done: the wording's time came two days ago
                (on(11, 13), self.audit),
                (on(12, 1), self.tidy_up),
                (on(12, 15), self.audit),
            ):
                self.do(at, act)
            self.clock.now = on(12, 31)

    def do(self, at, act):
        """Do something as a request does, to its commit, and read what readers get an hour later."""
        self.clock.now = at
        cache.clear()  # whose own clock is not put forward
        if act:
            with TestCase.captureOnCommitCallbacks(execute=True):
                act()
        self.clock.forward(hours=1)
        self.read()

    # What there is on the first day

    def open(self):
        with TestCase.captureOnCommitCallbacks(execute=True):
            self.make_people()
            self.make_practice()
        for number in range(ARTICLES - 4):
            self.publish_new(f"Article {number}", authors=[self.dan])
        self.publish_new(
            "On closeness", "closeness", text=WINTER, authors=[self.ana], reviewer=self.ben
        )
        self.publish_new("On grief", "grief", authors=[self.dan], reviewer=self.cleo)
        self.publish_new("On haste", "haste", authors=[self.dan])
        self.publish_new("Sobre la distancia", "spanish", parent=self.spanish_home)
        assert ArticlePage.objects.live().count() == ARTICLES
        self.do(on(1, 7), self.audit)

    def make_people(self):
        self.owner = factories.make_user(superuser=True, name="Olga Owner")
        self.approver = factories.make_approver()
        self.verifier = factories.make_verifier()
        self.book.accounts = {"approver": self.approver.pk, "verifier": self.verifier.pk}
        for name, credentials, until in (
            ("Ana Ruiz", "PsyD", date(2026, 6, 30)),
            ("Ben Okafor", "LCSW", date(2026, 1, 31)),
            ("Cleo Marsh", "LMFT", date(2025, 7, 31)),
            ("Dan Weiss", "PhD", None),
        ):
            first = name.partition(" ")[0].lower()
            user = factories.make_reviewer(name)
            person = factories.make_person(name, credentials=credentials, user=user)
            factories.make_licence(
                person, until, kind=credentials, number=f"{first}-1", area="CA",
                issued_by="The board of California",
            )  # fmt: skip
            self.book.accounts[first] = user.pk
            setattr(self, first, person)

    def make_practice(self):
        factories.make_verified_line("988", user=self.verifier, name="Lifeline")
        factories.make_verified_line("116 123", user=self.verifier, name="Samaritans", country="GB")
        factories.put_in_force(FIRST, user=self.approver)
        factories.put_in_force(factories.WORDING_ES, user=self.approver, language="es")
        factories.set_country("US", booking=factories.make_booking(heading="Talk to us"))
        self.home = factories.get_home()
        self.spanish_home = factories.force_live(factories.get_home("es"))
        self.other_home = factories.make_blog_page(
            model=PlainPage, parent=Page.get_first_root_node(), title="Other", live=True
        )
        other = Site.objects.create(hostname="other.example", root_page=self.other_home)
        PracticeSettings.objects.create(site=other, country="US")

    def publish_new(self, title, name="", *, text="<p>Short.</p>", authors=(), **values):
        with TestCase.captureOnCommitCallbacks(execute=True):
            page = factories.make_article(
                factories.section(content=[factories.paragraph(text)]),
                model=ArticlePage, title=title, slug=title.lower().replace(" ", "-"), **values,
            )  # fmt: skip
            page.authors = authors
            page.save_revision(user=self.owner).publish(user=self.owner)
        if name:
            self.book.pages[name] = page.pk

    # What happens in the year

    def review(self):
        for name, person in (("closeness", self.ben), ("grief", self.cleo)):
            review = ClinicalReview(self.fetch(name))
            review.record(person.user, review.digest, note="Read twice.")

    def write_anew(self):
        page = self.fetch("closeness")
        page.body = [factories.section(content=[factories.paragraph(SPRING)])]
        self.publish(page)

    def approve_under_another_name(self):
        self.approver.first_name = "Alice Alias"
        self.approver.save()
        self.approve(SECOND)
        self.approver.first_name = "Ada Approver"
        self.approver.save()

    def rename(self):
        page = self.fetch("closeness")
        page.title, page.slug = "On distance", "on-distance"
        self.publish(page)

    def change_country(self):
        practice = PracticeSettings.objects.get(site__is_default_site=True)
        practice.country = "GB"
        practice.full_clean()
        practice.save()

    def let_ben_leave(self):
        leaving = Leaving(self.ben)
        leaving.record(self.owner, leaving.digest, reviewer=self.ana)

    def move_to_another_domain(self):
        self.fetch("closeness").move(self.other_home, pos="last-child", user=self.owner)

    def rename_site(self):
        site = Site.objects.get(is_default_site=True)
        site.hostname = "practice.example"
        site.save()

    def delete_a_page(self):
        self.fetch("haste").delete(user=self.owner)

    def approve_ahead(self):
        self.approve(THIRD, self.clock.now + timedelta(days=9))

    def tidy_up(self):
        """Purge what Wagtail keeps of the past, and the accounts of those who answered for it."""
        self.clock.forward(days=1)
        call_command("purge_revisions", "--days", "1", stdout=StringIO())
        assert not Revision.objects.filter(created_at__lt=on(11, 1)).exclude(
            pk__in=Page.objects.values("latest_revision_id")
        )
        for user in (self.approver, self.verifier, self.ben.user):
            user.delete()

    def audit(self):
        call_command("audit_articles", stdout=StringIO(), stderr=StringIO())

    def approve(self, body, effective_from=None):
        wording = Disclaimer.objects.get(locale__language_code="en")
        wording.body = body
        wording.save()
        wording.approve(self.approver, effective_from)

    def publish(self, page):
        page.save_revision(user=self.ana.user).publish(user=self.owner)

    def fetch(self, name):
        return ArticlePage.objects.get(pk=self.book.pages[name])

    # What readers get

    def read(self):
        """Write down what a reader gets of each page that is followed."""
        for name, page_id in self.book.pages.items():
            page = ArticlePage.objects.filter(pk=page_id).first()
            # Of one that is gone, what its last address answers.
            url = page.full_url if page else self.book.get(name, self.clock.now).url
            host, path = url.removeprefix("http://").split("/", 1)
            response = Client().get(f"/{path}", headers={"host": host})
            article = read_article(response) if response.status_code == 200 else ""
            self.book.readings.append(
                Got(name, self.clock.now, response.status_code, url, squeeze(article))
            )


def read_article(response):
    tree = LexborHTMLParser(response.content.decode())
    for node in tree.css(_NOT_OF_THE_ARTICLE):
        node.decompose()
    return tree.css_first(".attachment-article").text()
