"""What comes of the exports of other systems."""

import json
import time
import zipfile
from datetime import UTC, date, datetime

import pytest
from wagtail.images import get_image_model

from tests import factories
from tests.importing import word_files
from tests.library import sources
from tests.library.conftest import get_page
from wagtail_attachment.library.sources import Library, open_path, wordpress
from wagtail_attachment.library.sources.wordpress_parts import put_patterns
from wagtail_attachment.library.sources.wordpress_text import to_html
from wagtail_attachment.models import ImportRun
from wagtail_attachment.publishing.texts import to_plain_text


def get_words(page):
    """Return the draft's texts, one after the other."""
    words = [to_plain_text(page.lead)]
    for block in page.body:
        if block.block_type == "section":
            words.append(block.value["heading"])
            words += [
                to_plain_text(child.value)
                for child in block.value["content"]
                if child.block_type == "paragraph"
            ]
    return [text for text in words if text]


def test_wordpress(bring, put):
    person = factories.make_person("Ada Lindqvist")
    topic = factories.make_topic("Grief")
    (row,) = bring(
        put(
            "export.xml",
            sources.make_wordpress(
                sources.make_item(
                    1,
                    title="Quiet &amp; <em>slow</em>",
                    topics=["Grief", "Uncategorized", "Tea &amp; talk"],
                )
            ),
        )
    )
    page = get_page(row)
    assert (row.state, page.title, page.slug) == ("created", "Quiet & slow", "quiet-evening-1")
    assert page.first_published_at == sources.PUBLISHED
    assert list(page.authors.all()) == [person]
    assert list(page.topics.all()) == [topic]
    assert get_words(page) == [
        "Some evenings are quiet.",
        "What gives it away",
        sources.LONG.strip(),
    ]
    assert row.notes == ["No topic has this name: Tea & talk."]
    assert not page.live


def test_squarespace_writes_the_same_format(bring, put):
    item = sources.make_item(1, link="/blog/quiet-evening", guid="7:8:9")
    (row,) = bring(put("Squarespace.xml", sources.make_wordpress(item)))
    assert (row.state, row.address) == ("created", "/blog/quiet-evening")


def test_wordpress_classic_text_and_shortcodes(bring, put):
    text = (
        "First thought.\n\nSecond thought [sic],\non two lines.\n\n"
        '[caption id="a" width="300"]<img src="/x.png" alt=""> A boat[/caption]\n\n'
        "https://video.example.org/watch?v=1\n\n"
        '[vc_row][vc_column]Third thought.[/vc_column][/vc_row]\n\n[contact-form-7 id="4"]\n'
    )
    (row,) = bring(put("export.xml", sources.make_wordpress(sources.make_item(1, content=text))))
    words = " ".join(get_words(get_page(row)))
    assert "First thought. Second thought [sic], on two lines." in words
    assert "Third thought." in words
    assert "A boat" in words
    assert 'href="https://video.example.org/watch?v=1"' in get_page(row).lead
    assert not {"vc_row", "contact-form", "caption"} & set(words.replace("[", " ").split())
    assert (
        "Left out, since only WordPress can run it: [vc_row], [vc_column], [contact-form-7]."
        in row.notes
    )


