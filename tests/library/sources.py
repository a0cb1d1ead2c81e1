"""Exports as other systems write them, of our own wording, made in code."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from PIL import Image

LONG = "The kettle goes on and neither of you says anything for a while. " * 5
BODY = f"<p>Some evenings are quiet.</p><h2>What gives it away</h2><p>{LONG}</p>"
DISCLAIMER = "<p>This text is for educational purposes only and is not medical advice.</p>"


def make_png(color="red", size=(40, 30)):
    content = io.BytesIO()
    Image.new("RGB", size, color).save(content, "PNG")
    return content.getvalue()


def make_zip(files, **kwargs):
    """Return an archive of ``{path: bytes or str}``."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, **kwargs) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return content.getvalue()


def make_cdata(text):
    """WordPress divides what would end the CDATA before its time."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def make_item(number=1, *, content=BODY, **values):
    """Return one item of a WordPress export."""
    values = {
        "title": f"Quiet evening {number}",
        "link": f"https://old.example.org/2019/03/quiet-evening-{number}/",
        "guid": f"https://old.example.org/?p={number}",
        "post_name": f"quiet-evening-{number}",
        "status": "publish",
        "post_type": "post",
        "creator": "ada",
        "date": "2019-03-05 10:00:00",
        "topics": (),
        "excerpt": "",
        "meta": {},
        "more": "",
        **values,
    }
    topics = "".join(
        f'<category domain="category" nicename="x">{make_cdata(name)}</category>'
        for name in values["topics"]
    )
    meta = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value>{make_cdata(value)}</wp:meta_value></wp:postmeta>"
        for key, value in values["meta"].items()
    )
    return f"""
    <item><title>{make_cdata(values["title"])}</title><link>{escape(values["link"])}</link>
    <dc:creator>{values["creator"]}</dc:creator><guid>{escape(values["guid"])}</guid>
    <content:encoded>{make_cdata(content)}</content:encoded>
    <excerpt:encoded>{make_cdata(values["excerpt"])}</excerpt:encoded>
    <wp:post_id>{number}</wp:post_id><wp:post_date_gmt>{values["date"]}</wp:post_date_gmt>
    <wp:post_name>{values["post_name"]}</wp:post_name><wp:status>{values["status"]}</wp:status>
    <wp:post_type>{values["post_type"]}</wp:post_type>{topics}{meta}{values["more"]}</item>"""


def make_attachment(number, path, alt=""):
    return make_item(
        number,
        title=path,
        post_type="attachment",
        status="inherit",
        content="",
        meta={"_wp_attachment_image_alt": alt},
        more=f"<wp:attachment_url>https://old.example.org/wp-content/uploads/{path}</wp:attachment_url>",
    )


def make_wordpress(*items):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
        "<channel><title>Old site</title><wp:author><wp:author_login>ada</wp:author_login>"
        "<wp:author_display_name>Ada Lindqvist</wp:author_display_name></wp:author>"
        f"{''.join(items)}</channel></rss>"
    ).encode()


def make_substack(text=BODY, title="First letter", subtitle="Slowly", audience="everyone"):
    table = io.StringIO()
    writer = csv.DictWriter(
        table, ["post_id", "post_date", "is_published", "type", "title", "subtitle", "audience"]
    )
    writer.writeheader()
    row = {"post_date": "2021-05-06T07:08:09.000Z", "type": "newsletter", "subtitle": subtitle}
    row["audience"] = audience
    writer.writerow({**row, "post_id": "11.first-letter", "title": title, "is_published": "true"})
    writer.writerow({**row, "post_id": "12.draft", "title": "A draft", "is_published": "false"})
    writer.writerow(
        {**row, "post_id": "13.no-text", "title": "Only a title", "is_published": "true"}
    )
    return make_zip(
        {
            "posts.csv": table.getvalue(),
            "email_list.csv": "email\nreader@example.org\n",
            "posts/11.first-letter.html": text,
            "posts/12.draft.html": BODY,
        }
    )


def make_medium(text=BODY, title="First story", subtitle="Slowly", time="dt-published"):
    page = f"""<!DOCTYPE html><html><head><title>{title}</title></head><body>
    <article class="h-entry"><header><h1 class="p-name">{title}</h1></header>
    <section data-field="subtitle" class="p-summary">{subtitle}</section>
    <section data-field="body" class="e-content"><section><div>
    <h3 class="graf graf--h3 graf--title">{title}</h3>
    <h4 class="graf graf--h4 graf--subtitle">{subtitle}</h4>{text}</div></section></section>
    <footer><p>By <a href="https://medium.com/@ada" class="p-author h-card">Ada Lindqvist</a> on
    <a href="https://medium.com/p/abc123"><time class="{time}"
    datetime="2020-01-02T03:04:05.000Z">January 2, 2020</time></a>.</p>
    <p><a href="https://medium.com/@ada/first-story-abc123" class="p-canonical">Canonical link</a></p>
    <p>Exported from <a href="https://medium.com">Medium</a>.</p></footer></article></body></html>"""
    return make_zip(
        {
            "README.html": "<html><body>Medium</body></html>",
            "posts/2020-01-02_First-story-abc123.html": page,
            "profile/profile.html": "<html><body>Ada</body></html>",
        }
    )


def make_ghost(**values):
    """Return an export of a post and a draft; ``values`` are the post's."""
    post = {
        "id": "5f1",
        "uuid": "u-1",
        "title": "First post",
        "slug": "first-post",
        "html": BODY + '<img src="__GHOST_URL__/content/images/2020/boat.png" alt="A boat">',
        "feature_image": "__GHOST_URL__/content/images/2020/top.png",
        "status": "published",
        "visibility": "public",
        "published_at": "2022-02-03T04:05:06.000Z",
        "custom_excerpt": "Slowly",
        **values,
    }
    draft = {
        **post,
        "id": "5f2",
        "uuid": "u-2",
        "title": "Draft",
        "slug": "draft",
        "status": "draft",
    }
    data = {
        "posts": [post, draft],
        "tags": [{"id": "t1", "name": "Grief"}, {"id": "t2", "name": "#internal"}],
        "posts_tags": [{"post_id": "5f1", "tag_id": "t1"}, {"post_id": "5f1", "tag_id": "t2"}],
        "users": [{"id": "1", "name": "Ada Lindqvist"}],
        "posts_authors": [{"post_id": "5f1", "author_id": "1"}],
        "posts_meta": [{"post_id": "5f1", "feature_image_alt": "A pier"}],
    }
    return make_zip(
        {
            "practice.ghost.json": json.dumps({"db": [{"meta": {}, "data": data}]}),
            "content/images/2020/boat.png": make_png("blue"),
            "content/images/2020/top.png": make_png("green"),
        }
    )


NOTION_ID = "0123456789abcdef0123456789abcdef"


def make_notion(text=f"Quiet.\n\n## Signs\n\n{LONG}\n", title="First page"):
    """Notion puts an archive into an archive."""
    text = f"# {title}\n\nAuthor: Ada Lindqvist\nTags: Grief, Sleep\n\n{text}"
    inner = make_zip({f"Articles/First page {NOTION_ID}.md": text})
    return make_zip({"Export-Part-1.zip": inner})


PUBLISHED = datetime(2019, 3, 5, 10, tzinfo=UTC)
