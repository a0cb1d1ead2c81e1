"""Telling that a text is in another language than its page, and saying nothing in doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_attachment.languages.telling import tell_other_language

TEXTS = {
    "en": "When someone pulls away, it is not that they do not care. They have learned to be on their "
    "own, and what you see from the outside is what was safe for them. You are not the cause of it.",
    "es": "Cuando alguien se aleja, no es que no le importe. Hay personas que aprendieron muy pronto a "
    "estar solas, y lo que usted ve es lo que para ellas era seguro. También el silencio del otro "
    "cuesta, pero hay maneras de hablar sin perder los nervios, porque el cariño no ha desaparecido.",
    "fr": "Quand les gens s’éloignent, ce n’est pas que vous ne comptez pas. Ils ont appris à se passer "
    "des autres dans une famille où les larmes étaient de trop, et cette distance est une protection. "
    "Nous sommes nombreux à vivre avec elle, et vous n’êtes pas seul.",
    "de": "Wenn sich jemand zurückzieht, ist das nicht gegen dich gerichtet. Wir haben mit der Zeit "
    "gelernt, auf uns allein zu zählen, und das ist auch eine Art, sich zu schützen. Es ist nicht die "
    "Kälte, wie wir oft denken, und der Abstand muss nicht bleiben.",
    "pt": "Quando uma pessoa se afasta, não é que você não importe. Ela aprendeu muito cedo a ficar com "
    "ela mesma, e isso tem uma razão. São os anos em que ninguém vinha quando ele ou ela chorava, e "
    "você não é a causa. Um dia a distância foi segura, e não são poucos os que vivem assim.",
    "ar": "حين يبتعد شخص ما فهذا لا يعني أنه لا يهتم. لقد تعلم في طفولته أن يعتمد على نفسه، لأن من كان "
    "معه لم يكن قريبا منه في كل مرة. ما تراه من الخارج هو ما كان آمنا بعد كل ذلك، وهذا لا يعني أن "
    "الذي أمامك بلا قلب. قد يعود عن هذه العادة، مع الوقت، أو بعد أن يثق.",
}  # fmt: skip
LANGUAGES = [("en", "en-gb"), ("es", "es-mx"), ("fr", "fr"), ("de", "de"), ("pt", "pt-br"), ("ar", "ar")]  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(("base", "expected"), LANGUAGES)
def test_text_in_another_language_is_told(language, base, expected):
    told = tell_other_language([TEXTS[language]] * 2, expected)
    assert told == ("" if language == base else language)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], "en"),
        (["Nähe und Distanz"], "en"),
        ([TEXTS["de"], TEXTS["en"]], "en"),
        ([TEXTS["de"]] * 2, "it"),
        (
            ["Quando una persona si allontana non è che non le importi, è che ha imparato."] * 9,
            "it",
        ),
        (["1 2 3 4 988"] * 50, "en"),
    ],
)
def test_nothing_is_said_in_doubt(texts, expected):
    assert tell_other_language(texts, expected) == ""


@given(st.lists(st.text()), st.sampled_from(["en", "pt-br", "it", "", "ar"]))
def test_any_text_is_read(texts, expected):
    tell_other_language(texts, expected)