@pytest.mark.parametrize(
    "part",
    [
        '<!-- wp:block {"ref":1',
        "<!-- wp:",
        "[caption]",
        "[caption ",
        "[gallery ",
        "[embed ",
        "<a ",
        "<img ",
    ],
)
def test_wordpress_text_of_any_shape_is_read_at_once(part):
    text = part * (300_000 // len(part))
    text = f"[caption]{text[:4_900]}[/caption]{text}"
    before = time.process_time()
    put_patterns(text, {"1": "<p>Words.</p>"})
    to_html(text, {})
    assert time.process_time() - before < 0.5


def test_wordpress_text_is_read_when_its_article_is(put, monkeypatch):
    """Or to count the articles of an export would take as long as to import them."""
    monkeypatch.setattr(wordpress, "to_html", None)
    path = put("export.xml", sources.make_wordpress(sources.make_item(1)))
    assert Library([open_path(path)]).count() == 1


def test_wordpress_text_that_is_far_too_long_is_refused_in_words(bring, put):
    items = [sources.make_item(1, content="<p>a</p>" * 700_000), sources.make_item(2)]
    rows = bring(put("export.xml", sources.make_wordpress(*items)))
    assert [row.state for row in rows] == ["failed", "created"]
    assert "longer than 300 kB" in rows[0].notes[0]


def test_wordpress_leaves_out_what_is_no_article(bring, put):
    kept = [sources.make_item(1, status="draft"), sources.make_item(2, post_type="page")]
    others = [
        sources.make_item(3, status="trash"),
        sources.make_item(4, status="auto-draft"),
        sources.make_item(5, post_type="nav_menu_item"),
        sources.make_attachment(6, "boat.png"),
    ]
    rows = bring(put("export.xml", sources.make_wordpress(*kept, *others)))
    assert [row.title for row in rows] == ["Quiet evening 1", "Quiet evening 2"]
    draft = get_page(rows[0])
    assert draft.first_published_at is None
    assert rows[0].address == ""
    assert "It was not public there, so it has no date of first publication." in rows[0].notes


def test_wordpress_with_control_bytes_loses_no_item(bring, put):
    export = sources.make_wordpress(
        sources.make_item(1, content="<p>One\x0b\x00 two.</p>"), sources.make_item(2)
    )
    rows = bring(put("export.xml", export))
    assert [row.state for row in rows] == ["created", "created"]
    assert to_plain_text(get_page(rows[0]).lead) == "One two."


def test_wordpress_with_a_damaged_name_loses_no_item(bring, put):
    export = sources.make_wordpress(sources.make_item(1))
    damaged = export.replace(
        b'="http://wordpress.org/export/1.2/"', b'="http://wordpress.org/export/1.2/}"'
    )
    assert [row.state for row in bring(put("export.xml", damaged))] == ["created"]


def test_wordpress_export_that_was_cut_says_so(bring, put):
    export = sources.make_wordpress(sources.make_item(1), sources.make_item(2))
    cut = export[: export.rindex(b"<content:encoded>") + 40]
    assert [row.title for row in bring(put("export.xml", cut))] == ["Quiet evening 1"]
    (problem,) = ImportRun.objects.get().problems
    assert "2 items" in problem


def test_wordpress_pictures_come_from_the_uploaded_archive(bring, put):
    content = (
        '<!-- wp:image {"id":8} --><figure><img src="https://old.example.org/wp-content/uploads/'
        '2019/boat-300x200.png" alt="A boat"><figcaption>On the lake</figcaption></figure>'
        f"<!-- /wp:image --><p>Intro.</p><h2>Signs</h2><p>{sources.LONG}</p>"
        f'[gallery ids="8,9"]<p>{sources.LONG}</p><img src="/lost.png">'
    )
    export = sources.make_wordpress(
        sources.make_attachment(8, "2019/boat.png", "A boat"),
        sources.make_attachment(9, "2020/boat.png", "Another boat"),
        sources.make_item(1, content=content, meta={"_thumbnail_id": "9"}),
        sources.make_item(2, content=content),
    )
    archive = sources.make_zip(
        {
            "export.xml": export,
            "uploads/2019/boat.png": sources.make_png("red"),
            "uploads/2020/boat.png": sources.make_png("blue"),
        }
    )
    rows = bring(put("all.zip", archive))
    page = get_page(rows[0])
    pictures = [block.value for block in page.body if block.block_type == "image"]
    (section,) = (block for block in page.body if block.block_type == "section")
    inside = [
        (child.block_type, getattr(child.value, "contextual_alt_text", ""))
        for child in section.value["content"]
    ]
    assert [image.contextual_alt_text for image in pictures] == ["A boat"]
    assert inside == [
        ("paragraph", ""),
        ("image", "A boat"),
        ("image", "Another boat"),
        ("paragraph", ""),
        ("paragraph", ""),
    ]
    assert "[Picture: /lost.png]" in str(section.value["content"][4].value)
    assert page.image.title == "Another boat"
    assert get_image_model().objects.count() == 2, "each file once, however often it is used"
    assert (
        rows[0].notes[0]
        == "Picture missing: /lost.png. Import again, together with the picture in a ZIP archive."
    )
    assert "attachmentpicture" not in str(page.body.raw_data) + page.lead + page.title


def test_wordpress_footnotes_become_references(bring, put):
    mark = '<sup data-fn="{0}" class="fn"><a href="#{0}" id="{0}-link">{1}</a></sup>'
    content = (
        f"<!-- wp:paragraph --><p>Tea helps{mark.format('ab-1', 1)} many{mark.format('cd-2', 2)}.</p>"
        "<!-- /wp:paragraph --><!-- wp:footnotes /-->"
    )
    notes = json.dumps(
        [{"id": "ab-1", "content": "From <em>a book</em>."}, {"id": "cd-2", "content": "Two."}]
    )
    item = sources.make_item(1, content=content, meta={"footnotes": notes})
    page = get_page(bring(put("e.xml", sources.make_wordpress(item)))[0])
    assert page.lead == "<p>Tea helps[1] many[2].</p>"
    (references,) = page.body
    assert [each["title"] for each in references.value["items"]] == ["From a book", "Two"]


def test_wordpress_pattern_stands_where_it_is_referred_to(bring, put):
    content = '<p>Before.</p><!-- wp:block {"ref":7} /--><p>After.</p><!-- wp:block {"ref":99} /-->'
    export = sources.make_wordpress(
        sources.make_item(1, content=content),
        sources.make_item(
            7, post_type="wp_block", content='<p>In all.</p><!-- wp:block {"ref":7} /-->'
        ),
    )
    (row,) = bring(put("e.xml", export))
    assert get_words(get_page(row))[0].startswith("Before. In all.")
    assert get_words(get_page(row))[0].endswith("After.")
    assert "A pattern (reusable block) is not in the export: its text is missing." in row.notes


@pytest.mark.parametrize(
    ("slug", "title", "allow_unicode", "expected"),
    [
        ("%d8%a7%d9%84%d8%b4%d8%a7%d9%8a", "الشاي", True, "الشاي"),
        ("%d8%a7%d9%84%d8%b4%d8%a7%d9%8a", "Tea at ten", False, "tea-at-ten"),
        ("tea-%c3%a9", "Tea", False, "tea-e"),
    ],
)
def test_slug_in_another_script_is_read(bring, put, settings, slug, title, allow_unicode, expected):
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = allow_unicode
    item = sources.make_item(1, post_name=slug, title=title)
    assert get_page(bring(put("e.xml", sources.make_wordpress(item)))[0]).slug == expected


def test_substack(bring, put):
    rows = bring(put("substack.zip", sources.make_substack()))
    assert [(row.title, row.address) for row in rows] == [
        ("First letter", "/p/first-letter"),
        ("A draft", ""),
    ]
    page = get_page(rows[0])
    assert (page.subtitle, page.slug) == ("Slowly", "first-letter")
    assert page.first_published_at == datetime(2021, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert get_page(rows[1]).first_published_at is None


def test_medium(bring, put):
    person = factories.make_person("Ada Lindqvist")
    (row,) = bring(put("medium.zip", sources.make_medium()))
    page = get_page(row)
    assert (page.title, page.subtitle) == ("First story", "Slowly")
    assert get_words(page) == [
        "Some evenings are quiet.",
        "What gives it away",
        sources.LONG.strip(),
    ]
    assert list(page.authors.all()) == [person]
    assert row.address == "https://medium.com/@ada/first-story-abc123"
    assert page.first_published_at.year == 2020


def test_medium_with_control_characters_loses_no_story(bring, put):
    archive = sources.make_medium("\x1b<p>One\x1b two.</p>", title="First\x0b story\x1b")
    (row,) = bring(put("medium.zip", archive))
    assert (row.state, row.title) == ("created", "First story")
    assert get_words(get_page(row)) == ["One two."]


def test_ghost(bring, put):
    rows = bring(put("ghost.zip", sources.make_ghost()))
    assert [(row.title, row.address) for row in rows] == [
        ("First post", "/first-post/"),
        ("Draft", ""),
    ]
    page = get_page(rows[0])
    assert (page.subtitle, page.image.title) == ("Slowly", "A pier")
    (section,) = (block for block in page.body if block.block_type == "section")
    assert section.value["content"][1].value.contextual_alt_text == "A boat"
    assert rows[0].notes == [
        "Author to be chosen, or added to People first: Ada Lindqvist.",
        "No topic has this name: Grief.",
    ]


def test_ghost_with_damaged_ids_loses_no_post(bring, put):
    rows = bring(put("ghost.zip", sources.make_ghost(id=["5f1"], uuid=None)))
    assert [(row.title, row.state) for row in rows] == [
        ("First post", "created"),
        ("Draft", "created"),
    ]


def test_notion(bring, put):
    topic = factories.make_topic("Sleep")
    (row,) = bring(put("notion.zip", sources.make_notion()))
    page = get_page(row)
    assert page.title == "First page"
    assert get_words(page) == ["Quiet.", "Signs", sources.LONG.strip()]
    assert list(page.topics.all()) == [topic]


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        ("md", "# A heading that is *longer* than a file’s name\n\nFor those who wait\n\n{}"),
        (
            "html",
            '<article class="page"><header><h1 class="page-title">A heading that is <em>longer</em>'
            ' than a file’s name</h1></header><div class="page-body"><p>For those who wait</p>'
            "<h1>Signs</h1><p>{}</p></div></article>",
        ),
    ],
)
def test_notion_cuts_the_name_of_a_file_and_not_its_heading(bring, put, ending, text):
    file = f"A heading {sources.NOTION_ID}.{ending}"
    (row,) = bring(put("n.zip", sources.make_zip({file: text.format(sources.LONG)})))
    assert row.title == "A heading that is longer than a file’s name"
    assert get_words(get_page(row))[0].startswith("For those who wait")
    assert "longer" not in " ".join(get_words(get_page(row)))


