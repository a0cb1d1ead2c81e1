"""Who may do what: a test for each cell of the table, in the admin, in bulk and by Wagtail's API.

A cell that says yes must change something; one that does not must change nothing, and nobody may
ever get a 500. "API" is Wagtail's API v3 with the person's own token.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail.models import Page, Revision, Site
from wagtail.test.utils.form_data import nested_form_data, rich_text

from tests import factories
from tests.admin.test_crisis_lines import CHANNEL, TEXT
from tests.admin.test_crisis_lines import write as write_line
from tests.admin.writing import section as write_section
from tests.admin.writing import write_article
from tests.api_v3 import use_token_of
from wagtail_attachment.admin.views.disclosure import get_disclosure_url
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.articles.leaving import Leaving
from wagtail_attachment.models import (
    CrisisResource,
    Disclaimer,
    GlossaryTerm,
    Practitioner,
    ReviewRequest,
    SensitivityDecision,
    TextImport,
)
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.safety.publish_anyway import Override
from wagtail_attachment.safety.sensitivity_acts import SensitivityCase
from wagtail_attachment.setup import create_groups
from wagtail_attachment.translation.pages import find_pending_translation

TABLE = """
| What | Where | Editor | Clinical reviewer | Translator | All three groups | Superuser | Nobody logged in |
| --- | --- | --- | --- | --- | --- | --- | --- |
| Write an article | admin | yes | yes | yes | yes | yes | – |
| Write an article | API | yes | yes | yes | yes | yes | – |
| Paste an article | admin | yes | yes | yes | yes | yes | – |
| Import articles | admin | yes | yes | yes | yes | yes | – |
| Change an article's draft | admin | yes | yes | yes | yes | yes | – |
| Change an article's draft | API | yes | yes | yes | yes | yes | – |
| Publish an article | admin | yes | yes | – | yes | yes | – |
| Publish an article | bulk | yes | yes | – | yes | yes | – |
| Publish an article | API | yes | yes | – | yes | yes | – |
| Publish an article without its disclaimer | admin | – | – | – | – | – | – |
| Publish an article without its disclaimer | bulk | – | – | – | – | – | – |
| Publish an article without its disclaimer | API | – | – | – | – | – | – |
| Publish an article that is not complete | admin | – | – | – | – | – | – |
| Publish an article that is not complete | bulk | – | – | – | – | – | – |
| Publish an article that is not complete | API | – | – | – | – | – | – |
| Publish an article anyway, giving a reason | admin | – | yes | – | yes | yes | – |
| Publish an article anyway without its disclaimer | admin | – | – | – | – | – | – |
| Review an article clinically | admin | – | yes | – | yes | yes | – |
| Ask for the review of an article | admin | yes | yes | yes | yes | yes | – |
| Decline a review that someone else was asked for | admin | – | – | – | – | – | – |
| Withdraw a review of an article | admin | – | yes | – | yes | yes | – |
| Say what a reviewer reviews | admin | – | yes | – | yes | yes | – |
| Say that an article is sensitive | admin | yes | yes | yes | yes | yes | – |
| Decide that help need not stand above a sensitive article | admin | – | yes | – | yes | yes | – |
| Read a translation beside its original | admin | yes | yes | yes | yes | yes | – |
| Keep a translation's text as in the original | admin | yes | yes | yes | yes | yes | – |
| Review a translation | admin | – | yes | – | yes | yes | – |
| Unpublish an article | admin | yes | yes | – | yes | yes | – |
| Unpublish an article | bulk | yes | yes | – | yes | yes | – |
| Unpublish an article | API | yes | yes | – | yes | yes | – |
| Delete an article that is live | admin | yes | yes | – | yes | yes | – |
| Delete an article that is live | bulk | yes | yes | – | yes | yes | – |
| Delete an article that is live | API | yes | yes | – | yes | yes | – |
| Write a disclaimer | admin | yes | yes | – | yes | yes | – |
| Change a disclaimer's draft | admin | yes | yes | yes | yes | yes | – |
| Approve a disclaimer | admin | – | yes | – | yes | yes | – |
| Save and approve a disclaimer | admin | – | yes | – | yes | yes | – |
| Withdraw a disclaimer that is to take effect | admin | – | yes | – | yes | yes | – |
| Withdraw a site's own disclaimer | admin | – | yes | – | yes | yes | – |
| Delete a disclaimer that was never approved | admin | – | – | – | – | yes | – |
| Delete a disclaimer that was never approved | bulk | – | – | – | – | yes | – |
| Delete an approved disclaimer | admin | – | – | – | – | – | – |
| Delete an approved disclaimer | bulk | – | – | – | – | – | – |
| Write a crisis line | admin | yes | yes | – | yes | yes | – |
| Change a crisis line's draft | admin | yes | yes | yes | yes | yes | – |
| Verify a crisis line | admin | – | yes | – | yes | yes | – |
| Verify a crisis line | setup | – | yes | – | yes | yes | – |
| State that readers of a country see no crisis line | setup | – | yes | – | yes | yes | – |
| Withdraw a crisis line | admin | – | yes | – | yes | yes | – |
| Delete a crisis line that nobody sees | admin | – | – | – | – | yes | – |
| Delete a crisis line that nobody sees | bulk | – | – | – | – | yes | – |
| Delete a crisis line that readers see | admin | – | – | – | – | – | – |
| Delete a crisis line that readers see | bulk | – | – | – | – | – | – |
| Write a booking | admin | yes | yes | – | yes | yes | – |
| Change a booking | admin | yes | yes | yes | yes | yes | – |
| Delete a booking | admin | – | – | – | – | yes | – |
| Delete a booking | bulk | – | – | – | – | yes | – |
| Add a person | admin | yes | yes | – | yes | yes | – |
| Change a person | admin | yes | yes | yes | yes | yes | – |
| Record that a person has left | admin | yes | yes | – | yes | yes | – |
| Delete a person | admin | – | – | – | – | yes | – |
| Delete a person | bulk | – | – | – | – | yes | – |
| Add a topic | admin | yes | yes | – | yes | yes | – |
| Change a topic | admin | yes | yes | yes | yes | yes | – |
| Delete a topic without live articles | admin | – | – | – | – | yes | – |
| Delete a topic without live articles | bulk | – | – | – | – | yes | – |
| Delete a topic of a live article | admin | – | – | – | – | – | – |
| Delete a topic of a live article | bulk | – | – | – | – | – | – |
| Add a term to the glossary | admin | yes | yes | yes | yes | yes | – |
| Change a term of the glossary | admin | yes | yes | yes | yes | yes | – |
| Delete a term of the glossary | admin | yes | yes | yes | yes | yes | – |
| Delete a term of the glossary | bulk | yes | yes | yes | yes | yes | – |
| Import a glossary | admin | yes | yes | yes | yes | yes | – |
| Export the glossary | admin | yes | yes | yes | yes | yes | – |
| Say where readers are | setup | – | yes | – | yes | yes | – |
| Say how to book | setup | – | yes | – | yes | yes | – |
| Write a disclaimer in the setup | setup | yes | yes | – | yes | yes | – |
| Make the list of articles in the setup | setup | yes | yes | – | yes | yes | – |
| Let authors review their own articles | setup | – | yes | – | yes | yes | – |
| Change a site | admin | – | – | – | – | yes | – |
| Change a site | API | – | – | – | – | yes | – |
| Delete a site with live articles | admin | – | – | – | – | – | – |
| Delete a site with live articles | API | – | – | – | – | – | – |
| Change a language | admin | – | – | – | – | yes | – |
| Open the dashboard | admin | yes | yes | yes | yes | yes | – |
| Open the setup page | admin | yes | yes | yes | yes | yes | – |
| Open the Languages page | admin | yes | yes | yes | yes | yes | – |
| Open the report of articles | admin | yes | yes | yes | yes | yes | – |
| Export the report of articles | admin | yes | yes | yes | yes | yes | – |
| Open the translation memory | admin | yes | yes | yes | yes | yes | – |
| Export the translation memory | admin | yes | yes | yes | yes | yes | – |
| Open what readers saw of an article | admin | – | yes | – | yes | yes | – |
| Download what readers saw of an article | admin | – | yes | – | yes | yes | – |
| Open the list of disclaimers | admin | yes | yes | yes | yes | yes | – |
| Open the list of crisis lines | admin | yes | yes | yes | yes | yes | – |
| Open Wagtail's report of ageing pages | admin | yes | yes | yes | yes | yes | – |
"""

ROLES = {
    "Editor": ["editors"],
    "Clinical reviewer": ["reviewers"],
    "Translator": ["translators"],
    "All three groups": ["editors", "reviewers", "translators"],
}


def read_table(text: str) -> list[list[str]]:
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    return [row for row in rows if "---" not in row]


HEADINGS, *ROWS = read_table(TABLE)
CELLS = [
    pytest.param(what, where, who, answer == "yes", id=f"{what}-{where}-{who}")
    for what, where, *answers in ROWS
    for who, answer in zip(HEADINGS[2:], answers, strict=True)
    if where != "API" or WAGTAIL_VERSION >= (8, 0)
]


@dataclass
class Request:
    """What a browser or a client sends, and what shows whether it was done."""

    url: str
    data: dict[str, Any] = field(default_factory=dict)
    method: str = "post"
    watch: Callable[[], Any] | None = None
    give: Callable[[Any], Any] | None = None
    """What makes the thing that is acted on one's own."""


