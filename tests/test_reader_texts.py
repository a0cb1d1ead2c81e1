"""Languages that the package does not speak: what readers see in them, and whose words these are."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.template.base import Lexer, TokenType
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

import wagtail_attachment
from tests import factories
from tests.factories import paragraph, section
from tests.test_spoken_language import get_words
from wagtail_attachment.crisis.hours import Opening
from wagtail_attachment.languages.own_texts import fill_places, has_package_texts
from wagtail_attachment.ledger.persons import describe_person
from wagtail_attachment.models import BookingCTA, ReaderText, ReaderTextDraft, Review
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.practice.reader_texts import approve_reader_texts, check
from wagtail_attachment.setup.sentences import find_sentences, list_messages, list_templates

TEMPLATES = Path(wagtail_attachment.__file__).parent / "templates"


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("en", True),
        ("en-gb", True),
        ("es", True),
        ("es-mx", True),
        ("pt-br", True),
        ("pt", False),
        ("pt-pt", False),
        ("it", False),
        ("pl", False),
        ("zh-hans", False),
        ("zh-hant", False),
    ],
)
def test_a_language_is_spoken_where_django_finds_its_texts(language, spoken):
    assert has_package_texts(language) is spoken
    with translation.override(language):
        said = translation.gettext("Need help now?")
    assert (said != "Need help now?" or language.startswith("en")) is spoken
    assert bool([] if spoken else list_messages()) is not spoken


@pytest.mark.translation_case(56)
def test_own_texts_of_one_variant_are_not_those_of_another(db):
    approve(
        factories.make_translation_reviewer(), "zh-hans", {"Need help now?": "现在需要帮助吗？"}
    )
    [hans] = [each for each in find_sentences("zh-hans") if each.message == "Need help now?"]
    [hant] = [each for each in find_sentences("zh-hant") if each.message == "Need help now?"]
    assert (hans.text, hant.text) == ("现在需要帮助吗？", "")


@pytest.mark.parametrize("name", list_templates())
def test_every_sentence_of_a_template_goes_through_the_door(name):
    source = (TEMPLATES / name).read_text("utf-8")
    tokens = [
        token.split_contents()
        for token in Lexer(source).tokenize()
        if token.token_type == TokenType.BLOCK
    ]
    speaks = [bits[0] for bits in tokens if bits[0] in {"translate", "blocktranslate"}]
    loaded = [name for bits in tokens if bits[0] == "load" for name in bits[1:]]
    if speaks:
        assert "wagtail_attachment_words" in loaded
        assert loaded.index("wagtail_attachment_words") > loaded.index("i18n")
    assert '_("' not in source
    for bits in tokens:
        if bits[0] == "translate":
            assert bits[1].strip('"') in list_messages()


def test_list_has_every_sentence_once_and_no_translation():
    with translation.override("es"):
        messages = list_messages()
    assert "Need help now?" in messages
    assert "{{" not in "".join(messages)
    assert any(message.startswith("%(minutes)s-minute") for message in messages)
    assert len(messages) == len(set(messages))
    assert 60 < len(messages) < 160


def approve(user, language, texts):
    return approve_reader_texts(user, language, texts)


def translate_all(language):
    """Write every sentence in a made-up language: the same words with a mark before them."""
    texts = {message: f"Zz {message}" for message in list_messages()}
    return approve(factories.make_translation_reviewer(name="Rita"), language, texts)


@pytest.fixture
def italian(practice, home):
    """An Italian article with all that a reader may meet on one."""
    locale = factories.get_locale("it")
    factories.put_in_force(
        "<p>Educazione. Chiami {crisis_line}.</p>", language="it", heading="Nota"
    )
    booking = factories.make_booking(heading="Parli", button_label="Prenoti", locale=locale)
    BookingCTA.objects.update(state="waitlist")
    factories.set_country(booking=booking)
    factories.make_verified_line("741741", name="Linea", language="it", languages="it, en")
    page = factories.make_article(
        section(
            "help",
            "Che fare",
            [
                paragraph("<p>Testo.</p>"),
                {"type": "reflection", "value": {"questions": ["Cosa?"]}},
                {"type": "vignette", "value": {"text": "<p>Lei.</p>"}},
                {"type": "perspectives", "value": {"inside": "<p>A</p>", "outside": "<p>B</p>"}},
            ],
        ),
        section("other", "Altro"),
        section("other", "Ancora"),
        model=ArticlePage,
        locale=locale,
        title="Vicinanza",
        live=True,
        authors=[factories.make_person("Ada Rossi", language="it")],
        topics=[factories.make_topic("Lutto", sensitive=True, locale=locale)],
    )
    Review.record(
        **describe_person(factories.make_user(name="Eva")),
        object_type=page._meta.label,
        object_id=page.pk,
        language="it",
        digest="",
        kind=Review.Kind.CLINICAL,
    )
    return page


def read(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def find_english(soup):
    """Return the sentences of ours that stand in a page in English, with the language of each."""
    found = {}
    patterns = [
        re.compile(".+".join(map(re.escape, re.split(r"%\(\w+\)[sd]", part))))
        for message in list_messages()
        for part in [" ".join(re.sub(r"<[^>]+>", " ", message).split()).strip(" ,")]
        if re.search(r"[^\W\d_]{3}", re.sub(r"%\(\w+\)[sd]", "", part))
    ]
    for text in soup.find_all(string=True):
        words = " ".join(text.split())
        if (
            words
            and not words.startswith("Zz")
            and any(pattern.fullmatch(words) for pattern in patterns)
        ):
            found[words] = text.find_parent(lang=True)["lang"]
    return found


@pytest.mark.translation_case(54)
def test_english_in_an_italian_page_says_that_it_is_english(italian, client):
    found = find_english(read(client, italian))
    assert len(found) > 15
    assert {words for words, language in found.items() if language != "en"} == set()
    soup = read(client, italian)
    assert soup.find(string="Nota").find_parent(lang=True)["lang"] == "it"
    assert "Call" in soup.find("span", lang="en").get_text() or soup.find("span", lang="en")


@pytest.mark.translation_case(54)
def test_own_words_stand_in_the_place_of_english_and_are_not_marked(italian, client):
    translate_all("it")
    soup = read(client, italian)
    assert find_english(soup) == {}
    marked = soup.select('article [lang="en"]')
    assert {element.get_text() for element in marked} == {"Lifeline"}, "a line's own name"
    text = " ".join(soup.get_text(" ").split())
    assert "Zz Call 988" in text
    assert "Zz 24 hours a day" in text
    assert "Zz 1-minute read" in text
    assert any("Zz This page" in word or "Zz" in word for word in get_words(soup))


def test_numbers_and_names_are_put_into_own_words(italian, client):
    texts = {'Call <bdi dir="ltr">%(number)s</bdi>': 'Chiama il <bdi dir="ltr">%(number)s</bdi>'}
    approve(factories.make_translation_reviewer(), "it", texts)
    soup = read(client, italian)
    link = soup.select_one('a[href="tel:988"]')
    assert " ".join(link.get_text().split()) == "Chiama il 988"
    assert link.find(lang="en") is None


def test_percent_sign_in_own_words_is_a_percent_sign(italian, client):
    number, hours = (
        next(message for message in list_messages() if place in message and "SMS" not in message)
        for place in ('Call <bdi dir="ltr">%(number)s', "%(opens)s")
    )
    texts = {number: f"100% gratis: {number}", hours: f"100 % dei giorni, {hours}"}
    approve(factories.make_translation_reviewer(), "it", texts)
    link = read(client, italian).select_one('a[href="tel:988"]')
    assert " ".join(link.get_text().split()) == "100% gratis: Call 988"
    with translation.override("it"):
        said = Opening(days="daily", opens="09:00", closes="17:00", time_zone="UTC").describe()
    assert said.startswith("100 % dei giorni, ")
    assert "%(" not in said


@pytest.mark.parametrize("text", ["%(number Call %(number)s", "Call %(number)s %(number)"])
def test_place_that_is_written_by_half_is_refused(text):
    assert "Remove the sign “%(”" in check("Call %(number)s", text)


def test_readers_get_the_latest_words_and_english_again_without_any(italian, client):
    reviewer = factories.make_translation_reviewer()
    for text in ("Serve aiuto?", "Serve aiuto ora?"):
        approve(reviewer, "it", {"Need help now?": text})
    assert read(client, italian).select_one(".attachment-need-help").text == "Serve aiuto ora?"
    approve(reviewer, "it", {"Need help now?": ""})
    said = read(client, italian).select_one(".attachment-need-help span")
    assert (said.text, said["lang"], said["dir"]) == ("Need help now?", "en", "ltr")


@pytest.mark.usefixtures("_edition")
def test_a_kept_page_is_made_anew_with_the_new_words(italian, client):
    read(client, italian)
    approve(factories.make_translation_reviewer(), "it", {"Need help now?": "Serve aiuto?"})
    assert "Serve aiuto?" in read(client, italian).get_text()


def test_queries_do_not_grow_with_sentences(italian, client):
    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(italian.url)
        return len(queries)

    client.get(italian.url)
    before = count()
    translate_all("it")
    assert count() == before


def test_language_that_the_package_speaks_asks_nothing(practice, client):
    page = factories.make_article(model=ArticlePage, live=True)
    client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)
    assert not [query for query in queries if "readertext" in query["sql"]]
    assert read(client, page).select('article [lang="en"] span[lang="en"]') == []


# Writing them


def get_url(language="it"):
    return reverse("wagtail_attachment:reader_texts", args=[language])


@pytest.fixture
def reviewer(db):
    factories.get_locale("it")
    browser = Client()
    browser.force_login(factories.make_user("review_translation_it", name="Rita Revisora"))
    return browser


def get_form(browser):
    soup = BeautifulSoup(browser.get(get_url()).content, "html.parser")
    fields = {row.label.get_text(): row.textarea["name"] for row in soup.select("tbody tr")}
    return fields


def test_form_records_what_was_written_with_the_name(reviewer):
    fields = get_form(reviewer)
    assert list(fields) == list_messages()
    data = dict.fromkeys(fields.values(), "") | {fields["Need help now?"]: "Serve aiuto?"}
    answer = reviewer.post(get_url(), data, follow=True)
    assert "your name and today's date are on record" in answer.content.decode().replace(
        "&#x27;", "'"
    )
    row = ReaderText.objects.get()
    assert (row.language, row.message, row.text) == ("it", "Need help now?", "Serve aiuto?")
    assert row.person_name == "Rita Revisora"
    assert "1 of" in BeautifulSoup(answer.content, "html.parser").get_text()
    reviewer.post(get_url(), data)
    assert ReaderText.objects.count() == 1, "nothing was changed"


@pytest.mark.translation_case(55)
def test_lost_number_is_named_at_its_field_and_nothing_typed_is_lost(reviewer):
    fields = get_form(reviewer)
    call = fields['Call <bdi dir="ltr">%(number)s</bdi>']
    data = {call: "Chiama", fields["Need help now?"]: "Serve aiuto?"}
    soup = BeautifulSoup(reviewer.post(get_url(), data).content, "html.parser")
    [error] = soup.select(".error-message")
    assert "%(number)s" in error.get_text()
    assert soup.find("textarea", {"name": call}).get_text(strip=True) == "Chiama"
    assert soup.find(string=re.compile("Serve aiuto?"))
    assert not ReaderText.objects.exists()


def read_form(browser):
    """Return what a browser would post of the form as it is shown."""
    return read_fields(browser.get(get_url()))


def read_fields(response):
    form = BeautifulSoup(response.content, "html.parser").select_one("main form[method=post]")
    texts = {area["name"]: area.get_text().removeprefix("\n") for area in form.select("textarea")}
    return texts | {each["name"]: each["value"] for each in form.select("input[name^=shown-]")}


def test_form_that_was_opened_before_takes_nothing_of_others_back(reviewer):
    fields = get_form(reviewer)
    help_now, free = fields["Need help now?"], fields["Calls are free"]
    first, second, third = (read_form(reviewer) for _number in range(3))
    reviewer.post(get_url(), first | {help_now: "Serve aiuto?"})
    reviewer.post(get_url(), second | {free: "Chiamate gratuite"})
    written = {row.message: row.text for row in ReaderText.objects.order_by("pk")}
    assert written == {"Need help now?": "Serve aiuto?", "Calls are free": "Chiamate gratuite"}
    answer = reviewer.post(get_url(), third | {help_now: "Hai bisogno di aiuto?"})
    [error] = BeautifulSoup(answer.content, "html.parser").select(".error-message")
    assert "Someone else approved another sentence here" in error.get_text()
    assert "“Serve aiuto?”" in error.get_text()
    assert ReaderText.objects.count() == 2
    again = read_fields(answer)
    assert again[help_now] == "Hai bisogno di aiuto?", "nothing typed is lost"
    reviewer.post(get_url(), again)
    assert ReaderText.objects.latest("pk").text == "Hai bisogno di aiuto?"
    assert ReaderText.objects.count() == 3
    reviewer.post(get_url(), read_form(reviewer) | {help_now: ""})
    assert ReaderText.objects.latest("pk").text == "", "a sentence can be emptied"


@pytest.mark.translation_case(55, 68)
def test_who_may_not_answer_for_the_language_drafts_and_changes_nothing(reviewer):
    user = factories.make_user("review_translation_es", "change_bookingcta", name="Esperanza")
    browser = Client()
    browser.force_login(user)
    field = get_form(browser)["Need help now?"]
    browser.post(get_url(), read_form(browser) | {field: "Aiuto?"})
    browser.post(get_url(), read_form(browser) | {field: "Serve aiuto?"})
    with pytest.raises(PermissionDenied):
        approve(user, "it", {"Need help now?": "Serve aiuto?"})
    assert not ReaderText.objects.exists()
    assert read_form(browser)[field] == "Serve aiuto?", "drafted on"
    screen = BeautifulSoup(reviewer.get(get_url()).content, "html.parser")
    [box] = screen.select("input[type=checkbox]")
    assert "Draft by Esperanza: Serve aiuto?" in " ".join(box.find_parent("td").text.split())
    browser.post(get_url(), read_form(browser) | {field: "Bisogno di aiuto?"})
    data = read_form(reviewer)
    answer = reviewer.post(get_url(), data | {box["name"]: box["value"]})
    assert "The draft has changed since you opened the page." in answer.text
    reviewer.post(get_url(), data)
    assert not ReaderText.objects.exists(), "nobody approves what they did not tick"
    [box] = BeautifulSoup(answer.content, "html.parser").select("input[type=checkbox]")
    reviewer.post(get_url(), data | {box["name"]: box["value"]})
    row = ReaderText.objects.get()
    assert (row.text, row.person_name) == ("Bisogno di aiuto?", "Rita Revisora")
    assert not ReaderTextDraft.objects.exists()


@pytest.mark.parametrize("language", ["es", "xx"])
def test_there_is_no_form_where_there_is_nothing_to_write(owner_browser, language):
    factories.get_locale("es")
    assert owner_browser.get(get_url(language)).status_code == 404


@pytest.fixture
def owner_browser(superuser):
    browser = Client()
    browser.force_login(superuser)
    return browser


def test_desk_and_setup_say_which_languages_have_no_texts(owner_browser, practice, home):
    for language in ("it", "es"):
        factories.get_translated_home(home, language)
    for url in ("/admin/practice/languages/?language=it", "/admin/practice/setup/"):
        soup = BeautifulSoup(owner_browser.get(url).content, "html.parser")
        links = [link["href"] for link in soup.select("a[href*=sentences]")]
        assert links == [get_url()]
        assert "The package has no texts in Italian" in soup.get_text()


def test_account_without_a_name_answers_for_nothing(db):
    user = factories.make_translation_reviewer(name="")
    with pytest.raises(ValidationError, match="your account has none yet"):
        approve(user, "it", {"Need help now?": "Serve aiuto?"})


MESSAGES = st.sampled_from(
    ["Need help now?", 'Call <bdi dir="ltr">%(number)s</bdi>', "In %(languages)s"]
)
PARTS = st.sampled_from(
    [
        "<script>",
        "<bdi>",
        '<bdi dir="ltr">',
        "</bdi>",
        "%(number)s",
        "<",
        ">",
        " x ",
        "<img src=x",
        "%s",
        "%",
        "%(",
    ]
)


@given(MESSAGES, st.lists(st.one_of(PARTS, st.text(max_size=5)), max_size=8))
def test_no_markup_gets_in_but_the_originals(message, parts):
    text = "".join(parts)
    if text and not check(message, text):
        allowed = {tag.name for tag in BeautifulSoup(message, "html.parser").find_all()}
        assert {tag.name for tag in BeautifulSoup(text, "html.parser").find_all()} <= allowed
        assert "<script" not in text
        said = fill_places(text, {"number": "1", "languages": "it"}.__getitem__)
        assert "%(" not in said
