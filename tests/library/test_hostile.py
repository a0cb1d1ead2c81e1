"""What was made to do harm, or is no text at all, in each format that a library comes in."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import factories
from tests.importing.test_formats import ALLOWED, XSS, get_rich_texts
from tests.importing.word_files import item, make_word_file, note_mark, paragraph, run, table
from tests.library import sources
from tests.library.conftest import get_page
from wagtail_attachment.importing.links import get_safe_href
from wagtail_attachment.models import ImportRun

LEAD = "Some evenings are quiet."


def write_html(attack):
    return (
        f"<p>{LEAD}</p>{attack}<h2>{attack}</h2><p>{sources.LONG}</p><ul><li>{attack}</ul>"
        f"<blockquote>{attack}</blockquote><img src='/a.png' alt=\"{attack}\">{attack}"
    )


def write_markdown(attack):
    return (
        f"{LEAD}\n\n## Signs {attack}\n\n{sources.LONG}\n\n{attack}\n\n> {attack}\n\n- {attack}\n"
    )


def make_wordpress(attack, **values):
    values = {"title": attack, "topics": [attack], "meta": {"_thumbnail_id": "8"}, **values}
    return sources.make_wordpress(
        sources.make_item(1, content=write_html(attack), **values),
        sources.make_item(2, content=f"{LEAD}\n\n[caption]{attack}[/caption]\n\n{attack}"),
        sources.make_attachment(8, "boat.png", attack),
    )


def make_docx(attack):
    return make_word_file(
        paragraph(run(attack), style="Title"),
        paragraph(LEAD),
        paragraph(run(attack), style="Heading1"),
        paragraph(run(attack), note_mark(1)),
        table((run(attack), "b"), ("c", run(attack))),
        item(attack),
        paragraph(run(attack), style="Quote"),
        notes=[run(attack)],
    )


FORMATS = {
    "WordPress": lambda attack: ("export.xml", make_wordpress(attack)),
    "Squarespace": lambda attack: (
        "Squarespace.xml",
        make_wordpress(attack, link="/blog/a", guid="7:8:9"),
    ),
    "Substack": lambda attack: (
        "substack.zip",
        sources.make_substack(write_html(attack), title=attack, subtitle=attack),
    ),
    "Medium": lambda attack: (
        "medium.zip",
        sources.make_medium(write_html(attack), title=attack, subtitle=attack),
    ),
    "Ghost": lambda attack: (
        "ghost.zip",
        sources.make_ghost(
            html=write_html(attack), title=attack, custom_excerpt=attack, feature_image=attack
        ),
    ),
    "Notion": lambda attack: (
        "notion.zip",
        sources.make_notion(write_markdown(attack), title=attack),
    ),
    "Markdown": lambda attack: (
        "notes.zip",
        sources.make_zip({"a.md": f"# T {attack}\n\n{write_markdown(attack)}"}),
    ),
    "text": lambda attack: (
        "notes.zip",
        sources.make_zip({"a.txt": f"{attack}\n\n{write_markdown(attack)}"}),
    ),
    "HTML": lambda attack: (
        "pages.zip",
        sources.make_zip({"a.html": f"<h1>{attack}</h1>{write_html(attack)}"}),
    ),
    "Word": lambda attack: ("a.docx", make_docx(attack)),
}
_LEADS = {"href", "src", "action", "formaction", "data", "poster", "background", "xlink:href"}
_RUNS = re.compile(
    r"[\s\x00-\x1f]*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|vbscript|data)\s*:", re.I
)


def find_what_runs(html):
    """Return what a browser would run of the attacks in a page."""
    soup = BeautifulSoup(html, "html5lib")
    found = [str(each) for each in soup(["script", "style"]) if is_run(each)]
    found += [str(each) for each in soup(["object", "embed", "iframe", "svg", "math", "base"])]
    for tag in soup():
        for name, value in tag.attrs.items():
            if name.startswith("on") or name == "srcdoc" or "javascript" in str(tag.get("style")):
                found.append(f"{name} of {tag}")
            if name in _LEADS and _RUNS.match(value):
                found.append(f"{name} of {tag}")
    return found


def is_run(element):
    """Structured data is read and not run; where it ends is for the parser to say."""
    return element.get("type") != "application/ld+json" and "alert" in element.get_text()


@pytest.mark.parametrize("attack", XSS)
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_that_runs_reaches_a_draft_or_its_readers(
    name, attack, bring, put, practice, client
):
    file, data = FORMATS[name](attack)
    rows = bring(put(file, data))
    assert rows
    for row in rows:
        assert row.state == "created", row.notes
        draft = get_page(row)
        html = [draft.lead, *get_rich_texts(list(draft.body.raw_data))]
        soup = BeautifulSoup("".join(html), "html.parser")
        assert {tag.name for tag in soup()} <= ALLOWED
        assert all(
            not tag.attrs or (tag.name == "a" and [*tag.attrs] == ["href"]) for tag in soup()
        )
        assert all(get_safe_href(a["href"]) == a["href"] for a in soup("a"))

        draft.save()
        factories.force_live(draft)
        shown = client.get(draft.get_url())
        assert shown.status_code == 200
        assert LEAD in shown.text
        assert find_what_runs(shown.text) == []


def test_report_of_an_import_runs_nothing(bring, put, home, superuser, client):
    attacks = "".join(XSS)
    for make in FORMATS.values():
        bring(put(*make(attacks)))
        client.force_login(superuser)
        run_pk = ImportRun.objects.first().pk
        shown = client.get(reverse("wagtail_attachment:import", args=[run_pk]))
        assert [each for each in find_what_runs(shown.text) if "alert" in each] == []
