"""What readers get: the order, the hooks, the links, and that nothing is lost in another language."""

from __future__ import annotations

import uuid
from datetime import time

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Page, Site

from tests.testapp.models import BlogPage
from wagtail_attachment.crisis.lines import Channel, CrisisLine
from wagtail_attachment.models import (
    BookingCTA,
    CrisisChannel,
    CrisisResource,
    CrisisText,
    Disclaimer,
    PracticeSettings,
    Review,
    Topic,
)
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(admin_user):
    admin_user.first_name = "Ada"
    admin_user.save()
    return admin_user


@pytest.fixture
def site():
    site = Site.objects.get(is_default_site=True)
    site.site_name = "Harbour Lane"
    site.save()
    return site


@pytest.fixture
def practice(site, owner):
    """A US practice with a wording, one line of every channel, and a booking link."""
    english = Locale.objects.get(language_code="en")
    approve(
        english, "Please note", "<p>Education only. In a crisis, call {crisis_line}.</p>", owner
    )
    verify(
        owner,
        name="988 Lifeline",
        languages="en, es",
        channels=[
            {"kind": "call", "dialled": "988", "languages": "en", "always_open": True},
            {
                "kind": "call",
                "dialled": "988",
                "menu_option": "press 2 for Spanish",
                "languages": "es",
                "always_open": True,
            },
            {"kind": "text", "dialled": "741741", "sms_keyword": "HOME", "always_open": True},
            {"kind": "chat", "url": "https://chat.example.org/", "always_open": True},
            {"kind": "call", "dialled": "*4141", "always_open": True},
        ],
    )
    cta = BookingCTA.objects.create(
        heading="Talk with us",
        text="You are welcome.",
        button_label="Book a session",
        url="https://book.example.com/",
        locale=english,
    )
    return PracticeSettings.objects.create(site=site, country="US", booking=cta)


@pytest.fixture
def index(site):
    return site.root_page.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))


@pytest.fixture
def article(practice, index):
    return publish(index, title="Closeness", body=[section("One", "The body’s own words.")])


def approve(locale, heading, body, owner):
    disclaimer = Disclaimer.objects.create(locale=locale, heading=heading, body=body)
    return disclaimer.approve(owner)


def verify(owner, *, name, channels, languages="en", country="US", area=""):
    resource = CrisisResource(
        country=country,
        area=area,
        languages=languages,
        source_url="https://lines.example.org/",
    )
    resource.texts = [CrisisText(language="en", name=name, description="Somebody answers.")]
    resource.channels = [CrisisChannel(**channel) for channel in channels]
    resource.save()
    resource.verify(owner)
    return resource


def section(heading, text, *more):
    return {
        "type": "section",
        "id": str(uuid.uuid4()),
        "value": {
            "heading": heading,
            "purpose": "signs",
            "content": [
                {"type": "paragraph", "value": f"<p>{text}</p>", "id": str(uuid.uuid4())},
                *more,
            ],
        },
    }


def publish(parent, *, title, body, topics=(), **fields):
    page = ArticlePage(title=title, locale=parent.locale, **fields)
    page.body = page.body.stream_block.to_python(body)
    page.topics = topics
    parent.add_child(instance=page)
    return page


def read(client, page, status=200):
    response = client.get(page.get_url())
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def get_positions(soup, *attributes):
    """Return where elements with these attributes stand in the page, in the given order."""
    everything = soup.find_all(True)
    return [everything.index(soup.find(attrs={name: True})) for name in attributes]


def test_an_article_ends_with_disclaimer_then_crisis_card_then_booking(client, article):
    soup = read(client, article)
    hooks = [
        "data-attachment-section",
        "data-attachment-disclaimer",
        "data-attachment-crisis",
        "data-attachment-booking",
    ]
    for hook in hooks:
        assert len(soup.find_all(attrs={hook: True})) == 1
    positions = get_positions(soup, *hooks)
    assert positions == sorted(positions)
    assert soup.find(attrs={"data-attachment-disclaimer": "general"})
    assert soup.find(attrs={"data-attachment-section": "signs"})


