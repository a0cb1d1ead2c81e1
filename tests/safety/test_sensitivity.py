"""Whether help stands above a text: by its topics, its words and what people say, and who may lower it."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import PageLogEntry

from tests import factories
from tests.api_v3 import needs_api_v3, use_token_of
from tests.testapp.models import BlogPage
from wagtail_attachment.ledger.rows import LedgerError
from wagtail_attachment.models import PublicationEvent, Review, SensitivityDecision, Topic
from wagtail_attachment.safety.loading import with_safety
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.safety.sensitivity_acts import LOWER, RAISE, SensitivityCase

SUICIDE = "When you want to die, and nobody knows"


@pytest.fixture
def topic(practice):
    return factories.make_topic("Suicidal thoughts", sensitive=True)


@pytest.fixture
def clinician(superuser):
    superuser.first_name = "Ana"
    superuser.save()
    return superuser


def publish(page, **changes):
    """Publish a page as an editor changed it and return it as it is stored."""
    for name, value in changes.items():
        if name == "topics":
            page.topics = value
        else:
            setattr(page, name, value)
    page.save_revision().publish(user=factories.make_user(superuser=True))
    return type(page).objects.get(pk=page.pk)


def is_sensitive(page):
    return Safety(type(page).objects.get(pk=page.pk)).sensitivity.is_sensitive


def describe(page):
    return Safety(page).sensitivity.describe()


def lower(page, user, reason="It is about grief."):
    case = SensitivityCase(page)
    return case.lower(user, reason, case.digest)


def violations(page):
    found = type(page).objects.get(pk=page.pk).evaluate()
    return [violation for violation in found if violation.id == "sensitivity.lowered"]


def test_a_calm_article_has_no_help_above_it(practice):
    page = publish(factories.make_article(lead="<p>About rivers.</p>"))
    assert describe(page) == "No."
    assert not SensitivityDecision.objects.exists()


def test_a_sensitive_topic_is_named_as_the_reason(topic):
    page = publish(factories.make_article(topics=[topic]))
    assert describe(page) == "Yes. It is about the topic “Suicidal thoughts”."


def test_words_make_an_article_sensitive_without_any_topic(practice):
    page = publish(factories.make_article(lead=f"<p>{SUICIDE}</p>"))
    assert describe(page) == "Yes. The text says “want to die”."


def test_words_of_any_covered_page_are_read(practice):
    page = factories.make_blog_page(text=f"<p>{SUICIDE}</p>", live=True)
    assert isinstance(page, BlogPage)
    assert is_sensitive(page)


def test_a_site_adds_words_of_its_own(practice, settings):
    page = publish(factories.make_article(lead="<p>About the Long Quiet.</p>"))
    settings.WAGTAIL_ATTACHMENT_SENSITIVE_WORDS = {"es": ["long quiet"]}
    assert not is_sensitive(page)
    settings.WAGTAIL_ATTACHMENT_SENSITIVE_WORDS = {"en": ["long QUIET"]}
    assert is_sensitive(page)


def test_taking_the_topic_off_leaves_help_above_the_text(topic):
    page = publish(factories.make_article(topics=[topic]))
    page = publish(page, topics=[])
    assert is_sensitive(page)
    assert describe(page) == (
        "Yes. This article, here or in another language, was published as sensitive because of "
        "“Suicidal thoughts”, and no one has decided otherwise."
    )


def test_changing_the_words_leaves_help_above_the_text(practice):
    page = publish(factories.make_article(lead=f"<p>{SUICIDE}</p>"))
    assert is_sensitive(publish(page, lead="<p>About rivers.</p>"))


def test_what_was_in_a_draft_alone_is_not_held_against_the_article(topic):
    page = factories.make_article(topics=[topic], lead=f"<p>{SUICIDE}</p>")
    page.save_revision()
    assert not is_sensitive(publish(page, topics=[], lead="<p>About rivers.</p>"))


def test_a_topic_that_is_made_harmless_leaves_its_articles_sensitive(topic):
    page = publish(factories.make_article(topics=[topic]))
    type(page).objects.get(pk=page.pk)
    SensitivityDecision.objects.all()._raw_delete("default")  # as before there was a ledger
    topic.sensitive = False
    topic.save()
    assert is_sensitive(page)
    other = publish(factories.make_article(topics=[Topic.objects.get()]))
    assert not is_sensitive(other)


def test_a_topic_that_becomes_sensitive_leaves_its_live_articles_so(practice):
    topic = factories.make_topic("Suicidal thoughts")
    page = publish(factories.make_article(topics=[topic]))
    draft = factories.make_article(topics=[topic])
    topic.sensitive = True
    topic.save()
    assert is_sensitive(publish(page, topics=[]))
    assert not is_sensitive(publish(draft, topics=[]))


def test_a_sensitive_topic_that_is_renamed_is_not_noted_again(topic):
    page = publish(factories.make_article(topics=[topic]))
    SensitivityDecision.objects.all()._raw_delete("default")  # as before there was a ledger
    topic.name = "Thoughts of suicide"
    topic.save()
    assert not SensitivityDecision.objects.exists()
    assert is_sensitive(page)


@pytest.mark.parametrize("sensitive", [True, False])
def test_a_topic_waits_for_its_turns_in_the_order_of_a_publication(
    practice, monkeypatch, sensitive
):
    """One save that also changes the notice and a publish used to wait for each other for ever."""
    factories.put_in_force("<p>On grief.</p>", kind="grief")
    topic = factories.make_topic(sensitive=not sensitive)
    factories.make_article(topics=[topic], live=True)
    SensitivityDecision.objects.all()._raw_delete("default")  # as before there was a ledger
    topic.sensitive, topic.notice = sensitive, factories.make_notice("grief")
    turns = []
    for ledger in (PublicationEvent, SensitivityDecision):
        monkeypatch.setattr(ledger, "wait_for_turn", partial(turns.append, ledger))
    topic.save()
    assert turns[0] == PublicationEvent
    assert SensitivityDecision in turns


def test_whoever_may_edit_says_that_it_is_sensitive(practice):
    page = publish(factories.make_article())
    editor = factories.make_user(name="Eva")
    factories.give_page_rights(editor, page, "change_page")
    SensitivityCase(page).say_sensitive(editor, "Readers write to us at night.")
    assert describe(page) == "Yes. Eva said that it is sensitive."
    row = SensitivityDecision.objects.get()
    assert (row.act, row.person_name, row.reason) == (
        "raised",
        "Eva",
        "Readers write to us at night.",
    )
    entry = PageLogEntry.objects.get(action=RAISE)
    assert (entry.user, entry.message) == (
        editor,
        "Said that the page is sensitive. “Readers write to us at night.”",
    )


def test_who_may_not_edit_the_page_says_nothing(practice):
    page = publish(factories.make_article())
    with pytest.raises(PermissionDenied):
        SensitivityCase(page).say_sensitive(factories.make_user("lower_sensitivity"))
    assert not is_sensitive(page)


def test_a_person_with_the_permission_lowers_it_with_a_reason(topic, clinician):
    page = publish(factories.make_article(topics=[topic]))
    lower(page, clinician)
    assert not is_sensitive(page)
    assert Safety(page).sensitivity.is_lowered
    assert describe(page).startswith("No: Ana decided so on ")
    assert describe(page).endswith("“It is about grief.”")
    assert PageLogEntry.objects.get(action=LOWER).data["reason"] == "It is about grief."


@pytest.mark.parametrize("right", ["lower_sensitivity", "change_page"])
def test_neither_permission_lowers_it_alone(topic, right):
    page = publish(factories.make_article(topics=[topic]))
    user = factories.make_user(*({right} & {"lower_sensitivity"}))
    if right == "change_page":
        factories.give_page_rights(user, page, right)
    with pytest.raises(PermissionDenied):
        lower(page, user)
    assert is_sensitive(page)


def test_it_is_not_lowered_without_a_reason(topic, clinician):
    page = publish(factories.make_article(topics=[topic]))
    with pytest.raises(ValidationError, match="Say why"):
        lower(page, clinician, "  ")
    assert is_sensitive(page)


def test_it_is_not_lowered_for_what_the_person_did_not_see(topic, clinician):
    page = publish(factories.make_article(topics=[topic]))
    seen = SensitivityCase(page).digest
    page = publish(page, lead=f"<p>{SUICIDE}</p>")
    with pytest.raises(ValidationError, match="look again"):
        SensitivityCase(page).lower(clinician, "It is about grief.", seen)
    assert is_sensitive(page)


def test_what_is_not_sensitive_cannot_be_lowered_ahead_of_time(practice, clinician):
    page = publish(factories.make_article())
    with pytest.raises(ValidationError, match="nothing to lower"):
        lower(page, clinician)


def test_a_lowering_covers_exactly_what_was_seen(topic, clinician):
    page = publish(factories.make_article(topics=[topic], lead="<p>Suicide in the novel.</p>"))
    lower(page, clinician)
    assert not is_sensitive(publish(page, title="Another title", topics=[]))
    other = factories.make_topic("Abuse", sensitive=True)
    assert is_sensitive(publish(page, topics=[other]))


@pytest.mark.parametrize(
    "lead", ["Suicide in the novel. And suicide again.", "Suicide in the novel; suicidal thoughts."]
)
def test_another_phrase_or_the_same_more_often_brings_help_back(practice, clinician, lead):
    page = publish(factories.make_article(lead="<p>Suicide in the novel.</p>"))
    lower(page, clinician)
    assert is_sensitive(publish(page, lead=f"<p>{lead}</p>"))


def test_a_lowering_answers_for_the_draft_and_for_what_readers_get(practice, clinician):
    page = publish(factories.make_article(lead="<p>Suicide in the novel.</p>"))
    page.lead = "<p>Abusers in the novel.</p>"
    page.save_revision()
    lower(page, clinician)
    assert not is_sensitive(page)
    page = page.get_latest_revision_as_object()
    assert not is_sensitive(publish(page))


def test_saying_it_again_brings_help_back(topic, clinician):
    page = publish(factories.make_article(topics=[topic]))
    lower(page, clinician)
    SensitivityCase(page).say_sensitive(clinician)
    assert is_sensitive(page)
    lower(page, clinician, "Both of us agree.")
    assert not is_sensitive(page)


def test_the_checklist_names_a_lowering_for_as_long_as_it_counts(topic, clinician):
    page = publish(factories.make_article(topics=[topic]))
    assert not violations(page)
    lower(page, clinician)
    (found,) = violations(page)
    assert "Ana decided so" in found.message
    assert found.fix_url.endswith(f"/articles/{page.pk}/sensitivity/")
    SensitivityCase(page).say_sensitive(clinician)
    assert not violations(page)


def test_an_alias_is_as_sensitive_as_the_page_it_shows(practice, clinician):
    page = publish(factories.make_article())
    alias = page.create_alias(update_slug="alias")
    SensitivityCase(page).say_sensitive(clinician)
    assert is_sensitive(alias)
    lower(page, clinician)
    assert not is_sensitive(alias)


def test_an_alias_stays_sensitive_when_it_becomes_a_page_of_its_own(practice, clinician):
    page = publish(factories.make_article())
    alias = page.create_alias(update_slug="alias")
    SensitivityCase(page).say_sensitive(clinician)
    factories.get_alias_conversion(alias, clinician).execute()
    assert is_sensitive(alias)


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copy_made_in_code_keeps_a_person_s_word(practice, clinician, keep_live):
    page = publish(factories.make_article())
    child = publish(factories.make_article(parent=page))
    SensitivityCase(page).say_sensitive(clinician)
    lower(page, clinician)
    SensitivityCase(child).say_sensitive(clinician)
    copied = page.copy(recursive=True, keep_live=keep_live, update_attrs={"slug": "copy"})
    assert not is_sensitive(copied)
    assert is_sensitive(copied.get_children().get().specific)


@needs_api_v3
def test_a_copy_made_through_api_v3_keeps_a_person_s_word(practice, clinician):
    page = publish(factories.make_article())
    SensitivityCase(page).say_sensitive(clinician)
    url = f"/api/v3/pages/{page.pk}/actions/copy/"
    answer = use_token_of(clinician).post(url, {"slug": "copy"}, content_type="application/json")
    assert answer.status_code in (200, 201), answer.text
    assert is_sensitive(type(page).objects.get(slug="copy"))


def test_a_translation_is_as_sensitive_as_its_original(practice, clinician):
    factories.put_in_force(factories.WORDING_ES, language="es")
    page = publish(factories.make_article(lead=f"<p>{SUICIDE}</p>"))
    spanish = page.copy_for_translation(factories.get_locale("es"), copy_parents=True)
    spanish.lead = "<p>Sobre los ríos.</p>"
    spanish.save_revision()
    assert is_sensitive(spanish)
    lower(page, clinician)
    assert not is_sensitive(spanish)
    SensitivityCase(spanish).say_sensitive(clinician)
    assert is_sensitive(page)


def test_a_lowering_of_one_language_does_not_lower_what_another_says(practice, clinician):
    factories.put_in_force(factories.WORDING_ES, language="es")
    page = publish(factories.make_article(lead=f"<p>{SUICIDE}</p>"))
    spanish = page.copy_for_translation(factories.get_locale("es"), copy_parents=True)
    spanish.lead = "<p>Cuando quieres morir.</p>"
    spanish.save()
    lower(page, clinician)
    assert is_sensitive(spanish)


def test_many_are_judged_by_as_many_queries_as_a_few(topic, clinician, django_assert_num_queries):
    pages = [publish(factories.make_article(topics=[topic])) for _n in range(3)]
    lower(pages[0], clinician)
    SensitivityCase(pages[1]).say_sensitive(clinician)
    aliases = [pages[0].create_alias(update_slug="one"), pages[1].create_alias(update_slug="two")]
    found = list(with_safety([*pages, *aliases]))
    with django_assert_num_queries(0):
        assert [each.sensitivity.is_sensitive for each in found] == [False, True, True, False, True]


def test_decisions_are_kept_for_ever(topic, clinician):
    page = publish(factories.make_article(topics=[topic]))
    row = lower(page, clinician)
    with pytest.raises(LedgerError):
        row.delete()
    assert not SensitivityDecision.find_broken_rows()
    assert not Review.objects.exists()