@pytest.mark.parametrize(
    ("line", "day", "notes"),
    [
        ("Date: June 3, 2021", date(2021, 6, 3), []),
        ("Date: 2021-06-03", date(2021, 6, 3), []),
        (
            "Date: June 2021",
            None,
            ["Left out, since a draft has no place for it: “Date: June 2021”."],
        ),
        ("Status: Done", None, ["Left out, since a draft has no place for it: “Status: Done”."]),
    ],
)
def test_notion_properties_are_used_or_said(bring, put, line, day, notes):
    file = f"Tea {sources.NOTION_ID}.md"
    text = f"# Tea\n\n{line}\n\n{sources.LONG}"
    (row,) = bring(put("n.zip", sources.make_zip({file: text})))
    at = get_page(row).first_published_at
    assert (at.date() if at else None) == day
    assert row.notes == notes


def test_notion_page_without_a_heading_is_called_as_its_file(bring, put):
    (row,) = bring(put("n.zip", sources.make_zip({f"Tea {sources.NOTION_ID}.md": sources.LONG})))
    assert row.title == "Tea"


@pytest.mark.parametrize(
    "beginning", ["<p>For those who wait</p>", "<h1>For those who wait</h1>"], ids=["line", "h1"]
)
def test_known_title_is_not_looked_for_in_the_text(bring, put, beginning):
    item = sources.make_item(1, content=beginning + sources.BODY)
    (row,) = bring(put("export.xml", sources.make_wordpress(item)))
    page = get_page(row)
    assert page.title == "Quiet evening 1"
    assert "For those who wait" in get_words(page)[0] + page.subtitle


