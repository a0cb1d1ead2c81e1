"""A page that Google Docs saved: its styles are in classes, and its comments stand below the text."""

from wagtail_attachment.importing import read_article

STYLES = "<style>.c1{font-weight:700}.c2{font-style:italic}.c3{font-weight:400}.lead{font-weight:700}</style>"
MARK = '<sup><a href="#cmnt{0}" id="cmnt_ref{0}">[{1}]</a></sup>'
COMMENT = (
    '<div class="c7"><p class="c3"><a href="#cmnt_ref{0}" id="cmnt{0}">[{1}]</a><span class="c1">{2}'
    "</span></p><p>And with Tom.</p></div>"
)


def read(body):
    page = f"<html><head>{STYLES}</head><body class='c3'><h1>Tea</h1>{body}</body></html>"
    return read_article(page, name="tea.html")


def test_what_was_stressed_stays_so():
    article = read(
        '<p class="c3"><span class="c1">Bold</span>, <span class="c2 c3">slow</span>.</p>'
    )
    assert article.lead_html == "<p><b>Bold</b>, <i>slow</i>.</p>"


def test_styles_of_a_site_are_no_stress():
    assert read('<p class="lead">Words.</p>').lead_html == "<p>Words.</p>"


def test_comments_are_left_out_and_counted():
    article = read(
        f"<p>Some words{MARK.format(1, 'a')} of tea{MARK.format(2, 'b')}.</p>"
        f"{COMMENT.format(1, 'a', 'Check this with Eva!')}{COMMENT.format(2, 'b', 'Why?')}"
    )
    assert article.lead_html == "<p>Some words of tea.</p>"
    assert article.notices == ["Left out: 2 comments in the margin."]


def test_what_only_links_to_a_comment_stays():
    assert read('<p>Words <a href="#cmnt-rules">on comments</a>.</p>').lead_html == (
        "<p>Words on comments.</p>"
    )