ACTIONS: dict[tuple[str, str], Callable[[], Request]] = {}


def does(what: str, *where: str) -> Any:
    def register(action: Any) -> Any:
        for door in where:
            ACTIONS[what, door] = partial(action, door) if len(where) > 1 else action
        return action

    return register


@pytest.mark.parametrize(("what", "where", "who", "may"), CELLS)
def test_who_may_do_what(practice, what, where, who, may):
    request = ACTIONS[what, where]()
    user = make_person(
        who
    )  # after the home pages of all languages, which the groups' rights are on
    if request.give:
        request.give(user)
    watch = request.watch or see_everything
    before = watch()
    answer = send(request, user, where)
    assert answer.status_code < 500
    if request.method == "get":
        assert (answer.status_code == 200) is may
    else:
        assert (watch() != before) is may
    if not may and who == "Nobody logged in":
        assert answer.status_code in {302, 401, 403}
        assert "/login/" in answer.get("Location", "/login/")


def test_table_and_actions_are_the_same():
    assert list(ACTIONS) == list(dict.fromkeys((what, where) for what, where, *_ in ROWS))


def test_table_is_that_of_the_documentation():
    page = Path(__file__).resolve().parent.parent / "docs/reference/permissions.md"
    tables = read_table(page.read_text("utf-8"))
    assert [row for row in tables if len(row) == len(HEADINGS)] == [HEADINGS, *ROWS]