def test_known_subtitle_is_not_looked_for_in_the_text(bring, put):
    text = "<h3>For those who wait</h3>" + sources.BODY
    archive = sources.make_substack(text)
    page = get_page(bring(put("substack.zip", archive))[0])
    assert (page.title, page.subtitle) == ("First letter", "Slowly")
    assert "For those who wait" in " ".join(get_words(page))


def test_title_that_the_text_repeats_is_there_once(bring, put):
    item = sources.make_item(1, content="<h1>Quiet evening 1</h1>" + sources.BODY)
    page = get_page(bring(put("export.xml", sources.make_wordpress(item)))[0])
    assert "Quiet evening" not in " ".join(get_words(page))


def test_folder_with_pictures(bring, put):
    put("a/one.md", f"# One\n\nIntro.\n\n## Signs\n\n{sources.LONG}\n\n![A boat](img/boat.png)\n")
    put("a/img/boat.png", sources.make_png())
    put("b.html", f"<h1>Two</h1>{sources.BODY}")
    put("c.txt", f"Three\n\nIntro text.\n\nSigns\n\n{sources.LONG}")
    put("d.pdf", b"%PDF-1.7")
    put(".hidden.md", "# Hidden")
    folder = put("notes.csv", "a,b").parent
    rows = bring(folder)
    assert [(row.name, row.state) for row in rows] == [
        ("a/one.md", "created"),
        ("b.html", "created"),
        ("c.txt", "created"),
        ("d.pdf", "failed"),
    ]
    assert [row.title for row in rows[:3]] == ["One", "Two", "Three"]
    (section,) = get_page(rows[0]).body
    assert [child.block_type for child in section.value["content"]] == ["paragraph", "image"]
    assert "save it as a Word document" in rows[3].notes[0]


