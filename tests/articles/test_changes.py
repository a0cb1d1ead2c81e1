"""What a reviewer sees of a text that was edited since the last review. No database."""

from bs4 import BeautifulSoup

from wagtail_attachment.articles.changes import compare_texts
from wagtail_attachment.articles.marking import mark
from wagtail_attachment.publishing.texts import Text, split_html


def read(html):
    return split_html(html, "body.x")


def show(html, before, now=None, fill=str):
    return mark(html, compare_texts(read(before), read(now or html)), fill)


def get_marks(marked):
    soup = BeautifulSoup(marked.html, "html.parser")
    return [(tag.name, tag.get_text().strip()) for tag in soup.find_all(["ins", "del"])]


def test_nothing_is_marked_where_nothing_changed():
    html = "<p>One <b>and</b> two.</p><p>Three</p>"
    marked = show(html, html)
    assert str(marked.html) == html
    assert marked.elsewhere == []


def test_words_are_marked_through_markup():
    marked = show(
        "<p>Never <b>stop your</b> tablets alone.</p>", "<p>Stop your tablets alone, ever.</p>"
    )
    assert get_marks(marked) == [
        ("del", "Stop"), ("ins", "Never"), ("ins", "stop"), ("del", "alone, ever."), ("ins", "alone."),
    ]  # fmt: skip
    soup = BeautifulSoup(marked.html, "html.parser")
    for gone in soup("del"):
        gone.decompose()
    assert " ".join(soup.get_text().split()) == "Never stop your tablets alone."


def test_paragraph_that_is_gone_stands_where_it_stood():
    marked = show("<p>One.</p><p>Three.</p>", "<p>One.</p><p>A warning.</p><p>Three.</p>")
    assert get_marks(marked) == [("del", "A warning.")]
    assert marked.html.index("One.") < marked.html.index("A warning.") < marked.html.index("Three.")


def test_last_paragraph_that_is_gone_is_told_of_all_the_same():
    marked = show("<p>One.</p>", "<p>One.</p><p>Call your doctor.</p>")
    assert [change.before.words for change in marked.elsewhere] == ["Call your doctor."]


def test_link_that_leads_elsewhere_is_marked_though_the_words_are_the_same():
    marked = show('<p>Read <a href="https://b.example/">on</a>.</p>',
                  '<p>Read <a href="https://a.example/">on</a>.</p>')  # fmt: skip
    assert get_marks(marked) == [("ins", "[https://b.example/]")]


def test_text_that_the_page_does_not_show_as_text_is_listed():
    now = [*read("<p>One.</p>"), Text("image.alt", "A boat")]
    marked = mark("<p>One.</p><img alt='A boat'>", compare_texts(read("<p>One.</p>"), now), str)
    [change] = marked.elsewhere
    assert (change.text.words, change.is_changed) == ("A boat", True)


def test_placeholder_is_found_as_readers_see_it():
    now = read("<p>Call {crisis_line} now.</p>")
    html = "<p>Call <a href='tel:988'>988</a> now.</p>"
    changes = compare_texts(read("<p>Call {crisis_line}.</p>"), now)
    marked = mark(html, changes, lambda text: text.replace("{crisis_line}", "988"))
    assert marked.elsewhere == []
    assert ("ins", "now.") in get_marks(marked)


def test_markup_in_a_text_stays_text():
    before = [Text("title", "Hi")]
    marked = mark(
        "<h2>&lt;b&gt;Hi&lt;/b&gt;</h2>", compare_texts(before, [Text("title", "<b>Hi</b>")]), str
    )
    assert "<b>" not in marked.html


def test_same_words_twice_are_told_apart():
    marked = show("<p>Yes.</p><p>Yes.</p>", "<p>Yes.</p>")
    assert get_marks(marked) == [("ins", "Yes.")]


def test_text_among_others_is_not_listed_again_unless_it_changed():
    html = "<p>Bowlby, J. <cite>Loss.</cite></p>"
    texts = [Text("a", "Bowlby, J."), Text("b", "Loss.")]
    assert mark(html, compare_texts(texts, texts), str).elsewhere == []
    [change] = mark(html, compare_texts([Text("a", "Bowlby"), texts[1]], texts), str).elsewhere
    assert change.text.words == "Bowlby, J."
