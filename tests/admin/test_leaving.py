"""A member of the practice leaves: what the screen says, what the act does, and that it is one act."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from tests import factories
from tests.admin.answers import get_messages, get_text, read
from tests.practice.test_licences import make_person
from wagtail_attachment.articles.handing_on import AT_ONCE, hand_on_task
from wagtail_attachment.articles.leaving import Leaving
from wagtail_attachment.articles.reassigning import LeavingRefused
from wagtail_attachment.articles.review_requests import ReviewRequest
from wagtail_attachment.models import BookingCTA, Practitioner
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.practice.reviewers import Reviewer, find_reviewers


def make_article(title, **values):
    article = factories.make_article(model=ArticlePage, title=title, **values)
    article.save_revision().publish()
    article.refresh_from_db()
    return article


def get_url(person):
    return reverse("wagtail_attachment:leaving", args=[person.pk])


def read_reviewer(article):
    """Return the reviewer of what is live and of the latest draft."""
    stored = ArticlePage.objects.get(pk=article.pk)
    draft = stored.get_latest_revision_as_object()
    return str(stored.reviewer or ""), str(draft.reviewer or "")


@pytest.fixture
def ada(practice):
    return make_person()


@pytest.fixture
def bo(db):
    return make_person("Bo")


@pytest.mark.django_db
class TestLeaving:
    def test_one_act_hands_on_what_is_to_do_and_keeps_what_was_written(self, owner, ada, bo):
        ada_es = ada.copy_for_translation(factories.get_locale("es"))
        ada_es.save()
        written = make_article("Written", authors=[ada], reviewer=ada)
        alias = written.create_alias(parent=factories.get_home(), update_slug="alias")
        edited = make_article("Edited", reviewer=ada)
        edited.title = "Edited, not published"
        edited.save_revision()
        draft = factories.make_article(model=ArticlePage, title="Draft", reviewer=ada)
        draft.save_revision()
        in_draft = make_article("In a draft alone")
        in_draft.reviewer = ada_es
        in_draft.save_revision()
        others = make_article("Another's", reviewer=bo)
        before = others.latest_revision_id
        booking = factories.make_booking(practitioner=ada_es)

        page = read(owner.get(get_url(ada)))
        said = get_text(page.select_one("[data-leaving]"))
        assert "Author of 1 live article. It keeps their name." in said
        assert "Clinical reviewer of 4 articles." in said
        assert "Draft (draft)" in said
        assert "These booking prompts name them" in said
        assert page.select_one(f'a[href="/admin/pages/{edited.pk}/edit/"]')
        options = [get_text(option) for option in page.select("[name=reviewer] option")]
        assert options == ["No one for now", "Bo"]
        digest = Leaving(ada).digest
        response = owner.post(
            get_url(ada),
            {"reviewer": bo.pk, "booking_person": "", "digest": digest},
            follow=True,
        )
        assert "“Ada” has left. Articles they wrote keep their name." in " ".join(
            get_messages(response)
        )

        assert read_reviewer(written) == read_reviewer(edited) == ("Bo", "Bo")
        assert str(ArticlePage.objects.get(pk=alias.pk).reviewer) == "Bo"
        assert read_reviewer(draft) == ("Bo", "Bo")
        assert read_reviewer(in_draft) == ("", "Bo")
        assert ArticlePage.objects.get(pk=others.pk).latest_revision_id == before
        assert list(ArticlePage.objects.get(pk=written.pk).authors.all()) == [ada]
        stored = ArticlePage.objects.get(pk=edited.pk)
        assert (stored.title, stored.draft_title) == ("Edited", "Edited, not published")
        assert stored.has_unpublished_changes
        assert not ArticlePage.objects.get(pk=draft.pk).live
        assert BookingCTA.objects.get(pk=booking.pk).practitioner is None
        assert not Practitioner.objects.filter(name="Ada", left_on=None).exists()

        published = PageLogEntry.objects.filter(action="wagtail.publish", user__isnull=False)
        assert set(published.values_list("page_id", flat=True)) == {written.pk, edited.pk}
        log = ModelLogEntry.objects.get(action="wagtail_attachment.has_left")
        assert log.data["reviewer"] == "Bo"
        assert sorted(log.data["reviews"]) == sorted([written.pk, edited.pk, draft.pk, in_draft.pk])

        again = {"reviewer": bo.pk, "booking_person": "", "digest": digest}
        assert owner.post(get_url(ada), again).status_code == 200, "the same button pressed twice"
        assert not Practitioner.objects.filter(name="Ada", left_on=None).exists()
        owner.post(get_url(ada), {"digest": Leaving(Practitioner.objects.get(pk=ada.pk)).digest})
        assert Practitioner.objects.filter(name="Ada", left_on=None).count() == 2
        assert read_reviewer(written) == ("Bo", "Bo"), "what was handed on stays"

    def test_nothing_is_done_where_one_article_is_refused(self, owner, ada):
        fine, uncovered = make_article("Fine", reviewer=ada), make_article("Gone", reviewer=ada)
        factories.force_live(uncovered, live=False)
        uncovered.body = [factories.section(content=[])]
        uncovered.save()
        factories.force_live(uncovered)
        response = owner.post(get_url(ada), {"reviewer": "", "digest": Leaving(ada).digest})
        said = get_text(read(response).select_one("[data-leaving]"))
        assert "These articles cannot be changed now." in said
        assert "Gone : " in said
        assert "Fine : " not in said
        assert read_reviewer(fine) == ("Ada", "Ada")
        assert Practitioner.objects.get(pk=ada.pk).left_on is None
        assert not ModelLogEntry.objects.filter(action="wagtail_attachment.has_left").exists()

    def test_what_is_scheduled_stays_scheduled_with_the_new_reviewer(self, superuser, ada, bo):
        page = make_article("Live", reviewer=ada)
        page.title, page.go_live_at = "Soon", timezone.now() + timedelta(days=1)
        page.save_revision().publish(user=superuser)
        leaving = Leaving(ada)
        leaving.record(superuser, leaving.digest, bo)
        stored = ArticlePage.objects.get(pk=page.pk)
        (scheduled,) = stored.revisions.exclude(approved_go_live_at=None)
        assert (stored.title, str(stored.reviewer)) == ("Live", "Bo")
        assert (scheduled.content["title"], scheduled.content["reviewer"]) == ("Soon", bo.pk)
        assert scheduled.pk == stored.latest_revision_id

    def test_the_act_asks_for_permission_and_for_what_was_seen(self, superuser, ada, bo):
        leaving = Leaving(ada)
        digest = leaving.digest
        translator = factories.make_user("access_admin", "change_practitioner")
        with pytest.raises(PermissionDenied):
            leaving.record(translator, digest)
        make_article("New", reviewer=ada)
        with pytest.raises(Exception, match="changed since you opened this"):
            leaving.record(superuser, digest)
        hr = factories.make_user("access_admin", "change_practitioner", "add_practitioner")
        leaving = Leaving(ada)
        with pytest.raises(LeavingRefused, match="do not have permission to publish it"):
            leaving.record(hr, leaving.digest)
        bo.left_on = timezone.now().date()
        bo.save()
        with pytest.raises(Exception, match="Choose someone who is a member"):
            leaving.record(superuser, leaving.digest, bo)
        assert Practitioner.objects.get(pk=ada.pk).left_on is None

    def test_a_locked_page_is_named_first(self, owner, ada):
        page = make_article("Locked", reviewer=ada)
        page.locked, page.locked_by = True, factories.make_user(name="Other Person")
        page.save()
        said = get_text(read(owner.get(get_url(ada))).select_one("[data-leaving]"))
        assert "Locked : The page is locked." in said

    def test_who_has_left_is_offered_where_they_were_chosen_alone(self, owner, ada, bo):
        chosen = make_article("Chosen", authors=[ada])
        other = make_article("Other")
        ada.left_on = timezone.now().date()
        ada.save()

        def find_authors(page):
            form = read(owner.get(f"/admin/pages/{page.pk}/edit/"))
            return [item["value"] for item in form.select("[name=authors]")]

        assert find_authors(chosen) == [str(ada.pk), str(bo.pk)]
        assert find_authors(other) == [str(bo.pk)]
        chooser = "/admin/snippets/choose/wagtail_attachment/practitioner/"
        for url in (chooser, f"{chooser}results/"):
            offered = owner.get(url).text
            assert ("Bo" in offered, "Ada" in offered) == (True, False)
        booking = factories.make_booking()
        url = reverse("wagtailsnippets_wagtail_attachment_bookingcta:edit", args=[booking.pk])
        values = {"heading": "Talk", "button_label": "Book", "text": "", "state": "open", "phone": "",
                  "url": "https://calendly.com/practice", "destination_page": "", "email": ""}  # fmt: skip
        assert owner.post(url, {**values, "practitioner": ada.pk}).status_code == 200, "refused"
        assert owner.post(url, {**values, "practitioner": bo.pk}).status_code == 302

    def test_deleting_who_is_named_leads_to_the_way_out(self, owner, ada):
        make_article("Named", authors=[ada])
        url = reverse("wagtailsnippets_wagtail_attachment_practitioner:delete", args=[ada.pk])
        response = owner.get(url, follow=True)
        assert "Record that they left: what they wrote keeps their name." in " ".join(
            get_messages(response)
        )
        assert read(response).select_one(f'a[href="{get_url(ada)}"]')
        assert owner.get(get_url(ada)).status_code == 200
        edit = reverse("wagtailsnippets_wagtail_attachment_practitioner:edit", args=[ada.pk])
        assert read(owner.get(edit)).select_one(f'a[href="{get_url(ada)}"]')

    def test_reviews_they_were_asked_for_go_to_who_takes_over_or_are_closed(
        self, owner, superuser, ada, bo
    ):
        ada.user = factories.make_reviewer("Ada")
        ada.save()
        bo.user = factories.make_reviewer("Bo")
        bo.save()
        mine, other = make_article("To review"), make_article("By Bo", authors=[bo])
        passed_on, closed = (ReviewRequest.ask(page, superuser, ada.user) for page in (mine, other))
        said = get_text(read(owner.get(get_url(ada))).select_one("[data-leaving]"))
        assert "Asked for 2 reviews." in said
        assert "By Bo" in said
        owner.post(get_url(ada), {"reviewer": bo.pk, "digest": Leaving(ada).digest})
        passed_on.refresh_from_db()
        closed.refresh_from_db()
        assert (passed_on.state, passed_on.reviewer) == ("open", bo.user)
        assert (closed.state, closed.answer) == ("declined", "Ada has left the practice.")
        assert PageLogEntry.objects.filter(action="wagtail_attachment.decline_review").exists()
        refusal = Reviewer(ada.user).find_refusal(mine)
        assert "you have left the practice" in refusal.message
        assert ada.user not in find_reviewers(mine)
        assert bo.user in find_reviewers(mine)

    def test_account_that_stays_open_is_named_before_and_after(self, owner, ada):
        def say():
            return get_text(read(owner.get(get_url(ada))).select_one("[data-leaving]"))

        assert "account" not in say()
        ada.user = factories.make_reviewer("Ada")
        ada.save()
        assert f"does not close their account “{ada.user.username}”" in say()
        Leaving(ada).record(factories.make_user(superuser=True), Leaving(ada).digest)
        assert f"account “{ada.user.username}” is still active" in say()
        ada.user.is_active = False
        ada.user.save()
        assert "account" not in say()

    def test_many_articles_are_handed_on_after_it_and_what_cannot_be_stays_listed(
        self, owner, ada, bo, django_capture_on_commit_callbacks
    ):
        live, locked = make_article("Live", reviewer=ada), make_article("Locked", reviewer=ada)
        ArticlePage.objects.filter(pk=locked.pk).update(locked=True)
        for _number in range(AT_ONCE - 1):
            factories.make_article(model=ArticlePage, reviewer=ada)
        said = get_text(read(owner.get(get_url(ada))))
        assert "Since there are so many, they are changed one by one" in said
        assert "Nothing is recorded until they can" not in said
        data = {"reviewer": bo.pk, "digest": Leaving(ada).digest}
        with django_capture_on_commit_callbacks(execute=True):
            answer = owner.post(get_url(ada), data)
        assert answer.url == get_url(ada)
        ada.refresh_from_db()
        assert ada.left_on
        assert read_reviewer(live) == ("Bo", "Bo")
        assert [page.pk for page in Leaving(ada).to_review] == [locked.pk]
        said = get_text(read(owner.get(get_url(ada))))
        assert "1 article still names them as clinical reviewer." in said
        assert "Locked : The page is locked." in said
        ArticlePage.objects.filter(pk=locked.pk).update(locked=False)
        data = {"reviewer": "", "digest": Leaving(ada).digest, "hand_on": ""}
        with django_capture_on_commit_callbacks(execute=True):
            owner.post(get_url(ada), data)
        assert read_reviewer(locked) == ("", "")
        ada.refresh_from_db()
        assert ada.left_on  # the other button says that they came back

    def test_nothing_is_handed_on_of_who_came_back_or_to_who_left_meanwhile(
        self, owner, superuser, ada, bo
    ):
        article = make_article("Live", reviewer=ada)
        keys = (str(ada.pk), str(bo.pk), str(superuser.pk))
        hand_on_task.enqueue(*keys)
        assert read_reviewer(article) == ("Ada", "Ada")
        Practitioner.objects.update(left_on=timezone.localdate())
        hand_on_task.enqueue(*keys)
        assert read_reviewer(article) == ("Ada", "Ada")
        Practitioner.objects.filter(pk=bo.pk).update(left_on=None)
        hand_on_task.enqueue(*keys)
        assert read_reviewer(article) == ("Bo", "Bo")
