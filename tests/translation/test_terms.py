"""Terms of a glossary: found in every form, and missed only where a translation lacks them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wagtail_attachment.translation.terms import Glossary, Term, has_term


def make(*pairs):
    return Glossary(Term(*pair) for pair in pairs)


def find(text, *terms):
    return [found.term for found in make(*((term, "x") for term in terms)).find(text)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Attachment styles differ.", "attachment style"),
        ("Your boundaries matter.", "boundary"),
        ("ATTACHMENT STYLES", "attachment style"),
        ("Il s'agit de l’attachement.", "attachement"),
        ("Sichere Bindungen", "sichere Bindung"),
        ("Она боится близости", "близость"),
        ("你的依恋类型", "依恋"),
        ("愛着 スタイル", "愛着スタイル"),
        ("ความผูกพันที่มั่นคง", "ความผูกพัน"),
        ("लगाव की शैली", "लगाव"),
        ("We use EMDR here.", "EMDR"),
        ("Two cares", "care"),
    ],
)
def test_term_is_found_in_its_forms(text, term):
    assert find(text, term) == [term]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("A career is no care-taking.", "carer"),
        ("A long career", "care"),
        ("We act on it.", "ACT"),
        ("The status quo", "stage"),
        ("Style of attachment", "attachment style"),
        ("Detachment", "attachment"),
        ("अलगाव", "लगाव"),
    ],
)
def test_other_words_are_left_alone(text, term):
    assert find(text, term) == []


def test_short_term_is_not_looked_for_inside_of_a_longer_one():
    assert find("A safe haven", "safe", "safe haven") == ["safe haven"]
    assert find("A safe haven is safe", "safe", "safe haven") == ["safe haven", "safe"]
    assert find("依恋类型很重要", "依恋", "依恋类型") == ["依恋类型"]


def test_first_of_two_alike_holds():
    glossary = make(("Attachment", "apego"), ("attachment", "vínculo"))
    assert [term.translation for term in glossary.find("Attachment")] == ["apego"]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Los estilos de su apego", "estilo de apego"),
        ("Personas evitativas", "evitativo"),
        ("Bei den Bindungsstilen", "Bindungsstil"),
        ("Seine Ängste", "Angst"),
        ("أنماط التعلق", "التعلق"),
        ("بالتعلق الآمن", "تعلق آمن"),
        ("安全型依恋", "依恋"),
        ("Los límites", "LÍMITE"),
        ("Mein Ich und ich", "Ich"),
    ],
)
def test_translation_may_bend_and_move_the_words_of_a_term(text, term):
    assert has_term(text, term)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("La forma de vincularse", "estilo de apego"),
        ("Estilo de vida", "estilo de apego"),
        ("安全的关系", "依恋"),
        ("La terapia act", "ACT"),
        ("", "apego"),
    ],
)
def test_translation_that_says_something_else_lacks_it(text, term):
    assert not has_term(text, term)


def test_only_terms_that_the_translation_lacks_are_missed():
    glossary = make(("secure base", "base segura"), ("EMDR", "EMDR"), ("boundary", "límite"))
    missed = glossary.find_missed(
        "A secure base, EMDR and rest", "Un punto de apoyo, EMDR y sosiego"
    )
    assert [term.term for term in missed] == ["secure base"]
    assert not make()
    assert glossary


WORDS = st.text("abcñéß依ลअ्ا ACT-'.", max_size=30)


@given(st.lists(WORDS, max_size=5), WORDS)
@example(["ACT"], "ACT")
@example(["依"], "依")
def test_any_term_is_found_in_itself_and_no_text_fails(terms, text):
    glossary = make(*((term, term) for term in terms))
    for term in glossary.find(text):
        assert term.term in terms
    assert glossary.find_missed(text, text) == []


@given(WORDS.filter(str.strip))
def test_term_that_stands_as_it_is_is_always_found(term):
    if any(sign.isalpha() for sign in term):
        assert find(f"x {term} y", term) == [term]
