"""The code of a how-to does what the page says."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from tests import factories
from tests.factories import section
from wagtail_attachment.checks.settings import check_middleware
from wagtail_attachment.crisis.channels import CrisisChannel
from wagtail_attachment.crisis.kinds import get_kind, unregister_channel_kind
from wagtail_attachment.ledger.edition import Edition
from wagtail_attachment.models import Practitioner
from wagtail_attachment.publishing.rules import registry, unregister_rule
from wagtail_attachment.publishing.safe_messaging import lexicon

ROOT = Path(__file__).resolve().parent.parent
HOW_TO = ROOT / "docs" / "how-to"


def get_modules(page):
    """Return the Python of a page's code blocks by the files that they are of."""
    text = (HOW_TO / page).read_text("utf-8")
    return dict(re.findall(r"```python\n# (\S+)\n(.*?)```", text, re.DOTALL))


def write_app(monkeypatch, modules):
    """Let the modules of an app be imported as if they lay in its folder; return the last one."""
    for path, source in modules.items():
        app, _slash, file = path.partition("/")
        package = ModuleType(app)
        package.__path__ = [str(HOW_TO)]  # Django wants to know where an app lies
        monkeypatch.setitem(sys.modules, app, package)
        module = ModuleType(f"{app}.{file.removesuffix('.py')}")
        monkeypatch.setitem(sys.modules, module.__name__, module)
        module.__package__ = app
        exec(compile(source, path, "exec"), module.__dict__)
    return module


def start_app(monkeypatch, page):
    app = write_app(monkeypatch, get_modules(page))
    app.GuidesConfig("guides", sys.modules["guides"]).ready()


@pytest.fixture
def guides(monkeypatch):
    before = {rule.id for rule in registry}
    start_app(monkeypatch, "add-a-rule.md")
    yield
    for rule_id in {rule.id for rule in registry} - before:
        unregister_rule(rule_id)


@pytest.fixture
def signal(monkeypatch):
    start_app(monkeypatch, "add-a-contact-method.md")
    yield
    unregister_channel_kind(get_kind("guides-signal"))


def test_add_a_contact_method(signal):
    channel = CrisisChannel(kind="guides-signal", dialled="+49 30 123456", always_open=True)
    channel.full_clean(exclude=["resource"])
    assert channel.to_channel().href == "https://signal.me/#p/+4930123456"
    assert channel.get_kind_display() == "Signal"
    channel.dialled = "030 123456"
    with pytest.raises(ValidationError, match="country's code"):
        channel.full_clean(exclude=["resource"])


def test_add_a_rule(guides, practice):
    quote = {"type": "pull_quote", "value": {"quote": "Stay.", "attribution": ""}}
    article = factories.make_article(section(content=[quote]))
    messages = [
        violation.message for violation in article.evaluate() if violation.id.startswith("guides.")
    ]
    assert messages == ["The article has no subtitle.", "A quote does not say whose it is."]


def test_add_a_rule_for_pages_of_any_type(guides, practice):
    page = factories.make_blog_page()
    assert [violation.id for violation in page.evaluate()] == ["guides.no-subtitle"]


def run_snippet(page, word, **names):
    """Run the one code block of a page that has the word in it; return the names that it leaves."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    (block,) = [block for block in blocks if word in block]
    exec(block, names)
    return names


def test_add_and_remove_terms(practice, monkeypatch):
    monkeypatch.setattr(lexicon, "_applying", dict(lexicon.ours))
    run_snippet("docs/reference/safe-messaging.md", "register_term")
    article = factories.make_article(lead="<p>Every 40 seconds broken people die by suicide.</p>")
    messages = [v.message for v in article.evaluate() if v.id == "wording.unsafe"]
    assert [message.split(" – ")[0] for message in messages] == ["“broken people”"]


@pytest.mark.parametrize("page", ["README.md", "docs/how-to/add-to-an-existing-site.md"])
def test_keep_pages_for_readers(page, settings):
    settings.MIDDLEWARE = []
    assert check_middleware(None)
    settings.MIDDLEWARE = run_snippet(page, "MIDDLEWARE")["MIDDLEWARE"]
    assert check_middleware(None) == []


def test_change_past_all_signals_and_begin_a_new_edition(practice):
    person = Practitioner.objects.create(name="Ada Old", locale=factories.get_locale())
    # A transaction that has renewed it once does not again; this is the test's.
    transaction.get_connection().run_on_commit.clear()
    before = list(Edition.objects.values_list("stamp"))
    run_snippet(
        "docs/explanation/caching.md", "renew", transaction=transaction, Practitioner=Practitioner
    )
    person.refresh_from_db()
    assert person.name == "Ada New"
    assert list(Edition.objects.values_list("stamp")) != before


def test_notice_is_added_from_code_and_its_number_confirmed_again(practice):
    text = (HOW_TO / "add-a-notice.md").read_text("utf-8")
    (source,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names = {"locale": factories.get_locale(), "user": factories.make_approver()}
    exec(source, names)
    notice, version = names["notice"], names["version"]
    assert notice.slug == "board-of-behavioral-sciences"
    page = factories.make_blog_page()
    (_general, shown) = page.get_disclaimers()
    assert (shown.kind, shown.text) == (notice.slug, version.text)
    assert shown.get_confirmed()[0].source == "https://www.bbs.ca.gov/contact.html"
