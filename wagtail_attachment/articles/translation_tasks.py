"""A step of a Wagtail workflow for whoever may review translations into the page's language."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, Task, TaskState

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.permissions import (
    find_pages_to_see,
    may_review_language,
    may_review_translation,
)


class TranslationReviewTask(Task):
    """One step for all languages: each reviewer sees, and may approve, the pages of their own alone.

    Who may is said by the permissions of languages, not by groups of the task.
    """

    task_ptr = models.OneToOneField(
        Task, on_delete=models.CASCADE, parent_link=True, related_name="+"
    )

    class Meta:
        verbose_name = gettext_lazy("Review of the translation")
        verbose_name_plural = gettext_lazy("Reviews of the translation")

    @classmethod
    def get_description(cls) -> str:
        return _("Those who may review translations into the page's language can approve it")

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return _may_review(user, obj)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not _may_review(user, obj)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return _may_review(user, obj)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        if not _may_review(user, obj):
            return []
        return [
            ("reject", _("Request changes"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        languages = [
            code
            for code in Locale.objects.values_list("language_code", flat=True)
            if may_review_language(user, code)
        ]
        pages = find_pages_to_see(user).filter(locale__language_code__in=languages)
        return TaskState.objects.filter(
            task=self.task_ptr,
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__base_content_type=ContentType.objects.get_for_model(
                get_base_page_model()
            ),
            workflow_state__object_id__in=pages.annotate(key=Cast("pk", models.CharField())).values(
                "key"
            ),
        )


def _may_review(user: Any, obj: Any) -> bool:
    """Say whether it is someone's step: of pages alone, since snippets are in no reviewer's list."""
    return isinstance(obj, get_base_page_model()) and may_review_translation(user, obj)
