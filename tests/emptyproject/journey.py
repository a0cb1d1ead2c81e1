"""A new site with nothing configured: what its owner sees at first."""

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client


def run_journey():
    call_command("check")
    call_command("check", deploy=True)
    call_command("migrate", verbosity=0)
    client = Client()
    assert client.get("/").status_code == 200
    client.force_login(
        get_user_model().objects.create_superuser("ada", "ada@example.com", "x", first_name="Ada")
    )
    assert client.get("/admin/").status_code == 200
    call_command("publish_scheduled", verbosity=0)
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
