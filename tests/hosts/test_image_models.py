"""Migrations wait for the one that makes the site's image model, wherever that is."""

import sys
from types import ModuleType

import pytest
from django.db import migrations

from wagtail_attachment.migrations import _images

FIRST = ("wagtailimages", "__first__")


@pytest.fixture
def write_migrations(monkeypatch, settings, tmp_path):
    """Give the app of images other migrations, each with one operation."""

    def write(**operations):
        package = ModuleType("other_images")
        package.__path__ = [str(tmp_path)]
        monkeypatch.setitem(sys.modules, package.__name__, package)
        for name, operation in operations.items():
            (tmp_path / f"{name}.py").write_text("")
            module = ModuleType(f"other_images.{name}")
            module.Migration = type("Migration", (), {"operations": [operation]})
            monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(_images, "find_spec", lambda name: name)
        settings.MIGRATION_MODULES = {"wagtailimages": "other_images"}

    return write


def test_image_model_of_wagtail():
    app, name = _images.find_migration_of_images()
    assert app == "wagtailimages"
    assert name.startswith("0001")


@pytest.mark.parametrize(
    "operation",
    [
        migrations.CreateModel("Image", []),
        migrations.RenameModel("Old", "Image"),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.CreateModel("Image", [])]),
    ],
    ids=lambda operation: type(operation).__name__,
)
def test_image_model_that_came_later(write_migrations, operation):
    pages = migrations.CreateModel("Page", [])
    write_migrations(m0001_pages=pages, m0002_images=operation, m0003_more=pages, _shared=pages)
    assert _images.find_migration_of_images() == ("wagtailimages", "m0002_images")


@pytest.mark.parametrize("module", [None, "there_is_none"])
def test_image_model_without_migrations(settings, module):
    settings.MIGRATION_MODULES = {"wagtailimages": module}
    assert tuple(_images.find_migration_of_images()) == FIRST


def test_image_model_that_no_migration_makes(write_migrations):
    write_migrations(m0001_pages=migrations.CreateModel("Page", []))
    assert tuple(_images.find_migration_of_images()) == FIRST
