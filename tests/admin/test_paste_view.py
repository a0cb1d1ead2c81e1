"""Pasting a finished article in the admin: the text, what was recognised, the draft."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import (
    GroupPagePermission,
    Page,
    PageLogEntry,
    PageSubscription,
    PageViewRestriction,
)
from wagtail.signals import page_published

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
from tests.importing.word_files import (
    PNG,
    deleted,
    make_parts,
    make_word_file,
    pack,
    paragraph,
    picture,
)
from tests.testapp.models import OwnArticlePage
from wagtail_attachment.models import TextImport
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
BLOCKS = {"contrast", "reflection", "signs", "steps"}


def get_url(parent=None):
    return reverse("wagtail_attachment:paste", args=[(parent or factories.get_home()).pk])


@pytest.fixture
def index(home):
    return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))


def post(client, *, parent=None, source=SOURCE, page_type=ARTICLE, **data):
    """Send a text, and return the second step, or the first one with what is wrong."""
    values = {"source": source, "page_type": page_type, **data}
    return client.post(get_url(parent), values, follow=True)


def fill_in(response, **changes):
    """Return what a browser posts from the second step."""
    form = read(response).select_one("form[enctype]")
    data = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        if field["name"] == "csrfmiddlewaretoken" or field.get("type") == "file":
            continue  # new in every answer
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            data[field["name"]] = chosen["value"] if chosen else ""
        else:
            data[field["name"]] = field.get("value", field.text)
    return {name: value for name, value in {**data, **changes}.items() if value is not None}


def press(client, response, act, **changes):
    """Press a button of the second step."""
    data = {**fill_in(response, **changes), "act": act}
    return client.post(response.request["PATH_INFO"], data, follow=True)


def create(client, *, parent=None, changes=None, acts=(), **values):
    shown = post(client, parent=parent, **values)
    for act in acts:
        shown = press(client, shown, act)
    return press(client, shown, "create", **(changes or {}))


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
        ("", "Paste your article here, or choose a file."),
        ("\x00", "Paste your article here, or choose a file."),
        (" \n ", "It contains no article text."),
        ("<p></p>", "It contains no article text."),
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


def get_purposes(page):
    return [s.select_one("[selected]")["value"] for s in page.select("select[name^=purpose-]")]


def test_second_step_shows_what_was_recognised(owner, home):
    page = read(post(owner))
    assert page.select_one("input[name=title]")["value"] == "Avoidance and the quiet door"
    assert "You close it softly." in get_text(page)
    assert get_purposes(page) == ["signs", "help"]
    passages = [get_text(each) for each in page.select("details[id^=passage-]")]
    assert len(passages) == 2
    assert passages[0].startswith("Disclaimer : left out This text is for educational purposes")
    assert passages[1].startswith("Booking prompt : left out Schedule a session")
    assert "The door stays where it is" in get_text(page.select_one("pre"))
    assert not ArticlePage.objects.exists()


def test_second_step_is_there_again_after_a_closed_window(owner, home):
    shown = post(owner)
    press(owner, shown, "stay", title="Changed", **{"purpose-1": "other"})
    again = read(owner.get(get_url())).select_one("[id*=paste-unfinished] li a")
    assert "Changed" in again.text
    page = read(owner.get(again["href"]))
    assert page.select_one("input[name=title]")["value"] == "Changed"
    assert get_purposes(page)[0] == "other"


def test_text_without_headings_says_how_to_give_it_some(owner, home):
    page = get_text(read(post(owner, source="A title\n\nAnd one sentence.")))
    assert "No heading was recognised" in page


def test_way_back_keeps_the_text(owner, home):
    back = press(owner, post(owner, page_type=STYLE), "back")
    page = read(back)
    assert page.select_one("textarea[name=source]").text.strip() == SOURCE.strip()
    assert page.select_one("option[selected]")["value"] == STYLE
    again = owner.post(back.redirect_chain[-1][0], fill_in(back), follow=True)
    assert get_purposes(read(again)) == ["signs", "help"]
    assert TextImport.objects.count() == 1


def test_import_can_be_discarded(owner, home):
    response = press(owner, post(owner), "discard")
    assert "no draft was made" in get_messages(response)[0]
    assert not TextImport.objects.exists()


@pytest.mark.parametrize("title", ["", "   ", bad_input.LONG, bad_input.NUL])
def test_title_that_cannot_be_used_loses_nothing(owner, home, title):
    shown = post(owner)
    data = fill_in(shown, title=title, subtitle="Kept", **{"purpose-1": "other"})
    response = press(owner, shown, "create", **data)
    assert response.status_code == 200
    assert len(get_field_errors(response)) == 1
    again = fill_in(response)
    names = {name for name in data if not name.startswith("shown-")} - {"title"}
    assert {name: again[name] for name in names} == {name: data[name] for name in names}
    assert not ArticlePage.objects.exists()


def test_purpose_that_does_not_exist_is_refused(owner, home):
    response = create(owner, changes={"purpose-1": "no-such"})
    assert len(get_field_errors(response)) == 1


# Repairs


def get_headings(response):
    return [get_text(heading) for heading in read(response).select("h3")]


def test_heading_becomes_a_line_and_a_heading_again(owner, home):
    shown = press(owner, post(owner), "line:3")
    assert get_headings(shown) == ["What gives it away"]
    shown = press(owner, shown, "section:3")
    assert get_headings(shown) == ["What gives it away", "What helps"]


def test_first_section_joins_the_introduction(owner, home):
    create(owner, acts=["line:1"])
    page = get_draft()
    assert "<b>What gives it away</b>" in str(page.lead)
    assert [block.value["heading"] for block in page.body] == ["What helps"]


def test_heading_is_left_out_and_put_back(owner, home):
    shown = press(owner, post(owner), "drop:3")
    assert get_headings(shown) == ["What gives it away"]
    assert "Heading left out: “What helps”" in get_text(read(shown))
    assert get_headings(press(owner, shown, "section:3"))[1] == "What helps"


def test_new_section_is_begun_named_and_joined_again(owner, home):
    shown = press(owner, post(owner), "begin:4")
    assert get_headings(shown) == ["What gives it away", "What helps", "New section"]
    assert get_headings(press(owner, shown, "join:4")) == ["What gives it away", "What helps"]
    shown = press(owner, shown, "begin:4")
    press(owner, shown, "create", **{"heading-4": "Where it comes from", "purpose-4": "origins"})
    section = get_draft().body[2].value
    assert (section["heading"], section["purpose"]) == ("Where it comes from", "origins")
    assert section["content"][0].value.source == f"<p>{LONG.strip()}</p>"


LIST = "- **You leave:** early\n- You forget"
TABLE = "| Independence | Avoidance |\n|---|---|\n| Likes quiet | Needs quiet |"
SIGNS = [("You leave", "early"), ("You forget", "")]


def get_statements(value):
    return [(item["statement"], item["explanation"]) for item in value["items"]]


@pytest.mark.parametrize(
    ("text", "offered", "block", "read_value", "expected"),
    [
        (LIST, ["signs", "steps"], "signs", get_statements, SIGNS),
        (LIST, ["signs", "steps"], "steps", get_statements, SIGNS),
        (
            "1. Name it\n2. Stay",
            ["steps", "signs"],
            "steps",
            get_statements,
            [("Name it", ""), ("Stay", "")],
        ),
        (
            "- Do you leave?\n- Do you wait?",
            ["reflection"],
            "reflection",
            lambda value: [*value["questions"]],
            ["Do you leave?", "Do you wait?"],
        ),
        (
            TABLE,
            ["contrast"],
            "contrast",
            lambda value: [
                (value["left_heading"], value["right_heading"]),
                *((row["left"], row["right"]) for row in value["rows"]),
            ],
            [("Independence", "Avoidance"), ("Likes quiet", "Needs quiet")],
        ),
    ],
)
def test_block_is_offered_applied_and_taken_back(
    owner, home, text, offered, block, read_value, expected
):
    shown = post(owner, source=f"# T\n\n## One\n\n{LONG}\n\n{text}\n\n## Two\n\n{LONG}")
    acts = [button["value"] for button in read(shown).select("button[name=act]")]
    assert [act for act in acts if act.partition(":")[0] in BLOCKS] == [
        f"{name}:2" for name in offered
    ]
    shown = press(owner, shown, f"{block}:2")
    assert "Shown as:" in get_text(read(shown))
    back = press(owner, shown, "plain:2")
    assert "Shown as:" not in get_text(read(back))
    press(owner, press(owner, back, f"{block}:2"), "create")
    first, second = get_draft().body[0].value["content"]
    assert (first.block_type, second.block_type) == ("paragraph", block)
    assert read_value(second.value) == expected


@pytest.mark.parametrize(
    "text",
    [
        "- You leave",
        "- You leave\n  - early",
        "- [You leave](https://example.org/)\n- You forget",
        "| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |",
        "Only words.",
    ],
    ids=["one item", "a list in a list", "a link", "three columns", "words"],
)
def test_no_block_is_offered_that_would_lose_something(owner, home, text):
    shown = post(owner, source=f"# T\n\n## One\n\n{text}\n\n## Two\n\n{LONG}")
    acts = [button["value"] for button in read(shown).select("button[name=act]")]
    assert acts
    assert not [act for act in acts if act.partition(":")[0] in BLOCKS]


def test_list_in_the_introduction_is_offered_as_no_block_until_it_is_in_a_section(owner, home):
    shown = post(owner, source="# T\n\nA text.\n\n- One\n- Two\n\n## H\n\nMore.")
    assert "Show this list as signs" not in get_text(read(shown))
    shown = press(owner, press(owner, shown, "begin:1"), "signs:1")
    assert "Shown as: Signs" in get_text(read(shown))
    assert "Shown as: Signs" not in get_text(read(press(owner, shown, "join:1")))


@pytest.mark.parametrize("act", ["keep:99", "begin:99999999", "signs:0", "no-such:1", "line:x", ""])
def test_act_that_does_not_exist_changes_nothing(owner, home, act):
    shown = post(owner)
    assert get_headings(press(owner, shown, act)) == get_headings(shown)


# The draft


def test_draft_is_made(owner, superuser, index):
    response = create(owner, parent=index, changes={"purpose-3": "experience"})
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
    assert "Left out: Disclaimer (“This text is for educational purposes" in (message)
    assert "Booking prompt (“Schedule a session”)" in message


def test_what_was_left_out_is_found_from_the_draft_later(owner, log_in, home):
    create(owner)
    page = get_draft()
    url = reverse("wagtail_attachment:left_out", args=[page.pk])
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert url in get_links(owner.get(editor))
    text = get_text(read(owner.get(url)).select_one("main"))
    assert "Left out, since yours is added (Disclaimer): This text is for educational" in text
    assert "Schedule a session" in text
    factories.make_article(title="Written here", parent=home)
    written = Page.objects.get(title="Written here")
    other = reverse("wagtail_attachment:left_out", args=[written.pk])
    assert other not in get_links(owner.get(reverse("wagtailadmin_pages:edit", args=[written.pk])))
    assert is_denied(log_in(factories.make_user("access_admin")).get(url, follow=True))


def test_passage_that_is_kept_stays_in_the_text(owner, home):
    message = get_messages(create(owner, acts=["keep:0"]))[0]
    assert "Disclaimer" not in message
    html = get_draft().body[1].value["content"][0].value.source
    assert "educational purposes" in html
    assert "Schedule" not in html


def test_passages_that_are_all_kept(owner, home):
    source = f"# T\n\n## One\n\n{LONG}\n\n## Disclaimer\n\nNo medical advice.\n\nCall 988."
    changes = {"purpose-0": "origins"}
    acts = [f"keep:{place}" for place in range(2)]
    message = get_messages(create(owner, source=source, acts=acts, changes=changes))[0]
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
    assert fill_in(response)["title"] == "Avoidance and the quiet door"
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
    response = getattr(visitor, method)(get_url(), {"source": SOURCE, "title": "T"}, follow=True)
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


def get_ways_in(parent):
    """Where one article and where several are imported below a page."""
    return {get_url(parent), reverse("wagtail_attachment:start_import", args=[parent.pk])}


@pytest.mark.parametrize("name", ["wagtailadmin_explore", "wagtailadmin_pages:add_subpage"])
def test_editor_finds_it_where_pages_are_added(log_in, index, name):
    links = get_links(log_in(make_author(index)).get(reverse(name, args=[index.pk])))
    assert get_ways_in(index) <= set(links)


def test_editor_finds_it_in_the_list_that_an_index_is_in(owner, home, index):
    links = get_links(owner.get(reverse("wagtailadmin_explore", args=[home.pk])))
    assert get_ways_in(index) <= set(links)


def test_editor_finds_it_on_the_dashboard_and_goes_on_there(log_in, home, index):
    """Below the index that is theirs to add to, whichever others there are."""
    theirs = home.add_child(instance=ArticleIndexPage(title="Notes", slug="notes"))
    client = log_in(make_author(theirs))
    shown = post(client, parent=theirs)
    links = set(get_links(client.get(reverse("wagtailadmin_home"))))
    assert {*get_ways_in(theirs), shown.request["PATH_INFO"]} <= links
    assert not get_ways_in(index) & links


@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailadmin_explore"])
def test_who_may_add_nothing_is_offered_nothing(log_in, home, index, name):
    notes = home.add_child(instance=ArticleIndexPage(title="Notes", slug="notes"))
    args = [home.pk] if name == "wagtailadmin_explore" else []
    client = log_in(make_author(notes) if args else factories.make_user("access_admin"))
    links = set(get_links(client.get(reverse(name, args=args))))
    assert not (get_ways_in(index) | get_ways_in(home)) & links


# Files


def upload(client, data, name, **values):
    file = SimpleUploadedFile(name, data)
    return post(client, source="", file=file, **values)


def test_word_file_becomes_a_draft_with_its_picture(owner, home):
    shown = upload(
        owner,
        make_word_file(
            paragraph("The quiet door", style="Title"),
            paragraph("What helps", style="Heading1"),
            paragraph("Time.", deleted("Never.")),
            paragraph(picture("A door in winter")),
        ),
        "door.docx",
    )
    assert "one deletion that was tracked" in get_text(read(shown))
    press(owner, shown, "create")
    page = get_draft()
    image = page.body[0].value["content"][1]
    assert (image.block_type, image.value.contextual_alt_text) == ("image", "A door in winter")
    assert page.body[0].value["content"][0].value.source == "<p>Time.</p>"
    create_again = upload(owner, make_word_file(paragraph(picture("The same"))), "again.docx")
    press(owner, create_again, "create", title="Again")
    assert get_image_model().objects.count() == 1


def test_picture_stays_a_note_for_who_may_add_no_images(log_in, home):
    client = log_in(make_author(home))
    client_file = make_word_file(paragraph("T", style="Title"), paragraph(picture("A door")))
    response = press(client, upload(client, client_file, "door.docx"), "create")
    assert "One picture is missing: a note stands in its place." in get_messages(response)[0]
    assert "[Picture: A door]" in str(get_draft().lead)
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "empty.docx", "This file is empty. Choose another."),
        (b"%PDF-1.7", "a.pdf", "Save the article as a Word file (.docx)."),
        (b"PK\x03\x04nothing", "a.docx", "is damaged or cannot be read. Export or save it again."),
        (b"\xd0\xcf\x11\xe0", "a.doc", "Save it as a Word file (.docx) without a password."),
        (b"\x89PNG\r\n\x1a\n", "a.png", "Choose a Word, HTML, Markdown or text file."),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_words(owner, home, data, name, message):
    response = upload(owner, data, name)
    assert message in get_field_errors(response)[0]
    assert not TextImport.objects.exists()


def test_formatting_that_was_pasted_goes_before_its_words(owner, home):
    rich = "<h1>The quiet door</h1><h2>What helps</h2><p>Time <b>heals</b>.</p>"
    create(owner, source="The quiet door\nWhat helps\nTime heals.", rich=rich)
    section = get_draft().body[0].value
    assert section["content"][0].value.source == "<p>Time <b>heals</b>.</p>"


@pytest.mark.parametrize("data", [PNG[:8] + b"x" * 50, PNG[:41] + bytes(16) + PNG[57:]])
def test_damaged_picture_leaves_a_note(owner, home, data):
    file = pack({**make_parts(paragraph(picture("A door"))), "word/media/image1.png": data})
    response = press(owner, upload(owner, file, "door.docx"), "create", title="T")
    assert "One picture is missing" in get_messages(response)[0]
    assert "[Picture: A door]" in str(get_draft().lead)


def test_words_that_were_changed_on_the_way_back_go_before_old_formatting(owner, home):
    rich = "<h1>The quiet door</h1><p>Time <b>heals</b>.</p>"
    back = press(owner, post(owner, source="The quiet door", rich=rich), "back")
    data = fill_in(back)
    assert data["source"].split() == ["The", "quiet", "door", "Time", "heals."]
    url = back.redirect_chain[-1][0]
    kept = owner.post(url, data, follow=True)
    assert "<b>heals</b>" in str(read(kept))
    changed = {**data, "source": f"{data['source']} Slowly."}
    assert "Slowly." in get_text(read(owner.post(url, changed, follow=True)))


def test_import_that_nobody_goes_on_with_is_forgotten_after_a_month(owner, home):
    post(owner)
    TextImport.objects.update(begun_at=timezone.now() - timedelta(days=31))
    post(owner, source="Another title\n\nAnd one sentence.")
    assert [str(begun) for begun in TextImport.objects.all()] == ["Another title"]


def test_import_of_somebody_else_is_nobody_s_to_read_or_change(owner, log_in, index):
    shown = post(owner, parent=index)
    url = shown.request["PATH_INFO"]
    other = log_in(make_author(index))
    assert other.get(url).status_code == 404
    assert other.post(url, {"act": "discard"}).status_code == 404
    begun = TextImport.objects.get()
    back = f"{get_url(index)}?import={begun.pk}"
    assert "The door stays" not in get_text(read(other.get(back)))
    other.post(back, {"source": "Another title\n\nAnd one sentence.", "page_type": ARTICLE})
    assert TextImport.objects.count() == 2
    begun.refresh_from_db()
    assert bytes(begun.source).decode().split() == SOURCE.split()


def test_button_pressed_twice_makes_one_draft(owner, home):
    shown = post(owner)

    presses = iter(["again"])

    def press_again(request, parent, page_class):
        if next(presses, None):
            press(owner, shown, "create")

    with hooks.register_temporarily("before_create_page", press_again):
        response = press(owner, shown, "create")
    page = get_draft()
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_import_discarded_meanwhile_makes_no_draft(owner, home):
    shown = post(owner)

    def discard(request, parent, page_class):
        TextImport.objects.all().delete()

    with hooks.register_temporarily("before_create_page", discard):
        assert press(owner, shown, "create").status_code == 404
    assert not ArticlePage.objects.exists()


def test_import_whose_draft_was_deleted_leads_to_the_page_above(owner, index):
    shown = post(owner, parent=index)
    press(owner, shown, "create")
    get_draft().delete()
    response = owner.get(shown.request["PATH_INFO"], follow=True)
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_explore", args=[index.pk])
    assert "has been deleted" in get_messages(response)[0]


def test_import_below_a_deleted_page_is_offered_no_more(owner, home, index):
    shown = post(owner, parent=index)
    index.delete()
    links = get_links(owner.get(reverse("wagtailadmin_home")))
    assert shown.request["PATH_INFO"] not in links


def test_nul_in_what_was_typed_is_not_kept(owner, home):
    press(owner, post(owner), "create", title=bad_input.NUL)
    assert TextImport.objects.get().choices["title"] == "before"


HEADED = """\
---
date: 2021-03-04
author: Ada Lovelace
tags: [Sleep, Rest]
canonical_url: https://old.example/blog/the-quiet-door
---

