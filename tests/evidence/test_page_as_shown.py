"""The record of a page says what its readers got, word for word."""

import zlib

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser
from wagtail.models import PageViewRestriction

from tests import factories
from tests.testapp.models import OwnArticlePage
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.evidence import page_text, rendering
from wagtail_attachment.evidence.acts import record_drift
from wagtail_attachment.evidence.disclosure import disclose
from wagtail_attachment.evidence.later import Later
from wagtail_attachment.evidence.ledgers import find_broken_ledger_rows
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.models import (
    BookingCTA,
    Disclaimer,
    Licence,
    PracticeSettings,
    Practitioner,
    PublicationEvent,
)
from wagtail_attachment.pages.models import ArticlePage, AttachmentStylePage, ProfilePage

pytestmark = pytest.mark.django_db

# The way to other pages, what is for paper alone, and what a cell of a contrast says again on phones.
NOT_OF_THE_ARTICLE = (
    "nav, script, .attachment-related, .attachment-handout, .attachment-contrast__label"
)


def read_served(page, status=200):
    """Return the words of the article that a reader gets, without the space between them."""
    response = Client().get(page.url)
    assert response.status_code == status
    tree = LexborHTMLParser(response.content.decode())
    for node in tree.css(NOT_OF_THE_ARTICLE):
        node.decompose()
    return squeeze(tree.css_first(".attachment-article").text())


def squeeze(text):
    return "".join(text.split())


def fetch(page):
    return type(page).objects.get(pk=page.pk)


def show(page):
    return disclose(page.pk, timezone.now()).shown


def read_record(page):
    return squeeze(" ".join(show(page).lines))


def make_blocks(cta=None):
    """Return every block of an article, those of the package's own."""
    item = {"statement": "You leave <early>.", "explanation": "Line one.\nLine two."}
    reference = {
        "authors": "Hazan, C.",
        "title": "Romantic love",
        "year": 1987,
        "source": "Journal",
        "doi": "10.1037/x",
        "pmid": "1",
        "url": "https://example.org/a",
    }
    prose = "<p>Call <b>{crisis_line}</b> or <a href='https://example.org'>read on</a>.</p><ul><li>One</li><li>Two</li></ul>"
    content = [
        ("paragraph", prose),
        ("key_point", {"text": "Remember\nthis."}),
        ("pull_quote", {"quote": "I was there.", "attribution": ""}),
        ("pull_quote", {"quote": "So it is.", "attribution": "A poet"}),
        (
            "image",
            {"image": factories.make_picture().pk, "decorative": False, "alt_text": "A pier."},
        ),
        (
            "figure",
            {
                "image": factories.make_picture().pk,
                "alternative": "A line that falls.",
                "caption": "Talks <and> after.",
                "description": "<p>Nine, then <b>two</b>.</p><p>Call {crisis_line}.</p>",
                "source": "Our own numbers",
            },
        ),
        ("signs", {"introduction": "Some of these:", "items": [item]}),
        ("steps", {"introduction": "", "items": [item]}),
        ("reflection", {"introduction": "Slowly.", "questions": ["Who calls?"]}),
        ("faq", {"items": [{"question": "Does it change?", "answer": "<p>Yes.</p>"}]}),
        (
            "contrast",
            {
                "left_heading": "Alone",
                "right_heading": "Away",
                "rows": [{"left": "Rests.", "right": "Flees."}],
            },
        ),
        ("perspectives", {"inside": "<p>Quiet.</p>", "outside": "<p>Where are you?</p>"}),
        ("vignette", {"text": "<p>Noor says yes.</p>"}),
        ("crisis_resources", {}),
        ("booking_cta", {"cta": cta and cta.pk}),
        ("booking_cta", {"cta": None}),
    ]
    full = [{"type": kind, "value": value} for kind, value in content]
    first, *others = AttachmentStylePage.outline
    sections = [
        factories.section(first, "Signs of it", full),
        *(factories.section(purpose, f"About {purpose}") for purpose in others),
    ]
    return [
        *sections,
        {"type": "image", "value": {"image": factories.make_picture().pk, "decorative": True}},
        {"type": "references", "value": {"items": [reference]}},
        {"type": "crisis_resources", "value": {}},
        {"type": "booking_cta", "value": {"cta": None}},
    ]


