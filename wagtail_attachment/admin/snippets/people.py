"""People and topics in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_attachment.practice.people import Practitioner, Topic


class PractitionerViewSet(SnippetViewSet):
    model = Practitioner
    icon = "group"
    menu_label = _("People")
    url_prefix = "practice/people"
    list_display = ["name", "credentials", "job_title"]
    panels = ["name", "credentials", "job_title", "bio", "image"]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    url_prefix = "practice/topics"
    list_display = ["name", "sensitive", "disclaimer_kind"]
    panels = ["name", "slug", "description", "sensitive", "disclaimer_kind"]