def make_person(who):
    if who == "Nobody logged in":
        return None
    if who == "Superuser":
        return factories.make_user(superuser=True, name="Sue")
    user = factories.make_user("access_admin", name="Pat")
    user.user_permissions.clear()  # what they may do comes from the groups alone
    groups = create_groups()
    user.groups.set([groups[role] for role in ROLES[who]])
    return user


def send(request, user, where):
    if where == "API":
        client = use_token_of(user) if user else Client()
        return getattr(client, request.method)(
            request.url, request.data, content_type="application/json"
        )
    client = Client()
    if user:
        client.force_login(user)
    return getattr(client, request.method)(request.url, request.data)


def see_everything():
    """Return all rows that an action might change."""
    labels = ("wagtail_attachment", "wagtail_attachment_pages")
    own = [model for label in labels for model in apps.get_app_config(label).get_models()]
    models = [*own, Page, Revision, Site, apps.get_model("wagtailcore.Locale")]
    return [list(model._base_manager.order_by("pk").values_list()) for model in models]


def see_live_articles():
    """Return what readers get: saving a draft, which is another right, changes nothing of it."""
    return list(ArticlePage.objects.filter(live=True).order_by("pk").values_list("pk", "title"))


# Articles


def make_draft(**values):
    article = factories.make_article(model=ArticlePage, **values)
    article.save_revision()
    return article


