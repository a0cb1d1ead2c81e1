"""Pasting a finished article in the admin: the text, what was recognised, the draft."""

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError
from django.http import HttpResponse
from django.urls import reverse
from wagtail import hooks
from wagtail.models import (
    GroupPagePermission,
    Page,
    PageLogEntry,
    PageSubscription,
    PageViewRestriction,
)

from tests import factories
from tests.admin import bad_input
from tests.admin.answers import (
    get_field_errors,
    get_links,
    get_messages,
    get_text,
    is_denied,
    read,
)
from tests.testapp.models import OwnArticlePage
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage, AttachmentStylePage

LONG = "The door stays where it is, and so does everybody who lives behind it. " * 8
SOURCE = f"""\
Avoidance and the quiet door

You close it softly.

What gives it away

{LONG}

What helps

{LONG}

This text is for educational purposes only.

Schedule a session
"""
ARTICLE = "wagtail_attachment_pages.articlepage"
STYLE = "wagtail_attachment_pages.attachmentstylepage"


def get_url(parent=None):
    return reverse("wagtail_attachment:paste", args=[(parent or factories.get_home()).pk])


@pytest.fixture
def index(home):
    return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))


def post(client, step="read", *, parent=None, source=SOURCE, page_type=ARTICLE, **data):
    values = {"step": step, "source": source, "page_type": page_type, **data}
    return client.post(get_url(parent), values)


def fill_in(response, **changes):
    """Return what a browser posts from the second step."""
    form = read(response).select_one("main form, .nice-padding form, form[enctype]")
    data = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        if field["name"] == "csrfmiddlewaretoken":
            continue  # new in every answer
        if field.get("type") == "checkbox":
            if field.has_attr("checked"):
                data[field["name"]] = "on"
        elif field.name == "select":
            chosen = field.select_one("option[selected]")
            data[field["name"]] = chosen["value"] if chosen else ""
        else:
            data[field["name"]] = field.get("value", field.text)
    return {name: value for name, value in {**data, **changes}.items() if value is not None}


def create(client, *, parent=None, changes=None, **values):
    shown = post(client, parent=parent, **values)
    data = {**fill_in(shown, **(changes or {})), "step": "create"}
    return client.post(get_url(parent), data, follow=True)


def get_draft(model=ArticlePage):
    return model.objects.get()


# The text


def test_first_step_asks_for_the_text_and_the_kind_of_article(owner, index):
    form = read(owner.get(get_url(index))).select_one("form[enctype]")
    assert form["enctype"] == "multipart/form-data"  # else a text of 300 kB is refused by Django
    assert form.select_one("textarea[name=source]")
    assert {option["value"] for option in form.select("option")} == {ARTICLE, STYLE}


def test_kind_of_article_is_not_asked_where_there_is_one(owner, index, monkeypatch):
    monkeypatch.setattr(AttachmentStylePage, "is_creatable", False)
    page_type = read(owner.get(get_url(index))).select_one("[name=page_type]")
    assert (page_type["type"], page_type["value"]) == ("hidden", ARTICLE)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "Paste your article here."),
        ("\x00", "Paste your article here."),
        (" \n ", "There is no text of an article in it."),
        ("<p></p>", "There is no text of an article in it."),
        ("a" * 300_001, "This is longer than 300 kB or 8000 lines. "
         "Paste one article at a time, without its pictures."),
        ("# T\n" + "## A\n\ntext\n\n" * 201, "It has more than 200 headings. "
         "Paste one article at a time."),
    ],
)  # fmt: skip
def test_text_that_cannot_be_read_is_refused_and_kept(owner, home, source, message):
    response = post(owner, source=source)
    assert response.status_code == 200
    assert get_field_errors(response) == [message]
    typed = read(response).select_one("textarea[name=source]").text
    assert typed.replace("\x00", "").strip() == source.replace("\x00", "").strip()


def test_kind_of_article_that_is_not_offered_is_refused(owner, home):
    response = post(owner, page_type="testapp.plainpage")
    assert len(get_field_errors(response)) == 1
    assert SOURCE.strip() in read(response).select_one("textarea[name=source]").text
    assert not Page.objects.filter(title="Avoidance and the quiet door").exists()


# What was recognised


def test_second_step_shows_what_was_recognised(owner, home):
    page = read(post(owner))
    assert page.select_one("input[name=title]")["value"] == "Avoidance and the quiet door"
    assert "You close it softly." in get_text(page)
    chosen = [s.select_one("[selected]")["value"] for s in page.select("select[name^=purpose-]")]
    assert chosen == ["signs", "help"]
    passages = page.select("input[name^=leave-out-]")
    assert len(passages) == 2
    assert all(passage.has_attr("checked") for passage in passages)
    assert "Disclaimer. Leave this out: ours is added." in get_text(page)
    assert "This text is for educational purposes only." in get_text(page)
    assert not ArticlePage.objects.exists()


def test_text_without_headings_says_how_to_give_it_some(owner, home):
    page = get_text(read(post(owner, source="A title\n\nAnd one sentence.")))
    assert "No heading was recognised" in page


