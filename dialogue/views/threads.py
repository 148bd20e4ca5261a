"""Reading a thread and placing a comment under it."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from access.asking import reader_of
from dialogue.drafts import POST_FORM
from dialogue.focus import give_focus
from dialogue.forms import CommentForm
from dialogue.models import BrinkComment
from dialogue.numbers import number_in
from dialogue.ordering import order_in, start_in
from dialogue.reading import read_around, read_replies, read_thread
from dialogue.refusals import Refused
from dialogue.services import post_comment
from dialogue.signed_out import Desk
from dialogue.targets import hides_from
from dialogue.views.answering import address_of, order_asked, show_done
from dialogue.views.asking import comment_or_404, target_or_404
from dialogue.views.drafts import keep_unplaced
from dialogue.views.looking import NotPlaced, look_first


@require_safe
def thread(request: HttpRequest, content_type_id: int, key: str) -> HttpResponse:
    """Show a part of a thread to htmx, and the page it belongs to to everyone else."""
    target = target_or_404(request, content_type_id, key)
    order, start = order_in(request.GET.get("comments")), start_in(request.GET.get("from"))
    if not getattr(request, "htmx", False):
        asked = {"comments": order, "from": start}
        query = urlencode({name: str(value) for name, value in asked.items() if value is not None})
        return redirect(f"{target.address(request)}{'?' if query else ''}{query}#comments")
    part = read_thread(target, reader_of(request), order=order, start=start)
    return render(request, "dialogue/part.html", {"thread": part, "address": target.address(request)})


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the reader to the place of a comment, with enough of the thread loaded."""
    comment, target = comment_or_404(request, pk)
    reader = reader_of(request)
    if hides_from(comment, reader):
        raise Http404
    if comment.is_opening:
        # The words of the thing itself stand above the thread.
        return redirect(target.address(request))
    part = read_around(comment, target, reader, order=order_asked(request))
    if not part.shows(comment):
        raise Http404
    return redirect(address_of(comment, part, request))


@require_safe
def more(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the comments of a conversation that follow a comment, or their page with as many loaded."""
    comment, target = comment_or_404(request, pk)
    before = BrinkComment.objects.filter(pk=number_in(request.GET.get("before"))).first()
    lines = read_replies(target, reader_of(request), after=comment, before=before)
    if getattr(request, "htmx", False):
        return render(request, "dialogue/lines.html", {"lines": lines})
    if not lines:
        raise Http404
    asked = order_asked(request)
    query = urlencode({"at": lines[0].comment.pk} | ({"comments": asked} if asked else {}))
    return redirect(f"{target.address(request)}?{query}#c{lines[0].comment.pk}")


@require_POST
def post(request: HttpRequest, content_type_id: int, key: str) -> HttpResponse:
    """Place a comment under something."""
    target = target_or_404(request, content_type_id, key)
    form = CommentForm(request.POST, request.FILES)
    form.sit_at(Desk(reader_of(request), target, POST_FORM))
    status = 422
    if form.is_valid():
        try:
            look_first(form, writer=reader_of(request), target=target)
            comment = post_comment(
                author=reader_of(request),
                target=target,
                text=form.cleaned_data["text"],
                is_question=form.cleaned_data["is_question"],
                meant=form.cleaned_data["meant"],
                submission_key=form.cleaned_data["submission_key"],
                file=form.cleaned_data["file_change"].file,
                file_description=form.cleaned_data["file_change"].description,
                now=timezone.now(),
            )
        except NotPlaced as looked_at:
            status = looked_at.status
        except Refused as refusal:
            form.add_error("text", str(refusal.sentence))
        else:
            return show_done(request, target, comment, _("Your comment is there."))
    keep_unplaced(form)
    give_focus(form)
    context = {
        "form": form,
        "target": target,
        "address": target.address(request),
        "title": pgettext("verb", "Comment"),
    }
    if getattr(request, "htmx", False):
        answer = render(request, "dialogue/post_form.html", {**context, "inline": True}, status=status)
        return reswap(retarget(answer, "#comment-form"), "outerHTML")
    return render(request, "dialogue/post_page.html", context, status=status)