def get_page_url(view, *args):
    return reverse(f"wagtailadmin_pages:{view}", args=args)


def get_bulk_url(action, instance, model=None):
    opts = (model or type(instance))._meta
    url = reverse("wagtail_bulk_action", args=[opts.app_label, opts.model_name, action])
    return f"{url}?id={instance.pk}"


def get_api_url(article, action=""):
    return f"/api/v3/pages/{article.pk}/" + (f"actions/{action}/" if action else "")


@does("Write an article", "admin")
def write_in_admin():
    names = ("wagtail_attachment_pages", "articlepage", factories.get_home().pk)
    return Request(get_page_url("add", *names), write_article())


@does("Write an article", "API")
def write_by_api():
    meta = {"type": "wagtail_attachment_pages.ArticlePage", "parent_id": factories.get_home().pk}
    return Request("/api/v3/pages/", {"meta": meta, "title": "By API", "slug": "by-api"})


@does("Paste an article", "admin")
def paste():
    home = factories.get_home()
    begun = TextImport.objects.create(
        parent_id=home.pk,
        page_type="wagtail_attachment_pages.articlepage",
        source=b"A title\n\nAnd one sentence.",
    )
    data = {"act": "create", "title": "A title"}
    url = reverse("wagtail_attachment:recognised", args=[home.pk, begun.pk])
    return Request(url, data, give=lambda user: TextImport.objects.update(user=user))


@does("Import articles", "admin")
def import_many():
    file = SimpleUploadedFile("a.md", b"# A title\n\nAnd one sentence.\n")
    data = {"page_type": "wagtail_attachment_pages.articlepage", "sources": file}
    return Request(reverse("wagtail_attachment:start_import", args=[factories.get_home().pk]), data)


@does("Change an article's draft", "admin")
def change_in_admin():
    article = make_draft()
    return Request(get_page_url("edit", article.pk), write_article(title="Changed"))


@does("Change an article's draft", "API")
def change_by_api():
    return Request(get_api_url(make_draft()), {"title": "Changed"}, "patch")


def get_publishing(where, article):
    if where == "bulk":
        url, data = get_bulk_url("publish", article, Page), {}
    elif where == "API":
        url, data = get_api_url(article, "publish"), {}
    else:
        url = get_page_url("edit", article.pk)
        data = write_article(**{"action-publish": "action-publish"})
    return Request(url, data, watch=see_live_articles)


@does("Publish an article", "admin", "bulk", "API")
def publish(where):
    return get_publishing(where, make_draft())


@does("Publish an article without its disclaimer", "admin", "bulk", "API")
def publish_uncovered(where):
    return get_publishing(where, make_draft(parent=factories.get_home("es")))


def make_incomplete(**values):
    page = make_draft(**values)
    page.body = [factories.section(content=[])]
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


@does("Publish an article that is not complete", "admin", "bulk", "API")
def publish_incomplete(where):
    request = get_publishing(where, make_incomplete())
    if where == "admin":
        publishing = {"action-publish": "action-publish"}
        request.data = write_article(write_section(content=[]), **publishing)
    return request


def get_override(article):
    url = reverse("wagtail_attachment:publish_anyway", args=[article.pk])
    data = {"reason": "It is needed today.", "digest": Override(article).digest}
    return Request(url, data, watch=see_live_articles)


@does("Publish an article anyway, giving a reason", "admin")
def publish_anyway():
    return get_override(make_incomplete())


@does("Publish an article anyway without its disclaimer", "admin")
def publish_uncovered_anyway():
    return get_override(make_incomplete(parent=factories.get_home("es")))