def test_way_back_keeps_the_text(owner, home):
    data = {**fill_in(post(owner, page_type=STYLE)), "step": "back"}
    page = read(owner.post(get_url(), data))
    assert page.select_one("textarea[name=source]").text.strip() == SOURCE.strip()
    assert page.select_one("option[selected]")["value"] == STYLE
    assert not get_field_errors(owner.post(get_url(), data))


@pytest.mark.parametrize("title", ["", "   ", bad_input.LONG, bad_input.NUL])
def test_title_that_cannot_be_used_loses_nothing(owner, home, title):
    data = fill_in(post(owner), title=title, **{"purpose-0": "other", "leave-out-0": None})
    response = owner.post(get_url(), {**data, "step": "create"})
    assert response.status_code == 200
    assert len(get_field_errors(response)) == 1
    again = fill_in(response)
    assert {**again, "title": ""} == {**data, "title": ""}
    assert not ArticlePage.objects.exists()


def test_purpose_that_does_not_exist_is_refused(owner, home):
    response = create(owner, changes={"purpose-1": "no-such"})
    assert len(get_field_errors(response)) == 1


# The draft


def test_draft_is_made(owner, superuser, index):
    response = create(owner, parent=index, changes={"purpose-1": "experience"})
    page = get_draft()
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[page.pk]), 302)]
    assert (page.title, page.slug) == (
        "Avoidance and the quiet door",
        "avoidance-and-the-quiet-door",
    )
    assert (page.live, page.owner, page.locale) == (False, superuser, index.locale)
    assert page.get_parent().specific == index
    assert str(page.lead) == "<p>You close it softly.</p>"
    sections = [
        (b.value["heading"], b.value["purpose"], b.value["content"][0].value.source)
        for b in page.body
    ]
    assert sections == [
        ("What gives it away", "signs", f"<p>{LONG.strip()}</p>"),
        ("What helps", "experience", f"<p>{LONG.strip()}</p>"),
    ]
    assert page.latest_revision.user == superuser
    assert page.latest_revision.as_object().body == page.body
    entry = PageLogEntry.objects.get(page=page.pk, action="wagtail.create")
    assert entry.user == superuser
    assert PageSubscription.objects.get(page=page, user=superuser).comment_notifications


def test_message_says_what_was_left_out(owner, home):
    message = get_messages(create(owner))[0]
    assert "“Avoidance and the quiet door” is a draft now." in message
    assert "Left out, since ours is added: Disclaimer (“This text is for educational purposes" in (
        message
    )
    assert "Invitation to book (“Schedule a session”)" in message


def test_passage_that_is_kept_stays_in_the_text(owner, home):
    message = get_messages(create(owner, changes={"leave-out-0": None}))[0]
    assert "Disclaimer" not in message
    html = get_draft().body[1].value["content"][0].value.source
    assert "educational purposes" in html
    assert "Schedule" not in html


def test_passages_that_are_all_kept(owner, home):
    source = f"# T\n\n## One\n\n{LONG}\n\n## Disclaimer\n\nNo medical advice.\n\nCall 988."
    changes = {"leave-out-0": None, "leave-out-1": None, "purpose-0": "origins"}
    message = get_messages(create(owner, source=source, changes=changes))[0]
    assert message == "“T” is a draft now."
    assert [(b.value["heading"], b.value["purpose"]) for b in get_draft().body] == [
        ("One", "origins"),
        ("Disclaimer", "other"),
    ]


@pytest.mark.parametrize(
    ("title", "style"),
    [
        ("Avoidance and the quiet door", "avoidant"),
        ("Disorganized attachment", "disorganised"),
        ("Anxious and avoidant: a pair", "anxious"),
        ("Feeling insecure", ""),
        ("Disorders of attachment", ""),
        ("The quiet door", ""),
    ],
)
def test_style_is_guessed_from_the_title(owner, home, title, style):
    response = post(owner, page_type=STYLE, source=f"{title}\n\nA sentence.")
    assert fill_in(response)["style"] == style


def test_style_can_be_chosen(owner, home):
    create(owner, page_type=STYLE, changes={"style": "secure"})
    assert get_draft(AttachmentStylePage).style == "secure"


def test_style_that_was_not_chosen_is_said(owner, home):
    response = create(owner, page_type=STYLE, changes={"style": ""})
    assert "Still to be chosen: Attachment style." in get_messages(response)[0]
    assert get_draft(AttachmentStylePage).style == ""


@pytest.mark.parametrize("model", [ArticlePage, AttachmentStylePage, OwnArticlePage])
def test_draft_opens_in_the_editor_and_in_the_preview(owner, practice, home, model):
    assert create(owner, page_type=model._meta.label_lower).status_code == 200
    page = get_draft(model)
    preview = owner.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert preview.status_code == 200
    text = get_text(read(preview))
    assert "What gives it away" in text
    assert "This is education, not treatment." in text


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Twice", ["twice", "twice-2", "twice-3"]),
        ("🌱🫁", ["article", "article-2", "article-3"]),
        ("تنفس بعمق", ["تنفس-بعمق", "تنفس-بعمق-2", "تنفس-بعمق-3"]),
        ("x" * 255, ["x" * 200, "x" * 200 + "-2", "x" * 200 + "-3"]),
        ("ﷺ" * 250, None),
    ],
)
def test_slugs_that_are_taken(owner, home, title, slugs):
    for _time in range(3):
        create(owner, changes={"title": title})
    made = list(ArticlePage.objects.order_by("pk").values_list("slug", flat=True))
    assert made == (slugs or made)
    assert len(set(made)) == 3
    assert all(len(slug) <= 255 for slug in made)


