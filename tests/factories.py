"""What tests need: plain functions with plain defaults, each named after what it gives."""

import itertools
from datetime import timedelta
from io import BytesIO

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission, Locale, Page, Site

from tests.testapp.models import BlogPage, OwnArticlePage
from wagtail_attachment.models import (
    BookingCTA,
    CrisisChannel,
    CrisisResource,
    CrisisResourceVersion,
    CrisisText,
    Disclaimer,
    Licence,
    Notice,
    PracticeSettings,
    Practitioner,
    Topic,
)
from wagtail_attachment.times import get_practice_day

WORDING = "<p>This is education, not treatment. In a crisis, call {crisis_line}.</p>"
WORDING_ES = "<p>Esto es educación, no tratamiento. En una crisis, llame al {crisis_line}.</p>"

_count = itertools.count(1)


def make_user(*rights, superuser=False, name=None):
    """Return a user who may enter the admin and holds ``rights``, as ``"approve_disclaimer"``.

    Without ``name`` they are called after their number; with an empty one they have none.
    """
    number = next(_count)
    user = get_user_model().objects.create(
        username=f"user{number}",
        email=f"user{number}@example.com",
        first_name=f"Person {number}" if name is None else name,
        is_superuser=superuser,
    )
    codenames = {right.rpartition(".")[2] for right in rights}
    user.user_permissions.set(
        Permission.objects.filter(codename__in=codenames | {"access_admin"})
        if codenames
        else Permission.objects.none()
    )
    return user


def make_group(name):
    return Group.objects.create(name=name)


def give_page_rights(user, page, *codenames):
    """Let somebody do this with the pages below ``page``, by a group, as Wagtail has it."""
    group = Group.objects.create(name=f"Group {next(_count)}")
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    ):
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user.groups.add(group)


def make_translation_reviewer(*rights, name=None):
    """Return somebody who may answer for translations and sees all pages, but edits none."""
    user = make_user("review_translation", *rights, name=name)
    give_page_rights(user, Page.get_first_root_node(), "lock_page")
    return user


def make_approver():
    return make_user("approve_disclaimer", name="Ada Approver")


def make_reviewer(name="Rosa", *rights):
    """Return a user who may review all articles of the site."""
    user = make_user("review_article", *rights, name=name)
    give_page_rights(user, get_home().get_root(), "change_page")
    return user


def make_verifier():
    return make_user("verify_crisisresource", name="Vera Verifier")


def get_locale(code="en"):
    return Locale.objects.get_or_create(language_code=code)[0]


def get_site():
    return Site.objects.get(is_default_site=True)


def get_home(code="en"):
    """Return the home page of a language; each language has a tree of its own."""
    home = get_site().root_page
    return home if code == "en" else get_translated_home(home, code)


def get_translated_home(home, code):
    locale = get_locale(code)
    return home.get_translation_or_none(locale) or home.copy_for_translation(locale)


def make_disclaimer(body=WORDING, *, language="en", kind="general", site=None, heading="Note"):
    return Disclaimer.objects.create(
        kind=kind, site=site, locale=get_locale(language), heading=heading, body=body
    )


def put_in_force(body=WORDING, *, user=None, effective_from=None, **kwargs):
    """Return the ledger's row of a wording that was approved."""
    disclaimer = make_disclaimer(body, **kwargs)
    return disclaimer.approve(user or make_approver(), effective_from)


def make_crisis_line(
    dialled="988", *, country="US", name="Lifeline", language="en", languages="en", **kwargs
):
    """Return a line as edited, not yet verified, with one telephone number."""
    line = CrisisResource(
        country=country, languages=languages, source_url="https://example.org/", **kwargs
    )
    line.texts = [CrisisText(language=language, name=name)]
    line.channels = [CrisisChannel(kind="call", dialled=dialled, always_open=True)]
    line.save()
    return line


def make_verified_line(dialled="988", *, user=None, **kwargs):
    line = make_crisis_line(dialled, **kwargs)
    line.verify(user or make_verifier())
    return line