@does("Review an article clinically", "admin")
def review_article():
    article = make_draft(live=True)
    url = reverse("wagtail_attachment:review_article", args=[article.pk])
    return Request(url, {"has_read": "on", "note": "", "digest": ClinicalReview(article).digest})


def get_review_url(name, pk):
    return reverse(f"wagtail_attachment:{name}", args=[pk])


@does("Ask for the review of an article", "admin")
def ask_for_review():
    factories.make_reviewer()
    data = {"reviewer": "", "due": "", "note": ""}
    return Request(get_review_url("ask_review", make_draft(live=True).pk), data)


@does("Decline a review that someone else was asked for", "admin")
def decline_review():
    asked = ReviewRequest.ask(make_draft(), factories.make_user(superuser=True))
    return Request(get_review_url("decline_review", asked.pk), {"note": "No time."})


@does("Withdraw a review of an article", "admin")
def withdraw_review():
    article = make_draft(live=True)
    subject = ClinicalReview(article)
    review = subject.record(factories.make_reviewer(), subject.digest)
    data = {"note": "A dose.", "review": review.pk}
    return Request(get_review_url("withdraw_review", article.pk), data)


@does("Say what a reviewer reviews", "admin")
def say_what_is_reviewed():
    data = {"user": factories.make_reviewer().pk, "topics": [], "languages": []}
    return Request("/admin/practice/reviewers/add/", data)


def see_decisions():
    return list(SensitivityDecision.objects.exclude(act="noted").values_list("act", flat=True))


@does("Say that an article is sensitive", "admin")
def say_sensitive():
    article = make_draft(live=True)
    url = reverse("wagtail_attachment:sensitivity", args=[article.pk])
    data = {"act": "raise", "reason": "", "digest": SensitivityCase(article).digest}
    return Request(url, data, watch=see_decisions)


@does("Decide that help need not stand above a sensitive article", "admin")
def lower_sensitivity():
    article = make_draft(live=True, lead="<p>When you want to die.</p>")
    url = reverse("wagtail_attachment:sensitivity", args=[article.pk])
    data = {"act": "lower", "reason": "A quote.", "digest": SensitivityCase(article).digest}
    return Request(url, data, watch=see_decisions)


def make_translation():
    article = make_draft(live=True, lead="<p>The same</p>")
    factories.get_home("es")
    translation = article.copy_for_translation(factories.get_locale("es"))
    translation.title = "Otro"
    translation.save_revision()
    return ArticlePage.objects.get(pk=translation.pk)


def get_translation_url(page):
    return reverse("wagtail_attachment:review_translation", args=[page.pk])


@does("Read a translation beside its original", "admin")
def read_translation():
    return Request(get_translation_url(make_translation()), method="get")


@does("Keep a translation's text as in the original", "admin")
def mark_same():
    page = make_translation()
    pair = find_pending_translation(page).untranslated[0]
    return Request(get_translation_url(page), {"kept": pair.digest, "shown": pair.digest})


@does("Review a translation", "admin")
def review_translation():
    page = make_translation()
    digests = [pair.digest for pair in find_pending_translation(page).pairs]
    data = {"read": digests, "note": "", "shown": " ".join(digests)}
    return Request(get_translation_url(page), data)


@does("Unpublish an article", "admin", "bulk", "API")
def unpublish(where):
    article = make_draft(live=True)
    return {
        "admin": lambda: Request(get_page_url("unpublish", article.pk)),
        "bulk": lambda: Request(get_bulk_url("unpublish", article, Page)),
        "API": lambda: Request(get_api_url(article, "unpublish")),
    }[where]()


@does("Delete an article that is live", "admin", "bulk", "API")
def delete_article(where):
    article = make_draft(live=True)
    return {
        "admin": lambda: Request(get_page_url("delete", article.pk)),
        "bulk": lambda: Request(get_bulk_url("delete", article, Page)),
        "API": lambda: Request(get_api_url(article), method="delete"),
    }[where]()


