"""Importing the same source again: nothing twice, nothing lost, nobody's work overwritten."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page

from tests import factories
from tests.importing import word_files
from tests.library import sources
from tests.library.conftest import get_page
from wagtail_attachment.models import ImportedArticle, ImportRun
from wagtail_attachment.publishing.texts import to_plain_text


def export(text=sources.BODY, **values):
    return sources.make_wordpress(sources.make_item(1, content=text, **values))


@pytest.fixture
def first(bring, put):
    (row,) = bring(put("export.xml", export()))
    return row


@pytest.fixture
def again(bring, put, first):
    """Return a function that imports the article with another text, and gives its row."""

    def again(text="<p>Other words stand here now.</p>", **values):
        (row,) = bring(put("export.xml", export(text, **values)))
        return row

    return again


def count_revisions(row):
    return Page.objects.get(pk=row.page_id).revisions.count()


def test_same_text_is_left_alone(first, again):
    row = again(sources.BODY)
    assert (row.state, row.page_id, row.notes) == ("unchanged", first.page_id, [])
    assert count_revisions(first) == 1


def test_changed_text_becomes_the_draft_that_nobody_edited(first, again):
    row = again()
    page = get_page(first)
    assert (row.state, row.page_id) == ("updated", first.page_id)
    assert to_plain_text(page.lead) == "Other words stand here now."
    assert row.before_id == first.revision_id
    assert page.first_published_at == sources.PUBLISHED
    assert again().state == "unchanged"


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda page: page.save_revision(), "Its draft was edited here."),
        (lambda page: factories.force_live(page), "It is published."),
        (lambda page: Page.objects.filter(pk=page.pk).update(locked=True), "Its draft is locked."),
        (
            lambda page: Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now()),
            "It has been published.",
        ),
    ],
)
def test_work_on_the_page_is_never_overwritten(first, again, act, reason):
    act(Page.objects.get(pk=first.page_id).specific)
    before = count_revisions(first)
    row = again()
    assert (row.state, row.page_id) == ("kept", first.page_id)
    assert row.notes[0].startswith(reason)
    assert count_revisions(first) == before
    assert ["+", "Other words stand here now."] in row.difference
    assert ["-", "Some evenings are quiet."] in row.difference
    assert again().state == "kept", "and it says so each time"


def test_source_that_differs_in_its_details_alone_says_so(bring, put, first):
    Page.objects.get(pk=first.page_id).specific.save_revision()
    (row,) = bring(put("export.xml", export(topics=["Tea"])))
    assert (row.state, row.difference) == ("kept", [])
    assert row.notes == [
        "Its draft was edited here. The source differs from what was imported; the page stays as it is.",
        "The words are the same: formatting, pictures or details such as authors differ.",
    ]


@pytest.mark.parametrize("is_edited", [False, True], ids=["as it was", "edited"])
def test_word_file_that_was_only_saved_again_is_the_same(bring, put, is_edited):
    body = word_files.paragraph("Tea", style="Title") + word_files.paragraph("Some words.")
    (first,) = bring(put("a.docx", word_files.make_word_file(body)))
    if is_edited:
        Page.objects.get(pk=first.page_id).specific.save_revision()
    saved = body.replace("<w:r>", '<w:r w:rsidR="00A1B2C3">')
    (row,) = bring(put("a.docx", word_files.make_word_file(saved)))
    assert (row.state, row.page_id, row.notes) == ("unchanged", first.page_id, [])


def test_changed_date_is_the_draft_s(first, again):
    row = again(date="2018-01-02 10:00:00")
    assert (row.state, get_page(row).first_published_at.year) == ("updated", 2018)


def test_scheduled_draft_is_kept(first, again):
    page = Page.objects.get(pk=first.page_id)
    Page.objects.filter(pk=page.pk).update(go_live_at=timezone.now() + timedelta(days=1))
    page.get_latest_revision()
    page.revisions.update(approved_go_live_at=timezone.now() + timedelta(days=1))
    assert again().notes[0].startswith("It is scheduled.")


def test_draft_that_was_deleted_is_made_again(first, again):
    Page.objects.get(pk=first.page_id).delete()
    row = again(sources.BODY)
    assert (row.state, row.notes[-1:]) == (
        "created",
        ["Author to be chosen, or added to People first: Ada Lindqvist."],
    )
    assert "Its earlier draft was deleted, so this is a new one." in row.notes


def test_pictures_that_come_later_are_put_in(bring, put, again):
    text = f'<p>Intro.</p><h2>Signs</h2><img src="/uploads/boat.png" alt="A boat"><p>{sources.LONG}</p>'
    assert "Picture missing" in again(text).notes[0]
    archive = sources.make_zip({"e.xml": export(text), "uploads/boat.png": sources.make_png()})
    (row,) = bring(put("all.zip", archive))
    assert (row.state, get_image_model().objects.count()) == ("updated", 1)


def test_renamed_file_is_known_by_its_text(bring, put):
    bring(put("a.md", "# One\n\nA text of some words.\n"))
    (row,) = bring(put("b.md", "# One\n\nA text of some words.\n"))
    assert (row.state, row.notes) == ("unchanged", ["The same text was imported as “a.md”."])


def test_file_of_a_folder_that_is_imported_alone_is_known_by_its_name_and_title(bring, put):
    folder = put("all/sleep/tea.md", "# Tea\n\nA text of sume words.\n").parent.parent
    (first,) = bring(folder)
    (row,) = bring(put("tea.md", "# Tea\n\nA text of some words.\n"))
    assert (row.state, row.page_id) == ("updated", first.page_id)
    assert row.notes == ["It was taken for “sleep/tea.md”, which has the same file name and title."]


def test_file_that_may_be_either_of_two_is_a_new_one_and_says_so(bring, put):
    put("all/a/index.md", "# Tea\n\nA text of some words.\n")
    bring(put("all/b/index.md", "# Tea\n\nA text of other words.\n").parent.parent)
    (row,) = bring(put("index.md", "# Tea\n\nA text of more words.\n"))
    assert (row.state, row.notes) == (
        "created",
        ["There is an article with this title already; this is another one."],
    )


def test_files_of_one_name_and_title_in_two_folders_are_two(bring, put):
    put("all/a/index.md", "# Tea\n\nA text of some words.\n")
    rows = bring(put("all/b/index.md", "# Tea\n\nA text of other words.\n").parent.parent)
    assert [row.state for row in rows] == ["created", "created"]
    assert rows[1].notes[0].startswith("There is an article with this title already")


def test_another_article_in_a_file_of_the_same_name_takes_no_page(bring, put):
    (one,) = bring(put("index.md", "# One\n\nA text of some words.\n"))
    (other,) = bring(put("index.md", "# Two\n\nA text of other words.\n"))
    assert (other.state, other.page_id) == ("kept", one.page_id)
    assert "rename the file" in other.notes[0]
    assert get_page(one).title == "One"


def test_articles_of_one_name_elsewhere_are_others(bring, put, home):
    below = home.add_child(instance=Page(title="Below", slug="below"))
    path = put("index.md", "# One\n\nA text of some words.\n")
    rows = [*bring(path), *bring(path, parent=below)]
    assert [row.state for row in rows] == ["created", "created"]


def test_two_items_with_one_key_are_two_articles(bring, put):
    items = [sources.make_item(1), sources.make_item(1, content="<p>Another text.</p>")]
    rows = bring(put("export.xml", sources.make_wordpress(*items)))
    assert [row.state for row in rows] == ["created", "created"]
    assert [get_page(row).slug for row in rows] == ["quiet-evening-1", "quiet-evening-1-2"]


def test_one_bad_article_stops_no_other(bring, put, monkeypatch):
    from wagtail_attachment.library import taking

    real = taking.read_article

    def fail(source, **options):
        if "Explode" in source:
            raise AssertionError("as Wagtail's converter does")
        return real(source, **options)

    monkeypatch.setattr(taking, "read_article", fail)
    items = [
        sources.make_item(1, content="<p>Explode</p>"),
        sources.make_item(2, content="x" * 400_000),
        sources.make_item(3),
    ]
    rows = bring(put("export.xml", sources.make_wordpress(*items)))
    assert [row.state for row in rows] == ["failed", "failed", "created"]
    assert "Something in it could not be read" in rows[0].notes[0]
    assert "300 kB" in rows[1].notes[0]
    assert Page.objects.filter(slug__startswith="quiet").count() == 1


def test_dry_run_goes_on_after_an_article_that_cannot_be_read(bring, put, monkeypatch, capsys):
    from wagtail_attachment.library import deciding

    real = deciding.Reading

    def fail(article, place):
        if article.name.endswith("1"):
            raise AssertionError("as Wagtail's converter does")
        return real(article, place)

    monkeypatch.setattr(deciding, "Reading", fail)
    items = [sources.make_item(1), sources.make_item(2)]
    bring(put("export.xml", sources.make_wordpress(*items)), dry_run=True)
    said = capsys.readouterr().out
    assert "Something in it could not be read" in said
    assert "Not imported: 1, New draft: 1" in said


def test_what_postgresql_does_not_keep_is_left_out_of_the_report(home, media):
    from wagtail_attachment.importing import Meta
    from wagtail_attachment.library.deciding import import_article
    from wagtail_attachment.library.sources import Library, SourceArticle
    from wagtail_attachment.library.taking import Place
    from wagtail_attachment.pages.models import ArticlePage

    place = Place(home.pk, ArticlePage, None, Library([]).shelf)
    meta = Meta(title="A", address="https://old.example/a\x00b")

    def bring_text(text):
        row = import_article(SourceArticle("key", "A", lambda: text, meta), place)
        row.run = ImportRun.objects.create(parent_id=home.pk, names=[])
        row.save()
        return row

    row = bring_text("<p>One\x00 text.</p>")
    assert row.address == "https://old.example/ab"
    get_page(row).save_revision()
    Page.objects.filter(pk=row.page_id).update(latest_revision=None)
    row = bring_text("<p>Another text.</p>")
    assert row.difference
    assert "\x00" not in str(row.difference)


def test_dry_run_changes_nothing(bring, put, home, capsys):
    content = (
        f'{sources.BODY}<img src="/uploads/boat.png"><img src="/lost.png">{sources.DISCLAIMER}'
    )
    export = sources.make_wordpress(sources.make_item(1, content=content))
    archive = put(
        "a.zip", sources.make_zip({"e.xml": export, "uploads/boat.png": sources.make_png()})
    )
    pages = Page.objects.count()
    assert bring(archive, dry_run=True) == []
    said = capsys.readouterr().out
    assert "New draft: Quiet evening 1" in said
    assert "Picture missing: /lost.png" in said
    assert "This text is for educational purposes only" in said
    assert "Nothing was changed" in said
    assert Page.objects.count() == pages
    assert not ImportRun.objects.exists()
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"parent": 99999}, "there is no page 99999"),
        ({"locale": "es"}, "no translation into es"),
        ({"type": "wagtailcore.page"}, "is not one of"),
        ({"user": "nobody"}, "there is no user 'nobody'"),
    ],
)
def test_wrong_options_are_named(put, home, options, message):
    path = put("a.md", "# One\n\nWords.\n")
    with pytest.raises(CommandError, match=message):
        call_command("import_articles", str(path), **{"parent": home.pk, **options})
    assert not ImportRun.objects.exists()


def test_missing_path_is_named(home):
    with pytest.raises(CommandError, match="no such file or folder: /nowhere"):
        call_command("import_articles", "/nowhere", parent=home.pk)


def test_language_leads_below_the_translation(bring, put):
    spanish = factories.get_home("es")
    (row,) = bring(put("a.md", "# Uno\n\nUnas palabras.\n"), locale="es")
    assert get_page(row).get_parent().pk == spanish.pk
    assert get_page(row).locale.language_code == "es"


def test_draft_belongs_to_who_imported_it(bring, put, home):
    user = factories.make_user("access_admin")
    factories.give_page_rights(user, home, "add_page")
    (row,) = bring(put("a.md", "# One\n\nWords.\n"), user=user.username)
    page = get_page(row)
    assert (page.owner, ImportRun.objects.get().user) == (user, user)


def test_who_may_not_add_images_is_told(bring, put, home):
    user = factories.make_user("access_admin")
    factories.give_page_rights(user, home, "add_page")
    put("a/one.md", "# One\n\nWords.\n\n![A boat](boat.png)\n")
    folder = put("a/boat.png", sources.make_png()).parent
    (row,) = bring(folder, user=user.username)
    assert (row.state, row.notes) == (
        "created",
        ["Picture not imported: boat.png. You don't have permission to add images."],
    )


def test_file_that_is_no_picture_is_refused_by_wagtail_s_form(bring, put):
    put("a/one.md", "# One\n\nWords.\n\n![A boat](boat.png)\n")
    folder = put("a/boat.png", b"no picture").parent
    (row,) = bring(folder)
    assert row.state == "created"
    assert row.notes[0].startswith("Picture not imported: boat.png.")


def test_style_is_chosen_by_the_title_or_named(bring, put):
    options = {"type": "wagtail_attachment_pages.attachmentstylepage"}
    rows = bring(put("a.md", "# Avoidant attachment\n\nWords.\n"), **options)
    rows += bring(put("b.md", "# Quiet\n\nOther words.\n"), **options)
    assert [get_page(row).style for row in rows] == ["avoidant", ""]
    assert rows[1].notes == ["Still to be chosen: attachment style."]
    assert ImportedArticle.objects.count() == 2