def test_the_first_link_in_main_leads_to_the_crisis_card(client, article):
    soup = read(client, article)
    link = soup.main.find("a")
    assert link.get_text(strip=True) == "Need help now?"
    target = soup.find(id=link["href"].removeprefix("#"))
    assert target.has_attr("data-attachment-crisis")
    assert target.name == "section"
    assert soup.find(id=target["aria-labelledby"]).get_text(strip=True)
    assert not soup.find(attrs={"role": "alert"})


def test_a_sensitive_topic_puts_the_card_above_the_body_too(client, practice, index):
    topic = Topic.objects.create(name="Dark thoughts", slug="dark", sensitive=True)
    page = publish(index, title="Dark", body=[section("One", "Text.")], topics=[topic])
    soup = read(client, page)
    everything = soup.find_all(True)
    cards = [everything.index(card) for card in soup.select("[data-attachment-crisis]")]
    [body] = get_positions(soup, "data-attachment-section")
    [booking] = get_positions(soup, "data-attachment-booking")
    assert len(cards) == 2
    assert cards[0] < body < cards[1] < booking
    assert soup.main.find("a")["href"] == "#crisis"


def test_no_id_occurs_twice_however_help_is_placed(client, practice, index, owner):
    for number in range(5):
        verify(
            owner,
            name=f"Line {number}",
            channels=[{"kind": "call", "dialled": f"555 010{number}"}],
        )
    help_blocks = [
        {"type": kind, "value": {}, "id": str(uuid.uuid4())}
        for kind in ("crisis_resources", "booking_cta", "crisis_resources")
    ]
    topic = Topic.objects.create(name="Dark thoughts", slug="dark", sensitive=True)
    page = publish(
        index, title="Dark", body=[section("One", "Text.", *help_blocks)], topics=[topic]
    )
    soup = read(client, page)
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert len(soup.select("[data-attachment-crisis]")) == 4
    for labelled in soup.select("[aria-labelledby]"):
        assert labelled["aria-labelledby"] in ids


def test_first_line_and_emergency_number_are_seen_at_once_and_all_else_unfolds(
    client, practice, index, owner, article
):
    for number in range(4):
        verify(
            owner,
            name=f"Line {number}",
            channels=[{"kind": "call", "dialled": f"555 010{number}"}],
        )
    card = read(client, article).find(id="crisis")
    lines = card.select(".attachment-line h3")
    folded = card.select("details .attachment-line h3")
    assert lines[0].get_text() == "988 Lifeline"
    assert len(lines) == 5
    assert folded == lines[1:]
    at_once = [link["href"] for link in card.select("a") if not link.find_parent("details")]
    assert at_once == ["tel:988", "sms:741741?body=HOME", "tel:911"]
    assert not card.find("details").has_attr("open")


def test_sensitive_article_has_its_card_under_the_title_and_a_way_back_to_it_at_the_end(
    client, practice, index
):
    topic = Topic.objects.create(name="Dark thoughts", slug="dark", sensitive=True)
    page = publish(
        index, title="Dark", subtitle="Below", body=[section("One", "Text.")], topics=[topic]
    )
    soup = read(client, page)
    card = soup.find(id="crisis")
    assert card.find_previous("h1").get_text() == "Dark"
    assert soup.select_one(".attachment-subtitle") in card.find_all_next()
    again = soup.select("[data-attachment-crisis]")[-1]
    assert again.name == "p"
    assert [link["href"] for link in again.select("a")] == ["tel:988", "tel:911", "#crisis"]


def test_template_without_a_card_above_ends_with_the_whole_card(rf, practice, index):
    topic = Topic.objects.create(name="Dark thoughts", slug="dark", sensitive=True)
    page = publish(index, title="Dark", body=[section("One", "Text.")], topics=[topic])
    html = Template("{% load wagtail_attachment_tags %}{% attachment_safety page %}").render(
        Context({"page": page, "request": rf.get("/")})
    )
    assert BeautifulSoup(html, "html.parser").select_one("section#crisis .attachment-line")


