"""What people at the practice do meanwhile, each through the function that the admin calls."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from wagtail.models import Locale

from benchmarks.load.marks import make_mark
from wagtail_attachment.models import CrisisResource, Disclaimer
from wagtail_attachment.pages.models import ArticlePage


@dataclass(frozen=True)
class Act:
    """One change: what readers see of it, and when it was begun and committed."""

    name: str
    number: int
    begun: float
    ended: float


class Practice:
    """Approves wordings, verifies lines and publishes articles in turn."""

    def __init__(self) -> None:
        english = Locale.objects.get(language_code="en")
        self.owner = get_user_model().objects.get(username="owner")
        self.disclaimer = Disclaimer.objects.get(locale=english, site=None, kind="general")
        self.line = CrisisResource.objects.filter(country="US", languages__contains="en").first()
        self.article = ArticlePage.objects.live().exact_type(ArticlePage).filter(locale=english)[0]
        self.text = self.disclaimer.body.partition("<p>mark-")[0]  # of an earlier run
        self.acts: list[Act] = []

    @property
    def article_path(self) -> str:
        return str(self.article.get_url())

    def do_all(self) -> None:
        """Do each once, so that every page shows a mark of each."""
        for name in ("wording", "line", "article"):
            self.do(name)

    def do(self, name: str) -> None:
        number = len(self.acts) + 1
        do: Callable[[str], None] = getattr(self, f"_change_{name}")
        begun = time.monotonic()
        do(make_mark(name, number))
        self.acts.append(Act(name, number, begun, time.monotonic()))

    def _change_wording(self, mark: str) -> None:
        self.disclaimer.body = f"{self.text}<p>{mark}</p>"
        self.disclaimer.save()
        self.disclaimer.approve(self.owner)

    def _change_line(self, mark: str) -> None:
        text = self.line.texts.get(language="en")
        text.description = mark
        text.save()
        self.line = CrisisResource.objects.get(pk=self.line.pk)
        self.line.verify(self.owner, note="Checked during the load test.")

    def _change_article(self, mark: str) -> None:
        self.article = ArticlePage.objects.get(pk=self.article.pk)
        self.article.subtitle = mark
        revision = self.article.save_revision(user=self.owner)
        self.article.publish(revision, user=self.owner)
