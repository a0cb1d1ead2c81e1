"""What harms or stigmatises is found and explained; what does not is left alone. No database."""

import re
import time
import tomllib
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from wagtail_attachment.package_data import load_data
from wagtail_attachment.publishing import Severity, evaluate
from wagtail_attachment.publishing.safe_messaging import (
    Term,
    TermError,
    find_phrases,
    lexicon,
    register_term,
    unregister_term,
)
from wagtail_attachment.publishing.safe_messaging.finding import MOST_IN_A_TEXT
from wagtail_attachment.publishing.safe_messaging.folding import compose, fold
from wagtail_attachment.publishing.safe_messaging.lexicon import get_mention
from wagtail_attachment.publishing.texts import Text

from . import lint_table
from .corpus import CONCERNS, DATA, FRESH, HARMLESS, LANGUAGES, measure, read
from .corpus import find as find_in
from .facts import FakeArticle

ROOT = Path(__file__).resolve().parents[2]
CONTENT = sorted((ROOT / "example_site" / "content").rglob("*.toml"))
BLOCKS = ["00000000-0000-4000-8000-00000000000" + each for each in "12"]


@pytest.fixture(autouse=True)
def _lexicon(monkeypatch):
    """Whatever a test registers or removes, the next one finds the lexicon as it ships."""
    monkeypatch.setattr(lexicon, "_applying", dict(lexicon.ours))


def find(*texts, languages=("en",)):
    texts = [text if isinstance(text, Text) else Text("body", text) for text in texts]
    return evaluate(FakeArticle(texts=texts, languages=languages))


def make_term(**values):
    return Term(
        **{
            "id": "guides.broken",
            "language": "en",
            "patterns": [r"\bbroken people\b"],
            "why": "Nobody is beyond repair.",
            "source_name": "Our guide",
            "source_url": "https://example.org/",
            **values,
        }
    )


# What is said of a phrase


def test_finding_says_what_why_instead_and_who_says_so():
    (violation,) = find("He had Committed  Suicide at home.".replace("  ", " "))
    assert violation.id == "wording.unsafe"
    assert violation.message == (
        "“Committed Suicide” – instead, write: died by suicide; took their own life. The word "
        "belongs to crimes and sins, and shame keeps people from asking for help. Source: "
        "Samaritans, media guidelines "
        "(https://www.nspa.org.uk/resources/media-guidelines-for-reporting-suicide/)."
    )


def test_phrase_is_named_in_whole_words():
    (violation,) = find("It was a selfish act, people say of suicides.")
    assert violation.message.startswith("“selfish act, people say of suicides” ")


def test_what_is_best_left_out_says_so():
    (violation,) = find("He left a suicide note.")
    assert violation.message.startswith("“suicide note” – leave it out. A note makes the death")


def test_finding_leads_to_the_block_it_stands_in():
    (violation,) = find(Text(f"body.{BLOCKS[0]}.heading", "A suicide victim"))
    assert violation.block_id == BLOCKS[0]


def test_reason_is_in_the_language_of_the_admin_and_the_replacement_in_that_of_the_text():
    with override("de"):
        (violation,) = find("Cometió suicidio.", languages=["es"])
    assert "murió por suicidio" in violation.message
    assert "Scham hält davon ab" in violation.message
    with override("pt-br"):
        (violation,) = find("Cometió suicidio.", languages=["es"])
    assert "a vergonha impede" in violation.message
    with override("nl"):
        (violation,) = find("Cometió suicidio.", languages=["es"])
    assert "keeps people from asking" in violation.message


def test_phrase_is_told_once_in_a_block_and_again_in_the_next():
    texts = [
        Text(f"body.{block}.text", words)
        for block in BLOCKS
        for words in ("A suicide victim, a Suicide Victim.", "The suicide victim.")
    ]
    assert [violation.block_id for violation in find(*texts)] == BLOCKS


def test_another_phrase_of_the_same_term_is_told_too():
    assert len(find("She committed suicide. He commits suicide.")) == 2


def test_one_paragraph_names_no_more_than_a_person_reads():
    words = " ".join(f"{number} mg." for number in range(1, 40))
    assert len(find(words)) == MOST_IN_A_TEXT


def test_of_two_that_overlap_one_is_told():
    (violation,) = find("Bullying drove her to commit suicide.")
    assert "“drove her to commit suicide”" in violation.message


