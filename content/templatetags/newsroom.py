"""What editors see of our own in the Wagtail admin."""

from typing import Any

from django import template

from content.checks import checks_of
from content.models import ContentPage

register = template.Library()


@register.inclusion_tag("content/newsroom/checks.html")
def before_publishing(page: Any) -> dict[str, Any]:
    """Show what to mend in `page` as it was saved last. Any: a page of any type, or another thing."""
    is_checked = isinstance(page, ContentPage)
    return {"is_checked": is_checked, "checks": checks_of(page) if is_checked else []}