@pytest.fixture
def everything(practice):
    """A practice with a booking, a second line and an author with a licence."""
    factories.make_verified_line("741741", name="Text line")
    ana = Practitioner.objects.create(
        name="Ana Ruiz",
        credentials="PsyD",
        locale=factories.get_locale(),
        user=factories.make_user(name="Ana"),
    )
    Licence.objects.create(person=ana, kind="Psychologist", number="PSY 1", country="US", area="CA")
    return ana


def publish(page):
    page.save_revision().publish(user=factories.make_user(superuser=True))
    return fetch(page)


def make_article(*extra, blocks=None, model=OwnArticlePage, **values):
    if model is AttachmentStylePage:
        values.setdefault("style", "avoidant")
    values = {"subtitle": "What it is & is not", "lead": "<p>In <i>short</i>.</p>",
              "in_short": "One point.\nAnother.", **values}  # fmt: skip
    return factories.make_article(*(blocks or make_blocks()), *extra, model=model, **values)


def check(page):
    """Hold the record of a live page against what its readers get."""
    assert read_record(page) == read_served(page)
    return show(page)


def test_every_block_is_on_record_as_readers_get_it(everything, media):
    cta = factories.make_booking(heading="Another one", text="Come by.")
    page = factories.make_article(
        *make_blocks(cta),
        lead="<p>In short.</p>",
        subtitle="A subtitle",
        image=factories.make_picture(),
        authors=[everything],
    )
    page = publish(page)
    assert read_record(page) == read_served(page)
    shown = show(page)
    assert "{crisis_line}" in str(shown.text)
    assert "988" not in str(shown.text)
    assert shown.is_sealed
    assert shown.text["image"]["sha256"]


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Pacific/Kiritimati"])
def test_the_dates_on_record_are_those_of_the_practice_wherever_the_publisher_is(everything, zone):
    page = factories.make_article(model=ArticlePage, authors=[everything])
    with timezone.override(zone):
        page = publish(page)
        reviewer = factories.make_user(superuser=True, name="Rae")
        ClinicalReview(page).record(reviewer, ClinicalReview(page).digest)
        page = publish(page)
        record = read_record(page)
    assert record == read_served(page)


@pytest.mark.parametrize("model", [OwnArticlePage, ArticlePage, AttachmentStylePage])
def test_each_type_of_article_with_and_without_what_is_optional(everything, media, model):
    plain = [factories.section(purpose) for purpose in AttachmentStylePage.outline]
    factories.put_in_force("<p>On grief: {crisis_line}.</p>", kind="grief", heading="Grief")
    grief = factories.make_topic(notice="grief")
    factories.set_country(booking=factories.make_booking(text="Welcome.", state="waitlist"))
    bare = publish(make_article(blocks=plain, model=model, subtitle="", lead="", in_short=""))
    placed = {"type": "disclaimer", "value": {}}
    rich = publish(make_article(placed, model=model, topics=[grief], authors=[everything]))
    hidden = publish(make_article(blocks=plain, model=model, show_booking=False))
    assert check(bare).help["booking"]["href"] == "https://calendly.com/practice"
    assert check(hidden).help["booking"] is None
    shown = check(rich)
    assert [each["kind"] for each in shown.help["disclaimers"]] == ["general", "grief"]
    [licence] = shown.people["not_shown_to_readers"]["licences"]
    assert licence["number"] == "PSY 1"
    assert "PSY 1" not in " ".join(shown.lines)


@pytest.mark.parametrize(
    ("language", "of_wording", "heading"),
    [("es", "es", "Nota"), ("ar", "ar", "تنبيه"), ("es-mx", "es", "Nota")],
)
def test_other_languages_and_a_wording_of_the_language_s_base(
    everything, media, language, of_wording, heading
):
    factories.put_in_force(factories.WORDING_ES, language=of_wording, heading=heading)
    page = make_article(parent=factories.force_live(factories.get_home(language)))
    page = publish(page)
    assert page.locale.language_code == language
    shown = check(page)
    assert shown.help["language"] == shown.text["language"] == language
    assert shown.help["disclaimers"][0]["language"] == of_wording


def test_alias_shows_the_text_of_its_source_in_its_own_language(everything, media):
    factories.put_in_force(factories.WORDING_ES, language="es")
    page = publish(make_article(authors=[everything]))
    alias = page.create_alias(
        parent=factories.force_live(factories.get_home("es")),
        update_locale=factories.get_locale("es"),
    )
    assert alias.live
    assert alias.url.startswith("/es/")
    shown = check(alias)
    assert shown.text["language"] == "en"
    assert shown.digests == show(page).digests