@pytest.mark.parametrize(
    "words",
    ["com\u00admitted suicide", "COMMITTED SUICIDE", "committed\u200b suicide"],
    ids=ascii,
)
def test_phrase_is_found_however_it_is_written_and_shown_as_it_is(words):
    (violation,) = find(f"She {words}.")
    assert f"“{words}”" in violation.message


def test_accents_and_vowels_may_be_written_in_more_than_one_way():
    decomposed = unicodedata.normalize("NFD", "Cometió suicidio")
    assert len(find(decomposed, languages=["es"])) == 1
    assert len(find("اِرْتَكَبَ الاِنْتِحار", languages=["ar"])) == 1
    assert find("Don’t stop taking your meds.") == find("Don't stop taking your meds.") == []


# How much it matters


def test_harmful_content_stops_until_somebody_answers_for_it(settings):
    (violation,) = find("Take 50 mg in the morning.")
    assert (violation.id, violation.severity) == ("wording.harmful", Severity.REQUIRED)
    assert violation.is_overridable
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {
        "wording.harmful": "advice", "wording.unsafe": "required",
    }  # fmt: skip
    assert find("Take 50 mg in the morning.")[0].severity is Severity.ADVICE
    assert find("A suicide victim.")[0].severity is Severity.REQUIRED
    assert not find("A suicide victim.")[0].is_overridable


@pytest.mark.parametrize(
    ("concern", "words"),
    [
        ("method", "She slit her wrists."),
        ("note", "In the suicide note he wrote more."),
        ("medication", "Stop taking your antidepressants."),
        ("dose", "Take 20 mg a day."),
        ("cure", "We guarantee results."),
        ("figures", "Her BMI was 14."),
    ],
)
def test_what_can_do_harm_stops_publishing(concern, words):
    assert CONCERNS[concern]
    assert [violation.id for violation in find(words)] == ["wording.harmful"]


# What is meant and what is not


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Do not say “committed suicide”."),
        ("en", "Instead of committed suicide, write that he died by suicide."),
        ("es", "No diga «cometer suicidio»."),
        ("fr", "Ne dites pas « commettre un suicide »."),
        ("de", "Statt „Selbstmord“ schreiben wir Suizid."),
        ("pt", "Em vez de “cometer suicídio”, diga outra coisa."),
        ("ar", "لا تقل «ارتكب الانتحار»."),
    ],
)
def test_word_that_is_spoken_of_is_not_used(language, words):
    assert find(words, languages=[language]) == []


def test_word_that_is_used_within_a_quotation_counts():
    assert find("“He committed suicide,” she said.")


def test_harm_is_no_less_in_quotation_marks():
    assert find("He called it “the suicide note”.")
    assert find("They say “stop taking your pills”.")


@pytest.mark.parametrize(
    "words",
    [
        "Don't stop taking your medication.",
        "Never stop taking your antidepressants on your own.",
        "Nobody can guarantee results.",
        "If you want to stop taking your pills, ask first.",
        "Stop taking your medication only with your doctor.",
    ],
)
def test_what_is_denied_is_not_said(words):
    assert find(words) == []


def test_denial_of_another_sentence_does_not_count():
    assert find("That is not so. Stop taking your pills.")
    assert find("Stop taking your pills. Only you decide.")
    register_term(make_term(unless_after="not"))
    assert find("It is not them, broken people.") == []
    assert find("It is not. Broken people.")


# Languages


def test_text_is_judged_in_its_own_language_alone():
    assert find("She committed suicide.", languages=["es"]) == []
    assert find("Cometió suicidio.", languages=["en"]) == []


