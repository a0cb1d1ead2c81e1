"""What must hold on any site: from the first check to what readers, robots and auditors get.

Run by ``test_hosts.py``, in a process of its own with the settings of a host.
"""

import json
import re
import sys
from io import BytesIO, StringIO
from urllib.parse import urlsplit

import django
from asgiref.sync import async_to_sync

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.images import ImageFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import AsyncClient, Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402
from PIL import Image  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402
from wagtail.test.utils.form_data import (  # noqa: E402
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from wagtail_attachment.ledger.edition import Edition  # noqa: E402
from wagtail_attachment.models import (  # noqa: E402
    CrisisChannel,
    CrisisResource,
    CrisisText,
    Disclaimer,
    DisclaimerVersion,
    PracticeSettings,
    Practitioner,
    PublicationEvent,
    Review,
    Topic,
)
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage  # noqa: E402

WORDING = "Education, not treatment."
PUBLISH = {"action-publish": "1"}


class Journey:
    """One site's way from its installation to its audit; ``client`` is its owner's."""

    wording = f"<p>{WORDING}</p>"

    def __init__(self):
        self.prefix = (settings.FORCE_SCRIPT_NAME or "").rstrip("/")

    def run(self):
        self.install()
        self.enter()
        self.set_up()
        self.write()
        self.read()
        self.review()
        self.account()
        self.reorganise()
        self.go_on()

    def install(self):
        said = StringIO()
        call_command("check", deploy=not settings.DEBUG, stdout=said, stderr=said)
        allowed = getattr(settings, "HOST_WARNINGS", ())
        ours = set(re.findall(r"\(wagtail_attachment\.(\w+)\)", said.getvalue()))
        assert ours == set(allowed), said.getvalue()
        call_command("migrate", verbosity=0)
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)

    def enter(self):
        model = get_user_model()
        name = {model.USERNAME_FIELD: "ada@example.com", model.EMAIL_FIELD: "ada@example.com"}
        self.user = model(**name, is_superuser=True)
        self.user.first_name = "Ada"  # which a site's own accounts need not have
        self.user.set_password("x")
        self.user.save()
        self.client = Client()
        self.client.force_login(self.user)
        self.site = Site.objects.get()
        self.home = self.site.root_page

    def get(self, url, client=None, follow=False, **data):
        """Return what is at an address of this site, with the sub-path that a server takes off."""
        path = urlsplit(url)
        target = path.path.removeprefix(self.prefix) + (f"?{path.query}" if path.query else "")
        response = (client or self.client).get(
            target, data or None, follow=follow, SCRIPT_NAME=self.prefix
        )
        assert response.status_code == 200, (url, response.status_code, response.get("Location"))
        return response

    def post(self, url, data):
        response = self.client.post(url.removeprefix(self.prefix), data, SCRIPT_NAME=self.prefix)
        form = response.context and response.context.get("form")
        assert response.status_code == 302, (url, response.status_code, form and form.errors)
        return response

    def set_up(self):
        setup = reverse("wagtail_attachment:setup")
        self.get(reverse("wagtailadmin_home"))
        self.get(setup)
        self.post(setup, {"action": "country", "country": "US"})
        line = CrisisResource(country="US", languages="en", source_url="https://example.org/")
        line.texts = [CrisisText(language="en", name="Lifeline")]
        line.channels = [CrisisChannel(kind="call", dialled="988", always_open=True)]
        line.save()
        line.verify(self.user)
        disclaimer = Disclaimer(locale=Locale.get_default(), heading="Note", body=self.wording)
        disclaimer.save()
        approve = reverse("wagtail_attachment:approve_disclaimer", args=[disclaimer.pk])
        self.get(approve)
        self.post(approve, {"digest": disclaimer.digest})
        assert DisclaimerVersion.objects.get().person_id == str(self.user.pk)
        edit = reverse(Disclaimer.snippet_viewset.get_url_name("edit"), args=[disclaimer.pk])
        assert "Approved since" in self.get(edit).text
        self.topic = Topic.objects.create(name="Grief", slug="grief", locale=Locale.get_default())
        self.picture = make_picture()
        add = reverse(Practitioner.snippet_viewset.get_url_name("add"))
        licences = {"licences-TOTAL_FORMS": 0, "licences-INITIAL_FORMS": 0}
        person = {"name": "Ada", "credentials": "PsyD", "image": self.picture.pk}
        self.post(add, {**person, **licences})
        self.person = Practitioner.objects.get()
        assert self.person.image == self.picture

    def write(self):
        """Publish an index and an article by the editor's own forms."""
        self.index = self.publish(ArticleIndexPage, self.home, slug="articles")
        section = {
            "heading": "A heading",
            "purpose": "help",
            "content": streamfield([("paragraph", rich_text("<p>Closeness.</p>"))]),
        }
        self.article = self.publish(
            ArticlePage,
            self.index,
            slug="closeness",
            body=streamfield([("section", section)]),
            lead=rich_text("<p>A lead.</p>"),
            authors=[self.person.pk],
            topics=[self.topic.pk],
            image=self.picture.pk,
            reviewer="",
            show_booking="on",
        )
        assert self.article.image == self.picture

    def publish(self, model, parent, **values):
        names = (model._meta.app_label, model._meta.model_name, parent.pk)
        data = {"title": values["slug"].title(), "comments": inline_formset([])}
        if model is ArticleIndexPage:
            data["introduction"] = rich_text("<p>Read.</p>")
        data = nested_form_data({**data, **values}) | PUBLISH
        self.post(reverse("wagtailadmin_pages:add", args=names), data)
        page = model.objects.get(slug=values["slug"])
        assert page.live, page.evaluate()
        return page

    def read(self):
        reader = Client()
        for _twice in range(2):
            page = self.get(self.article.get_url(), reader).text
            marks = (self.wording, 'attachment-crisis" data-attachment-crisis')
            places = [page.find(mark) for mark in marks]
            assert places == sorted(places), places
            assert -1 not in places, places
            assert page.count(self.wording) == 1
        path = self.article.get_url().removeprefix(self.prefix)
        by_asgi = async_to_sync(AsyncClient().get)(f"{self.prefix}{path}")
        assert by_asgi.status_code == 200, by_asgi.get("Location")
        assert self.wording in by_asgi.text
        listed = self.get(self.index.get_url(), reader).text
        assert "Closeness" in listed
        for url in {*find_links(page), *find_links(listed)}:
            self.get(url, reader, follow=True)
        self.get(self.index.get_url(), reader, topic="grief")
        self.get(self.index.get_url(), reader, q="closeness")
        feed = self.get(f"{self.index.get_url().rstrip('/')}/feed/rss/", reader).text
        assert WORDING in feed
        if api := getattr(settings, "HOST_API", None):
            detail = self.get(f"{api}{self.article.pk}/", reader, fields="*").json()
            assert WORDING in json.dumps(detail["disclaimers"]), detail
            assert detail["body"]
        assert Edition.objects.exists()

    def review(self):
        # One person owns it all, by an account that may have no name of its own.
        Practitioner.objects.create(name="Ada", user=self.user, locale=self.home.locale)
        PracticeSettings.objects.update(allow_own_review=True)
        review = reverse("wagtail_attachment:review_article", args=[self.article.pk])
        digest = re.search(r'name="digest"[^>]*value="(\w+)"', self.get(review).text)[1]
        self.post(review, {"digest": digest, "note": "Read", "has_read": "on"})
        row = Review.objects.get()
        assert (row.object_id, row.person_id) == (str(self.article.pk), str(self.user.pk))
        assert "eviewed" in self.get(self.article.get_url(), Client()).text

    def account(self):
        report = self.get(reverse("wagtail_attachment:articles_report"))
        assert "Closeness" in report.text
        export = self.client.get(
            reverse("wagtail_attachment:articles_report").removeprefix(self.prefix),
            {"export": "csv"},
            SCRIPT_NAME=self.prefix,
        )
        assert b"Closeness" in b"".join(export.streaming_content)
        self.get(reverse("wagtailadmin_home"))
        if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
            Locale.objects.create(language_code="es")
            self.get(reverse("wagtail_attachment:desk"))
        shown = self.get(reverse("wagtail_attachment:disclosure"), page=self.article.pk)
        assert WORDING in shown.text
        call_command("disclosure", self.article.pk, at="2026-01-01", stdout=StringIO())
        call_command("disclosure", self.article.pk, format="json", stdout=StringIO())
        call_command("send_review_reminders", dry_run=True, stdout=StringIO())
        call_command("purge_in_force", stdout=StringIO())
        call_command("audit_articles", verify_ledger=True, fail_on="required", stdout=StringIO())

    def reorganise(self):
        """Copy, move and delete, by which Wagtail follows whatever is linked to a page."""
        copy = ArticlePage.objects.get(pk=self.article.pk).copy(
            update_attrs={"slug": "copy", "title": "Copy"}
        )
        copy.move(Page.objects.get(pk=self.home.pk), pos="last-child")
        delete = reverse("wagtailadmin_pages:delete", args=[copy.pk])
        self.get(delete)
        self.post(delete, {})
        assert not ArticlePage.objects.filter(pk=copy.pk).exists()
        assert type(Page.objects.get(pk=self.article.pk).specific) is ArticlePage
        assert PublicationEvent.objects.filter(page_id=copy.pk, live=False).exists()

    def go_on(self):
        """Go where this host alone leads."""
        if step := getattr(settings, "HOST_JOURNEY", None):
            import_string(step)(self)


def find_links(html):
    """Return the addresses of this site's pages that a page names, in its JSON-LD too."""
    found = re.findall(
        r'(?:href|src|"url"|"@id"|content)[=:] ?"((?:http://localhost|/)[^"#]*)', html
    )
    return {url for url in found if not re.search("/(static|media)/", url)}


def make_picture():
    content = BytesIO()
    Image.new("RGB", (160, 90)).save(content, "PNG")
    return get_image_model().objects.create(
        title="Boat", description="A boat.", file=ImageFile(content, name="boat.png")
    )


if __name__ == "__main__":
    setup_test_environment(debug=settings.DEBUG)
    Journey().run()
    sys.stdout.write("arrived\n")
