from tests.hosts.abroad.models import BlogPage


def read_what_jinja_draws(journey):
    """What Jinja2 draws without our tags gets the disclaimer put in."""
    page = journey.publish(BlogPage, journey.home, slug="blog", text="A text.")
    html = journey.get(page.get_url()).text
    assert html.count(journey.wording) == 1
    assert html.index("A text.") < html.index(journey.wording) < html.index("</main>")