def test_a_disclaimer_block_moves_the_wording_and_nothing_else(client, practice, index):
    placed = {"type": "disclaimer", "value": {}, "id": str(uuid.uuid4())}
    page = publish(index, title="Moved", body=[placed, section("One", "Text.")])
    soup = read(client, page)
    disclaimer, body, crisis, booking = get_positions(
        soup,
        "data-attachment-disclaimer",
        "data-attachment-section",
        "data-attachment-crisis",
        "data-attachment-booking",
    )
    assert disclaimer < body < crisis < booking
    assert len(soup.select("[data-attachment-disclaimer]")) == 1


def test_each_way_to_reach_a_line_is_linked_as_it_is_dialled(client, article):
    card = read(client, article).find(id="crisis")
    links = {link["href"]: link.get_text(" ", strip=True) for link in card.find_all("a")}
    assert links["sms:741741?body=HOME"] == "Text HOME to 741741"
    assert links["https://chat.example.org/"] == "Chat online"
    assert "tel:988" in links
    assert "*4141" in card.get_text()
    assert not [href for href in links if "4141" in href and "741741" not in href]
    chat = card.find("a", href="https://chat.example.org/")
    assert set(chat["rel"]) == {"noopener", "noreferrer"}
    for number in card.select("a bdi"):
        assert number["dir"] == "ltr"


def test_channels_for_other_languages_come_last_and_say_so(client, article):
    rest = read(client, article).select_one("#crisis details")
    groups = rest.select(".attachment-channels")
    label = rest.select_one(".attachment-line__in")
    assert label.get_text(strip=True) == "In Spanish"
    assert label.find_next(class_="attachment-channels") is groups[-1]
    assert "".join(groups[-1].get_text().split()) == "Call988,thenpress2"


def test_hours_are_shown_where_they_are_known(client, article, owner):
    verify(
        owner,
        name="Evening line",
        channels=[
            {
                "kind": "call",
                "dialled": "555 0199",
                "opens": time(18),
                "closes": time(22, 30),
                "days": "weekdays",
                "time_zone": "America/New_York",
            }
        ],
    )
    verify(owner, name="Unknown hours", channels=[{"kind": "call", "dialled": "555 0198"}])
    facts = [
        line.select_one(".attachment-line__facts").get_text("|", strip=True)
        for line in read(client, article).select(".attachment-line")
    ]
    assert facts[0] == "24 hours a day|English and Spanish"
    assert facts[1] == "Monday to Friday, 6 p.m. to 10:30 p.m. (Eastern Time)|English"
    assert facts[2] == "English"


def test_without_a_country_the_card_still_says_what_to_do(client, article):
    PracticeSettings.objects.update(country="")
    card = read(client, article).find(id="crisis")
    assert "Call your local emergency number." in card.get_text()
    assert not card.select(".attachment-line")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"state": "waitlist"}, "We currently have a waiting list."),
        ({"state": "closed"}, "We are not taking new clients at the moment."),
    ],
)
def test_booking_says_its_state(client, article, fields, expected):
    BookingCTA.objects.update(**fields)
    booking = read(client, article).find(attrs={"data-attachment-booking": True})
    assert expected in booking.get_text()
    assert bool(booking.select("a.attachment-button")) is (fields["state"] != "closed")
    assert booking.find("a", string="Not for emergencies")["href"] == "#crisis"


def test_booking_gives_nothing_of_the_reader_away(client, article):
    link = read(client, article).select_one("[data-attachment-booking] a.attachment-button")
    assert link["href"] == "https://book.example.com/"
    assert set(link["rel"]) == {"noopener", "noreferrer"}


def test_a_booking_that_leads_nowhere_safe_is_not_shown(client, article):
    BookingCTA.objects.update(url="javascript:alert(1)")
    assert not read(client, article).select("[data-attachment-booking]")


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(client, article):
    soup = read(client, article)
    # Data, which browsers do not run.
    assert {script["type"] for script in soup.find_all("script")} <= {"application/ld+json"}
    assert not soup.find_all("style")
    assert not soup.find_all(attrs={"style": True})
    loaded = [tag.get("src") or tag.get("href") for tag in soup.find_all(["img", "link"])]
    canonical = soup.find("link", rel="canonical")["href"]
    assert [address for address in loaded if "//" in address] == [canonical]
    assert any(address.endswith("wagtail_attachment.css") for address in loaded)


