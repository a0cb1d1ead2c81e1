"""What forms, lists and Wagtail's API say where a change would leave live articles uncovered."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Site
from wagtail.test.utils.form_data import rich_text

from tests import factories
from tests.admin.answers import get_links, get_messages, get_text, read
from tests.api_v3 import get_problems, needs_api_v3, use_token_of
from tests.testapp.models import BlogPage, PlainPage
from wagtail_attachment.evidence.audit import find_violations
from wagtail_attachment.models import (
    BookingCTA,
    CrisisResource,
    Disclaimer,
    PracticeSettings,
    Practitioner,
    Topic,
)
from wagtail_attachment.pages.models import ArticlePage


@pytest.fixture
def article(practice):
    return factories.make_article(model=ArticlePage, live=True)


@pytest.fixture
def topic(article):
    topic = factories.make_topic()
    article.topics = [topic]
    article.save()
    return topic


def get_url(view, instance):
    return reverse(instance.snippet_viewset.get_url_name(view), args=[instance.pk])


def delete_many(client, *instances):
    opts = instances[0]._meta
    url = reverse("wagtail_bulk_action", args=[opts.app_label, opts.model_name, "delete"])
    query = "&".join(f"id={instance.pk}" for instance in instances)
    return client.post(f"{url}?{query}", follow=True)


def get_form_errors(response, field):
    assert response.status_code == 200
    return " ".join(response.context["form"].errors[field])


# Topics


def write_topic(**changes):
    return {"name": "Grief", "slug": "grief", "description": "", "notice": "", **changes}


def test_topic_s_form_says_what_is_missing_and_leads_there(owner, topic):
    response = owner.post(
        get_url("edit", topic), write_topic(name="Loss", notice=factories.make_notice("trauma").pk)
    )
    error = get_form_errors(response, "notice")
    assert "1 live article would be left without the notice “Trauma”" in error
    assert "Fix this (" in error
    assert "Ada Approver" in error
    assert "Loss" in response.text, "what was typed is kept"
    (link,) = [link for link in get_links(response) if "/disclaimers/fix/" in link]
    form = read(owner.get(link, follow=True))
    assert form.select_one("[name=kind] [selected]")["value"] == "trauma"
    assert Topic.objects.get().name == "Grief"
    wording = {"heading": "Note", "body": rich_text("<p>Take care.</p>"), "kind": "trauma",
               "locale": topic.locale_id, "site": ""}  # fmt: skip
    owner.post("/admin/practice/disclaimers/add/", {**wording, "action-approve": ""})
    owner.post(
        get_url("edit", topic), write_topic(name="Loss", notice=factories.make_notice("trauma").pk)
    )
    assert Topic.objects.get().notice.slug == "trauma"


def test_topic_s_form_takes_the_kind_once_it_is_in_force(owner, topic):
    factories.put_in_force(kind="trauma")
    response = owner.post(
        get_url("edit", topic), write_topic(notice=factories.make_notice("trauma").pk)
    )
    assert response.status_code == 302
    assert Topic.objects.get().notice.slug == "trauma"


def test_way_to_a_wording_leads_to_its_draft_or_to_the_setup(owner, practice):
    locale = factories.get_locale("es")
    url = reverse("wagtail_attachment:fix_disclaimer")
    draft = factories.make_disclaimer(kind="trauma", language="es")
    query = {"kind": "trauma", "locale": locale.pk}
    assert owner.get(url, query).url == get_url("edit", draft)
    assert "/setup/#disclaimer" in owner.get(url, {**query, "kind": "general"}).url
    assert owner.get(url, {**query, "locale": "999"}).status_code == 404
    assert owner.get(url, {**query, "locale": "es"}).status_code == 302


# Deleting, one and many


@pytest.fixture(params=["topic", "disclaimer", "line"])
def relied_on(request, topic):
    """What readers rely on, and what the answer says of it."""
    return {
        "topic": (topic, "1 live article is about “Grief”: take the topic off it first"),
        "disclaimer": (Disclaimer.objects.get(), "“Note” has been approved"),
        "line": (
            CrisisResource.objects.get(),
            "“Lifeline” is verified for readers. Withdraw it first",
        ),
    }[request.param]


@pytest.mark.path("delete what readers rely on in the admin", stopped_by="form", case=27)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_readers_rely_on_is_not_deleted(owner, relied_on, method):
    instance, reason = relied_on
    response = getattr(owner, method)(get_url("delete", instance), follow=True)
    (message,) = get_messages(response)
    assert message.startswith(reason)
    assert "Fix this (" in message
    assert response.redirect_chain == [
        (reverse(instance.snippet_viewset.get_url_name("list")), 302)
    ]
    assert type(instance).objects.filter(pk=instance.pk).exists()


@pytest.mark.path("delete many, readers rely on one", stopped_by="form", case=27)
def test_none_of_many_is_deleted_where_readers_rely_on_one(owner, relied_on):
    instance, reason = relied_on
    other = {
        Topic: lambda: factories.make_topic("Other"),
        Disclaimer: lambda: factories.make_disclaimer(kind="other"),
        CrisisResource: lambda: factories.make_crisis_line("112"),
    }[type(instance)]()
    response = delete_many(owner, other, instance)
    assert get_messages(response)[0].startswith(reason)
    assert type(instance).objects.count() == 2
    delete_many(owner, other)
    assert type(instance).objects.get() == instance


def test_draft_of_a_deleted_topic_opens(owner, practice):
    topic = factories.make_topic()
    draft = factories.make_article(model=ArticlePage, topics=[topic])
    draft.save_revision()
    owner.post(get_url("delete", topic))
    assert not Topic.objects.exists()
    assert owner.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == 200


def name_on(article, person, *, as_reviewer=False):
    if as_reviewer:
        article.reviewer = person
    else:
        article.authors = [person]
    article.save()


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("as_reviewer", [False, True])
def test_person_is_not_deleted_while_a_live_article_names_them(owner, article, many, as_reviewer):
    person = Practitioner.objects.create(name="Ada", locale=article.locale)
    name_on(article, person, as_reviewer=as_reviewer)
    draft = factories.make_article(model=ArticlePage, authors=[person])

    def delete():
        if many:
            return delete_many(owner, person)
        return owner.post(get_url("delete", person), follow=True)

    response = delete()
    assert get_messages(response)[0].startswith(
        "“Ada” is on 1 live page, by name, with a review or in a booking prompt, so they can't be deleted."
    )
    leaving = reverse("wagtail_attachment:leaving", args=[person.pk])
    assert leaving in get_links(response), "the way out"
    listed = get_text(read(owner.get(get_url("usage", person))).select_one("main"))
    assert article.title in listed
    assert draft.title not in listed
    article.authors, article.reviewer = [], None
    article.save()
    delete()
    assert not Practitioner.objects.exists()
    assert owner.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == 200


@pytest.mark.parametrize("many", [False, True])
def test_booking_of_live_articles_can_be_deleted(owner, client, article, many):
    """Readers lose an invitation, nothing that keeps them safe."""
    booking = factories.make_booking()
    factories.set_country(booking=booking)
    article.body = [
        factories.section(content=[
            factories.paragraph(), {"type": "booking_cta", "value": {"cta": booking.pk}}
        ])
    ]  # fmt: skip
    article.save()
    article.save_revision()
    if many:
        delete_many(owner, booking)
    else:
        owner.post(get_url("delete", booking))
    assert not BookingCTA.objects.exists()
    answer = client.get(article.url)
    assert (answer.status_code, "data-attachment-disclaimer" in answer.text) == (200, True)
    assert owner.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).status_code == 200
    article = ArticlePage.objects.get(pk=article.pk)
    article.get_latest_revision().publish()


# A site's own wording


def withdraw_own(client, disclaimer):
    url = reverse("wagtail_attachment:approve_disclaimer", args=[disclaimer.pk])
    return client.post(url, {"withdraw-own": "1"}, follow=True)


def test_site_s_own_wording_is_withdrawn_where_one_of_all_sites_remains(owner, client, article):
    factories.put_in_force("<p>Our own.</p>", site=factories.get_site(), heading="Own")
    own = Disclaimer.objects.get(heading="Own")
    assert "Our own." in client.get(article.url).text
    response = withdraw_own(owner, own)
    assert get_messages(response) == ["Withdrawn: this site now shows the text for all sites."]
    assert "Our own." not in client.get(article.url).text
    assert get_messages(withdraw_own(owner, own)) == ["No text of this type is approved any more."]
    owner.post(get_url("delete", own))
    assert not Disclaimer.objects.filter(heading="Own").exists()


def test_last_wording_of_live_articles_is_not_withdrawn(owner, client, home):
    factories.set_country()
    factories.make_verified_line()
    factories.put_in_force(site=factories.get_site())
    article = factories.make_article(live=True)
    disclaimer = Disclaimer.objects.get()
    (message,) = get_messages(withdraw_own(owner, disclaimer))
    assert message.startswith("1 live article would be left without a disclaimer in English")
    assert client.get(article.url).status_code == 200
    article.unpublish()
    withdraw_own(owner, disclaimer)
    assert disclaimer.get_in_force() is None


def test_wording_of_all_sites_is_not_withdrawn(owner, practice):
    disclaimer = Disclaimer.objects.get()
    url = reverse("wagtail_attachment:approve_disclaimer", args=[disclaimer.pk])
    assert "withdraw-own" not in owner.get(url).text
    (message,) = get_messages(withdraw_own(owner, disclaimer))
    assert message == "The text for all sites cannot be withdrawn. Approve another one instead."
    assert disclaimer.get_in_force()


# Sites


SITE = {"hostname": "localhost", "port": "80", "site_name": "", "is_default_site": "on"}


def test_site_s_form_says_why_and_keeps_what_was_typed(owner, article):
    empty = factories.make_blog_page(model=PlainPage)
    url = reverse("wagtailsites:edit", args=[factories.get_site().pk])
    response = owner.post(url, {**SITE, "root_page": empty.pk, "site_name": "My practice"})
    error = get_form_errors(response, "root_page")
    assert "This would leave 1 live article without a site" in error
    assert 'href="/admin/pages/"' in error
    assert "My practice" in response.text
    assert factories.get_site().site_name == ""
    response = owner.post(url, {**SITE, "root_page": factories.get_home().pk, "site_name": "Mine"})
    assert (response.status_code, factories.get_site().site_name) == (302, "Mine")


def test_new_site_s_form_says_why(owner, practice):
    page = factories.make_blog_page(model=PlainPage)
    factories.make_article(live=True, parent=page)
    data = {**SITE, "hostname": "second.example", "is_default_site": "", "root_page": page.pk}
    response = owner.post(reverse("wagtailsites:add"), data)
    assert "give the new site another root page first" in get_form_errors(response, "root_page")
    assert Site.objects.count() == 1


@pytest.mark.path("sites: delete one that has live articles", stopped_by="form")
def test_site_is_not_deleted_from_under_live_articles(owner, article):
    url = reverse("wagtailsites:delete", args=[factories.get_site().pk])
    response = owner.post(url, follow=True)
    (message,) = get_messages(response)
    assert message.startswith("This would leave 1 live article without a site")
    assert response.redirect_chain == [("/admin/sites/", 302)]
    assert PracticeSettings.objects.exists()
    article.unpublish()
    owner.post(url)
    assert not Site.objects.exists()


@needs_api_v3
@pytest.mark.parametrize("method", ["put", "delete"])
def test_api_refuses_what_the_sites_form_refuses(superuser, article, method):
    site = factories.get_site()
    empty = factories.make_blog_page(model=PlainPage)
    data = {"hostname": "localhost", "port": 80, "site_name": "", "root_page_id": empty.pk,
            "is_default_site": True}  # fmt: skip
    answer = getattr(use_token_of(superuser), method)(
        f"/api/v3/sites/{site.pk}/", data, content_type="application/json"
    )
    assert answer.status_code == 422
    (problem,) = get_problems(answer)
    assert problem.startswith("This would leave 1 live article without a site")
    assert "/admin/pages/" in problem
    assert factories.get_site().root_page_id == factories.get_home().pk


# Languages


def test_language_s_form_says_why(owner, article):
    url = reverse("wagtaillocales:edit", args=[article.locale_id])
    response = owner.post(url, {"language_code": "de"})
    error = get_form_errors(response, "language_code")
    assert "1 live article would be left without a disclaimer in German" in error
    assert f"kind=general&amp;locale={article.locale_id}" in error
    assert Locale.objects.get().language_code == "en"


@pytest.mark.parametrize("writes", [True, False])
def test_language_is_deleted_only_without_disclaimers(owner, practice, writes):
    spanish = factories.get_locale("es")
    if writes:
        factories.make_disclaimer(factories.WORDING_ES, language="es")
    response = owner.post(reverse("wagtaillocales:delete", args=[spanish.pk]), follow=True)
    assert response.status_code == 200
    assert Locale.objects.filter(pk=spanish.pk).exists() is writes
    assert ("1 disclaimer is written in this language" in get_messages(response)[0]) is writes


def test_error_is_read_as_text_not_as_code(owner, topic):
    """The reason has a link of ours; what people typed in it stays text."""
    Topic.objects.update(name="<script>alert(1)</script>")
    response = owner.post(get_url("delete", topic), follow=True)
    assert "<script>alert(1)" not in response.text
    assert "<script>alert(1)" in get_text(read(response).select_one(".messages"))


# A page type's kind, which is code


def test_setup_and_audit_show_what_a_page_type_asks_for(owner, practice, monkeypatch):
    factories.make_blog_page(live=True)
    factories.make_blog_page(parent=factories.get_home("es"))
    assert "Live pages of one type" not in owner.get("/admin/practice/setup/").text
    monkeypatch.setattr(BlogPage, "disclaimer_kind", "trauma")
    page = read(owner.get("/admin/practice/setup/"))
    step = get_text(page.select_one("#disclaimer"))
    assert (
        "Live pages of one type need their own disclaimer in English, and none is approved" in step
    )
    assert "in Spanish, and none" not in step, "a draft needs none yet"
    assert "2. Approve your disclaimer (done)" not in get_text(page)
    (link,) = page.select("#disclaimer a[href*=trauma]")
    form = read(owner.get(link["href"], follow=True))
    assert form.select_one("[name=kind] [selected]")["value"] == "trauma"
    found = [finding.violation.message for finding in find_violations()]
    assert "There is no approved disclaimer in this language." in found
    factories.put_in_force(kind="trauma")
    assert "and none is approved" not in owner.get("/admin/practice/setup/").text