def test_what_ours_replace_is_left_out_and_told_with_its_words(bring, put):
    (row,) = bring(put("a.html", f"<h1>One</h1>{sources.BODY}{sources.DISCLAIMER}"))
    assert row.left_out == [["disclaimer", to_plain_text(sources.DISCLAIMER)]]
    assert "educational" not in " ".join(get_words(get_page(row)))


def test_report_says_of_each_passage_left_out_whether_yours_stands_instead(bring, put, capsys):
    menu = "<nav>Home and About</nav>"
    bring(put("a.html", f"{menu}<h1>One</h1>{sources.BODY}{sources.DISCLAIMER}"))
    said = capsys.readouterr().out
    assert "Left out, since yours is added (Disclaimer): This text is for" in said
    assert "Left out, since it is not part of the article (Menu): Home and About" in said


def test_passage_that_may_be_the_article_s_own_is_kept_and_named(bring, put):
    box = "<aside>A note of my own on quiet evenings.</aside>"
    sidebar = "<aside class='sidebar'>Recent posts</aside>"
    (row,) = bring(put("a.html", f"<h1>One</h1>{sources.BODY}{box}{sources.BODY}{sidebar}"))
    assert row.left_out == [["aside", "Recent posts"]]
    assert "A note of my own on quiet evenings." in " ".join(get_words(get_page(row)))
    assert row.notes == [
        "Kept, since it may be part of the article (Text beside the article): "
        "A note of my own on quiet evenings."
    ]


def test_article_without_text_is_a_draft_that_says_so(bring, put):
    items = [sources.make_item(1, content=""), sources.make_item(2, content=sources.DISCLAIMER)]
    rows = bring(put("export.xml", sources.make_wordpress(*items)))
    assert [row.state for row in rows] == ["created", "created"]
    assert "Nothing of its text is in the draft." in rows[0].notes
    # A passage that is all there is may well be the article's own.
    assert "educational" in " ".join(get_words(get_page(rows[1])))
    assert rows[1].notes[0].startswith("Kept, since it may be part of the article (Disclaimer)")


def test_file_without_text_is_not_imported(bring, put):
    (row,) = bring(put("empty.md", "\n\n"))
    assert (row.state, row.notes) == ("failed", ["It contains no article text."])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("w.xml", sources.make_wordpress(sources.make_item(1, date="0001-01-01 00:00:00"))),
        ("g.zip", sources.make_ghost(published_at="0001-01-01T00:00:00.000Z")),
        ("h.md", "---\ntitle: H\ndate: 0001-01-01T00:00:00Z\n---\n\nWords.\n"),
    ],
    ids=["WordPress", "Ghost", "Hugo"],
)
def test_date_that_stands_for_none_is_none(bring, put, name, data):
    assert get_page(bring(put(name, data))[0]).first_published_at is None


def test_encoding_that_was_guessed_is_told(bring, put):
    (row,) = bring(put("a.txt", "T\n\nÑandú, Ära.\n".encode("latin-1")))
    assert get_page(row).lead == "<p>Ñandú, Ära.</p>"
    assert row.notes[0].startswith("The file does not say which encoding its letters have")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encoding_that_is_sure_is_not_told(bring, put, encoding):
    (row,) = bring(put("a.txt", "T\n\nÑandú, Ära.\n".encode(encoding)))
    assert (row.notes, get_page(row).lead) == ([], "<p>Ñandú, Ära.</p>")