def test_contents_are_listed_from_three_sections_on(client, practice, index):
    body = [section(f"Part {number}", "Text.") for number in range(3)]
    reference = {"authors": "Hazan, C.", "title": "Romantic love"}
    references = {"type": "references", "value": {"items": [reference]}}
    soup = read(client, publish(index, title="Long", body=[*body, references]))
    *links, to_references, to_help = soup.select(".attachment-contents a")
    assert [link.get_text(strip=True) for link in links] == ["Part 0", "Part 1", "Part 2"]
    assert (to_references["href"], to_help["href"]) == ("#references", "#crisis")
    assert soup.find(id="references")
    for link, block in zip(links, body, strict=True):
        assert link["href"] == f"#section-{block['id']}"
        assert soup.find(id=link["href"].removeprefix("#")).h2
    short = read(client, publish(index, title="Short", body=body[:2]))
    assert not short.select(".attachment-contents")


def test_a_review_date_comes_from_a_review_alone(client, article, owner):
    assert "reviewed" not in read(client, article).main.get_text()
    Review.record(
        object_type=article._meta.label,
        object_id=article.pk,
        language="en",
        digest="0" * 64,
        kind=Review.Kind.CLINICAL,
        person_id=owner.pk,
        person_name="Nadia Haddad",
    )
    assert "Clinically reviewed by Nadia Haddad on" in read(client, article).main.get_text()


def test_an_arabic_page_runs_from_right_to_left(client, article, owner):
    arabic = Locale.objects.create(language_code="ar")
    approve(arabic, "تنبيه", "<p>للتثقيف فقط. اتصل على {crisis_line}.</p>", owner)
    article.get_parent().specific.get_parent().copy_for_translation(arabic)
    article.get_parent().specific.copy_for_translation(arabic)
    page = article.copy_for_translation(arabic)
    for ancestor in page.get_ancestors().filter(depth__gt=1):
        ancestor.specific.save_revision().publish()
    translation = page.get_translation_state()
    translation.settle(owner, {pair.digest for pair in translation.untranslated})
    page.live = True
    page.save()
    soup = read(client, page)
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    assert (soup.article["lang"], soup.article["dir"]) == ("ar", "rtl")
    number = soup.select_one("[data-attachment-disclaimer] bdi")
    assert (number["dir"], number.get_text()) == ("ltr", "988")
    line = soup.select_one(".attachment-line > div")
    assert (line["lang"], line["dir"]) == ("en", "ltr")


def test_a_withheld_page_shows_help_and_not_a_word_of_the_text(client, article):
    german = Locale.objects.create(language_code="de")
    article.get_parent().specific.get_parent().copy_for_translation(german)
    article.get_parent().specific.copy_for_translation(german)
    page = article.copy_for_translation(german)
    ArticlePage.objects.filter(pk=page.pk).update(lead="<p>Ein Vorspann.</p>")
    Page.objects.filter(locale=german).update(live=True)
    soup = read(client, page, status=503)
    text = soup.get_text()
    assert page.title in text
    assert "Ein Vorspann" not in text
    assert "The body’s own words." not in text
    assert soup.find(id="crisis").find("a", href="tel:988")
    link = soup.find("a", hreflang="en")
    assert (link["lang"], link["href"]) == ("en", article.url)


def test_the_safety_parts_stand_for_themselves_in_a_foreign_page(client, practice, site):
    page = site.root_page.add_child(instance=BlogPage(title="Blog", text="Words."))
    soup = read(client, page)
    added = soup.main.select_one(".attachment-safety--added")
    assert added.find("link", rel="stylesheet")
    positions = get_positions(
        soup, "data-attachment-disclaimer", "data-attachment-crisis", "data-attachment-booking"
    )
    assert positions == sorted(positions)


