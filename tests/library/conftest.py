import pytest
from django.core.management import call_command

from tests import factories
from wagtail_attachment.models import ImportedArticle, ImportRun


@pytest.fixture
def put(tmp_path):
    """Return a function that writes a file and gives its path."""

    def put(name, data):
        path = tmp_path / "from" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return put


@pytest.fixture
def bring(home, media, capsys):
    """Return a function that imports paths below the home page, and gives the rows of its report."""

    def bring(*paths, **options):
        parent = options.pop("parent", home)
        call_command("import_articles", *map(str, paths), parent=parent.pk, **options)
        run = ImportRun.objects.first()
        return list(run.articles.all()) if run else []

    return bring


def get_page(row):
    return factories.Page.objects.get(pk=row.page_id).specific.get_latest_revision_as_object()


def get_states():
    return [row.state for row in ImportedArticle.objects.filter(run=ImportRun.objects.first())]
