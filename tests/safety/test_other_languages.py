"""What stands on a page in another language than the page's says which one it is."""

import pytest

from wagtail_attachment.safety.other_languages import mark_other_languages

LONG = "You are not alone, and it will pass."


def mark(body, words=LONG, code="en"):
    html = f"<!DOCTYPE html>\n<html lang='ar'><body>{body}</body></html>"
    return mark_other_languages(html, {words: code})


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        (f"<p>{LONG}</p>", f'<p lang="en" dir="ltr">{LONG}</p>'),
        (
            '<h1 class="a">You are <b>not</b> alone,\n and it will pass.</h1>',
            '<h1 class="a" lang="en" dir="ltr">You are <b>not</b>',
        ),
        (
            "<ul><li>You are not alone,<br>and it will pass.</li><li>نعم</li></ul>",
            '<li lang="en" dir="ltr">You',
        ),
        (
            f'<p><a href="/x/">السابق <span>{LONG}</span></a></p>',
            f'<span lang="en" dir="ltr">{LONG}</span>',
        ),
        (f'<p><img src="a.png" alt="{LONG}"></p>', f'alt="{LONG}" lang="en" dir="ltr">'),
    ],
)
def test_element_that_says_it_has_its_language(body, marked):
    html = mark(body)
    assert marked in html
    assert html.count("dir=") == 1


def test_text_from_right_to_left_says_so():
    assert '<p lang="ar" dir="rtl">' in mark(
        "<p>لستم وحدكم في هذا.</p>", "لستم وحدكم في هذا.", "ar"
    )


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{LONG} نعم</p>",
        f'<p lang="en-GB">{LONG}</p>',
        f"<script>let said = '{LONG}';</script>",
    ],
)
def test_all_else_stays_as_it_is_to_the_letter(body):
    html = f"<!DOCTYPE html>\n<html><body>{body}</body></html>"
    assert mark_other_languages(html, {LONG: "en"}) == html


def test_piece_of_a_document_is_not_made_a_whole_one():
    assert mark_other_languages(f"<p>{LONG}</p>", {LONG: "en"}) == f"<p>{LONG}</p>"
