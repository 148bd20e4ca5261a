from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Page

from following.buttons import button_for

register = template.Library()


@register.simple_tag(takes_context=True)
def follow_button(context: Context, page: Page) -> SafeString | str:
    """Draw the button that follows `page` for the reader; needs `request`. A draft has none."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return ""
    button = button_for(page, request.user)
    if button is None:
        return ""
    drawn = {"button": button, "address": request.get_full_path()}
    return render_to_string("components/follow_button.html", drawn, request=request)
