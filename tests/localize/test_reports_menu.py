"""The Reports menu: one list of translations, ours."""

from django.urls import reverse
from wagtail.admin.menu import reports_menu

from tests import factories


def list_reports(rf, user):
    request = rf.get("/admin/")
    request.user = user
    return [
        item.url for item in reports_menu.menu_items_for_request(request) if "transl" in item.url
    ]


def test_who_has_our_list_of_translations_is_not_offered_a_second_one(world, rf, superuser):
    assert list_reports(rf, superuser) == [reverse("wagtail_attachment:translations_report")]


def test_who_has_not_keeps_wagtail_localize_s(world, rf):
    assert list_reports(rf, factories.make_user("submit_translation")) == [
        reverse("wagtail_localize:translations_report")
    ]
