import gc
import os
from collections import defaultdict

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import translation

from tests import cache_double, factories
from tests.editions import as_if_committed
from tests.settings import HAS_LOCALIZE
from wagtail_attachment.crisis.kinds import register_channel_kind, unregister_channel_kind
from wagtail_attachment.ledger.edition import renew
from wagtail_attachment.publishing.rules import register_rule, unregister_rule

# wagtail-localize takes the place of Wagtail's own app, which the floor is tested with.
NOT_EVERYWHERE = ["test_simple_translation.py"]
collect_ignore = NOT_EVERYWHERE if HAS_LOCALIZE else []
# Where another run has all cases of a test, its first and its last one do: ``.ci/run`` says where.
FEW_CASES = bool(os.environ.get("WAGTAIL_ATTACHMENT_FEW_CASES"))


def pytest_collection_modifyitems(config, items):
    """Mark what touches the database, which is worth a run on each kind of database."""
    for item in items:
        fixtures = {"db", "transactional_db"}.intersection(item.fixturenames)
        if fixtures or item.get_closest_marker("django_db"):
            item.add_marker("database")
    if FEW_CASES:
        leave_out_cases(config, items)


def leave_out_cases(config, items):
    """Deselect the cases of a test between its first and its last one.

    All stay of what other runs may skip: some versions or one kind of database alone have it.
    """
    cases = defaultdict(list)
    for item in items:
        if not item.get_closest_marker("skipif") and item.path.name not in NOT_EVERYWHERE:
            cases[item.nodeid.partition("[")[0]].append(item)
    left_out = {item for each in cases.values() for item in each[1:-1]}
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish():
    """Leave what is loaded by now out of garbage collection, which takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(autouse=True)
def _forget_caches():
    """Wagtail keeps site roots, the app its mails sent: none may pass from test to test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _speak_english():
    """A request in another language leaves it active in its thread: none may pass on either."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def module_transaction(django_db_setup, django_db_blocker):
    """What a module's fixtures make after this stands for all its tests, and goes with the last."""
    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def register():
    """Register a site's own rule for as long as the test lasts."""
    ids = []

    def register(rule, **options):
        register_rule(rule, **options)
        ids.append(rule.id)
        return rule

    yield register
    for rule_id in ids:
        unregister_rule(rule_id)


@pytest.fixture
def register_kind():
    """Register a site's own kind of channel for as long as the test lasts."""
    kinds = []

    def register(kind):
        register_channel_kind(kind)
        kinds.append(kind)
        return kind

    yield register
    for kind in kinds:
        unregister_channel_kind(kind)


@pytest.fixture
def _edition(db):
    """Pages are kept though the test is one transaction; there has been a change before."""
    with as_if_committed():
        renew()
        yield


@pytest.fixture
def home(db):
    return factories.get_home()


@pytest.fixture
def practice(db):
    """A practice whose English articles may go live; the wording's ledger row is returned."""
    return factories.make_practice()


@pytest.fixture
def media(settings, tmp_path):
    """A place for uploaded files that goes with the test."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def front_cache(settings):
    """A cache in front of the site, which notes what is purged."""
    settings.WAGTAILFRONTENDCACHE = cache_double.SETTINGS
    # Else Wagtail adds each address in all languages: ours name theirs.
    settings.WAGTAILFRONTENDCACHE_LANGUAGES = []
    cache_double.forget()
    yield cache_double
    cache_double.forget()


@pytest.fixture
def approver(db):
    return factories.make_approver()


@pytest.fixture
def verifier(db):
    return factories.make_verifier()


@pytest.fixture
def superuser(db):
    return factories.make_user(superuser=True)