# Disclaimers


def get_snippet_url(view, instance):
    return reverse(instance.snippet_viewset.get_url_name(view), args=[instance.pk])


def get_deletion(where, instance):
    admin = where == "admin"
    return Request(
        get_snippet_url("delete", instance) if admin else get_bulk_url("delete", instance)
    )


def write_disclaimer(disclaimer=None, **more):
    locale = factories.get_locale()
    return nested_form_data(
        {
            "heading": "Please note",
            "body": rich_text("<p>Education, not treatment.</p>"),
            "kind": disclaimer.kind if disclaimer else "other",
            "locale": locale.pk,
            "site": "",
            **more,
        }
    )


def make_draft_disclaimer():
    return factories.make_disclaimer(kind="other")


@does("Write a disclaimer", "admin")
def write_new_disclaimer():
    factories.make_topic(notice="other")  # so that the form asks for the kind
    return Request("/admin/practice/disclaimers/add/", write_disclaimer())


@does("Change a disclaimer's draft", "admin")
def change_disclaimer():
    disclaimer = Disclaimer.objects.get()
    return Request(get_snippet_url("edit", disclaimer), write_disclaimer(disclaimer))


@does("Approve a disclaimer", "admin")
def approve():
    disclaimer = make_draft_disclaimer()
    url = reverse("wagtail_attachment:approve_disclaimer", args=[disclaimer.pk])
    return Request(url, {"digest": disclaimer.digest, "effective_from": ""})


def see_wordings():
    ledger = apps.get_model("wagtail_attachment.DisclaimerVersion")
    return list(ledger.objects.values_list())


@does("Save and approve a disclaimer", "admin")
def save_and_approve():
    disclaimer = make_draft_disclaimer()
    data = write_disclaimer(disclaimer, **{"action-approve": ""})
    return Request(get_snippet_url("edit", disclaimer), data, watch=see_wordings)


@does("Withdraw a disclaimer that is to take effect", "admin")
def withdraw_pending():
    disclaimer = make_draft_disclaimer()
    disclaimer.approve(factories.make_approver(), factories.in_days(2))
    url = reverse("wagtail_attachment:approve_disclaimer", args=[disclaimer.pk])
    return Request(url, {"withdraw-pending": "1"})


@does("Withdraw a site's own disclaimer", "admin")
def withdraw_own():
    factories.put_in_force("<p>Our own.</p>", site=factories.get_site(), heading="Own")
    disclaimer = Disclaimer.objects.get(heading="Own")
    url = reverse("wagtail_attachment:approve_disclaimer", args=[disclaimer.pk])
    return Request(url, {"withdraw-own": "1"})


@does("Delete a disclaimer that was never approved", "admin", "bulk")
def delete_draft_disclaimer(where):
    return get_deletion(where, make_draft_disclaimer())


@does("Delete an approved disclaimer", "admin", "bulk")
def delete_disclaimer(where):
    return get_deletion(where, Disclaimer.objects.get())


# Crisis lines


@does("Write a crisis line", "admin")
def write_new_line():
    return Request("/admin/practice/crisis-lines/add/", write_line())


@does("Change a crisis line's draft", "admin")
def change_line():
    line = factories.make_crisis_line()
    data = write_line(
        texts=[{**TEXT, "id": line.texts.get().pk}],
        channels=[{**CHANNEL, "dialled": "989", "id": line.channels.get().pk}],
    )
    data |= {"texts-INITIAL_FORMS": "1", "channels-INITIAL_FORMS": "1"}
    return Request(get_snippet_url("edit", line), data)


@does("Verify a crisis line", "admin", "setup")
def verify(where):
    line = factories.make_crisis_line("112")
    if where == "admin":
        url = reverse("wagtail_attachment:verify_line", args=[line.pk])
        return Request(url, {"checked": "on", "note": "", "digest": line.digest})
    prefix = f"line-{line.pk}"
    data = {f"{prefix}-checked": "on", f"{prefix}-digest": line.digest, "resource": line.pk}
    return get_setup("verify", **data)