def test_sensitive_page_has_the_card_above_its_text(everything, media):
    topic = factories.make_topic(sensitive=True)
    page = publish(make_article(topics=[topic], authors=[everything]))
    shown = check(page)
    assert shown.help_above_text
    assert shown.lines[1] == "Need help now?"


def test_own_emergency_number_and_no_line_and_no_booking(practice, media, settings):
    state = PracticeSettings.objects.get().state_emergency_number
    state(factories.make_verifier(), "112", "https://example.org/")
    page = publish(make_article())
    shown = check(page)
    [number] = shown.emergency_numbers
    assert (number["number"], number["origin"]) == ("112", "ledger")
    assert number["source_url"] == "https://example.org/"
    settings.WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS = {"US": "999"}
    assert record_drift() == 1
    [number] = check(page).emergency_numbers
    assert (number["number"], number["origin"]) == ("999", "settings")


def test_withheld_page_says_what_readers_got_in_its_place(practice, media, settings):
    page = publish(make_article())
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    assert record_drift() == 1
    assert check(page).help["is_observed"]
    type(page).objects.filter(pk=page.pk).update(locale=factories.get_locale("de"))
    page = type(page).objects.get(pk=page.pk)
    assert record_drift() == 1
    assert check(page).help["disclaimers"] == []
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "enforce"
    assert record_drift() == 1
    assert read_record(page) == read_served(page, status=503)
    assert "Closeness" not in " ".join(show(page).lines)


def test_type_with_a_template_of_the_site_is_on_record_as_its_fields_are_stored(practice):
    page = factories.make_blog_page(live=True, text="My own words.")
    shown = show(page)
    assert not shown.text["is_as_rendered"]
    assert shown.text["template"] == "testapp/blog_page.html"
    assert shown.lines[:2] == [page.title, "My own words."]
    assert "If someone’s life is in danger" in shown.lines


# What makes a new state


@pytest.fixture
def act(django_capture_on_commit_callbacks):
    """Do something as a request does, to its commit; returns how many events that left."""

    def act(do):
        before = PublicationEvent.objects.count()
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return PublicationEvent.objects.count() - before

    return act


def test_each_change_of_what_readers_see_is_an_event_and_nothing_else_is(everything, media, act):
    cta = factories.make_booking(heading="Placed")
    usual = factories.make_booking(heading="Usual", practitioner=everything)
    factories.set_country(booking=usual)
    page = publish(make_article(blocks=make_blocks(cta), authors=[everything]))
    other = publish(make_article())
    reviewer = factories.make_reviewer("Rita")

    def change(item, **values):
        for name, value in values.items():
            setattr(item, name, value)
        item.save()

    def review():
        ClinicalReview(fetch(page)).record(reviewer, ClinicalReview(fetch(page)).digest)

    def approve():
        wording = Disclaimer.objects.get()
        change(wording, body="<p>New: {crisis_line}.</p>")
        wording.approve(factories.make_approver())

    def republish():
        publish(page)

    acts = [
        (republish, 0),
        (lambda: change(everything), 0),
        (lambda: change(usual), 0),
        (lambda: change(page, subtitle="Another one"), 1),
        (review, 1),
        (lambda: change(everything, name="Ana Sol"), 2),  # in bylines; and beside the usual booking
        (lambda: Licence.objects.create(person=everything, kind="Coach", country="US"), 1),
        (lambda: change(cta, heading="Placed anew"), 1),
        (lambda: change(usual, heading="Usual anew"), 1),
        (approve, 1),
        (lambda: factories.make_verified_line("116 123", name="Samaritans"), 1),
        (lambda: change(PracticeSettings.objects.get(), booking=cta), 1),
    ]
    states = [show(page)]
    for do, number in acts:
        assert act(do) == number
        assert record_drift() == 0
        states.append(check(page))
        check(other)
    assert [state.is_sealed for state in states] == [True] * len(states)
    assert states[5].people["lines"][1]["text"].startswith("Clinically reviewed by Rita")
    assert states[6].people["lines"][0]["text"] == "By Ana Sol, PsyD"
    assert states[6].people["authors"][0]["key"] == str(everything.translation_key)


