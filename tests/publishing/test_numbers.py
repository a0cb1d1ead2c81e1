"""A translation sends readers to the numbers and addresses of its original, and to no other."""

import pytest

from wagtail_attachment.publishing.numbers import find_changes, is_same_target
from wagtail_attachment.publishing.texts import Text, split_html

KNOWN = {"988", "911", "741741", "116 123"}


def find(source, translation):
    return find_changes(split_html(source, "p"), split_html(translation, "p"), KNOWN)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Call 988", "Llame al 988"),
        ("Call 988", "اتصل على ٩٨٨"),
        ("Call 988", "९८८ पर कॉल करें"),
        ("Call +1 (800) 273-8255", "Llame al +1 800 273 8255"),
        ("Call +1 (800) 273-8255", "Llame al +1\u00a0800\u00a0273\u00a08255"),
        ("Text HOME to 741741", "Envíe HOME al 741741"),
        ("Call 116 123", "Llame al 116-123"),
        ("988 or 911", "911 o 988"),
        ("988 (24/7)", "988 (24 horas, 7 días)"),
        ("From 9am to 5pm", "De 9h a 17h"),
        ("It costs $20.50", "Cuesta 20,50 $"),
        ("1,000 people", "1.000 personas"),
        ("In 1987 and 2019-2021", "En 1987 y de 2019 a 2021"),
        ("Three of 10", "Tres de cada diez"),
        ('<a href="tel:+1-988">+1 988</a>', '<a href="tel:+1988">+1 988</a>'),
        ('<a href="https://a.example">x</a>', '<a href="https://b.example/es">y</a>'),
        ('<a href="/help/">x</a>', '<a href="#help">y</a>'),
        ('<a href="mailto:a@example.org">mail</a>', '<a href="mailto:a@example.org">correo</a>'),
    ],
)
def test_same_numbers_pass(source, translation):
    assert find(source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Call 988", "Llame al 9-8-8"),
        ("Call 988", "Llame al 911"),
        ("Call 988", "Llame"),
        ("Call", "Llame al 988"),
        ("Call 988 or 911", "Llame al 988 o al 988"),
        ("Text 741741", "Envíe al 741 741"),
        ("Call +1 (800) 273-8255", "Llame al +1 800 273 8256"),
        ("Call +1 (800) 273-8255", "Llame al 273 8255"),
        ('<a href="tel:988">988</a>', '<a href="tel:900">988</a>'),
        ('<a href="tel:988">call</a>', "llame"),
        ('<a href="sms:741741?body=HOME">text</a>', '<a href="sms:741741?body=HOLA">texto</a>'),
        ('<a href="tel:988">call</a>', '<a href="sms:988">llame</a>'),
        ('<a href="mailto:a@example.org">m</a>', '<a href="mailto:b@example.org">m</a>'),
        ('<a href="https://a.example">x</a>', '<a href="javascript:alert(1)">x</a>'),
        ('<a href="https://a.example">x</a>', '<a href="java&#9;script:alert(1)">x</a>'),
        (
            '<a href="tel:988">988</a> <a href="tel:911">911</a>',
            '<a href="tel:911">988</a> <a href="tel:988">911</a>',
        ),
    ],
)
def test_another_number_is_a_change(source, translation):
    assert len(find(source, translation)) == 1


def test_change_names_what_is_missing_and_what_is_new():
    (change,) = find("Call 988 now", "Llame al 911 ya")
    assert (change.missing, change.added) == (("988",), ("911",))
    assert (change.source, change.translation) == ("Call 988 now", "Llame al 911 ya")


def test_number_may_move_to_another_block_of_a_page_that_was_arranged_anew():
    source = [Text("a", "Call 988"), Text("b", "Breathe")]
    translation = [Text("c", "Respire"), Text("d", "Llame al 988")]
    assert find_changes(source, translation, KNOWN) == []
    assert len(find_changes(source, translation[:1], KNOWN)) == 1


def test_number_may_not_move_within_blocks_that_correspond():
    source = [Text("a", "Call 988"), Text("b", "Breathe")]
    translation = [Text("a", "Llame"), Text("b", "Respire, 988")]
    assert len(find_changes(source, translation, KNOWN)) == 2


@pytest.mark.parametrize(
    ("source", "target", "is_same"),
    [
        ("tel:988", "TEL: 988", True),
        ("tel:988", "tel:%39%38%38", True),
        ("tel:988", "tel:911", False),
        ("tel:988", "https://example.org", False),
        ("https://example.org", "http://example.com/x?y=tel:1", True),
        ("https://example.org", "vbscript:x", False),
        ("", "/x/", True),
        ("", "java\nscript:x", False),
    ],
)
def test_target(source, target, is_same):
    assert is_same_target(source, target) is is_same
