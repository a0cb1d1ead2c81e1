"""The site's own image model, which migrations must not name."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from wagtail.images import get_image_model_string

IMAGE_MODEL = get_image_model_string()


def find_migration_of_images():
    """Return the migration after which the image model is there.

    Django's ``swappable_dependency()`` takes it to be in the first one of its app. A site that is
    older than its own image model has it in a later one.
    """
    app, name = IMAGE_MODEL.lower().split(".")
    module_name = MigrationLoader.migrations_module(app)[0]
    has_migrations = module_name and find_spec(module_name)
    for found in sorted(iter_modules(import_module(module_name).__path__ if has_migrations else [])):
        if not found.name.startswith(("_", "~")):
            migration = import_module(f"{module_name}.{found.name}").Migration
            if name in _get_new_models(migration.operations):
                return app, found.name
    return migrations.swappable_dependency(IMAGE_MODEL)


def _get_new_models(operations):
    for operation in operations:
        yield from _get_new_models(getattr(operation, "state_operations", []))
        if isinstance(operation, migrations.CreateModel):
            yield operation.name_lower
        elif isinstance(operation, migrations.RenameModel):
            yield operation.new_name_lower