def test_the_index_lists_filters_and_speaks_kindly_when_nothing_is_found(client, article, index):
    topic = Topic.objects.create(name="Grief", slug="grief", description="Mourning.")
    for number in range(12):
        publish(index, title=f"Loss {number}", body=[section("One", "Text.")], topics=[topic])
    soup = read(client, index)
    assert len(soup.select(".attachment-card")) == 12
    following = soup.find("a", rel="next")["href"]
    assert following.endswith("?page=2")
    filtered = BeautifulSoup(client.get(f"{index.url}?topic=grief").content, "html.parser")
    assert filtered.select_one("[aria-current]").get_text(strip=True) == "Grief"
    assert "Closeness" not in filtered.get_text()
    nothing = BeautifulSoup(client.get(f"{index.url}?q=zzz&topic=grief").content, "html.parser")
    assert "No articles match “zzz”" in nothing.get_text()
    assert nothing.find("input", attrs={"name": "q"})["value"] == "zzz"
    assert nothing.find("input", attrs={"name": "topic"})["value"] == "grief"


def test_pages_of_a_list_keep_what_was_asked_for(client, article, index):
    topic = Topic.objects.create(name="Grief", slug="grief")
    for number in range(13):
        publish(index, title=f"Loss {number}", body=[section("One", "Text.")], topics=[topic])
    response = client.get(f"{index.url}?topic=grief&q=loss")
    link = BeautifulSoup(response.content, "html.parser").find("a", rel="next")
    assert link["href"] == f"{index.url}?page=2&topic=grief&q=loss"


