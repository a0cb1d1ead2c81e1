"""Everything that people, translators, cron jobs and careless scripts do to a site, in any order.

After each act every page that may have changed is read. The acts are in mixins, by who does them;
what they share is here.
"""

import copy
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime

from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from wagtail.models import Page

from tests.editions import as_if_committed
from wagtail_attachment.conf import conf
from wagtail_attachment.evidence.disclosure import disclose
from wagtail_attachment.evidence.ledgers import find_broken_ledger_rows

from .clock import Clock
from .reader import COVERED_NAMES, Reader

BEGINNING = datetime(2026, 11, 24, 9, tzinfo=UTC)
# What an act may answer to a person: each says why.
REFUSALS = (PermissionDenied, ProtectedError, ValidationError)

ANY = st.integers(0, 11)
"""Which page, topic or entry of those there are."""
LANGUAGES = st.sampled_from(["en", "es", "es-mx", "ar"])
KINDS = st.sampled_from(["general", "general", "grief"])
YES_OR_NO = st.booleans()


class Machine(RuleBasedStateMachine):
    """One site with all that goes on in it, thrown away after each sequence."""

    world = None
    """Set by each test: what there is when a sequence begins."""

    def __init__(self):
        super().__init__()
        self.clock = Clock(BEGINNING)
        self.undoing = ExitStack()
        self.undoing.enter_context(self.clock.ticking())
        self.undoing.enter_context(transaction.atomic())
        self.undoing.enter_context(as_if_committed())
        cache.clear()
        self.world = copy.deepcopy(self.world)
        self.client = Client()
        self.client.force_login(self.world.admin)
        self.book = self.world.book
        self.reader = Reader(self.book)
        self.forged = set()
        """Pages changed behind the back of all signals, of which the evidence cannot know."""
        self.failed = False

    @property
    def now(self):
        return self.clock.now

    def pick(self, number, **lookup):
        """Return one of the covered pages there are, or ``None``."""
        pages = Page.objects.filter(content_type__model__in=COVERED_NAMES, **lookup).order_by("pk")
        keys = list(pages.values_list("pk", flat=True))
        return self.load(keys[number % len(keys)]) if keys else None

    def pick_parent(self, number):
        """Return one of the pages that may have others below them."""
        parents = Page.objects.filter(depth__gt=1).exclude(content_type__model__in=COVERED_NAMES)
        keys = list(parents.order_by("pk").values_list("pk", flat=True))
        return self.load(keys[number % len(keys)])

    @staticmethod
    def load(pk):
        return Page.objects.get(pk=pk).specific

    def has_room(self):
        """Few pages are enough, and a tree copied into itself would double with each step."""
        return Page.objects.count() < 16

    @contextmanager
    def act(self, *others):
        """Do what may be refused, in so many words and in no other way."""
        self.failed = True
        self.clock.forward(seconds=1)
        with suppress(*REFUSALS, *others):
            yield
        self.check()

    @contextmanager
    def act_unattended(self):
        """Do what may answer nothing, since nobody is there to be told."""
        self.failed = True
        self.clock.forward(seconds=1)
        yield
        self.check()

    def wait_for_what_no_signal_tells(self):
        """Put the clock forward until readers get what was changed past all signals."""
        self.clock.forward(seconds=conf.WAGTAIL_ATTACHMENT_KEPT_SECONDS)

    def check(self):
        self.failed = True
        self.reader.read(self.now)
        self.failed = False

    def teardown(self):
        try:
            if not self.failed:
                self.check_at_the_end()
        finally:
            transaction.set_rollback(True)
            self.undoing.close()
            cache.clear()

    def check_at_the_end(self):
        """Compare the records with what readers got, and run the audit."""
        seen = self.reader.read(self.now, everything=True)
        assert find_broken_ledger_rows() == []
        with suppress(CommandError), open("/dev/null", "w") as nowhere:
            call_command("audit_articles", verify_ledger=True, stdout=nowhere)
        for row, expected in seen.values():
            if not self.is_forged(row, seen):
                self.compare_evidence(row, expected)

    def is_forged(self, row, seen):
        """Say whether it, or a page whose text it shows, was changed past all signals."""
        while row.alias_of and row.pk not in self.forged:
            row = seen[row.alias_of][0]
        return row.pk in self.forged

    def compare_evidence(self, row, expected):
        disclosure = disclose(row.pk, self.now)
        assert disclosure.is_public == row.live, f"{row}: recorded as {disclosure}"
        if row.live and expected.url:
            said = sorted(version.heading for version in disclosure.wordings)
            assert said == expected.tokens, f"{row}: recorded {said}, served {expected.tokens}"
            assert disclosure.was_withheld == expected.is_withheld
            assert disclosure.publication.language == expected.language
            assert disclosure.publication.site_id == expected.site_id
            assert disclosure.publication.url == f"http://{expected.host}{expected.url}"
