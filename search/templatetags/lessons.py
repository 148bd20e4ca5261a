from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Page

from search.kinds import can_be_found, kind_of
from search.lessons.coming import words_before

register = template.Library()


@register.simple_tag(takes_context=True)
def was_this_it(context: Context) -> SafeString | str:
    """Ask a reader who comes from search whether the `page` that is shown was what they looked for."""
    page: Any = context.get("page")  # Any: Wagtail's pages have no types.
    request = context.get("request")
    if request is None or not isinstance(page, Page) or page.pk is None or not can_be_found(type(page)):
        return ""
    asked = words_before(request) if not getattr(request, "is_preview", False) else ""
    if not asked or not request.user.is_authenticated:
        return ""
    question = {
        "asked": asked,
        "thing": f"{kind_of(page).name}-{page.pk}",
        "address": request.get_full_path(),
    }
    return render_to_string("search/lessons/was_this_it.html", question, request=request)
