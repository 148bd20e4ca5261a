from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from access.models import User
from content.models.saving import has_saved

register = template.Library()


@register.simple_tag(takes_context=True)
def save_button(context: Context, page: Any) -> SafeString | str:  # Any: Wagtail's pages have no types
    """Draw the button that saves `page` for the reader; needs `request`. A draft cannot be saved."""
    request = context.get("request")
    reader = getattr(request, "user", None)
    is_preview = getattr(request, "is_preview", False) or page.pk is None or not page.live
    if request is None or not isinstance(reader, User) or is_preview:
        return ""
    button = {"page_id": page.pk, "is_saved": has_saved(reader, page), "address": request.get_full_path()}
    return render_to_string("content/save_button.html", button, request=request)
