"""What somebody can send to Wagtail's page editor that its form does not ask for."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.writing import write_article
from wagtail_attachment.pages.models import ArticlePage


@pytest.mark.path("editor: forge another kind of disclaimer", stopped_by="form", case=3)
def test_forged_kind_is_ignored(client, superuser, practice):
    """The kind belongs to the page type: there is no field for it, so nothing reads it."""
    client.force_login(superuser)
    page = factories.make_article(model=ArticlePage)
    data = {**write_article(), "disclaimer_kind": "none", "action-publish": "1"}
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    page = ArticlePage.objects.get()
    assert page.live
    assert page.disclaimer_kind == "general"
    assert page.get_disclaimers() == [practice]
