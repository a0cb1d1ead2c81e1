"""What must hold on a site with its own base page model."""

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from wagtail.models import Locale, Site

from tests.custombase.models import BasePage, BlogPage, OwnArticlePage
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.models import (
    BookingCTA,
    CrisisChannel,
    CrisisResource,
    CrisisText,
    Disclaimer,
    PracticeSettings,
    PublicationEvent,
)
from wagtail_attachment.publishing import PublishingRefused

BODY = [("section", {"heading": "A", "purpose": "help", "content": [("paragraph", "<p>b</p>")]})]
WORDING = "<p>Education, not treatment.</p>"


def run_journey():
    call_command("check")
    call_command("check", deploy=True)
    call_command("migrate", verbosity=0)
    assert get_base_page_model() is BasePage
    site = Site.objects.get()
    article = OwnArticlePage(title="Article", slug="article", body=BODY, live=False)
    blog = BlogPage(title="Blog", slug="blog", live=False)
    for page in (article, blog):
        site.root_page.add_child(instance=page)

    def go_live():
        article.live = True
        article.save(clean=False)

    def go_live_by_the_base_row():
        BasePage.objects.get(pk=article.pk).save()
        row = BasePage.objects.get(pk=article.pk)
        row.live = True
        row.save()

    assert_refused(go_live)
    assert_refused(go_live_by_the_base_row)

    set_up(site)
    article.refresh_from_db()
    for page in (article, blog):
        page.save_revision().publish()
        response = Client().get(page.get_url())
        assert response.status_code == 200, response.content
        assert response.content.decode().count(WORDING) == 1

    article.move(blog, pos="last-child")
    urls = [event.url for event in PublicationEvent.objects.filter(page_id=article.pk)]
    assert [url.endswith("/blog/article/") for url in urls] == [False, True], urls

    booking = BookingCTA(locale=Locale.get_default(), page_id=blog.pk)
    assert booking.get_href() == blog.get_url()
    read_reports(article)
    call_command("makemigrations", "wagtail_attachment", check=True, dry_run=True, verbosity=0)


def read_reports(article):
    client = Client()
    client.force_login(get_user_model().objects.get())
    report = client.get("/admin/practice/articles/", {"severity": "advice"})
    assert article.title in report.content.decode()
    disclosure = client.get("/admin/practice/disclosure/", {"page": article.pk})
    assert "/blog/article/" in disclosure.content.decode()


def assert_refused(act):
    try:
        with transaction.atomic():
            act()
    except PublishingRefused:
        return
    raise AssertionError(f"{act.__name__} was not refused")


def set_up(site):
    user = get_user_model().objects.create_superuser(
        "ada", "ada@example.com", "x", first_name="Ada"
    )
    PracticeSettings.objects.create(site=site, country="US")
    line = CrisisResource(country="US", languages="en", source_url="https://example.org/")
    line.texts = [CrisisText(language="en", name="Lifeline")]
    line.channels = [CrisisChannel(kind="call", dialled="988", always_open=True)]
    line.save()
    line.verify(user)
    wording = Disclaimer(locale=Locale.get_default(), heading="Note", body=WORDING)
    wording.save()
    wording.approve(user)
