from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

from tests.hosts.crowd.models import BlogPage


def read_what_others_help_to_make(journey):
    """A page over all of them is published, read by people and by GraphQL, and reviewed by theirs."""
    body = streamfield([("markdown", "*Closeness*"), ("text", rich_text("<p>A text.</p>"))])
    values = {"body": body, "footnotes": inline_formset([]), "film": "", "search_image": ""}
    page = journey.publish(BlogPage, journey.home, slug="blog", **values)
    html = journey.get(page.get_url()).text
    assert "<em>Closeness</em>" in html
    assert html.count(journey.wording) == 1
    query = f"{{ page(id: {page.pk}) {{ title }} }}"
    asked = journey.client.post(
        "/graphql/",
        {"query": query},
        content_type="application/json",
        headers={"Accept": "application/json"},
    ).json()
    assert asked == {"data": {"page": {"title": "Blog"}}}, asked
