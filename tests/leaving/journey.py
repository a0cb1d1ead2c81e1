"""A practice leaves the package as ``docs/how-to/uninstall.md`` tells it to."""

import os
import re
import shlex
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Locale, Page, Site

WORDING = "<p>Education, not treatment.</p>"
GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "uninstall.md"


def leave():
    """Use the package, then do all that the guide says before the apps are removed."""
    call_command("migrate", verbosity=0)
    use()
    assert_refused("wagtail_attachment_pages", "1 × article index, 2 × article, 1 × profile. ")
    os.environ["WAGTAIL_ATTACHMENT_DROP_RECORDS"] = "yes"
    assert_refused("wagtail_attachment", "2 × article")
    del os.environ["WAGTAIL_ATTACHMENT_DROP_RECORDS"]
    guide = GUIDE.read_text("utf-8").partition("## 4.")[0]
    follow(guide.partition("## 3.")[0])
    assert_refused("wagtail_attachment", "1 × approved disclaimer")
    follow(guide.partition("## 3.")[2])
    (own,) = Page.objects.filter(depth__gt=2)
    assert own.title == "Our own page"


def use():
    """Have articles live, with records, and a page of the site's own that is none of ours."""
    from wagtail_attachment.models import Practitioner
    from wagtail_attachment.pages.models import (
        ArticleIndexPage,
        ArticlePage,
        AttachmentStylePage,
        ProfilePage,
    )

    set_up(
        get_user_model().objects.create_superuser("ada", "ada@example.com", "x", first_name="Ada")
    )
    home = Site.objects.get().root_page
    home.add_child(instance=Page(title="Our own page"))
    index = home.add_child(instance=ArticleIndexPage(title="Articles"))
    outline = [write_section(purpose) for purpose in AttachmentStylePage.outline]
    for page in (
        ArticlePage(title="Closeness", body=outline[:1]),
        AttachmentStylePage(title="Avoidant", style="avoidant", body=outline),
        ProfilePage(
            title="Ada",
            person=Practitioner.objects.create(name="Ada", locale=Locale.get_default()),
        ),
    ):
        index.add_child(instance=page)
        page.save_revision().publish()
        assert WORDING in Client().get(page.get_url()).text


def write_section(purpose):
    content = [("paragraph", "<p>Closeness can feel like pressure.</p>")]
    return "section", {"heading": "A heading", "purpose": purpose, "content": content}


def set_up(user):
    from wagtail_attachment.models import Disclaimer, PracticeSettings
    from wagtail_attachment.setup import create_groups, load_crisis_resources, make_booking

    create_groups()
    site = Site.objects.get()
    make_booking(site, "https://example.com/book")
    PracticeSettings.objects.update(country="US")
    load_crisis_resources(["US"])[0].verify(user)
    wording = Disclaimer.objects.create(locale=Locale.get_default(), heading="Note", body=WORDING)
    wording.approve(user)


def stay():
    """With the apps removed, do the rest, and use what is left of the site."""
    follow(GUIDE.read_text("utf-8").partition("## 4.")[2])
    client = Client()
    assert client.get("/").status_code == 200
    assert client.get("/our-own-page/").status_code == 200
    client.force_login(get_user_model().objects.get(username="ada"))
    root = Page.objects.get(depth=1)
    addresses = [f"/admin/pages/{page.pk}/" for page in root.get_descendants(inclusive=True)]
    for address in [
        "/admin/",
        *addresses,
        "/admin/pages/search/?q=our",
        "/admin/reports/site-history/",
        "/admin/images/",
        "/admin/groups/",
    ]:
        assert client.get(address).status_code == 200, address


def follow(guide):
    """Run the code of a part of the guide."""
    files = dict(re.findall(r"```python\n# (\S+)\n(.*?)```", guide, re.DOTALL))
    for line in re.findall(r"^\$ (.*)$", guide, re.MULTILINE):
        words = shlex.split(line.partition(" > ")[0])
        while "=" in words[0]:
            name, _equals, value = words.pop(0).partition("=")
            os.environ[name] = value
        assert words[:2] == ["python", "manage.py"], line
        if words[2:4] == ["shell", "<"]:
            exec(files[words[4]], {})
        else:
            call_command(*words[2:])


def assert_refused(app_label, words):
    rows = count_rows()
    with pytest.raises(CommandError, match=re.escape(words)):
        call_command("migrate", app_label, "zero", verbosity=0)
    assert count_rows() == rows


def count_rows():
    from wagtail_attachment.models import DisclaimerVersion, PublicationEvent

    return Page.objects.count(), DisclaimerVersion.objects.count(), PublicationEvent.objects.count()
