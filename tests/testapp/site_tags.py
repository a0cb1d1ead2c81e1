"""A site's own template tag, which shows the end of an article."""

from django import template

register = template.Library()


@register.inclusion_tag("part.html", takes_context=True)
def end_of_page(context):
    return {"page": context["page"]}