def get_setup(action, **data):
    return Request("/admin/practice/setup/", {"action": action, **data})


@does("State that readers of a country see no crisis line", "setup")
def state_none_exists():
    for line in CrisisResource.objects.all():  # while one is verified it would be untrue
        if line.get_in_force():
            line.withdraw(factories.make_verifier())
    return get_setup("none-exists", country="US", note="Asked the ministry.")


@does("Withdraw a crisis line", "admin")
def withdraw_line():
    line = factories.make_verified_line("112")
    return Request(reverse("wagtail_attachment:withdraw_line", args=[line.pk]), {"note": ""})


@does("Delete a crisis line that nobody sees", "admin", "bulk")
def delete_draft_line(where):
    return get_deletion(where, factories.make_crisis_line("112"))


@does("Delete a crisis line that readers see", "admin", "bulk")
def delete_line(where):
    return get_deletion(where, factories.make_verified_line("112"))


# Booking, people, topics

BOOKING = {"heading": "Talk", "text": "", "button_label": "Book now", "state": "open",
           "url": "https://calendly.com/practice", "destination_page": "", "phone": "",
           "email": "", "practitioner": ""}  # fmt: skip
PERSON = {"name": "Ada", "credentials": "PsyD", "job_title": "", "bio": "", "image": "",
          "languages": "", "website": "", "user": "", "licences-TOTAL_FORMS": "0",
          "licences-INITIAL_FORMS": "0"}  # fmt: skip
TOPIC = {"name": "Loss", "slug": "loss", "description": "", "notice": ""}


def make_person_of_practice():
    return Practitioner.objects.create(name="Bo", locale=factories.get_locale())


@does("Write a booking", "admin")
def write_booking():
    return Request("/admin/practice/booking/add/", BOOKING)


@does("Change a booking", "admin")
def change_booking():
    return Request(get_snippet_url("edit", factories.make_booking()), BOOKING)


@does("Delete a booking", "admin", "bulk")
def delete_booking(where):
    return get_deletion(where, factories.make_booking())


@does("Add a person", "admin")
def add_person():
    return Request("/admin/practice/people/add/", PERSON)


@does("Change a person", "admin")
def change_person():
    return Request(get_snippet_url("edit", make_person_of_practice()), PERSON)


@does("Record that a person has left", "admin")
def record_leaving():
    person = make_person_of_practice()
    url = reverse("wagtail_attachment:leaving", args=[person.pk])
    return Request(url, {"digest": Leaving(person).digest})


@does("Delete a person", "admin", "bulk")
def delete_person(where):
    return get_deletion(where, make_person_of_practice())


@does("Add a topic", "admin")
def add_topic():
    return Request("/admin/practice/topics/add/", TOPIC)


@does("Change a topic", "admin")
def change_topic():
    return Request(get_snippet_url("edit", factories.make_topic()), TOPIC)


@does("Delete a topic without live articles", "admin", "bulk")
def delete_topic(where):
    return get_deletion(where, factories.make_topic())


@does("Delete a topic of a live article", "admin", "bulk")
def delete_topic_in_use(where):
    topic = factories.make_topic()
    factories.make_article(live=True, topics=[topic])
    return get_deletion(where, topic)


# The glossary


TERM = {"term": "secure base", "translation": "base segura", "source_language": "en",
        "language": "es", "note": "It stays."}  # fmt: skip


def make_term():
    factories.get_locale("es")
    values = {name: TERM[name] for name in ("term", "source_language", "language")}
    return GlossaryTerm.objects.create(**values, translation="puerto seguro")


@does("Add a term to the glossary", "admin")
def add_term():
    factories.get_locale("es")
    return Request("/admin/practice/glossary/add/", TERM)


@does("Change a term of the glossary", "admin")
def change_term():
    return Request(get_snippet_url("edit", make_term()), TERM)


