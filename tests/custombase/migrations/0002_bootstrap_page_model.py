from django.db import migrations
from wagtail.models import (
    BootstrapLocaleField,
    BootstrapTranslatableModel,
    BootstrapTranslationKeyField,
)


class Migration(migrations.Migration):
    dependencies = [
        ("custombase", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [
        BootstrapLocaleField("custombase.BasePage"),
        BootstrapTranslationKeyField("custombase.BasePage"),
        BootstrapTranslatableModel("custombase.BasePage"),
    ]
