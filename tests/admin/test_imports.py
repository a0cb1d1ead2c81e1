"""Importing many articles in the admin: the files, the progress, the report."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from tests import factories
from tests.admin.answers import get_links, get_messages, get_text, is_denied, read
from tests.delivery.test_purge_tasks import TASKS
from tests.library import sources
from wagtail_attachment.library import tasks
from wagtail_attachment.library.drafts import get_article_models
from wagtail_attachment.models import ImportedArticle, ImportRun

ARTICLE = "wagtail_attachment_pages.articlepage"


@pytest.fixture(autouse=True)
def _media(media):
    """Uploads go with the test."""


def get_url(name, *args):
    return reverse(f"wagtail_attachment:{name}", args=args)


@pytest.fixture
def upload(owner, home, django_capture_on_commit_callbacks):
    """Return a function that imports files as a browser posts them, and gives the last answer."""

    def upload(*files, client=owner, page_type=ARTICLE):
        data = {
            "page_type": page_type,
            "sources": [SimpleUploadedFile(name, content) for name, content in files],
        }
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(get_url("start_import", home.pk), data)
        return client.get(answer.url) if answer.status_code == 302 else answer

    return upload


@pytest.fixture
def go_on(owner, django_capture_on_commit_callbacks):
    """Return a function that presses *Continue*, and gives the page that is shown then."""

    def go_on(run):
        with django_capture_on_commit_callbacks(execute=True):
            answer = owner.post(get_url("continue_import", run.pk))
        return owner.get(answer.url)

    return go_on


def make_export(count=2):
    items = [sources.make_item(n, topics=["Tea"]) for n in range(1, count + 1)]
    return ("export.xml", sources.make_wordpress(*items))


def list_uploads():
    return default_storage.listdir("imports")[1] if default_storage.exists("imports") else []


def test_way_from_the_page_that_holds_the_articles(owner, home):
    links = get_links(owner.get(reverse("wagtailadmin_explore", args=[home.pk])))
    assert get_url("start_import", home.pk) in links


def test_files_become_drafts_and_a_report(owner, upload, home):
    note = f"# Three\n\nSome words.\n\n## Signs\n\n{sources.LONG}\n\nThis is not medical advice.\n"
    answer = upload(make_export(), ("note.md", note.encode()))
    text = get_text(read(answer).select_one("main"))
    assert "Done. New draft: 3. Below" in text
    assert "No topic has this name: Tea." in text
    assert "Left out, since yours is added (Disclaimer): This is not medical advice." in text
    assert (
        "Old address: https://old.example.org/2019/03/quiet-evening-1/ Once it is published, "
        "“/2019/03/quiet-evening-1/” on this site leads to it, unless that address leads elsewhere"
        in text
    )
    drafts = Page.objects.child_of(home).filter(live=False)
    assert drafts.count() == 3
    left_out = reverse("wagtail_attachment:left_out", args=[drafts.get(title="Three").pk])
    assert left_out in get_links(
        owner.get(reverse("wagtailadmin_pages:edit", args=[drafts.get(title="Three").pk]))
    )
    assert "This is not medical advice." in get_text(read(owner.get(left_out)))
    run = ImportRun.objects.get()
    assert (run.state, run.total, run.names) == ("done", 3, ["export.xml", "note.md"])
    assert PageLogEntry.objects.filter(action="wagtail_attachment.import_articles").count() == 1
    assert not answer.has_header("Refresh")
    links = get_links(owner.get(get_url("imports")))
    assert get_url("import", run.pk) in links


def test_uploaded_files_are_deleted_at_the_end(upload):
    upload(make_export())
    assert list_uploads() == []
    assert ImportRun.objects.get().uploads == []


def test_what_is_refused_is_named_at_the_field(upload):
    archive = sources.make_zip({"../a.md": "# One"})
    answer = upload(("tricky.zip", archive))
    assert "leads to a place outside of the archive" in get_text(read(answer).select_one("main"))
    assert not ImportRun.objects.exists()


def test_no_file_is_named_at_the_field(upload):
    assert "Choose the files to import." in get_text(read(upload()).select_one("main"))


def test_import_goes_on_after_each_request_s_time(owner, upload, monkeypatch, go_on):
    """Without a worker a request imports for a while; the rest waits for *Continue*."""
    monkeypatch.setattr(tasks, "_SECONDS_A_REQUEST", -1)
    answer = upload(make_export())
    assert "Waiting to continue. 1 of 2 articles." in get_text(read(answer).select_one("main"))
    assert len(list_uploads()) == 1
    # The time is over before the second is found, and it is imported all the same.
    answer = go_on(ImportRun.objects.get())
    assert "Done. New draft: 2." in get_text(read(answer).select_one("main"))
    assert ImportedArticle.objects.count() == 2


def test_progress_is_shown_without_a_script(owner, upload):
    upload(make_export())
    soon = timezone.now() + timedelta(minutes=1)
    ImportRun.objects.update(ended_at=None, held_until=soon, total=5)
    answer = owner.get(get_url("import", ImportRun.objects.get().pk))
    text = get_text(read(answer).select_one("main"))
    assert "In progress. 2 of 5 articles." in text
    assert answer["Refresh"] == "5"
    assert "Continue" not in text


def test_import_that_a_worker_is_to_begin_says_so_and_shows_it(upload, settings, go_on):
    settings.TASKS = {"default": {"BACKEND": f"{TASKS}.backends.dummy.DummyBackend"}}
    answer = upload(make_export())
    ImportRun.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    for shown in (answer, go_on(ImportRun.objects.get())):
        assert "It begins as soon as a worker is free" in get_text(read(shown).select_one("main"))
        assert shown["Refresh"] == "5"


def test_import_whose_process_died_can_be_continued(owner, upload, monkeypatch):
    monkeypatch.setattr(tasks, "_SECONDS_A_REQUEST", -1)
    upload(make_export())
    ImportRun.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    answer = owner.get(get_url("import", ImportRun.objects.get().pk))
    text = get_text(read(answer).select_one("main"))
    assert "Stopped before it was done." in text
    assert "Continue" in text


def test_import_can_be_stopped_and_its_files_deleted(owner, upload, monkeypatch):
    monkeypatch.setattr(tasks, "_SECONDS_A_REQUEST", -1)
    upload(make_export())
    run = ImportRun.objects.get()
    answer = owner.post(get_url("stop_import", run.pk), follow=True)
    text = get_text(read(answer).select_one("main"))
    assert "Stopped. 1 of 2 articles." in text
    assert "Stopped before all was imported." in text
    assert "Done" not in text
    listed = get_text(read(owner.get(get_url("imports"))).select_one("tbody"))
    assert "Stopped 1 / 2" in listed
    assert list_uploads() == []
    assert PageLogEntry.objects.filter(action="wagtail_attachment.stop_import").count() == 1
    answer = owner.post(get_url("stop_import", run.pk), follow=True)
    assert get_messages(answer) == [
        "This import is running right now, or has ended. Nothing was stopped."
    ]


def test_parent_that_was_deleted_is_told(owner, home, upload, monkeypatch, go_on):
    monkeypatch.setattr(tasks, "_SECONDS_A_REQUEST", -1)
    upload(make_export())
    run = ImportRun.objects.get()
    ImportRun.objects.update(parent_id=99999)
    answer = go_on(run)
    assert "has been deleted" in get_text(read(answer).select_one("main"))
    assert ImportRun.objects.get().state == "failed"


def test_uploads_that_are_gone_are_told(owner, upload, monkeypatch, go_on):
    monkeypatch.setattr(tasks, "_SECONDS_A_REQUEST", -1)
    upload(make_export())
    run = ImportRun.objects.get()
    default_storage.delete(run.uploads[0])
    answer = go_on(run)
    assert "Upload them again" in get_text(read(answer).select_one("main"))


def test_who_lost_the_permission_imports_no_more(upload, home, log_in, monkeypatch):
    user = factories.make_user("access_admin", name="Eva")
    factories.give_page_rights(user, home, "add_page")
    monkeypatch.setattr(tasks, "_SECONDS_A_REQUEST", -1)
    upload(make_export(), client=log_in(user))
    run = ImportRun.objects.get()
    user.groups.clear()
    tasks.run_import(run.pk)
    run.refresh_from_db()
    assert run.error.startswith("Eva may no longer add pages there.")
    assert ImportedArticle.objects.count() == 1  # what came before they lost it


def test_others_see_nothing_of_it(upload, home, log_in):
    upload(make_export())
    run = ImportRun.objects.get()
    below = home.add_child(instance=Page(title="Below", slug="below"))
    user = factories.make_user("access_admin")
    factories.give_page_rights(user, below, "add_page")
    client = log_in(user)
    for name in ("import", "import_report"):
        assert is_denied(client.get(get_url(name, run.pk), follow=True))
    for name in ("continue_import", "stop_import"):
        assert is_denied(client.post(get_url(name, run.pk), follow=True))
    assert is_denied(client.get(get_url("start_import", home.pk), follow=True))
    assert get_url("import", run.pk) not in get_links(client.get(get_url("imports")))


def test_report_as_a_file_computes_nothing(owner, upload):
    item = sources.make_item(1, title="=cmd()", content=sources.BODY + sources.DISCLAIMER)
    upload(("export.xml", sources.make_wordpress(item)))
    answer = owner.get(get_url("import_report", ImportRun.objects.get().pk))
    head, row = csv.reader(io.StringIO(answer.content.decode()))
    assert head[:3] == ["Article", "Source", "Result"]
    assert row[0] == "'=cmd()"
    assert row[6].startswith("Disclaimer: This text is for educational purposes")


def test_report_filters_and_shows_what_differs(owner, upload):
    upload(make_export())
    first = ImportedArticle.objects.first()
    Page.objects.get(pk=first.page_id).specific.save_revision()
    changed = sources.make_wordpress(sources.make_item(1, content="<p>Other <b>words</b>.</p>"))
    answer = upload(("export.xml", changed), ("bad.pdf", b"%PDF-1.7"))
    main = read(answer).select_one("main")
    assert [get_text(each) for each in main.select("ins")] == ["Other words."]
    assert "Some evenings are quiet." in [get_text(each) for each in main.select("del")]
    run = ImportRun.objects.first()
    assert main.select("summary")
    only = read(owner.get(get_url("import", run.pk) + "?state=failed")).select_one("main tbody")
    assert get_text(only).startswith("bad.pdf")
    assert get_text(only).count("bad.pdf") == 1
    assert "Done. Changed, not imported: 1, Not imported: 1." in get_text(main)


def test_report_links_to_the_earlier_article_of_the_same_title(upload, home):
    earlier = factories.make_article(title="Quiet evening 1", parent=home)
    answer = upload(make_export(2))
    assert "There is an article with this title already" in get_text(read(answer))
    assert reverse("wagtailadmin_pages:edit", args=[earlier.pk]) in get_links(answer)
    assert get_text(read(answer)).count("Earlier article:") == 1


def test_draft_that_nobody_saved_since_says_that_passages_were_left_out(owner, upload):
    upload(("a.html", f"<h1>A</h1>{sources.BODY}{sources.DISCLAIMER}".encode()), make_export(1))
    cut, whole = (Page.objects.get(pk=row.page_id) for row in ImportedArticle.objects.all())
    said = "Parts of the source are not in this draft."

    def open_editor(page):
        return get_text(read(owner.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))))

    assert said in open_editor(cut)
    assert said not in open_editor(whole)
    cut.specific.save_revision()
    assert said not in open_editor(cut)


def test_updated_draft_links_to_what_changed(owner, upload):
    upload(make_export(1))
    changed = sources.make_wordpress(sources.make_item(1, content="<p>Other words.</p>"))
    answer = upload(("export.xml", changed))
    row = ImportedArticle.objects.filter(state="updated").get()
    url = reverse(
        "wagtailadmin_pages:revisions_compare", args=[row.page_id, row.before_id, row.revision_id]
    )
    assert url in get_links(answer)
    assert owner.get(url).status_code == 200


def test_queries_do_not_grow_with_the_articles(owner, upload, django_assert_max_num_queries):
    upload(make_export(30))
    url = get_url("import", ImportRun.objects.get().pk)
    owner.get(url)
    with django_assert_max_num_queries(21):
        owner.get(url)


def test_old_address_leads_to_the_published_page(practice, upload):
    upload(make_export(2))
    first, second = ImportedArticle.objects.all()
    Redirect.add_redirect("/2019/03/quiet-evening-2/", "/elsewhere/")
    assert Redirect.objects.count() == 1, "a draft has no address"
    for row in (first, second):
        Page.objects.get(pk=row.page_id).specific.get_latest_revision().publish()
    redirect = Redirect.objects.get(old_path="/2019/03/quiet-evening-1")
    assert redirect.redirect_page_id == first.page_id
    assert Redirect.objects.count() == 2, "what leads elsewhere goes on doing so"
    redirect.delete()
    Page.objects.get(pk=first.page_id).specific.get_latest_revision().publish()
    assert Redirect.objects.count() == 1, "what somebody deleted does not come back"


def test_address_at_a_host_that_stays_another_s_leads_nowhere_and_nothing_is_promised(
    practice, upload
):
    answer = upload(("medium.zip", sources.make_medium()))
    text = get_text(read(answer).select_one("main"))
    assert "Old address: https://medium.com/@ada/first-story-abc123" in text
    assert "leads to it" not in text
    page = Page.objects.get(pk=ImportedArticle.objects.get().page_id).specific
    page.get_latest_revision().publish()
    assert not Redirect.objects.exists()


def test_report_promises_no_redirect_that_was_decided_when_it_was_published(
    owner, practice, upload
):
    upload(make_export(1))
    row = ImportedArticle.objects.get()
    Page.objects.get(pk=row.page_id).specific.get_latest_revision().publish()
    main = read(owner.get(get_url("import", row.run_id))).select_one("main")
    assert "Once it is published" not in get_text(main)


def test_original_date_stays_when_it_is_published(practice, upload):
    upload(make_export(1))
    page = Page.objects.get(pk=ImportedArticle.objects.get().page_id).specific
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.live
    assert page.first_published_at == sources.PUBLISHED


def test_no_article_is_imported_above_all_sites(home):
    assert get_article_models(home)
    assert get_article_models(home.get_parent()) == []
