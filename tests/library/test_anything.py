"""Whatever is in a file, it is read or refused in words: nothing else is ever raised."""

import io
import json
import zipfile

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importing.test_formats import XSS
from tests.importing.word_files import make_word_file, paragraph, picture
from tests.library import sources
from wagtail_attachment.importing import make_body, make_lead
from wagtail_attachment.library.sources import Library, open_file
from wagtail_attachment.library.taking import Place, Reading

few = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PARTS = [*XSS, sources.BODY, sources.DISCLAIMER, "# ", "---\ntitle: T\n---\n", "[caption]", "]]>"]
TEXTS = st.lists(st.sampled_from(PARTS) | st.text(max_size=20), max_size=5).map("".join)
# Each with what its makers write around the text.
WRITTEN = {
    "export.xml": lambda text: sources.make_wordpress(sources.make_item(1, content=text)),
    "title.xml": lambda text: sources.make_wordpress(sources.make_item(1, title=text)),
    "substack.zip": lambda text: sources.make_substack(text, title=text, subtitle=text),
    "medium.zip": lambda text: sources.make_medium(text, title=text, subtitle=text),
    "ghost.zip": lambda text: sources.make_ghost(html=text, title=text, published_at=text),
    "notion.zip": lambda text: sources.make_notion(text, title=text),
    "folder.zip": lambda text: sources.make_zip(
        {"a.md": encode(text), "b.html": encode(text), "c.txt": encode(text)}
    ),
    "a.docx": lambda text: make_word_file(
        paragraph("T", style="Title"), paragraph(picture("A door")), paragraph("Words.")
    ),
}
# Where to cut, how much is cut out there, and what is put in its place.
CUTS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40) | st.just(10**6), st.binary(max_size=12)),
    min_size=1,
    max_size=4,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=4), each),
    max_leaves=6,
)


def encode(text):
    return text.encode("utf-8", "replace")


def read_all(name, data):
    """Read each article as an import does, up to what it stores; return how many there were."""
    try:
        library = Library([open_file(io.BytesIO(data), name)])
    except ValidationError:
        return 0
    place, count = Place(1, None, None, library.shelf), 0
    for article in library.read():
        count += 1
        try:
            reading = Reading(article, place)
            make_lead(reading.text), make_body(reading.text)
            assert len(reading.title) <= 255
            assert len(article.key) <= 500
            assert reading.digest
            json.dumps([reading.left_out, reading.notes])
        except ValidationError:
            continue
    return count


def damage(data, cuts):
    for at, length, put in cuts:
        place = int(at * len(data))
        data = data[:place] + put + data[place + length :]
    return data


@pytest.mark.parametrize("name", WRITTEN)
@given(text=TEXTS)
@few
def test_any_text(name, text):
    assert read_all(name, WRITTEN[name](text)) >= 1


@pytest.mark.parametrize("name", WRITTEN)
@given(cuts=CUTS)
@few
def test_damaged_file(name, cuts):
    read_all(name, damage(WRITTEN[name]("<p>Quiet.</p>"), cuts))


@pytest.mark.parametrize("name", [name for name in WRITTEN if not name.endswith(".xml")])
@given(cuts=CUTS, which=st.integers(0, 20))
@few
def test_archive_with_a_damaged_file(name, cuts, which):
    with zipfile.ZipFile(io.BytesIO(WRITTEN[name]("<p>Quiet.</p>"))) as archive:
        files = {path: archive.read(path) for path in archive.namelist()}
    path = sorted(files)[which % len(files)]
    read_all(name, sources.make_zip({**files, path: damage(files[path], cuts)}))


@pytest.mark.parametrize(
    "name", ["a.xml", "a.json", "a.zip", "a.docx", "a.md", "a.html", "a.txt", "posts.csv", "a"]
)
@given(data=st.binary(max_size=200), magic=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe"]))
@few
def test_any_bytes(name, data, magic):
    read_all(name, magic + data)


TABLES = ["posts", "tags", "posts_tags", "users", "posts_authors", "posts_meta"]
ROWS = st.dictionaries(
    st.sampled_from(["id", "title", "html", "slug", "status", "visibility", "published_at",
                     "feature_image", "uuid", "name", "post_id", "tag_id", "author_id"]),
    VALUES,
)  # fmt: skip


@given(data=st.dictionaries(st.sampled_from(TABLES), VALUES | st.lists(ROWS | VALUES, max_size=3)))
@few
def test_any_tables_of_ghost(data):
    read_all("ghost.json", json.dumps({"db": [{"data": data}]}).encode())


@given(table=st.lists(st.lists(TEXTS, max_size=7), max_size=3), line=TEXTS)
@few
def test_any_table_of_substack(table, line):
    head = "post_id,post_date,is_published,type,title,subtitle"
    lines = [head, line, *(",".join(cells) for cells in table)]
    files = {"posts.csv": encode("\n".join(lines)), "posts/1.a.html": "<p>Quiet.</p>"}
    read_all("substack.zip", sources.make_zip(files))
