"""The command that imports many articles as drafts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from wagtail.models import Locale

from wagtail_attachment import permissions
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.library.choices import get_usual_model
from wagtail_attachment.library.deciding import import_article
from wagtail_attachment.library.drafts import get_article_models
from wagtail_attachment.library.kinds import describe_left_out
from wagtail_attachment.library.records import ImportedArticle
from wagtail_attachment.library.sources import Library, open_path
from wagtail_attachment.library.taking import Place
from wagtail_attachment.library.working import begin, work
from wagtail_attachment.management.practice_command import PracticeCommand


class Command(PracticeCommand):
    help = (
        "Imports articles as drafts, from exports of WordPress, Squarespace, Substack, Medium, Ghost "
        "and Notion, and from Word, Markdown, HTML and text files, single, in folders or in ZIP "
        "archives. Nothing is published, and nothing is fetched from the network. Run it again to "
        "go on where it was stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--parent", type=int, required=True, metavar="ID", help="The page above the articles."
        )
        parser.add_argument(
            "--locale",
            metavar="CODE",
            help="Their language: that page's, if left out; else below its translation.",
        )
        parser.add_argument(
            "--type", metavar="APP.MODEL", help="The type of page; the usual one, if left out."
        )
        parser.add_argument("--as", dest="user", metavar="USER", help="Whose drafts they are.")
        parser.add_argument("--dry-run", action="store_true", help="Say what it would do.")

    def handle(self, *args: Any, **options: Any) -> None:
        parent = self._get_parent(options["parent"], options["locale"])
        model = self._get_model(parent, options["type"])
        user = self._get_user(options["user"], parent)
        if missing := [str(path) for path in options["paths"] if not path.exists()]:
            raise CommandError(f"There is no such file or folder: {', '.join(missing)}.")
        self.counts: Counter[str] = Counter()
        if options["dry_run"]:
            problems = self._try_out(parent, model, user, options["paths"])
        else:
            problems = self._import(parent, model, user, options["paths"])
        for problem in problems:
            self.stderr.write(problem)
        labels = dict(ImportedArticle.State.choices)
        counts = [f"{labels[state]}: {number}" for state, number in self.counts.items()]
        self.stdout.write(", ".join(counts) or "No article was found.")
        if options["dry_run"]:
            self.stdout.write("Nothing was changed: this was a dry run.")

    def _import(self, parent: Any, model: Any, user: Any, paths: list[Path]) -> list[str]:
        run = begin(parent, model, [path.name or str(path) for path in paths], user)
        work(run, lambda: [open_path(path) for path in paths], tell=self._tell)
        if run.error:
            raise CommandError(run.error)
        return [*run.problems, f"The report is in the admin, under Practice, Imports: {run.pk}."]

    def _try_out(self, parent: Any, model: Any, user: Any, paths: list[Path]) -> list[str]:
        try:
            library = Library([open_path(path) for path in paths])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        place = Place(parent.pk, model, user, library.shelf)
        for article in library.read():
            with transaction.atomic():
                self._tell(import_article(article, place, is_trial=True))
        return library.problems

    def _tell(self, row: ImportedArticle) -> None:
        self.counts[row.state] += 1
        self.stdout.write(f"{row.get_state_display()}: {row} ({row.name})")
        for note in row.notes:
            self.stdout.write(f"  {note}")
        for kind, words in row.left_out:
            self.stdout.write(f"  {describe_left_out(kind)} {words}")

    def _get_parent(self, pk: int, language: str | None) -> Any:
        parent = get_base_page_model().objects.filter(pk=pk).first()
        if parent is None:
            raise CommandError(f"--parent: there is no page {pk}.")
        if language and parent.locale.language_code != language:
            locale = Locale.objects.filter(language_code=language).first()
            translated = locale and parent.get_translation_or_none(locale)
            if not translated:
                raise CommandError(
                    f"--locale: page {pk} is in {parent.locale.language_code}, and it has no "
                    f"translation into {language}. Translate it first, or name another page."
                )
            parent = translated
        return parent.specific

    def _get_model(self, parent: Any, name: str | None) -> Any:
        models = {model._meta.label_lower: model for model in get_article_models(parent)}
        if not models:
            raise CommandError(f"--parent: no article can be added below “{parent}”.")
        if name and name.lower() not in models:
            raise CommandError(f"--type: {name} is not one of: {', '.join(models)}.")
        return models[name.lower()] if name else get_usual_model(list(models.values()))

    def _get_user(self, name: str | None, parent: Any) -> Any:
        if name is None:
            return None
        model = get_user_model()
        user = model._default_manager.filter(**{model.USERNAME_FIELD: name}).first()
        if user is None:
            raise CommandError(f"--as: there is no user {name!r}.")
        if not permissions.may_add_below(user, parent):
            raise CommandError(f"--as: {name} may not add pages below “{parent}”.")
        return user
