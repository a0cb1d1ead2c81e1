"""The work of an import: article by article, each saved as soon as it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.importing.characters import clean
from wagtail_attachment.permissions import may_add_below

from .deciding import import_article
from .drafts import get_article_models
from .records import ImportedArticle
from .runs import ImportRun
from .sources import Library, SourceArticle
from .sources.containers import Container
from .taking import Place

IMPORT = "wagtail_attachment.import_articles"


@transaction.atomic
def begin(parent: Any, model: Any, names: Sequence[str], user: Any, **values: Any) -> ImportRun:
    """Return a new import, logged on the parent page of its articles."""
    run = ImportRun.objects.create(
        parent_id=parent.pk,
        parent_title=parent.get_admin_display_title()[:255],
        page_type=model._meta.label_lower,
        user=user,
        user_name=(user.get_full_name() or user.get_username()) if user else "",
        spoken=get_language() or "",
        names=[*names],
        **values,
    )
    log(instance=parent, action=IMPORT, user=user, data={"import": run.pk, "names": run.names})
    return run


def work(
    run: ImportRun,
    open_containers: Callable[[], Sequence[Container]],
    *,
    seconds: float | None = None,
    tell: Callable[[ImportedArticle], None] = lambda row: None,
) -> bool:
    """Import the remaining articles for at most ``seconds``; return whether all are done.

    Returns ``False`` if someone else is working on the import. An error of the whole import is
    stored on it, and raised unless it is a ``ValidationError``, which tells people what to do.
    """
    if not run.claim():
        return False
    deadline = None if seconds is None else time.monotonic() + seconds
    with override(run.spoken or get_language()):
        try:
            return _work(run, Library(open_containers()), deadline, tell)
        except ValidationError as error:
            run.let_go(error=" ".join(error.messages))
            return False
        except Exception as error:
            run.let_go(error=f"{type(error).__name__}: {error}")
            raise


def _work(
    run: ImportRun,
    library: Library,
    deadline: float | None,
    tell: Callable[[ImportedArticle], None],
) -> bool:
    place = _find_place(run, library)
    if run.total is None:
        run.hold_on(total=library.count())
    has_begun = False
    done = set(run.articles.values_list("key", flat=True))
    for article in library.read():
        if article.key in done:
            continue
        # Not before the first article: finding it may take all the time allowed, on every request.
        if has_begun and deadline is not None and time.monotonic() > deadline:
            run.let_go()
            return False
        row = _import_one(run, article, place)
        if row is None:
            return False
        has_begun = True
        tell(row)
    run.let_go(ended_at=timezone.now(), problems=[clean(each) for each in library.problems])
    return True


def _import_one(run: ImportRun, article: SourceArticle, place: Place) -> ImportedArticle | None:
    """Import an article and store its outcome; ``None`` if someone else has taken over."""
    if not run.hold_on():
        return None
    try:
        with transaction.atomic():
            row = import_article(article, place)
            row.run = run
            row.save()
            return row
    except IntegrityError:
        if run.articles.filter(key=article.key).exists():
            return None  # another process, thought to be dead, has stored this article
        raise


def _find_place(run: ImportRun, library: Library) -> Place:
    """Return the destination. Raises ``ValidationError`` if it no longer accepts articles."""
    parent = get_base_page_model().objects.filter(pk=run.parent_id).first()
    if parent is None:
        raise ValidationError(_("The page that was to hold the articles has been deleted."))
    model = apps.get_model(run.page_type)
    if model not in get_article_models(parent.specific):
        raise ValidationError(_("Articles of this kind can no longer be added below that page."))
    if run.user_name and not (run.user and may_add_below(run.user, parent)):
        raise ValidationError(
            _("%(name)s may no longer add pages there. Start the import again as someone who may.")
            % {"name": run.user_name}
        )
    return Place(parent.pk, model, run.user, library.shelf)
