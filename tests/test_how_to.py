"""The code of a how-to does what the page says."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests import factories
from tests.factories import section
from wagtail_attachment.publishing.rules import registry, unregister_rule

HOW_TO = Path(__file__).resolve().parent.parent / "docs" / "how-to"


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


@pytest.fixture
def guides(monkeypatch):
    app = write_app(monkeypatch, get_modules("add-a-rule.md"))
    before = {rule.id for rule in registry}
    app.GuidesConfig("guides", sys.modules["guides"]).ready()
    yield
    for rule_id in {rule.id for rule in registry} - before:
        unregister_rule(rule_id)


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