def set_country(country="US", **values):
    return PracticeSettings.objects.update_or_create(
        site=get_site(), defaults={"country": country, **values}
    )[0]


def state_no_line(country):
    """Put on record that a country has no crisis line, so that live articles may move there."""
    return CrisisResourceVersion.state_none_exists(make_verifier(), country, "Asked there.")


def make_practice():
    """Set up all that an English article needs to go live."""
    set_country()
    make_verified_line()
    return put_in_force()


def make_booking(**kwargs):
    values = {"heading": "Talk", "button_label": "Book", "locale": get_locale(), **kwargs}
    if not {"url", "phone", "email", "page_id"} & kwargs.keys():
        values["url"] = "https://calendly.com/practice"
    return BookingCTA.objects.create(**values)


def make_notice(slug="grief", *, applies_to="topics", **kwargs):
    """Return the notice of this kind, made if there is none."""
    values = {"name": slug.capitalize(), "applies_to": applies_to, **kwargs}
    return Notice.objects.get_or_create(slug=slug, defaults=values)[0]


def make_person(name="Ada", *, language="en", **kwargs):
    return Practitioner.objects.create(name=name, locale=get_locale(language), **kwargs)


def make_licence(person, valid_until=None, *, country="US", area="", kind="LCSW", **kwargs):
    """``valid_until`` is a date, or the number of days from today to the last one that it holds."""
    if isinstance(valid_until, int):
        valid_until = get_practice_day() + timedelta(days=valid_until)
    return Licence.objects.create(
        person=person, country=country, area=area, kind=kind, valid_until=valid_until, **kwargs
    )


def make_topic(name="Grief", *, notice=None, **kwargs):
    """``notice`` is one, or the kind of one that is made."""
    if notice is not None and not isinstance(notice, Notice):
        notice = make_notice(notice) if notice else None
    return Topic.objects.create(
        name=name,
        slug=name.lower(),
        locale=kwargs.pop("locale", get_locale()),
        notice=notice,
        **kwargs,
    )


def make_picture(description="A boat."):
    """Return a stored image as an editor uploads it; use it with the fixture ``media``."""
    content = BytesIO()
    Image.new("RGB", (1600, 900)).save(content, "PNG")
    return get_image_model().objects.create(
        title="IMG_0042", description=description, file=ImageFile(content, name="boat.png")
    )


def paragraph(text="<p>Closeness can feel like pressure.</p>"):
    return {"type": "paragraph", "value": text}


def section(purpose="other", heading="A heading", content=None):
    return {
        "type": "section",
        "value": {
            "heading": heading,
            "purpose": purpose,
            "content": [paragraph()] if content is None else content,
        },
    }


def make_article(*sections, model=OwnArticlePage, live=False, parent=None, clean=True, **values):
    """Return a saved article with the given sections (one that is complete, if none is given)."""
    title = values.pop("title", f"Article {next(_count)}")
    page = model(
        title=title, slug=values.pop("slug", f"article-{next(_count)}"), live=live, **values
    )
    page.body = [*(sections or [section()])]
    parent = parent or get_home()
    page.locale = values.get("locale", parent.locale)
    parent.add_child(instance=page)
    return page


def make_blog_page(*, model=BlogPage, live=False, parent=None, **values):
    """Return a saved page of a type that is covered and has no body."""
    number = next(_count)
    parent = parent or get_home()
    page = model(
        **{
            "title": f"Page {number}",
            "slug": f"page-{number}",
            "live": live,
            "locale": parent.locale,
            **values,
        }
    )
    parent.add_child(instance=page)
    return page


def force_live(page, *, live=True):
    """Make a page live behind the back of every gate, as raw SQL would."""
    Page.objects.filter(pk=page.pk).update(live=live)
    page.refresh_from_db()
    return page


def force_delete(instance):
    """Delete a row behind the back of every guard, as raw SQL would."""
    manager = type(instance)._base_manager
    manager.filter(pk=instance.pk)._raw_delete(manager.db)


def get_alias_conversion(page, user):
    return ConvertAliasPageAction(page, user=user)


def in_days(days):
    return timezone.now() + timedelta(days=days)
