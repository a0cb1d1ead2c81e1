"""All of the demo's content, in the order in which a practice would come to it."""

from django.db import transaction
from wagtail.models import Site

from home.models import HomePage

from .logins import create_logins
from .pages import create_articles, create_blog, create_home, create_profiles
from .practice import (
    approve_disclaimers,
    create_people,
    create_topics,
    set_up_practice,
    verify_crisis_lines,
)
from .reviews import review_articles
from .translations import create_locales, edit_originals, translate_site


def is_created() -> bool:
    return HomePage.objects.exists()


@transaction.atomic
def create_content() -> None:
    """Create everything, or, where something fails, nothing."""
    site = Site.objects.get(is_default_site=True)
    home = create_home(site)
    # After the home page, since the groups' rights begin there.
    logins = create_logins()
    editor = logins["editor"]
    locales = create_locales()
    set_up_practice(site, home.locale)
    approve_disclaimers([home.locale, *locales], logins["owner"])
    verify_crisis_lines(logins["reviewer"], locales)
    people = create_people(home.locale, logins)
    topics = create_topics(home.locale)
    create_articles(home, people, topics, editor)
    create_profiles(home, people, editor)
    create_blog(home, editor)
    translate_site(home, locales, logins)
    edit_originals(home, editor)
    review_articles([logins[name] for name in ("reviewer", "owner", "clinician")])
