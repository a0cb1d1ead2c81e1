"""The demo's logins. Everybody knows their password: never use them anywhere else."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group

from wagtail_attachment.setup import create_groups

PASSWORD = "harbour-lane"


@dataclass(frozen=True)
class Login:
    username: str
    first_name: str
    last_name: str
    does: str
    group: str = ""


LOGINS = (
    Login("owner", "Judith", "Pelletier", "owns the practice; may do everything"),
    Login("editor", "Elena", "Ouellette", "writes and publishes articles", "Practice editors"),
    Login(
        "reviewer",
        "Nadia",
        "Haddad",
        "approves disclaimers, verifies crisis lines",
        "Practice clinical reviewers",
    ),
    Login(
        "clinician",
        "Thomas",
        "Aguirre",
        "reviews the articles of his colleagues",
        "Practice clinical reviewers",
    ),
    Login("translator", "Samir", "Aziz", "translates into Arabic", "Practice translators"),
    Login("translator-es", "Lucía", "Romero", "translates into Spanish", "Practice translators"),
)


def create_logins() -> dict[str, AbstractUser]:
    """Return the users by name, made where they are missing."""
    create_groups()
    return {login.username: _create(login) for login in LOGINS}


def _create(login: Login) -> AbstractUser:
    user, created = get_user_model().objects.get_or_create(
        username=login.username,
        defaults={
            "first_name": login.first_name,
            "last_name": login.last_name,
            "email": f"{login.username}@harbour-lane.example.com",
            "is_staff": not login.group,
            "is_superuser": not login.group,
        },
    )
    if created:
        user.set_password(PASSWORD)
        user.save()
        if login.group:
            user.groups.add(Group.objects.get(name=login.group))
    return user
