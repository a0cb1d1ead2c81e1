import pytest

from tests import factories
from tests.settings import HAS_LOCALIZE


def pytest_pycollect_makemodule(module_path, parent):
    """Skip all these tests where wagtail-localize is not installed: they could not be imported."""
    return None if HAS_LOCALIZE else SkippedModule.from_parent(parent, path=module_path)


class SkippedModule(pytest.Module):
    def collect(self):
        pytest.skip("wagtail-localize is not installed")


@pytest.fixture
def machine(settings):
    """The strings that are sent to the machine translator."""
    from tests.localize.machine import SENT

    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "tests.localize.machine.RecordingTranslator"
    }
    SENT.clear()
    return SENT


@pytest.fixture
def owner(client, superuser):
    client.force_login(superuser)
    return client


@pytest.fixture
def world(practice, home):
    """A practice whose English and Spanish articles may go live, with a home page in Spanish."""
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")
    return practice


@pytest.fixture
def reviewer(db):
    return factories.make_translation_reviewer(name="Rosa Reviewer")
