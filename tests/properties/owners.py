"""What those do who answer for wordings and crisis lines, and those who may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import rule

from wagtail_attachment.models import (
    CrisisResource,
    CrisisResourceVersion,
    Disclaimer,
    DisclaimerVersion,
)
from wagtail_attachment.publishing.refusals import ChangeRefused

from .book import Entry, Line
from .machine import ANY, KINDS, LANGUAGES, YES_OR_NO
from .world import approve, put_in_force, set_country, verify_line, write

SITES = st.sampled_from([None, None, 0, 1])
COUNTRIES = st.sampled_from(["US", "ES", ""])


class Owners:
    @rule(kind=KINDS, language=LANGUAGES, site=SITES)
    def approve(self, kind, language, site):
        with self.act():
            put_in_force(self.world, kind, language, self.get_site(site))

    @rule(kind=KINDS, language=LANGUAGES, site=SITES, hours=st.sampled_from([-2, 1, 30]))
    def approve_for_later(self, kind, language, site, hours):
        draft = write(self.world, kind, language, self.get_site(site))
        with self.act():
            approve(self.world, draft, effective_from=self.now + timedelta(hours=hours))

    @rule(kind=KINDS, language=LANGUAGES, site=SITES)
    def write_without_approving(self, kind, language, site):
        with self.act():
            write(self.world, kind, language, self.get_site(site)).save_revision()

    @rule(number=ANY)
    def approve_draft(self, number):
        """Also one that is in force already, or was before."""
        draft = self.pick_one(Disclaimer.objects.order_by("pk"), number)
        if draft:
            with self.act():
                approve(self.world, draft)

    @rule(number=ANY)
    def approve_without_right(self, number):
        draft = self.pick_one(Disclaimer.objects.order_by("pk"), number)
        if draft:
            with self.act(), pytest.raises(PermissionDenied):
                draft.approve(self.world.stranger)

    @rule(number=ANY)
    def approve_what_was_not_seen(self, number):
        draft = self.pick_one(Disclaimer.objects.order_by("pk"), number)
        if draft:
            with self.act(), pytest.raises(ValidationError):
                draft.approve(self.world.admin, digest="another")

    @rule(number=ANY)
    def withdraw_wording(self, number):
        """One that is pending, or a site's own that no live page needs; any other is refused."""
        if self.book.entries:
            self.withdraw(self.book.entries[number % len(self.book.entries)])

    @rule(number=ANY)
    def withdraw_pending(self, number):
        """Apart, since few of all wordings are pending."""
        pending = [entry for entry in self.book.entries if entry.effective_from > self.now]
        if pending:
            self.withdraw(pending[number % len(pending)])

    def withdraw(self, entry):
        version = DisclaimerVersion.objects.get(pk=entry.version_id)
        self.clock.forward(seconds=1)
        may_end = self.book.may_end(entry, self.now)
        if not may_end:
            with self.act(), pytest.raises(ValidationError):
                version.withdraw(self.world.admin)
            return
        pending = entry.effective_from > self.now
        end = Entry("", *entry.place, entry.version_id, self.now, ends=True)
        if not pending and self.reader.would_lose(end, self.now):
            with self.act(), pytest.raises(ChangeRefused), transaction.atomic():
                version.withdraw(self.world.admin)
            return
        version.withdraw(self.world.admin)
        if pending:
            entry.cancelled = True
        else:
            self.book.entries.append(end)
        self.check()

    @rule(number=ANY)
    def delete_draft(self, number):
        draft = self.pick_one(Disclaimer.objects.order_by("pk"), number)
        if draft:
            # A refusal in the midst of Django's deleting rolls back, as it would without a test.
            with self.act(), transaction.atomic():
                draft.delete()

    @rule(
        country=COUNTRIES,
        language=st.sampled_from(["en", "es"]),
        dialled=st.sampled_from(["988", "024", "741741"]),
    )
    def verify_line(self, country, language, dialled):
        if country:
            with self.act():
                verify_line(self.world, country, language, dialled)

    @rule(number=ANY)
    def edit_line(self, number):
        line = self.pick_one(CrisisResource.objects.order_by("pk"), number)
        if line:
            with self.act():
                line.channels.update(dialled="116123")

    @rule(number=ANY)
    def verify_again(self, number):
        line = self.pick_one(CrisisResource.objects.order_by("pk"), number)
        if line:
            with self.act():
                line.verify(self.world.admin)
                self.book.lines[line.pk] = Line(
                    line.country, line.languages, line.channels.get().dialled
                )

    @rule(number=ANY)
    def withdraw_line(self, number):
        line = self.pick_one(CrisisResource.objects.order_by("pk"), number)
        if line:
            with self.act():
                line.withdraw(self.world.admin)
                del self.book.lines[line.pk]

    @rule(number=ANY, in_bulk=YES_OR_NO)
    def delete_line(self, number, in_bulk):
        line = self.pick_one(CrisisResource.objects.order_by("pk"), number)
        if line:
            with self.act(), transaction.atomic():
                if in_bulk:
                    CrisisResource.objects.filter(pk=line.pk).delete()
                else:
                    line.delete()

    @rule(country=COUNTRIES)
    def state_that_none_exists(self, country):
        if country:
            with self.act():
                CrisisResourceVersion.state_none_exists(self.world.admin, country, "Asked there.")

    @rule(site=st.integers(0, 1), country=COUNTRIES)
    def set_country(self, site, country):
        with self.act():
            set_country(self.world, self.world.sites[site], country)

    @rule(hours=st.sampled_from([2, 48]))
    def wait(self, hours):
        self.clock.forward(hours=hours)
        with self.act():
            pass

    def get_site(self, number):
        return None if number is None else self.world.sites[number]

    @staticmethod
    def pick_one(queryset, number):
        found = list(queryset)
        return found[number % len(found)] if found else None
