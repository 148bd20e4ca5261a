from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Page

from access.models import User
from search.kinds import can_be_found, key_of
from search.lessons.coming import words_before
from search.lessons.heard import is_heard
from search.lessons.keeper_screen import looks_after

register = template.Library()


@register.simple_tag(takes_context=True)
def was_this_it(context: Context) -> SafeString | str:
    """Ask a reader who comes from search whether the `page` that is shown was what they looked for.

    Whoever looks after it needs no such question, and gets the way to what others answered.
    """
    page: Any = context.get("page")  # Any: Wagtail's pages have no types.
    request = context.get("request")
    if request is None or not isinstance(page, Page) or page.pk is None or not can_be_found(type(page)):
        return ""
    if getattr(request, "is_preview", False) or not isinstance(request.user, User):
        return ""
    thing = key_of(page)
    if looks_after(request.user, page):
        return render_to_string("search/lessons/to_heard.html", {"page": page}) if is_heard(thing) else ""
    asked = words_before(request)
    if not asked:
        return ""
    question = {
        "asked": asked,
        "thing": thing,
        "address": request.get_full_path(),
    }
    return render_to_string("search/lessons/was_this_it.html", question, request=request)