def test_language_may_stand_for_its_regions():
    assert find("Cometió suicidio.", languages=["es-mx", "es"])
    assert find("Cometeu suicídio.", languages=["pt-br", "pt"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concern_is_looked_for_in_every_language(language):
    assert set(DATA[language]) == set(CONCERNS)
    ids = {term.id for term in lexicon if term.language == language}
    assert ids == {f"{language}.{concern}" for concern in CONCERNS}


@pytest.mark.parametrize("language", DATA["words"])
def test_every_list_of_words_is_used_and_none_is_missing(language):
    asked = set()
    for entry in DATA[language].values():
        texts = [entry.get("unless_after", ""), entry.get("unless_before", "")]
        for group in (entry, *entry.get("also", ())):
            texts += [*group["patterns"], *group.get("near", ())]
        asked |= {name for text in texts for name in re.findall(r"\{([a-z]+)\}", text)}
    lists = DATA["words"][language]
    assert asked == set(lists)
    assert not [word for words in lists.values() for word in words if re.search(r"\{[a-z]", word)]


def test_drug_is_found_by_its_name_and_by_its_kind():
    for drug in (*DATA["words"]["en"]["drug"], "antidepressants", "sleeping pills"):
        assert find(f"Just stop {drug} and see how you feel."), drug
        assert find(f"Talk to your doctor before stopping {drug}.") == [], drug


def test_every_reason_is_in_every_language_and_every_source_is_used():
    for concern in DATA["concerns"].values():
        assert set(concern["why"]) == set(LANGUAGES)
    used = {entry["source"] for language in LANGUAGES for entry in DATA[language].values()}
    assert used == set(DATA["sources"])
    assert all(term.source_url.startswith("https://") for term in lexicon)


# A language in which nothing is looked for


def test_a_language_without_terms_is_named_until_the_site_has_one():
    (violation,) = find("Una donna.", languages=["it"])
    assert (violation.id, violation.severity) == ("wording.not-read", "advice")
    assert violation.message.startswith("The wording of texts in Italian is not checked")
    register_term(make_term(id="guides.donna", language="it", patterns=["perdute"]))
    assert find("Una donna.", languages=["it"]) == []
    assert find("Una mujer.", languages=["es-mx", "es"]) == []


def test_advice_for_such_a_language_says_who_can_add_words_and_blames_nobody():
    (violation,) = find("Una donna.", languages=["it"])
    assert violation.message.endswith(
        "Whoever runs the site can add a word list: see “Safe messaging” in the documentation of "
        "wagtail-attachment."
    )
    for term in [term for term in lexicon if term.language == "ar"]:
        unregister_term(term.id)
    (violation,) = find("نص", languages=["ar"])
    assert "the package has no words" not in violation.message, "it has, and the site removed them"


# What a site adds and removes


def test_site_adds_a_term_of_its_own():
    register_term(make_term(why=gettext_lazy("Nobody is beyond repair.")))
    (violation,) = find("We help broken people.")
    assert violation.id == "wording.unsafe"
    assert "“broken people” – leave it out. Nobody is beyond repair." in violation.message
    unregister_term("guides.broken")
    assert find("We help broken people.") == []


def test_site_adds_a_language():
    register_term(make_term(language="nl", patterns=["zelfmoord"], is_harmful=True))
    assert [violation.id for violation in find("zelfmoord", languages=["nl-be", "nl"])] == [
        "wording.harmful"
    ]


def test_site_removes_and_replaces_terms_of_the_package():
    unregister_term("en.person")
    assert find("A suicide victim.") == []
    register_term(make_term(id="en.commit"), replace=True)
    assert find("She committed suicide.") == []
    assert find("broken people")


def test_terms_are_not_registered_or_removed_by_accident():
    with pytest.raises(TermError, match="replace=True"):
        register_term(make_term(id="en.commit"))
    with pytest.raises(TermError, match="to replace"):
        register_term(make_term(), replace=True)
    with pytest.raises(TermError, match="no term"):
        unregister_term("guides.broken")


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"id": "broken"}, "no id"),
        ({"language": "English"}, "no language"),
        ({"patterns": []}, "one pattern or more"),
        ({"patterns": "broken"}, "is a list"),
        ({"patterns": ["(broken"]}, "no regular expression"),
        ({"patterns": [r"broken\w*"]}, "without a limit"),
        ({"patterns": [r"(?:\w+ )people"]}, "without a limit"),
        ({"patterns": [r"\w{2,}"]}, "without a limit"),
        ({"unless_after": "not.*"}, "without a limit"),
        ({"unless_before": "(not"}, "no regular expression"),
    ],
    ids=str,
)
def test_term_that_cannot_work_is_refused(values, problem):
    with pytest.raises(TermError, match=problem):
        make_term(**values)


def test_sign_of_repetition_may_stand_for_itself():
    register_term(make_term(patterns=[r"c\+\+", "[*+]{2,3}"]))
    assert len(find("c++ and **")) == 2