def test_old_record_is_read_from_what_was_stored_alone(everything, media, settings, monkeypatch):
    factories.set_country(booking=factories.make_booking())
    page = publish(make_article(authors=[everything]))
    then = timezone.now()
    before = disclose(page.pk, then).to_dict()
    assert "Not for emergencies" in before["as_read"]

    def fail(*args, **kwargs):
        raise AssertionError("an old record was made anew")

    for module in (rendering, page_text):
        monkeypatch.setattr(module, "render_to_string", fail)
    settings.WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS = {"US": "000"}
    PracticeSettings.objects.update(booking=None)
    OwnArticlePage.authors.through.objects.all().delete()
    for row in (page, *Licence.objects.all(), everything, *BookingCTA.objects.all()):
        factories.force_delete(row)
    assert disclose(page.pk, then).to_dict() == before


def test_wording_that_takes_effect_later_is_told_by_its_ledger_until_it_is_sealed(practice, media):
    page = publish(make_article())
    wording = Disclaimer.objects.get()
    wording.body = "<p>From tomorrow: {crisis_line}.</p>"
    wording.save()
    wording.approve(factories.make_approver(), effective_from=factories.in_days(1))
    assert record_drift() == 0
    now, later = show(page), disclose(page.pk, factories.in_days(2)).shown
    assert (now.is_sealed, later.is_sealed) == (True, False)
    assert "From tomorrow: 988." in later.lines
    assert "From tomorrow: 988." not in now.lines
    assert later.text == now.text


def test_topic_that_becomes_sensitive_moves_help_above_the_text_of_its_articles(
    practice, media, act
):
    topic = factories.make_topic()
    page, other = publish(make_article(topics=[topic])), publish(make_article())
    topic.sensitive = True
    assert act(topic.save) == 1
    assert check(page).help_above_text
    assert not check(other).help_above_text
    assert act(topic.save) == 0


# People: what readers see of them, and what is on file beside


def make_profile(person, **values):
    values = {"title": person.name, "person": person, "locale": factories.get_locale(), **values}
    return factories.get_home().add_child(instance=ProfilePage(**values))


def list_links(nodes):
    return [href for node in nodes for _words, href in node.get("links", [])]


def test_profile_is_on_record_as_readers_get_it_and_bylines_link_to_it(everything, media, act):
    everything.job_title, everything.bio = "Psychologist", "I like <dogs>."
    everything.image = factories.make_picture()
    everything.website = "https://ana.example/"
    everything.save()
    factories.make_booking(heading="Come to Ana", practitioner=everything)
    factories.make_licence(everything, kind="Coach", number="7", is_public=True)
    page = publish(make_article(authors=[everything]))
    assert list_links(show(page).people["lines"]) == []
    profile = make_profile(everything, live=False)
    assert act(lambda: publish(profile)) == 2
    profile = fetch(profile)
    shown = check(profile)
    assert shown.text["is_as_rendered"]
    assert "Come to Ana" in shown.lines
    assert "Coach 7 (United States)" in shown.lines
    (portrait,) = [node for node in shown.people["lines"] if node["kind"] == "picture"]
    assert len(portrait["sha256"]) == 64
    shown = check(page)
    assert profile.url in list_links(shown.people["lines"])
    (beside_name,) = [node for node in shown.people["lines"] if node["kind"] == "picture"]
    assert (beside_name["sha256"], beside_name["alt"]) == (portrait["sha256"], "")
    (portrait,) = [node for node in shown.people["about"] if node["kind"] == "picture"]
    assert len(portrait["sha256"]) == 64
    assert [each["number"] for each in shown.people["public_licences"]] == ["7"]
    [licence] = shown.people["not_shown_to_readers"]["licences"]
    assert licence["number"] == "PSY 1"
    assert record_drift() == 0
    assert act(lambda: PageViewRestriction.objects.create(page=profile)) == 1
    assert list_links(check(page).people["lines"]) == []
    assert act(PageViewRestriction.objects.get().delete) == 1
    assert profile.url in list_links(check(page).people["lines"])
    profile.title = "I want to kill myself"
    shown = check(publish(profile))
    assert shown.help_above_text
    assert "Come to Ana" not in shown.lines
    assert act(profile.unpublish) == 2
    assert list_links(check(page).people["lines"]) == []


