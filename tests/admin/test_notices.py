"""Notices in the admin: adding one, writing and approving its text, and its numbers."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import nested_form_data, rich_text

from tests import factories
from tests.admin.answers import get_messages, get_text, is_denied, read
from wagtail_attachment.disclaimers.numbers import find_numbers
from wagtail_attachment.models import Disclaimer, DisclaimerVersion, Notice
from wagtail_attachment.setup import create_groups

ADD = "/admin/practice/notices/add/"
BOARD = "(916) 574-7830"


def add(client, name="Good faith estimate", **data):
    values = {"name": name, "applies_to": "everywhere", "start_from": "", **data}
    return client.post(ADD, values, follow=True)


def get_approve_url(draft):
    return reverse("wagtail_attachment:approve_disclaimer", args=[draft.pk])


def fill_in(draft, **data):
    """Return what an approver types who has checked every number."""
    fields = {"digest": draft.digest, "effective_from": ""}
    for number in find_numbers(draft.html):
        fields[f"source-{number.key}"] = f"source of {number.text}"
        fields[f"checked-{number.key}"] = "on"
    return {**fields, **data}


# Adding


def test_form_asks_for_no_slug_and_offers_starters_by_country(owner, db):
    page = read(owner.get(ADD))
    names = {field["name"] for field in page.select("[name]")}
    assert {"name", "applies_to", "start_from"} <= names
    assert not {"slug", "site", "kind"} & names
    groups = {group["label"] for group in page.select("[name=start_from] optgroup")}
    assert {"United States", "Germany", "Brazil"} <= groups
    assert "not legal advice" in get_text(page)


def test_notice_without_a_starter_leads_to_writing_its_text(owner, practice):
    response = add(owner)
    url = response.redirect_chain[-1][0]
    assert url.startswith("/admin/practice/disclaimers/add/?kind=good-faith-estimate")
    chosen = read(response).select_one("[name=kind] [selected]")
    assert get_text(chosen) == "Good faith estimate"


def test_notice_from_a_starter_leads_to_its_draft_with_source_and_marks(owner, practice):
    response = add(owner, start_from="us-good-faith-estimate")
    draft = Disclaimer.objects.get(kind="good-faith-estimate")
    assert response.redirect_chain[-1][0].endswith(f"/edit/{draft.pk}/")
    text = get_text(read(response))
    assert "45 CFR 149.610" in text
    assert "not legal advice" in text
    assert "[Name of your practice]" in draft.text


def test_who_may_not_write_disclaimers_makes_no_draft_by_a_notice(log_in, practice):
    client = log_in(factories.make_user("add_notice", "change_notice"))
    add(client, start_from="us-good-faith-estimate")
    assert Notice.objects.get().starter == "us-good-faith-estimate"
    assert not Disclaimer.objects.filter(kind="good-faith-estimate").exists()


@pytest.mark.parametrize("value", ["none-such", "\x00", "9" * 60])
def test_bad_starter_is_refused_at_its_field(owner, db, value):
    response = add(owner, start_from=value)
    assert set(response.context["form"].errors) == {"start_from"}
    assert not Notice.objects.exists()


def test_two_notices_of_one_name_are_refused_at_the_name(owner, practice):
    add(owner)
    assert set(add(owner).context["form"].errors) == {"name"}


def test_wider_placement_says_what_cannot_be_published(owner, practice):
    notice = factories.make_notice("grief")
    factories.make_disclaimer("<p>On grief.</p>", kind="grief")
    url = f"/admin/practice/notices/edit/{notice.pk}/"
    response = owner.post(url, {"name": "Grief", "applies_to": "everywhere"}, follow=True)
    said = " ".join(get_messages(response))
    assert "can't be published until its text is approved" in said
    setup = "/admin/practice/setup/"
    page = get_text(read(owner.get(setup)))
    assert "The notice “Grief” has no approved text: articles that it applies to" in page
    factories.get_home("es")
    page = get_text(read(owner.get(setup)))
    assert "The notice “Grief” has no approved text in Spanish" in page


def test_notice_of_a_place_asks_where_and_says_on_how_many_articles_it_is(owner, practice):
    ada = factories.make_person("Ada")
    factories.make_licence(ada, area="Texas")
    factories.make_article(authors=[ada], live=True)
    factories.make_blog_page(live=True)
    factories.put_in_force("<p>Texas board.</p>", kind="board")
    notice = factories.make_notice("board", applies_to="everywhere")
    url = f"/admin/practice/notices/edit/{notice.pk}/"
    values = {"name": "Board", "applies_to": "licensed", "country": "", "area": "Texas"}
    form = owner.post(url, values).context["form"]
    assert set(form.errors) == {"country"}
    assert form["area"].value() == "Texas"
    said = get_messages(owner.post(url, {**values, "country": "US"}, follow=True))
    assert "The notice “Board” no longer applies to 1 live article." in said
    listing = get_text(read(owner.get("/admin/practice/notices/")))
    assert "people licensed in a place: Texas, United States" in listing
    assert get_messages(owner.post(url, {**values, "country": "US"}, follow=True)) == said[-1:]


def test_topic_says_what_its_live_articles_gain_and_lose(owner, practice):
    factories.put_in_force("<p>Grief.</p>", kind="grief")
    notice = factories.make_notice("grief")
    topic = factories.make_topic()
    factories.make_article(topics=[topic])
    factories.make_article(live=True)
    factories.make_article(topics=[topic], live=True)
    url = f"/admin/practice/topics/edit/{topic.pk}/"
    plain = {"name": topic.name, "slug": topic.slug, "notice": ""}
    full = {**plain, "notice": notice.pk, "sensitive": "on", "quick_exit": "on"}
    *said, _saved = get_messages(owner.post(url, full, follow=True))
    assert said == [
        "The notice “Grief” now applies to 1 more live article.",
        "1 more live article now begins with the quick exit.",
        "1 more live article now shows the crisis lines before its text.",
    ]
    *said, _saved = get_messages(owner.post(url, plain, follow=True))
    assert said == [
        "The notice “Grief” no longer applies to 1 live article.",
        "1 live article no longer begins with the quick exit.",
    ], "what is live as sensitive stays so"


def test_topic_chooses_its_notice_from_a_list(owner, practice):
    notice = factories.make_notice("grief")
    factories.make_notice("estimate", applies_to="everywhere")
    page = read(owner.get("/admin/practice/topics/add/"))
    offered = [get_text(option) for option in page.select("select[name=notice] option")]
    assert "Grief" in offered
    assert "Estimate" not in offered
    chosen = factories.make_topic(notice=notice)
    Notice.objects.update(applies_to="nowhere")
    page = read(owner.get(f"/admin/practice/topics/edit/{chosen.pk}/"))
    assert get_text(page.select_one("select[name=notice] [selected]")) == "Grief"


@pytest.mark.parametrize("right", ["", "change_notice"])
def test_only_who_says_where_a_notice_applies_takes_it_off_a_topic(log_in, practice, right):
    factories.make_user("change_notice", name="Rosa")
    topic = factories.make_topic(notice=factories.make_notice("grief"))
    client = log_in(factories.make_user("change_topic", *filter(None, [right])))
    url = f"/admin/practice/topics/edit/{topic.pk}/"
    page = read(client.get(url))
    assert page.select_one("[name=notice]").has_attr("disabled") is not bool(right)
    assert ("Ask: Rosa" in get_text(page)) is not bool(right)
    client.post(url, {"name": "Loss", "slug": topic.slug, "notice": ""})
    topic.refresh_from_db()
    assert topic.name == "Loss"
    assert (topic.notice is None) is bool(right)


def test_where_a_notice_applies_is_for_those_who_approve(db):
    groups = create_groups()
    codes = {
        role: {p.codename for p in group.permissions.filter(codename__endswith="_notice")}
        for role, group in groups.items()
    }
    assert "change_notice" in codes["reviewers"]
    assert codes["editors"] == {"view_notice"}


# Saying what is true


def test_approval_says_on_how_many_live_articles_it_shows(owner, practice):
    topic = factories.make_topic()
    factories.make_article(live=True, topics=[topic])
    factories.make_article(live=True)
    notice = factories.make_notice("grief")
    draft = factories.make_disclaimer("<p>On grief.</p>", kind="grief")
    response = owner.post(get_approve_url(draft), fill_in(draft), follow=True)
    assert get_messages(response)[0].startswith("Approved. No live article shows it yet.")
    topic.notice = notice
    topic.save()
    Disclaimer.objects.filter(pk=draft.pk).update(body="<p>On grief, again.</p>")
    draft.refresh_from_db()
    response = owner.post(get_approve_url(draft), fill_in(draft), follow=True)
    assert get_messages(response)[0].startswith("Approved. Readers see it on 1 live article now.")


def test_fix_opens_the_missing_text_and_not_the_disclaimer(owner, practice):
    """B11: it used to open the general one, which was overwritten for every article."""
    general = Disclaimer.objects.get()
    factories.make_notice("one", applies_to="everywhere")
    factories.make_notice("two", applies_to="everywhere")
    page = factories.make_article()
    fixes = [v.fix_url for v in page.evaluate() if v.id == "notice.missing"]
    urls = [owner.get(url).url for url in fixes]
    assert [url.split("?")[1].split("&")[0] for url in urls] == ["kind=one", "kind=two"]
    draft = factories.make_disclaimer("<p>Two.</p>", kind="two")
    assert owner.get(fixes[1]).url.endswith(f"/edit/{draft.pk}/")
    assert not any(owner.get(url).url.endswith(f"/edit/{general.pk}/") for url in fixes)


def test_fix_of_a_notice_that_is_gone_does_not_open_the_disclaimer(owner, practice):
    url = reverse("wagtail_attachment:fix_disclaimer")
    response = owner.get(url, {"kind": "gone", "locale": factories.get_locale().pk})
    assert response.url == "/admin/practice/setup/#disclaimer"


# Numbers


def test_list_names_a_notice_that_was_added_since_it_was_last_looked_at(owner, practice):
    url = "/admin/practice/disclaimers/"
    owner.get(url)
    factories.make_disclaimer("<p>An estimate.</p>", kind=factories.make_notice("Estimate").slug)
    assert "Estimate" in [get_text(cell) for cell in read(owner.get(url)).select("td")]


@pytest.fixture
def statutory(db):
    return factories.make_disclaimer(f"<p>Board: {BOARD}. Emergency: 911.</p>")


def test_save_and_approve_leads_to_confirming_the_numbers(owner, db):
    body = rich_text(f"<p>Board: {BOARD}.</p>")
    data = nested_form_data({"heading": "Board", "body": body, "action-approve": ""})
    response = owner.post("/admin/practice/disclaimers/add/", data, follow=True)
    draft = Disclaimer.objects.get()
    assert response.redirect_chain[-1][0] == get_approve_url(draft)
    assert f"Confirm each number first, and say where you checked it: {BOARD}." in (
        " ".join(get_messages(response))
    )
    assert not DisclaimerVersion.objects.exists()


def test_each_number_is_confirmed_with_its_source(owner, statutory, superuser):
    owner.post(get_approve_url(statutory), fill_in(statutory))
    row = DisclaimerVersion.objects.get()
    assert [(n.number, n.source) for n in row.get_confirmed()] == [
        (BOARD, f"source of {BOARD}"),
        ("911", "source of 911"),
    ]
    assert row.person_id == str(superuser.pk)


@pytest.mark.parametrize("field", ["source-911", "checked-911"])
def test_unconfirmed_number_is_refused_at_its_field_and_nothing_is_lost(owner, statutory, field):
    data = fill_in(statutory)
    del data[field]
    response = owner.post(get_approve_url(statutory), data)
    assert set(response.context["form"].errors) == {field}
    assert f"source of {BOARD}" in response.text
    assert not DisclaimerVersion.objects.exists()


def test_sources_are_kept_with_their_number_where_the_text_moved(owner, statutory):
    data = fill_in(statutory)
    Disclaimer.objects.update(body=f"<p>Emergency: 911. New: (512) 305-7700. Board: {BOARD}.</p>")
    page = read(owner.post(get_approve_url(statutory), data))
    assert page.select_one("[name=source-9165747830]")["value"] == f"source of {BOARD}"
    assert not page.select_one("[name=source-5123057700]").get("value")
    assert not page.select("[type=checkbox][checked]"), "a tick was for an earlier text"
    assert not DisclaimerVersion.objects.exists()


def test_crisis_number_is_replaced_by_one_click(owner, superuser):
    draft = factories.make_disclaimer("<p>Call 988, or text 741741.</p>")
    assert "Use {crisis_line} instead" in owner.get(get_approve_url(draft)).text
    response = owner.post(get_approve_url(draft), {"use-crisis-line": "988"}, follow=True)
    draft.refresh_from_db()
    assert draft.text == "Call {crisis_line}, or text 741741."
    page = owner.get(get_approve_url(draft)).text
    assert "Use {crisis_line} instead" not in page, "it would say “988 or 988”"
    assert draft.revisions.get().user == superuser
    assert "The draft now says {crisis_line}" in get_messages(response)[0]
    assert ModelLogEntry.objects.for_instance(draft).filter(action="wagtail.edit").exists()


def test_address_with_a_crisis_number_survives_the_click(owner, db):
    link = (
        '<a href="https://988lifeline.org/">988lifeline.org</a>, <a linktype="page" id="988">it</a>'
    )
    draft = factories.make_disclaimer(f"<p>Call 988. See {link}.</p>")
    owner.post(get_approve_url(draft), {"use-crisis-line": "988"})
    draft.refresh_from_db()
    assert draft.body == f"<p>Call {{crisis_line}}. See {link}.</p>"
    assert owner.get(get_approve_url(draft)).status_code == 200


@pytest.mark.parametrize("number", ["", "9", "p", "<p>", "911", "\x00"])
def test_number_that_nobody_was_offered_is_not_replaced(owner, db, number):
    draft = factories.make_disclaimer("<p>Call 988, or 911.</p>")
    response = owner.post(get_approve_url(draft), {"use-crisis-line": number}, follow=True)
    draft.refresh_from_db()
    assert draft.body == "<p>Call 988, or 911.</p>"
    assert "replace it in the text yourself" in get_messages(response)[0]


def test_crisis_line_is_not_written_in_a_draft_that_could_not_be_saved(owner, db):
    draft = factories.make_disclaimer("<p>Call 988 or {crisis line}.</p>")
    response = owner.post(get_approve_url(draft), {"use-crisis-line": "988"}, follow=True)
    draft.refresh_from_db()
    assert draft.body == "<p>Call 988 or {crisis line}.</p>"
    assert "{crisis line}" in get_messages(response)[0]
    assert not draft.revisions.exists()


def test_regulator_s_number_is_not_offered_the_crisis_line(owner, statutory):
    assert "instead" not in get_text(read(owner.get(get_approve_url(statutory))).select_one("form"))


def test_who_may_not_change_the_draft_replaces_nothing(log_in, db):
    draft = factories.make_disclaimer("<p>Call 988.</p>")
    client = log_in(factories.make_approver())
    client.post(get_approve_url(draft), {"use-crisis-line": "988"})
    draft.refresh_from_db()
    assert draft.text == "Call 988."


# Checking them again


@pytest.fixture
def version(statutory, approver):
    return statutory.approve(approver, numbers={BOARD: "bbs.ca.gov", "911": "911.gov"})


def get_confirm_url(version):
    return reverse("wagtail_attachment:confirm_numbers", args=[version.pk])


@pytest.fixture
def successor(statutory, version, approver):
    """A text that took the place of the version, with one of its numbers and another one."""
    type(statutory).objects.update(body="<p>Emergency: 911. Board: (512) 305-7700.</p>")
    statutory.refresh_from_db()
    return statutory.approve(approver, numbers={"(512) 305-7700": "tx.gov", "911": "911.gov"})


def test_text_that_was_replaced_leads_to_the_one_that_readers_see(owner, version, successor):
    response = owner.get(get_confirm_url(version), follow=True)
    assert response.redirect_chain[-1][0] == get_confirm_url(successor)
    assert get_messages(response) == ["Another text has taken the place of this one."]
    assert "305-7700" in response.text


def test_sources_typed_for_a_text_that_was_replaced_stay_and_confirm_nothing(
    owner, version, successor
):
    data = {**fill_in(version), "source-911": "Called them."}
    page = read(owner.post(get_confirm_url(version), data))
    assert page.select_one("[name=source-911]")["value"] == "Called them."
    assert not page.select("[type=checkbox][checked]"), "a tick was for an earlier text"
    assert "Board: (512) 305-7700." in get_text(page)
    assert page.select("[name=source-5123057700]")
    assert DisclaimerVersion.objects.last() == successor


def test_text_with_fewer_numbers_is_not_confirmed_by_a_form_of_the_one_before(
    owner, statutory, version, approver
):
    data = fill_in(version)
    type(statutory).objects.update(body="<p>Emergency: 911.</p>")
    statutory.refresh_from_db()
    row = statutory.approve(approver, numbers={"911": "911.gov"})
    response = owner.post(get_confirm_url(version), data)
    assert "Another text has taken the place of this one." in response.text
    assert DisclaimerVersion.objects.last() == row


def test_text_that_a_site_withdrew_leads_to_the_list(owner, approver):
    draft = factories.make_disclaimer("<p>911</p>", site=factories.get_site())
    row = draft.approve(approver, numbers={"911": "911.gov"})
    row.withdraw(approver)
    response = owner.get(get_confirm_url(row), follow=True)
    assert response.redirect_chain[-1][0].endswith("/disclaimers/")
    assert get_messages(response) == ["Another text has taken the place of this one."]


def test_numbers_are_checked_again_without_changing_the_text(owner, statutory, version, superuser):
    Disclaimer.objects.update(body="<p>A draft that nobody approved.</p>")
    page = read(owner.get(get_confirm_url(version)))
    assert page.select_one("[name=source-911]")["value"] == "911.gov"
    data = {**fill_in(version), "source-911": "https://www.911.gov/"}
    response = owner.post(get_confirm_url(version), data, follow=True)
    assert "were checked today" in get_messages(response)[0]
    row = DisclaimerVersion.objects.in_force("general", "en")
    assert row != version
    assert (row.html, row.person_id) == (version.html, str(superuser.pk))
    assert row.get_confirmed()[1].source == "https://www.911.gov/"
    log = ModelLogEntry.objects.get(action="wagtail_attachment.confirm_numbers")
    assert log.data == {"version": row.pk}


def test_checking_again_is_for_those_who_may_approve(log_in, version):
    client = log_in(factories.make_user("change_disclaimer"))
    assert is_denied(client.get(get_confirm_url(version), follow=True))
    assert is_denied(client.post(get_confirm_url(version), fill_in(version), follow=True))


def test_form_of_the_text_leads_to_checking_its_numbers(owner, statutory, version):
    page = owner.get(f"/admin/practice/disclaimers/edit/{statutory.pk}/")
    assert get_confirm_url(version) in page.text
    url = reverse("wagtail_attachment:fix_numbers")
    response = owner.get(url, {"kind": "general", "locale": statutory.locale_id})
    assert response.url == get_confirm_url(version)


def test_who_may_not_add_a_notice_is_told_who_may(log_in, practice):
    factories.make_user("add_notice", name="Nora Notary")
    client = log_in(factories.make_user("change_practicesettings"))
    (message,) = get_messages(client.get("/admin/practice/notices/add/", follow=True))
    assert message == "You do not have permission to do this. Ask: Nora Notary."