# How long it takes


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_takes_long(language):
    """Texts made of what the patterns look for, again and again, as an attacker would write them."""
    pieces = sorted({piece for term in lexicon if term.language == language for piece in term.near})
    hostile = [
        " ".join(pieces), "".join(pieces), *(piece.strip() for piece in pieces),
        *(f"{piece.strip()} a" for piece in pieces),
    ]  # fmt: skip
    terms = [term for term in lexicon if term.language == language]
    slowest = 0.0
    for words in hostile:
        text = (words * (20_000 // len(words) + 1))[:20_000]
        start = time.process_time()
        list(find_phrases([Text("body", text)], terms, get_mention((language,))))
        slowest = max(slowest, time.process_time() - start)
    assert slowest < 1


def test_time_grows_with_the_length_of_a_text_and_no_faster():
    terms = [term for term in lexicon if term.language == "en"]
    words = " ".join(sorted({piece for term in terms for piece in term.near}))

    def measure_time(times):
        start = time.process_time()
        list(find_phrases([Text("body", words * times)], terms))
        return time.process_time() - start

    assert measure_time(40) < 40 * max(measure_time(2), 0.005)


@given(st.text(st.sampled_from(sorted({*"abc ’'“”.!\u00ad\u0301\u064bİßأة", *"suicide mg 4"}))))
def test_what_is_found_stands_in_the_text(words):
    terms = [term for term in lexicon if term.language in {"en", "ar"}]
    for found in find_phrases([Text("body", f"{words} committed suicide 5 mg {words}")], terms):
        assert found.phrase
        assert found.phrase in compose(found.text.words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_passes_over_nothing_to_save_time(language):
    terms = [term for term in lexicon if term.language == language]
    patient = [
        replace(term, near=(), also=[{**group, "near": ()} for group in term.also])
        for term in terms
    ]
    for _concern, sentence in read(language):
        folded = fold(compose(sentence))
        is_found = any(term.find(folded) for term in terms)
        assert is_found == any(term.find(folded) for term in patient), sentence


# How well it does


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_sentences_to_measure_by(language):
    sentences = list(read(language))
    assert sum(concern == HARMLESS for concern, _words in sentences) >= 200
    for_concerns = [concern for concern, _words in sentences if concern in CONCERNS]
    assert len(for_concerns) >= 200
    assert set(for_concerns) == set(CONCERNS)
    assert len(set(sentences)) == len(sentences)
    assert {concern.removeprefix(FRESH) for concern, _words in sentences} == {*CONCERNS, HARMLESS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_harmless_sentence_gives_no_alarm(language):
    assert measure(language).false_alarms == {True: [], False: []}
    assert measure(language, fresh=True).false_alarms == {True: [], False: []}


@pytest.mark.parametrize("is_harmful", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_few_of_the_sentences_it_was_mended_from_are_missed(language, is_harmful):
    sentences, missed = measure(language).count(is_harmful=is_harmful)
    assert missed / sentences <= 0.05, measure(language).missed


def test_documentation_names_what_is_looked_for_and_how_well():
    pages = (lint_table.CONCERN_PAGE, lint_table.FIGURES_PAGE)
    renders = (lint_table.render_concerns(), lint_table.render_figures())
    for page, table in zip(pages, renders, strict=True):
        assert page.read()[1] == table, f"Run: {lint_table.COMMAND}"


def _get_strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _get_strings(child)


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.relative_to(ROOT).as_posix())
@pytest.mark.parametrize("is_harmful", [True, False])
def test_nothing_is_found_in_the_demo(path, is_harmful):
    folder = path.relative_to(ROOT / "example_site" / "content").parts[0]
    language = folder if folder in LANGUAGES else "en"
    for words in _get_strings(tomllib.loads(path.read_text("utf-8"))):
        assert find_in(words, language, is_harmful=is_harmful) == []


@pytest.mark.parametrize("is_harmful", [True, False])
def test_nothing_is_found_in_the_starter_disclaimers(is_harmful):
    starters = load_data("starter_disclaimers.toml")
    assert len(starters) == 6
    for code, starter in starters.items():
        for words in _get_strings(starter):
            assert find_in(words, code.split("-")[0], is_harmful=is_harmful) == []


@pytest.mark.parametrize("is_harmful", [True, False])
def test_nothing_is_found_in_the_starter_notices(is_harmful):
    for notice in load_data("starter_notices.toml")["notice"]:
        for code, text in notice["texts"].items():
            for words in _get_strings(text):
                assert find_in(words, code.split("-")[0], is_harmful=is_harmful) == []