def test_an_index_asks_no_more_queries_for_more_articles(client, article, index):
    def count():
        client.get(index.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(index.url)
        return len(queries)

    before = count()
    for number in range(5):
        publish(index, title=f"More {number}", body=[section("One", "Text.")])
    assert count() == before


def test_a_quote_that_repeats_the_article_is_not_read_out_twice():
    template = "wagtail_attachment/blocks/pull_quote_block.html"
    own = BeautifulSoup(render_to_string(template, {"value": {"quote": "Stay."}}), "html.parser")
    assert own.find(string="Stay.").find_parent(attrs={"aria-hidden": "true"})
    other = BeautifulSoup(
        render_to_string(template, {"value": {"quote": "Stay.", "attribution": "J. Bowlby"}}),
        "html.parser",
    )
    assert not other.find(attrs={"aria-hidden": True})
    assert other.figure.blockquote
    assert other.figcaption.get_text(strip=True) == "J. Bowlby"


def test_channels_are_grouped_by_language_for_each_reader():
    line = CrisisLine(
        resource_id=1,
        version_id=1,
        country="US",
        name="Line",
        description="",
        text_language="en",
        languages=("en", "es"),
        channels=(
            Channel("call", "988", languages=("en",)),
            Channel("call", "988", menu_option="press 2 for Spanish", languages=("es",)),
            Channel("chat", url="https://chat.example.org/"),
        ),
    )

    def group(language):
        return [
            (list(group.languages), [channel.kind for channel in group.channels])
            for group in line.group_channels(language)
        ]

    assert group("en") == [([], ["call", "chat"]), (["es"], ["call"])]
    assert group("es-mx") == [([], ["call", "chat"]), (["en"], ["call"])]
    assert group("ar") == [(["en"], ["call"]), (["es"], ["call"]), (["en", "es"], ["chat"])]
    assert line.channels[1].menu_key == "2"
    assert Channel("call", "1", menu_option="choose the second of 2 or 3").menu_key == ""


def get_blocks(stream_block):
    for name, block in stream_block.child_blocks.items():
        yield name, block
        if name == "section":
            yield from get_blocks(block.child_blocks["content"])


@pytest.mark.parametrize("is_set_up", [True, False])
def test_every_block_has_a_preview_in_the_chooser(admin_client, site, is_set_up, request):
    if is_set_up:
        request.getfixturevalue("practice")
    for name, block in get_blocks(ArticlePage._meta.get_field("body").stream_block):
        response = admin_client.get(
            reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
        )
        soup = BeautifulSoup(response.content, "html.parser")
        assert soup.select_one(".attachment-page--preview").get_text(strip=True), name
        assert soup.find("link", rel="stylesheet"), name
    assert bool(soup.select("[data-attachment-disclaimer]")) is is_set_up


def test_a_wording_is_previewed_in_an_article_with_the_crisis_line_in_place(practice):
    html = Disclaimer.objects.get().make_preview_request().render().content
    soup = BeautifulSoup(html, "html.parser")
    wording = soup.find(attrs={"data-attachment-disclaimer": "general"})
    assert wording.find("a", href="tel:988")
    assert "{crisis_line}" not in soup.get_text()
    assert soup.select_one(".attachment-preview-note")


def test_a_line_is_previewed_as_it_will_show_and_an_unnamed_one_asks_for_a_name(practice):
    named = CrisisResource.objects.get().make_preview_request().render().content.decode()
    assert "988 Lifeline" in named
    unnamed = CrisisResource(country="US").make_preview_request().render().content.decode()
    assert "Give the line a name" in unnamed


def test_an_invitation_is_previewed_or_says_why_nobody_sees_it(practice):
    cta = BookingCTA.objects.get()
    assert "Book a session" in cta.make_preview_request().render().content.decode()
    cta.url = "http://book.example.com/"
    assert "does not lead anywhere safe" in cta.make_preview_request().render().content.decode()


def test_a_site_may_render_the_body_in_a_template_of_its_own(practice, index):
    blocks = [
        {"type": kind, "value": {}} for kind in ("crisis_resources", "booking_cta", "disclaimer")
    ]
    page = publish(index, title="Own", body=[section("One", "Text."), *blocks])
    soup = BeautifulSoup(page.body.render_as_block({"page": page}), "html.parser")
    assert soup.select("[data-attachment-crisis]")
    assert soup.select("[data-attachment-booking]")
    assert soup.select("[data-attachment-disclaimer]")


def test_one_template_puts_every_page_inside_a_sites_own_base(client, article, index, settings):
    own_templates = {
        "site.html": "<html><head>{% block extra_css %}{% endblock %}</head><body><nav>Menu</nav>"
        "<main>{% block content %}{% endblock %}</main></body></html>",
        "wagtail_attachment/base.html": '{% extends "site.html" %}',
    }
    [engine] = settings.TEMPLATES
    loaders = [
        ("django.template.loaders.locmem.Loader", own_templates),
        "django.template.loaders.app_directories.Loader",
    ]
    options = {**engine["OPTIONS"], "loaders": loaders}
    settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": options}]
    for page in (article, index):
        soup = read(client, page)
        assert soup.nav.get_text() == "Menu"
        assert soup.head.find("link", rel="stylesheet")
        assert soup.main.h1.get_text() == page.title
    assert read(client, article).main.find("a")["href"] == "#crisis"


def test_each_country_of_the_readers_is_named(client, article, owner, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"en": ["US", "CA"]}
    verify(
        owner,
        name="Talk",
        country="CA",
        area="Ontario",
        channels=[{"kind": "call", "dialled": "555 0100"}],
    )
    card = read(client, article).find(id="crisis")
    facts = card.select(".attachment-line__facts")[-1].get_text("|", strip=True)
    assert facts == "Ontario|Canada|English"
    emergency = card.select_one(".attachment-crisis__emergency")
    assert emergency.get_text(" ", strip=True).count("Call 911") == 2
    assert "United States" in emergency.get_text()


@pytest.mark.translation_case(17)
def test_an_alias_speaks_the_language_of_its_text(client, article, owner):
    spanish = Locale.objects.create(language_code="es")
    root = article.get_parent().specific.get_parent().specific
    home = root.copy_for_translation(spanish, alias=True)
    alias = article.create_alias(parent=home, update_locale=spanish, update_slug="alias")
    soup = read(client, alias)
    assert soup.html["lang"] == "en"
    assert soup.main.find("a").get_text(strip=True) == "Need help now?"
    assert soup.find("link", rel="canonical")["href"] == article.full_url