@does("Delete a term of the glossary", "admin", "bulk")
def delete_term(where):
    return get_deletion(where, make_term())


@does("Import a glossary", "admin")
def import_glossary():
    factories.get_locale("es")
    content = b"term,source_language,translation,language\nlimit,en,l\xc3\xadmite,es"
    file = SimpleUploadedFile("glossary.csv", content)
    return Request(reverse("wagtail_attachment:import_glossary"), {"file": file})


@does("Export the glossary", "admin")
def export_glossary():
    make_term()
    return Request("/admin/practice/glossary/", {"export": "csv"}, method="get")


# The practice, its sites and languages


@does("Say where readers are", "setup")
def set_country():
    return get_setup("country", country="GB")


@does("Say how to book", "setup")
def set_booking():
    return get_setup("booking", url="https://calendly.com/practice")


@does("Write a disclaimer in the setup", "setup")
def write_in_setup():
    locale = factories.get_locale("es")
    prefix = f"wording-{locale.pk}"
    data = {f"{prefix}-heading": "Nota", f"{prefix}-body": rich_text("<p>Nota.</p>")}
    return get_setup("wording", locale=locale.pk, **data)


@does("Make the list of articles in the setup", "setup")
def make_list():
    return get_setup("make-list")


@does("Let authors review their own articles", "setup")
def allow_own_review():
    return get_setup("settings", allow_own_review="on")


@does("Change a site", "admin", "API")
def change_site(where):
    site = factories.get_site()
    data = {"hostname": "new.example", "port": 80, "site_name": "", "is_default_site": True}
    if where == "API":
        data["root_page_id"] = site.root_page_id
        return Request(f"/api/v3/sites/{site.pk}/", data, "put")
    data["root_page"] = site.root_page_id
    return Request(reverse("wagtailsites:edit", args=[site.pk]), data)


@does("Delete a site with live articles", "admin", "API")
def delete_site(where):
    factories.make_article(live=True)
    site = factories.get_site()
    if where == "API":
        return Request(f"/api/v3/sites/{site.pk}/", method="delete")
    return Request(reverse("wagtailsites:delete", args=[site.pk]))


@does("Change a language", "admin")
def change_language():
    url = reverse("wagtaillocales:edit", args=[factories.get_locale("de").pk])
    return Request(url, {"language_code": "es"})


# Reading


@does("Open the dashboard", "admin")
def open_dashboard():
    return Request("/admin/", method="get")


@does("Open the setup page", "admin")
def open_setup():
    return Request("/admin/practice/setup/", method="get")


@does("Open the Languages page", "admin")
def open_desk():
    factories.get_locale("es")
    return Request(reverse("wagtail_attachment:desk"), method="get")


@does("Open the report of articles", "admin")
def open_articles_report():
    return Request(reverse("wagtail_attachment:articles_report"), method="get")


@does("Export the report of articles", "admin")
def export_articles_report():
    url = reverse("wagtail_attachment:articles_report")
    return Request(url, {"export": "csv"}, method="get")


@does("Open the translation memory", "admin")
def open_memory():
    return Request(reverse("wagtail_attachment:memory"), method="get")


@does("Export the translation memory", "admin")
def export_memory():
    return Request(reverse("wagtail_attachment:memory"), {"export": "csv"}, method="get")


@does("Open what readers saw of an article", "admin")
def open_disclosure():
    return Request(get_disclosure_url(make_draft(live=True)), method="get")


@does("Download what readers saw of an article", "admin")
def download_disclosure():
    return Request(f"{get_disclosure_url(make_draft(live=True))}&format=json", method="get")


@does("Open the list of disclaimers", "admin")
def open_disclaimers():
    return Request("/admin/practice/disclaimers/", method="get")


@does("Open the list of crisis lines", "admin")
def open_lines():
    return Request("/admin/practice/crisis-lines/", method="get")


@does("Open Wagtail's report of ageing pages", "admin")
def open_report():
    return Request(reverse("wagtailadmin_reports:aging_pages"), method="get")
