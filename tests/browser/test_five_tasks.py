"""The five most frequent tasks, each from the dashboard in three clicks besides typing."""

from playwright.sync_api import expect

from tests import factories
from wagtail_attachment.models import CrisisResource, CrisisResourceVersion, Disclaimer, Review
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage


def press(owner, *clicks):
    """Press links and buttons one after the other, each by its role and name."""
    for role, name in clicks:
        owner.wait_for_autosave()
        owner.page.get_by_role(role, name=name).first.click()


def make_due(line):
    line.refresh_from_db()
    snapshot = {**line.get_snapshot(), "due_on": "2020-01-01"}
    CrisisResourceVersion.record(
        act="verified", resource_id=line.pk, country="US", person_id=1, person_name="Ada",
        snapshot=snapshot, digest=line.digest,
    )  # fmt: skip


def test_each_takes_three_clicks(practice, owner):
    home = factories.get_home()
    home.add_child(instance=ArticleIndexPage(title="Articles", slug="a", locale=home.locale))
    seen = factories.make_article(model=ArticlePage, live=True, title="Closeness")
    draft = Disclaimer.objects.get()
    Disclaimer.objects.update(body="<p>Newer words.</p>")
    make_due(CrisisResource.objects.get())

    owner.open("/admin/")
    press(owner, ("link", "Lifeline"), ("checkbox", "I checked"), ("button", "Verify"))
    owner.expect_message("verified")

    owner.open("/admin/")
    press(owner, ("link", "Read and approve"), ("button", "Approve"))
    owner.expect_message("Approved.")
    assert draft.get_in_force().text == "Newer words."

    owner.open("/admin/")
    press(
        owner,
        ("link", "Closeness"),
        ("checkbox", "I have read"),
        ("button", "Reviewed, no change needed"),
    )
    owner.expect_message("is reviewed")
    assert Review.objects.get().object_id == str(seen.pk)

    owner.open("/admin/")
    press(owner, ("link", "Write an article"))
    owner.write_title("Distance")
    owner.page.locator("[data-contentpath=heading] input").first.fill("What it feels like")
    owner.write_paragraph(0, "It feels safe.")
    owner.page.locator("footer .w-dropdown__toggle").click()
    press(owner, ("button", "Publish"))
    owner.expect_message("published")

    owner.open("/admin/")
    press(owner, ("link", "Paste or import an article"))
    owner.page.locator("#id_source").fill("The quiet door\n\nYou close it softly.\n")
    press(owner, ("button", "Continue"), ("button", "Create draft"))
    owner.expect_message("is a draft now")
    expect(owner.page.locator("#id_title")).to_have_value("The quiet door")