def test_page_is_in_the_language_of_its_parent(owner):
    parent = factories.get_home("es")
    create(owner, parent=parent)
    assert get_draft().locale.language_code == "es"


def test_site_that_makes_new_pages_private_gets_them_private(owner, home, monkeypatch):
    monkeypatch.setattr(
        ArticlePage, "get_default_privacy_setting", lambda self, request: {"type": "login"}
    )
    create(owner)
    restriction = PageViewRestriction.objects.get(page=get_draft())
    assert restriction.restriction_type == "login"


@pytest.mark.parametrize("source", [bad_input.LONG, bad_input.EMOJI, bad_input.RTL,
                                    bad_input.RTL_OVERRIDE, bad_input.NUL, "<script>x</script>",
                                    "# {{ x }}\n\n{% x %}."])  # fmt: skip
def test_odd_texts(owner, home, source):
    create(owner, source=f"{source}\n\nA sentence.", changes={"title": "Odd"})
    assert "A sentence." in str(get_draft().lead)


def test_page_type_that_needs_more_says_so(owner, home, monkeypatch):
    def fail(self, **kwargs):
        raise IntegrityError("NOT NULL constraint failed")

    monkeypatch.setattr(ArticlePage, "save", fail)
    response = create(owner)
    assert "This kind of page needs more than its text." in get_messages(response)[0]
    assert fill_in(response)["source"].strip() == SOURCE.strip()
    assert not Page.objects.filter(title="Avoidance and the quiet door").exists()


def test_hooks_of_a_site_run(owner, home):
    calls = []
    with (
        hooks.register_temporarily(
            "before_create_page", lambda request, parent, model: calls.append((parent, model))
        ),
        hooks.register_temporarily("after_create_page", lambda request, page: calls.append(page)),
    ):
        create(owner)
    assert calls == [(home.specific, ArticlePage), get_draft()]


def test_hook_can_refuse(owner, home):
    def refuse(request, parent, model):
        return HttpResponse("Not today")

    with hooks.register_temporarily("before_create_page", refuse):
        assert create(owner).content == b"Not today"
    assert not ArticlePage.objects.exists()


# Who may, and where


def make_author(home):
    """Return somebody who may add pages below the home page, and not publish them."""
    group = factories.make_group("Authors")
    permission = Permission.objects.get(codename="add_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    author = factories.make_user("access_admin", name="Ann Author")
    author.groups.add(group)
    return author


def test_author_without_the_right_to_publish_makes_a_draft(log_in, home):
    author = make_author(home)
    response = create(log_in(author))
    assert response.status_code == 200
    assert get_draft().owner == author


@pytest.mark.parametrize("method", ["get", "post"])
def test_visitor_is_denied(visitor, home, method):
    response = getattr(visitor, method)(
        get_url(), {"step": "create", "source": SOURCE, "title": "T"}, follow=True
    )
    assert is_denied(response)
    assert not ArticlePage.objects.exists()


def test_author_of_another_part_is_denied(log_in, home, index):
    client = log_in(make_author(index))
    assert is_denied(client.get(get_url(home), follow=True))
    assert client.get(get_url(index)).status_code == 200


def test_stranger_is_asked_to_log_in(client, home):
    response = client.get(get_url())
    assert response.status_code == 302
    assert "login" in response.url


@pytest.mark.parametrize("pk", [0, 999_999, 10**30])
def test_parent_that_does_not_exist(owner, home, pk):
    url = reverse("wagtail_attachment:paste", args=[pk])
    assert owner.get(url).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_page_without_articles_below_it_leads_to_another(owner, home, method, monkeypatch):
    for model in (ArticlePage, AttachmentStylePage, OwnArticlePage):
        monkeypatch.setattr(model, "is_creatable", False)
    response = getattr(owner, method)(get_url(), follow=True)
    assert response.redirect_chain[0][0] == reverse("wagtailadmin_explore", args=[home.pk])
    assert "No article can be added below" in get_messages(response)[0]


def test_page_type_that_may_exist_once_is_offered_once(owner, home, monkeypatch):
    monkeypatch.setattr(ArticlePage, "max_count", 1)
    create(owner)
    assert ARTICLE not in str(read(owner.get(get_url())).select_one("form[enctype]"))


def test_setup_leads_here_below_the_home_page(owner, home):
    assert get_url(home) in get_links(owner.get("/admin/practice/setup/"))


def test_setup_leads_here_below_an_index(owner, index):
    assert get_url(index) in get_links(owner.get("/admin/practice/setup/"))
