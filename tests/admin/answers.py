"""What an answer of the admin says, as somebody reads it."""

from bs4 import BeautifulSoup


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def get_text(element):
    return " ".join(element.get_text(" ").split())


def get_messages(response):
    """Return the texts at the top of the page that the answer is, or leads to."""
    page = read(response)
    for button in page.select(".messages li [data-w-count-target], .messages li button"):
        button.decompose()  # Wagtail's own "Go to the first error"
    found = []
    for item in page.select(".messages > ul > li"):
        # A list of what is missing says as many things as it has items.
        found += item.select("[data-violation]") or [item]
    return [get_text(item) for item in found]


def get_field_errors(response):
    """Return the texts that stand at a field, without those of the whole form."""
    return [get_text(item) for item in read(response).select(".error-message")]


def get_links(response):
    return [link.get("href") for link in read(response).select("a[href]")]


def is_denied(response):
    """Say whether Wagtail sent somebody home for want of a right."""
    return any("do not have permission" in message for message in get_messages(response))
