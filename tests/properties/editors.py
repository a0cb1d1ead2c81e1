"""What editors and translators do with pages, in the admin or by code that does the same."""

from datetime import timedelta

from django.core.management import call_command
from hypothesis import strategies as st
from hypothesis.stateful import rule
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_for_translation import (
    CopyPageForTranslationAction,
    ParentNotTranslatedError,
)
from wagtail.models import Locale, Page

from tests import factories
from tests.testapp.models import BlogPage
from wagtail_attachment.pages.models import ArticlePage, AttachmentStylePage
from wagtail_attachment.safety.publish_anyway import Override

from .machine import ANY, LANGUAGES, YES_OR_NO
from .reader import ARTICLES
from .world import make_page

GAPS = {
    "nothing": [],
    "a heading": [("section", {"heading": "", "purpose": "other"})],
    "an address": [("references", {"items": [{"title": "A source", "url": "none"}]})],
}
ANSWERED_FOR = {"section.empty", "section.heading-missing", "outline.incomplete"}


class Editors:
    @rule(which=ANY)
    def save_draft(self, which):
        page = self.pick(which, alias_of=None)
        page.lead = f"<p>The text of {page.title}, anew</p>"
        with self.act():
            page.save_revision(user=self.world.admin)

    @rule(which=ANY)
    def publish(self, which):
        page = self.pick(which, alias_of=None)
        with self.act():
            page.save_revision().publish(user=self.world.admin)

    @rule(which=ANY)
    def publish_latest_revision(self, which):
        page = self.pick(which, alias_of=None)
        with self.act():
            page.get_latest_revision_as_object().save_revision().publish(user=self.world.admin)

    @rule(which=ANY, gap=st.sampled_from(list(GAPS)), may=YES_OR_NO, mend=YES_OR_NO)
    def publish_anyway(self, which, gap, may, mend):
        """Publish what lacks something that may be answered for, or something that may not."""
        page = self.pick(which, alias_of=None)
        if not isinstance(page, ARTICLES):
            return
        body = [(block.block_type, block.value) for block in page.body]
        page.body = [*body, *GAPS[gap]]
        page.save_revision()
        subject = Override(self.load(page.pk))
        ids = {violation.id for violation in subject.violations}
        user = self.world.admin if may else self.world.stranger
        done = False
        with self.act():
            subject.publish(user, "It has to be public.", subject.digest)
            done = True
        is_scheduled = subject.draft.publication_time is not None
        assert done == (may and bool(ids) and ids <= ANSWERED_FOR and not is_scheduled)
        if mend:
            page = self.load(page.pk)
            page.body = body
            with self.act():
                page.save_revision().publish(user=self.world.admin)

    @rule(which=ANY)
    def publish_without_user(self, which):
        page = self.pick(which, alias_of=None)
        revision = page.save_revision()
        with self.act_unattended():
            revision.publish()

    @rule(model=st.sampled_from([ArticlePage, AttachmentStylePage, BlogPage]), under=ANY)
    def create_live(self, model, under):
        if self.has_room():
            with self.act():
                make_page(self.world, model, self.pick_parent(under), live=True)

    @rule(which=ANY)
    def unpublish(self, which):
        with self.act():
            self.pick(which).unpublish(user=self.world.admin)

    @rule(which=ANY, hours=st.sampled_from([1, 30]))
    def schedule(self, which, hours):
        page = self.pick(which, alias_of=None)
        page.go_live_at = self.now + timedelta(hours=hours)
        with self.act():
            page.save_revision().publish(user=self.world.admin)

    @rule(which=ANY)
    def let_expire(self, which):
        page = self.pick(which, alias_of=None)
        page.expire_at = self.now + timedelta(hours=1)
        with self.act():
            page.save_revision().publish(user=self.world.admin)

    @rule(hours=st.sampled_from([2, 48]))
    def publish_scheduled(self, hours):
        self.clock.forward(hours=hours)
        with self.act_unattended():
            call_command("publish_scheduled")

    @rule(which=ANY, under=ANY, keep_live=YES_OR_NO)
    def copy(self, which, under, keep_live):
        page = self.pick(which)
        if self.has_room():
            with self.act():
                page.copy(
                    to=self.pick_parent(under),
                    update_attrs={"slug": self.get_new_slug()},
                    keep_live=keep_live,
                    user=self.world.admin,
                )

    @rule(which=ANY, under=ANY)
    def copy_tree(self, which, under):
        tree, target = self.pick_parent(which), self.pick_parent(under)
        if self.has_room() and not target.path.startswith(tree.path):
            with self.act():
                tree.copy(
                    recursive=True,
                    to=target,
                    update_attrs={"slug": self.get_new_slug()},
                    user=self.world.admin,
                )

    @rule(which=ANY, under=ANY)
    def make_alias(self, which, under):
        page = self.pick(which)
        if self.has_room():
            with self.act():
                page.create_alias(parent=self.pick_parent(under), update_slug=self.get_new_slug())

    @rule(which=ANY, under=ANY, language=LANGUAGES)
    def make_alias_tree(self, which, under, language):
        tree, target = self.pick_parent(which), self.pick_parent(under)
        if self.has_room() and not target.path.startswith(tree.path):
            with self.act():
                tree.create_alias(
                    recursive=True,
                    parent=target,
                    update_slug=self.get_new_slug(),
                    update_locale=factories.get_locale(language),
                )

    @rule(which=ANY)
    def convert_alias(self, which):
        page = self.pick(which, alias_of__isnull=False)
        if page:
            with self.act():
                ConvertAliasPageAction(page, user=self.world.admin).execute()

    @rule(which=ANY, under=ANY)
    def move(self, which, under):
        page = self.pick(which)
        with self.act():
            page.move(self.pick_parent(under), pos="last-child", user=self.world.admin)

    @rule(which=ANY, language=LANGUAGES, alias=YES_OR_NO)
    def translate(self, which, language, alias):
        page = self.pick(which)
        locale = factories.get_locale(language)
        if self.has_room() and not page.has_translation(locale):
            with self.act(ParentNotTranslatedError):
                page.copy_for_translation(locale, copy_parents=True, alias=alias)

    @rule(which=ANY, language=LANGUAGES, alias=YES_OR_NO)
    def translate_tree(self, which, language, alias):
        page = self.pick_parent(which)
        locale = factories.get_locale(language)
        tree = Page.objects.descendant_of(page, inclusive=True)
        keys = tree.values("translation_key")
        if self.has_room() and not Page.objects.filter(locale=locale, translation_key__in=keys):
            with self.act(ParentNotTranslatedError):
                CopyPageForTranslationAction(
                    page, locale, copy_parents=True, alias=alias, include_subtree=True
                ).execute()

    @rule(which=ANY, language=LANGUAGES)
    def submit_for_translation(self, which, language):
        page = self.pick(which)
        locale = Locale.objects.filter(language_code=language).first()
        if self.has_room() and locale and not page.has_translation(locale):
            with self.act(ParentNotTranslatedError):  # Wagtail's own answer
                self.post(
                    f"/admin/translation/submit/page/{page.pk}/",
                    {"locales": [locale.pk], "include_subtree": "on"},
                )

    @rule(action=st.sampled_from(["publish", "unpublish"]), first=ANY, second=ANY)
    def act_in_bulk(self, action, first, second):
        # Wagtail answers 500 when an alias is published so: it has no revision.
        keys = {self.pick(number, alias_of=None).pk for number in (first, second)}
        query = "&".join(f"id={pk}" for pk in sorted(keys))
        with self.act():
            self.post(
                f"/admin/bulk/wagtailcore/page/{action}/?{query}",
                {"include_descendants": "on"},
            )

    @rule(which=ANY, number=ANY)
    def revert(self, which, number):
        page = self.pick(which, alias_of=None)
        revisions = list(page.revisions.order_by("pk"))
        if revisions:
            with self.act():
                earlier = revisions[number % len(revisions)].as_object()
                earlier.save_revision().publish(user=self.world.admin)

    @rule(which=ANY)
    def delete_page(self, which):
        page = self.pick(which)
        if page.alias_of_id or self.pick(0, alias_of=None).pk != self.pick(1, alias_of=None).pk:
            with self.act():
                page.delete(user=self.world.admin)

    @rule(which=ANY, topics=st.sets(st.integers(0, 1)), live=YES_OR_NO)
    def change_topics(self, which, topics, live):
        page = self.pick(which, alias_of=None)
        if isinstance(page, ARTICLES):
            page.topics.set([self.world.topics[number] for number in topics])
            with self.act():
                if live:
                    page.save()
                else:
                    page.save_revision().publish(user=self.world.admin)

    @rule(which=ANY)
    def place_disclaimer(self, which):
        page = self.pick(which, alias_of=None)
        if isinstance(page, ARTICLES) and not page.has_placed_disclaimer:
            page.body = [
                ("disclaimer", {}),
                *((block.block_type, block.value) for block in page.body),
            ]
            with self.act():
                page.save_revision().publish(user=self.world.admin)

    @rule(which=ANY)
    def change_slug(self, which):
        page = self.pick(which, alias_of=None)
        page.slug = self.get_new_slug()
        with self.act():
            page.save_revision().publish(user=self.world.admin)

    @rule(which=ANY)
    def change_slug_of_parent(self, which):
        page = self.pick_parent(which)
        page.slug = self.get_new_slug()
        with self.act():
            page.save()

    @rule(which=ANY)
    def publish_or_unpublish_parent(self, which):
        page = self.pick_parent(which)
        with self.act():
            if page.live:
                page.unpublish()
            elif not page.alias_of_id:
                page.save_revision().publish()

    def get_new_slug(self):
        return f"slug-{next(self.world.titles)}"

    def post(self, path, data):
        response = self.client.post(path, data)
        assert response.status_code < 500, f"{path} answers {response.status_code}"
        return response
