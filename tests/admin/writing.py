"""What a browser posts from Wagtail's page editor."""

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield


def paragraph(text="Closeness can feel like pressure."):
    return ("paragraph", rich_text(f"<p>{text}</p>"))


def section(heading="A heading", content=None, purpose="other"):
    children = [paragraph()] if content is None else content
    return (
        "section",
        {"heading": heading, "purpose": purpose, "content": streamfield(children)},
    )


def write_article(*sections, title="Avoidant attachment", slug="avoidant", lead="", **more):
    """Return the data of an article's form, with one complete section if none is given."""
    return nested_form_data(
        {
            "title": title,
            "slug": slug,
            "subtitle": "",
            "seo_title": "",
            "search_description": "",
            "lead": rich_text(f"<p>{lead}</p>"),
            "body": streamfield(list(sections) or [section()]),
            "image": "",
            "reviewer": "",
            "show_booking": "on",
            "go_live_at": "",
            "expire_at": "",
            "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
            **more,
        }
    )