def test_lapsed_license_takes_review_and_prompt_off_the_record_of_what_readers_get(
    everything, media, act
):
    user = factories.make_reviewer("Rita")
    rita = factories.make_person("Rita", user=user)
    cta = factories.make_booking(heading="Come to Rita", practitioner=rita)
    page = publish(make_article(blocks=make_blocks(cta), authors=[everything]))
    ClinicalReview(fetch(page)).record(user, ClinicalReview(fetch(page)).digest)
    licences = [
        Licence(person=rita, kind="LCSW", number=str(each), country="US") for each in range(2)
    ]

    def add(): [each.save() for each in licences]  # fmt: skip

    act(add)
    shown = check(page)
    assert "Come to Rita" in shown.lines
    assert shown.people["review"]["person_name"] == "Rita"
    assert shown.people["review"]["is_current"]
    assert shown.people["not_shown_to_readers"]["review"] is None
    numbers = [each["number"] for each in shown.people["not_shown_to_readers"]["licences"]]
    assert numbers == ["PSY 1", "0", "1"]
    for each in licences:
        each.valid_until = factories.in_days(-2).date()
    act(add)
    assert record_drift() == 0
    shown = check(page)
    assert "Come to Rita" not in shown.lines
    assert shown.people["review"] is None
    assert shown.people["not_shown_to_readers"]["review"]["person_name"] == "Rita"
    for each in licences:  # given to somebody else: she has none on file, and is shown again
        each.person = everything
    act(add)
    assert record_drift() == 0
    assert "Come to Rita" in check(page).lines


def test_what_a_transaction_gives_cause_to_twice_is_done_once(act):
    done = []
    later = Later(done.append, "person")

    def fail():
        with transaction.atomic():
            later.schedule()
            raise ValueError

    def do():
        with pytest.raises(ValueError, match=r"^$"):
            fail()
        later.schedule()
        later.schedule()
        Later(done.append, "other").schedule()

    act(do)
    assert done == ["person", "other"]
    act(later.schedule)
    assert done == ["person", "other", "person"]


@pytest.mark.parametrize("part", ["text", "people", "help"])
@pytest.mark.parametrize("content", [None, b"", zlib.compress(b'{"title": "Forged"}')])
def test_text_that_is_gone_or_changed_is_said_to_be_and_found(
    everything, media, client, part, content
):
    page = publish(make_article(authors=[everything]))
    event = PublicationEvent.objects.order_by("pk").last()
    damage(show(page).digests[part], content)
    shown = show(page)
    assert shown.missing == [part]
    assert "Forged" not in shown.lines
    assert event in find_broken_ledger_rows()
    client.force_login(factories.make_user(superuser=True))
    response = client.get(reverse("wagtail_attachment:disclosure"), {"address": page.pk})
    html = response.content.decode()
    assert "The text on record is missing or was changed." in html
    assert "template of the site" not in html.split("What this record cannot prove")[0]


def damage(digest, content):
    with connection.cursor() as cursor:
        table = f'"{RecordedText._meta.db_table}"'
        if content is None:
            cursor.execute(f"DELETE FROM {table} WHERE digest = %s", [digest])
        else:
            cursor.execute(f"UPDATE {table} SET content = %s WHERE digest = %s", [content, digest])


def test_reviewed_text_that_is_gone_is_found(practice, media):
    page = publish(make_article())
    reviewer = factories.make_reviewer("Rita")
    review = ClinicalReview(fetch(page)).record(reviewer, ClinicalReview(fetch(page)).digest)
    assert find_broken_ledger_rows() == []
    damage(review.text, None)
    assert find_broken_ledger_rows() == [review]
    assert ClinicalReview(fetch(page)).read_earlier() is None


# Templates of the site's


def override(settings, tmp_path, name, content):
    path = tmp_path / "wagtail_attachment" / name
    path.parent.mkdir(parents=True)
    path.write_text(content)
    (engine,) = settings.TEMPLATES[:1]
    settings.TEMPLATES = [
        {**engine, "DIRS": [str(tmp_path), *engine.get("DIRS", [])]},
        *settings.TEMPLATES[1:],
    ]


@pytest.mark.parametrize("name", ["article_page.html", "includes/safety.html"])
def test_template_in_the_place_of_the_package_s_is_the_site_s_own(
    practice, media, settings, tmp_path, name
):
    page = publish(make_article())
    assert show(page).text["is_as_rendered"]
    override(settings, tmp_path, name, "Ours.")
    record_drift()
    assert not show(page).text["is_as_rendered"]


@pytest.mark.parametrize("name", ["byline", "booking_cta"])
def test_include_of_the_site_that_fails_stops_nobody_s_publishing(
    practice, media, settings, tmp_path, name, caplog
):
    factories.set_country(booking=factories.make_booking())
    page = make_article(blocks=[factories.section(each) for each in AttachmentStylePage.outline])
    override(settings, tmp_path, f"includes/{name}.html", "{% fail %}")
    page = publish(page)
    assert f"What {name}.html says is not on record." in caplog.text
    assert show(page).text["body"]
