from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Page

from access.models import User
from dialogue.models import BrinkComment
from dialogue.numbers import number_in
from dialogue.ordering import order_in, start_in
from dialogue.reactions import Tally, tallies_of
from dialogue.reading import read_thread
from dialogue.targets import target_of
from dialogue.views.answering import thread_context
from dialogue.voices import Voices, voices_of
from dialogue.wording import as_paragraphs

register = template.Library()
register.filter("as_paragraphs", as_paragraphs)


@register.filter
def said(tallies: Iterable[Tally]) -> bool:
    """Tell whether anybody said anything."""
    return any(tally.count for tally in tallies)


@register.simple_tag(takes_context=True)
def voices_under(context: Context, page: Any) -> Voices | None:  # Any: Wagtail's pages have no types
    """Return who talks under `page`, which this reader may see; nothing where nobody does."""
    viewer = getattr(context.get("request"), "user", None)
    if page.pk is None or not isinstance(viewer, User):
        return None
    return voices_of([page], viewer).get(page.pk)


@register.simple_tag(takes_context=True)
def thread(context: Context, thing: Any) -> SafeString | str:  # Any: a page, and Wagtail has no types
    """Draw the reactions to `thing`, the comments under it and the form below them; needs `request`.

    Draws nothing for who may not see the thing, so neither in the preview of a page that is not live.
    """
    request = context.get("request")
    viewer = getattr(request, "user", None)
    if request is None or not isinstance(viewer, User) or (isinstance(thing, Page) and thing.pk is None):
        return ""
    target = target_of(thing)
    if not target.is_visible_to(viewer):
        return ""
    at = None
    if (number := number_in(request.GET.get("at"))) is not None:
        at = BrinkComment.objects.under(target.content_type.pk, target.key).filter(pk=number).first()
    order, start = order_in(request.GET.get("comments")), start_in(request.GET.get("from"))
    part = read_thread(target, viewer, order=order, start=start, at=at)
    context_of_talk = {**thread_context(request, part), "tallies": tallies_of(target, viewer)}
    return render_to_string("dialogue/talk.html", context_of_talk, request=request)
