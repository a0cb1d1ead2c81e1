"""What changes for readers is taken from the cache in front of the site: exactly that."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageViewRestriction, Site

from tests import factories
from tests.testapp.models import PlainPage
from wagtail_attachment.ledger.persons import describe_person
from wagtail_attachment.models import (
    BookingCTA,
    CrisisResource,
    Disclaimer,
    DisclaimerVersion,
    PracticeSettings,
    Practitioner,
    Purge,
    Review,
    Topic,
)
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage, ProfilePage
from wagtail_attachment.signals import crisis_facts_changed, disclaimer_in_force

SPANISH_MEXICAN = "<p>Esto es educación. En México llame al {crisis_line}.</p>"


@pytest.fixture
def purged(front_cache, django_capture_on_commit_callbacks):
    """Return the paths that an act purges."""

    def purged(act):
        front_cache.purged.clear()
        Purge.objects.all().delete()  # what setting up left
        with django_capture_on_commit_callbacks(execute=True):
            act()
        assert len(front_cache.purged) == len(set(front_cache.purged))
        return {url.removeprefix("http://localhost") for url in front_cache.purged}

    return purged


@pytest.fixture
def pages(practice, approver):
    """Return live pages in two languages and a region, by name."""
    factories.put_in_force(factories.WORDING_ES, language="es", user=approver)
    factories.put_in_force("<p>On grief.</p>", kind="grief", user=approver)
    spanish = factories.get_home("es")
    mexican = factories.get_home("es-mx")
    Page.objects.filter(pk__in=[spanish.pk, mexican.pk]).update(live=True)
    grief = factories.make_topic(notice="grief")
    source = factories.make_blog_page(live=True, slug="source")
    pages = {
        "plain": factories.make_blog_page(model=PlainPage, live=True, slug="plain"),
        "draft": factories.make_blog_page(slug="draft"),
        "source": source,
        "alias": source.copy_for_translation(factories.get_locale("es"), alias=True),
        "spanish": factories.make_blog_page(parent=spanish, live=True, slug="espanol"),
        "mexican": factories.make_blog_page(parent=mexican, live=True, slug="mexicano"),
        "grief": factories.make_article(topics=[grief], live=True, slug="grief"),
    }
    pages["alias"].refresh_from_db()
    assert pages["alias"].live
    return pages


@pytest.fixture
def paths(pages):
    def paths(*names):
        return {pages[name].get_url() for name in names}

    return paths


def reword(disclaimer, body, user, **kwargs):
    disclaimer.body = body
    disclaimer.save()
    return disclaimer.approve(user, **kwargs)


def get_disclaimer(language="en", kind="general"):
    return Disclaimer.objects.get(locale__language_code=language, kind=kind)


# Wordings


@pytest.mark.path("cache: an old copy in front of the site", stopped_by="purge", case=41)
def test_wording_purges_the_pages_in_its_language_and_their_aliases(purged, paths, approver):
    urls = purged(lambda: reword(get_disclaimer(), "<p>New.</p>", approver))
    assert urls == paths("source", "alias", "grief")


def test_wording_purges_pages_of_a_region_that_show_it(purged, paths, approver):
    urls = purged(lambda: reword(get_disclaimer("es"), "<p>Nuevo.</p>", approver))
    assert urls == paths("spanish", "mexican")


def test_no_copy_with_the_old_wording_is_left(purged, pages, approver, client):
    old = "This is education, not treatment."
    public = [page for name, page in pages.items() if name != "draft"]
    copies = {page.get_url(): client.get(page.get_url()).content.decode() for page in public}
    assert sum(old in content for content in copies.values()) == 3
    for path in purged(lambda: reword(get_disclaimer(), "<p>New.</p>", approver)):
        del copies[path]
    assert not any(old in content for content in copies.values())
    assert len(copies) == len(public) - 3


def test_region_with_a_wording_of_its_own_is_left_alone(purged, paths, approver):
    urls = purged(lambda: factories.put_in_force(SPANISH_MEXICAN, language="es-mx", user=approver))
    assert urls == paths("mexican")
    urls = purged(lambda: reword(get_disclaimer("es"), "<p>Nuevo.</p>", approver))
    assert urls == paths("spanish")


def test_wording_of_another_kind_purges_the_pages_on_its_topics(purged, paths, approver):
    urls = purged(lambda: reword(get_disclaimer(kind="grief"), "<p>New.</p>", approver))
    assert urls == paths("grief")


def test_wording_of_a_site_purges_its_pages_alone(purged, paths, approver):
    root = factories.make_blog_page(model=PlainPage, live=True)
    site = Site.objects.create(hostname="other.example", root_page=root)
    PracticeSettings.objects.create(site=site, country="US")
    other = factories.make_blog_page(parent=root, slug="other")
    other.save_revision().publish()
    version = []
    urls = purged(
        lambda: version.append(factories.put_in_force("<p>Own.</p>", site=site, user=approver))
    )
    assert urls == {"http://other.example/other/"}
    urls = purged(lambda: reword(get_disclaimer_of_all(), "<p>New.</p>", approver))
    assert urls == paths("source", "alias", "grief")
    assert purged(lambda: version[0].withdraw(approver)) == {"http://other.example/other/"}


def test_notice_that_moves_to_another_site_purges_where_it_showed(purged, paths):
    root = factories.make_blog_page(model=PlainPage, live=True)
    other = Site.objects.create(hostname="other.example", root_page=root)
    notice = factories.make_notice("grief")
    notice.site = factories.get_site()
    notice.save()
    notice.site = other
    assert purged(notice.save) >= paths("grief")


def get_disclaimer_of_all():
    return Disclaimer.objects.get(locale__language_code="en", kind="general", site=None)


def test_withdrawing_what_never_took_effect_purges_nothing(purged, pages, approver):
    ahead = factories.in_days(1)
    version = reword(get_disclaimer(), "<p>New.</p>", approver, effective_from=ahead)
    assert purged(lambda: version.withdraw(approver)) == set()


def test_draft_of_a_wording_purges_nothing(purged, pages):
    disclaimer = get_disclaimer()
    disclaimer.body = "<p>New.</p>"
    assert purged(disclaimer.save) == set()


@pytest.fixture
def index(practice):
    """A list with an article on grief and one on nothing; beside it an empty list."""
    for name in ("empty", "articles"):
        index = ArticleIndexPage(title=name, slug=name)
        factories.get_home().add_child(instance=index)
    topics = [factories.make_topic()]
    factories.make_article(model=ArticlePage, parent=index, topics=topics, live=True, slug="one")
    factories.make_article(model=ArticlePage, parent=index, live=True, slug="two")
    return index


FEEDS = {"/articles/feed/rss/", "/articles/feed/atom/"}
FEEDS_ON_GRIEF = {f"{feed}?topic=grief" for feed in FEEDS}


def test_feeds_with_the_article_are_purged(purged, index, approver, client):
    urls = purged(lambda: reword(get_disclaimer(), "<p>New.</p>", approver))
    assert urls == {"/articles/one/", "/articles/two/"} | FEEDS | FEEDS_ON_GRIEF
    assert all(client.get(url).status_code == 200 for url in urls)


def test_feeds_of_other_topics_are_left_alone(purged, index, approver):
    factories.put_in_force("<p>On grief.</p>", kind="grief", user=approver)
    person = Practitioner.objects.create(name="Ada", locale=factories.get_locale())
    two = ArticlePage.objects.get(slug="two")
    two.authors = [person]
    two.save()
    assert purged(person.save) == {"/articles/two/"} | FEEDS


def test_list_that_is_published_is_purged_with_its_feeds(purged, index):
    urls = purged(lambda: index.save_revision().publish())
    assert urls == {"/articles/"} | FEEDS | FEEDS_ON_GRIEF


def test_nothing_is_looked_for_without_a_cache(
    pages, approver, settings, django_capture_on_commit_callbacks, monkeypatch
):
    for module in ("purge_receivers", "purge_tasks"):
        monkeypatch.setattr(
            f"wagtail_attachment.delivery.{module}.find_pages_with",
            lambda shown: pytest.fail("was looked for"),
        )
    with django_capture_on_commit_callbacks(execute=True):
        reword(get_disclaimer(), "<p>New.</p>", approver)
        factories.make_booking().delete()
    assert not Purge.objects.exists()


# Crisis lines


def test_verified_line_purges_the_pages_of_its_country(purged, paths, verifier, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"es-mx": ["MX"]}
    line = CrisisResource.objects.get()
    assert purged(lambda: line.verify(verifier)) == paths("source", "alias", "spanish", "grief")
    mexican = factories.make_crisis_line("800 911 2000", country="MX", languages="es")
    assert purged(lambda: mexican.verify(verifier)) == paths("mexican")
    assert purged(lambda: mexican.withdraw(verifier)) == paths("mexican")
    german = factories.make_crisis_line("112", country="DE")
    assert purged(lambda: german.verify(verifier)) == set()


# Snippets and settings


def test_usual_booking_purges_the_pages_that_end_with_it(purged, pages, paths):
    booking = factories.make_booking()
    urls = purged(lambda: factories.set_country(booking=booking))
    assert urls == paths("source", "alias", "spanish", "mexican", "grief")
    assert purged(booking.save) == urls
    spanish = booking.copy_for_translation(factories.get_locale("es"))
    spanish.heading = "Hablemos"
    assert purged(spanish.save) == paths("spanish")
    assert purged(booking.save) == paths("source", "alias", "mexican", "grief")
    assert purged(spanish.delete) == paths("spanish")


def test_placed_booking_purges_the_pages_that_place_it(purged, pages, practice):
    booking = factories.make_booking()
    article = factories.make_article(
        factories.section(), {"type": "booking_cta", "value": {"cta": booking.pk}}, live=True
    )
    other = Site.objects.create(hostname="x.example", root_page=pages["plain"])
    PracticeSettings.objects.create(pk=pages["spanish"].pk, site=other, booking=booking)
    assert purged(booking.save) == {article.get_url()}
    assert BookingCTA.objects.count() == 1


def test_person_purges_the_articles_that_name_them(purged, pages):
    person = Practitioner.objects.create(name="Ada", locale=factories.get_locale())
    article = factories.make_article(authors=[person], live=True)
    assert purged(person.save) == {article.get_url()}
    spanish = person.copy_for_translation(factories.get_locale("es"))
    # It may hold their licences, which show in every language.
    assert purged(spanish.save) == {article.get_url()}


@pytest.mark.parametrize(("kind", "is_shown"), [("clinical", True), ("translation", False)])
def test_clinical_review_purges_the_article_and_its_aliases(purged, pages, paths, kind, is_shown):
    source = pages["source"]
    values = {"object_type": source._meta.label, "object_id": source.pk, "language": "en"}
    urls = purged(
        lambda: Review.record(
            **values, kind=kind, digest="0" * 64, **describe_person(factories.make_user())
        )
    )
    assert urls == (paths("source", "alias") if is_shown else set())


@pytest.fixture
def chain(practice):
    """An English page, an alias of it, one of that, and so on: four of them, three in Spanish trees."""
    page = factories.make_blog_page(live=True)
    spanish = factories.get_home("es")
    Page.objects.filter(pk=spanish.pk).update(live=True)
    chain = [page]
    for number in range(3):
        chain.append(
            chain[-1].create_alias(
                parent=spanish, update_slug=f"alias-{number}", update_locale=spanish.locale,
                reset_translation_key=True,
            )
        )  # fmt: skip
    return chain


def test_wording_purges_aliases_at_any_depth(purged, chain, approver):
    """They are in Spanish trees and show the English text, so the English wording."""
    factories.put_in_force(factories.WORDING_ES, language="es", user=approver)
    addresses = {page.get_url() for page in chain}
    assert len(addresses) == 4
    assert purged(lambda: reword(get_disclaimer(), "<p>New.</p>", approver)) == addresses
    assert purged(lambda: reword(get_disclaimer("es"), "<p>Nuevo.</p>", approver)) == set()


def test_review_purges_aliases_at_any_depth(purged, chain):
    values = {"object_type": chain[0]._meta.label, "object_id": chain[0].pk, "language": "en"}
    person = describe_person(factories.make_user())
    urls = purged(lambda: Review.record(**values, kind="clinical", digest="0" * 64, **person))
    assert urls == {page.get_url() for page in chain}


def test_topic_purges_its_articles_and_the_lists_that_offer_it(purged, index):
    topic = Topic.objects.get()
    urls = purged(topic.save)
    assert urls == {"/articles/one/", "/articles/"} | FEEDS | FEEDS_ON_GRIEF


# What took effect


def run():
    output = StringIO()
    call_command("purge_in_force", stdout=output)
    return output.getvalue()


def test_wording_is_purged_when_it_takes_effect_and_once(purged, paths, approver, monkeypatch):
    ahead = factories.in_days(1)
    purged(lambda: reword(get_disclaimer(), "<p>New.</p>", approver, effective_from=ahead))
    assert purged(run) == set()
    later = factories.in_days(2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert purged(run) == paths("source", "alias", "grief")
    assert purged(run) == set()
    assert ModelLogEntry.objects.filter(action="wagtail_attachment.take_effect").count() == 1


def test_nothing_to_purge_is_no_failure(practice, purged):
    output = []
    assert purged(lambda: output.append(run())) == set()
    assert output == [""]


def test_failure_is_told_and_tried_again(purged, pages, approver, monkeypatch):
    ahead = factories.in_days(1)
    reword(get_disclaimer(), "<p>New.</p>", approver, effective_from=ahead)
    later = factories.in_days(2)
    monkeypatch.setattr(timezone, "now", lambda: later)

    def fail(sender, **kwargs):
        raise OSError("no network")

    disclaimer_in_force.connect(fail)
    try:
        with pytest.raises(CommandError, match="next run"):
            call_command("purge_in_force", stderr=StringIO())
    finally:
        disclaimer_in_force.disconnect(fail)
    assert purged(run)


def test_end_of_a_licence_purges_what_rests_on_it_and_once(purged, paths, pages, monkeypatch):
    account = factories.make_user(name="Ada")
    ada = factories.make_person("Ada", user=account)
    spanish = ada.copy_for_translation(factories.get_locale("es"))
    spanish.save()
    written = factories.make_article(authors=[spanish], live=True, slug="written")
    Review.record(
        object_type=pages["source"]._meta.label, object_id=pages["source"].pk, language="en",
        digest="", kind="clinical", **describe_person(account),
    )  # fmt: skip
    added = purged(lambda: factories.make_licence(ada, 0))
    assert added == paths("source", "alias") | {written.get_url()}
    assert purged(run) == set()
    booking = factories.make_booking(practitioner=spanish)
    factories.set_country(booking=booking)
    later = factories.in_days(1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert pages["grief"].get_booking_cta() is None
    assert purged(run) == paths("source", "alias", "spanish", "mexican", "grief") | {
        written.get_url()
    }
    assert purged(run) == set()
    licence = ada.licences.get()
    assert purged(licence.delete) >= paths("grief")


# Signals


@pytest.fixture
def heard():
    rows = []

    def hear(sender, version, **kwargs):
        rows.append((sender, version))
        raise OSError("no network")

    for signal in (disclaimer_in_force, crisis_facts_changed):
        signal.connect(hear)
    yield rows
    for signal in (disclaimer_in_force, crisis_facts_changed):
        signal.disconnect(hear)


def test_signals_are_sent_after_the_commit_and_survive_a_receiver(
    db, heard, approver, verifier, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        version = factories.put_in_force(user=approver)
        line = factories.make_crisis_line()
        verified = line.verify(verifier)
        withdrawn = line.withdraw(verifier)
        assert heard == []
    assert heard == [
        (DisclaimerVersion, version),
        (type(verified), verified),
        (type(verified), withdrawn),
    ]


def test_profile_page_with_a_prompt_of_its_own_is_purged_with_it_and_changes_who_is_named(
    purged, pages, front_cache, django_capture_on_commit_callbacks
):
    ada, ben = (factories.make_person(name) for name in ("Ada", "Ben"))
    of_ada, of_ben = (
        factories.make_blog_page(model=ProfilePage, live=True, slug=each.name.lower(), person=each)
        for each in (ada, ben)
    )
    article = factories.make_article(authors=[ada], live=True)
    prompt = factories.make_booking(heading="Talk to Ada", practitioner=ada)
    assert purged(prompt.save) == {of_ada.url}
    assert [each.id for each in of_ada.evaluate()] == []
    BookingCTA.objects.filter(pk=prompt.pk).update(url="http://calendly.com/ada")
    assert "booking.unsafe-target" in [each.id for each in of_ada.evaluate()]
    prompt.practitioner = ben
    assert purged(prompt.save) == {of_ada.url, of_ben.url}

    for act in (
        lambda: of_ada.save_revision().publish(),
        lambda: of_ada.move(pages["plain"], pos="last-child"),
        lambda: PageViewRestriction.objects.create(
            page=of_ada.get_parent(), restriction_type="login"
        ),
        lambda: PageViewRestriction.objects.get().delete(),
        lambda: ProfilePage.objects.get(pk=of_ada.pk).unpublish(),
    ):
        front_cache.purged.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        assert article.full_url in front_cache.purged


def test_saving_a_person_purges_once_whatever_licences_they_hold(pages, front_cache):
    ada = factories.make_person("Ada")
    licences = [factories.make_licence(ada, kind=kind) for kind in "ABC"]
    Purge.objects.all().delete()
    ada = Practitioner.objects.get(pk=ada.pk)
    ada.licences = list(ada.licences.all())
    ada.save()
    assert Purge.objects.count() == 1
    licence = type(licences[0]).objects.get(pk=licences[0].pk)
    for number in ("1", ""):
        licence.number = number
        licence.save()
    assert Purge.objects.count() == 3