# The quiet door

You close it softly.
"""


def test_what_the_file_says_of_the_article_goes_into_the_draft(owner, home):
    person = factories.make_person(name="Ada Lovelace")
    topic = factories.make_topic("Sleep")
    message = get_messages(create(owner, source=HEADED))[0]
    page = get_draft().get_latest_revision_as_object()
    assert (list(page.authors.all()), list(page.topics.all())) == ([person], [topic])
    assert str(get_draft().first_published_at.date()) == "2021-03-04"
    assert "No topic has this name: Rest." in message
    assert "on this site leads to it" in message


def test_old_address_of_a_pasted_article_leads_to_it_once_published(owner, practice, home):
    create(owner, source=HEADED)
    page = get_draft()
    page_published.send(ArticlePage, instance=page)
    redirect = Redirect.objects.get()
    assert (redirect.old_path, redirect.redirect_page_id) == ("/blog/the-quiet-door", page.pk)
    redirect.delete()
    page_published.send(ArticlePage, instance=page)
    assert not Redirect.objects.exists()  # what somebody removed does not come back


def test_file_named_as_what_was_copied_is_a_file(owner, home):
    shown = upload(owner, "<h1>Café</h1><p>Time heals.</p>".encode("cp1252"), "clipboard.html")
    back = press(owner, shown, "back")
    assert back.status_code == 200
    assert read(back).select_one("textarea[name=source]").text.strip() == ""


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_text_as_it_came_is_read_in_its_encoding(owner, home, encoding):
    shown = upload(owner, "Café hours\n\nAnd one sentence.".encode(encoding), "door.txt")
    assert "Café hours" in get_text(read(shown).select_one("pre"))


def test_first_step_leads_to_the_import_of_several(owner, index):
    url = reverse("wagtail_attachment:start_import", args=[index.pk])
    assert url in get_links(owner.get(get_url(index)))


def test_archive_leads_to_the_import_of_several(owner, home):
    response = upload(owner, pack({"a.md": b"# A"}), "all.zip")
    assert "Choose “Import articles”" in get_field_errors(response)[0]