def test_article_without_a_title_is_called_as_its_file_without_the_ending(bring, put):
    text = f"<p>{sources.LONG}</p>"
    rows = bring(put("all.zip", sources.make_zip({"a/Tea at ten.html": text})))
    assert [(row.title, row.name) for row in rows] == [("Tea at ten", "a/Tea at ten.html")]


@pytest.mark.parametrize("system", ["WordPress", "Ghost"])
def test_articles_beside_an_export_are_read_too(bring, put, system):
    if system == "WordPress":
        put("a/export.xml", sources.make_wordpress(sources.make_item(1)))
        first, download = "Quiet evening 1", "wp-content/uploads/2019/form.html"
    else:
        post = {"uuid": "u", "title": "First post", "html": sources.BODY, "status": "published"}
        put("a/ghost.json", json.dumps({"db": [{"data": {"posts": [post]}}]}))
        first, download = "First post", "content/files/form.html"
    put("a/tea.md", f"# Tea\n\n{sources.LONG}")
    body = word_files.paragraph("Slow", style="Title") + word_files.paragraph("Some words.")
    put("a/slow.docx", word_files.make_word_file(body))
    folder = put("a/old.pdf", b"%PDF-1.7").parent
    put(f"a/{download}", "<h1>A form to print</h1><p>Your name</p>")
    put("a/content/posts/hugo.md", f"# Hugo\n\n{sources.LONG}")
    rows = bring(folder)
    (problem,) = ImportRun.objects.get().problems
    assert problem.startswith(
        f"Not imported, since they lie among the files of an export: {download}."
    )
    assert [(row.title or row.name, row.state) for row in rows] == [
        (first, "created"),
        ("Hugo", "created"),
        ("old.pdf", "failed"),
        ("Slow", "created"),
        ("Tea", "created"),
    ]


@pytest.mark.parametrize("make", [sources.make_substack, sources.make_notion, sources.make_medium])
def test_texts_in_an_export_that_are_none_of_its_articles_are_named(bring, put, make):
    with zipfile.ZipFile(put("export.zip", make()), "a") as archive:
        if make is sources.make_notion:
            archive.writestr(f"Second page {sources.NOTION_ID}.md", "# Second page\n\nWords.")
        archive.writestr("tea.docx", b"")
    bring(archive.filename)
    assert ImportRun.objects.get().problems == [
        "Not imported, since they lie among the files of an export: tea.docx. If one is an article, "
        "import it by itself."
    ]


def test_files_of_programs_are_no_articles(bring, put):
    put("a/~$grief.docx", b"Ada")
    put("a/b/__MACOSX/._tea.html", b"\x00\x05")
    put("a/.DS_Store", b"\x00\x01")
    put("a/Tea.html", f"<h1>Tea</h1>{sources.BODY}")
    put("a/Tea_files/saved_resource.html", "<p>An advertisement</p>")
    put("a/Other_files/slow.html", f"<h1>Slow</h1>{sources.BODY}")
    rows = bring(put("a/Tea_files/f(1).html", "").parent.parent, put("~$slow.docx", b"Ada"))
    assert [row.name for row in rows] == ["Other_files/slow.html", "Tea.html"]


def test_archive_too_deep_in_others_is_told(bring, put):
    deep = sources.make_zip({"deep.zip": sources.make_zip({"b.md": "# B"}), "a.md": "# A\n\nText."})
    rows = bring(put("all.zip", sources.make_zip({"in.zip": deep})))
    assert [row.title for row in rows] == ["A"]
    assert ImportRun.objects.get().problems == [
        "“in.zip/deep.zip” is an archive that lies too deep in others. Unpack it, and import its parts."
    ]


@pytest.mark.parametrize("name", ["a.odt", "a.pages", "a.epub", "a.docm"])
def test_document_that_is_an_archive_is_refused_as_one_that_is_not(bring, put, name):
    (row,) = bring(put(name, sources.make_zip({"content.xml": "<a/>", "notes.txt": "Notes"})))
    assert row.notes[0].startswith(f"Files of this kind ({name[1:]}) are not read.")


def test_archive_that_is_called_a_word_file_is_refused_with_what_to_do(bring, put):
    (row,) = bring(put("a.docx", sources.make_zip({"a.md": "# A"})))
    assert row.notes == [
        "This isn't a Word file (.docx). Save it as one in your word processor, and try it again."
    ]
