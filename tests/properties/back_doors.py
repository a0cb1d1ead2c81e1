"""What scripts, fixtures and administrators do past the forms, and past the signals too."""

import io
import json
import os
import tempfile

import pytest
from django.core import serializers
from django.core.management import call_command
from hypothesis import strategies as st
from hypothesis.stateful import rule
from wagtail.models import Page

from tests import factories
from wagtail_attachment.ledger.rows import LedgerError
from wagtail_attachment.models import DisclaimerVersion, PublicationEvent
from wagtail_attachment.pages.models import ArticlePage, AttachmentStylePage

from .machine import ANY, LANGUAGES, YES_OR_NO


class BackDoors:
    @rule(which=ANY, live=YES_OR_NO)
    def update_live(self, which, live):
        page = self.pick(which)
        self.forged.add(page.pk)
        with self.act():
            Page.objects.filter(pk=page.pk).update(live=live)
            self.wait_for_what_no_signal_tells()

    @rule(which=ANY, language=LANGUAGES)
    def update_language_in_bulk(self, which, language):
        page = self.pick(which)
        locale = factories.get_locale(language)
        if page.has_translation(locale):
            return
        page.locale = locale
        self.forged.update(
            Page.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True)
        )
        with self.act():
            type(page).objects.bulk_update([page], ["locale"])
            self.wait_for_what_no_signal_tells()

    @rule(which=ANY, live=YES_OR_NO)
    def save_without_validation(self, which, live):
        page = self.pick(which)
        page.live = live
        with self.act():
            page.save(clean=False)

    @rule(which=ANY)
    def save_live_alone(self, which):
        page = self.pick(which)
        page.live = True
        with self.act():
            page.save(update_fields=["live"])

    @rule(which=ANY, live=YES_OR_NO)
    def save_base_page(self, which, live):
        page = Page.objects.get(pk=self.pick(which).pk)
        page.live = live
        with self.act():
            page.save()

    @rule(which=ANY, live=YES_OR_NO)
    def save_as_parent_model(self, which, live):
        style = self.pick(which)
        if isinstance(style, AttachmentStylePage):
            page = ArticlePage.objects.get(pk=style.pk)
            page.live = live
            with self.act():
                page.save()

    @rule(which=ANY, language=LANGUAGES)
    def save_in_another_language(self, which, language):
        page = self.pick(which)
        locale = factories.get_locale(language)
        if not page.has_translation(locale):
            page.locale = locale
            with self.act():
                page.save()

    @rule(which=ANY, live=YES_OR_NO)
    def load_fixture(self, which, live):
        page = self.pick(which)
        rows = [Page.objects.get(pk=page.pk)]
        if isinstance(page, AttachmentStylePage):
            rows.append(ArticlePage.objects.get(pk=page.pk))
        dump = json.loads(serializers.serialize("json", [*rows, page]))
        dump[0]["fields"]["live"] = live
        self.forged.add(page.pk)
        with self.act(), tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "page.json")
            with open(path, "w") as file:
                json.dump(dump, file)
            call_command("loaddata", path, verbosity=0)

    @rule()
    def purge_revisions(self):
        with self.act():
            call_command("purge_revisions", stdout=io.StringIO())

    @rule(number=st.integers(0, 1), kind=st.sampled_from(["", "grief", "trust"]))
    def change_kind_of_topic(self, number, kind):
        topic = self.world.topics[number]
        topic.notice = factories.make_notice(kind) if kind else None
        with self.act():
            topic.save()
            self.book.topics[topic.pk] = kind

    @rule(
        number=st.integers(0, 1), hostname=st.sampled_from(["testserver", "a.example", "b.example"])
    )
    def set_hostname(self, number, hostname):
        site = self.world.sites[number]
        if not type(site).objects.filter(hostname=hostname, port=site.port).exists():
            site.hostname = hostname
            with self.act():
                site.save()

    @rule(ledger=st.sampled_from([DisclaimerVersion, PublicationEvent]), delete=YES_OR_NO)
    def tamper_with_records(self, ledger, delete):
        rows = ledger.objects.all()
        with self.act(), pytest.raises(LedgerError):
            rows.delete() if delete else rows.update(language="xx")
