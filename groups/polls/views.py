"""Voting, and closing a poll."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.asking import reader_of, way_back
from access.keys import key_in
from access.models import User
from groups.models import Poll, Post
from groups.polls.refusals import NoPoll
from groups.polls.services import close_poll, vote
from groups.services.refusals import GroupRefused, NotAHost


@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the reader chose, and go back to where what came of it shows."""
    reader = reader_of(request)
    poll = _poll_or_404(reader, pk)
    chosen = [key_in(value) or 0 for value in request.POST.getlist("option")]
    try:
        vote(voter=reader, poll=poll, options=chosen, now=timezone.now())
    except NoPoll as refusal:
        raise Http404 from refusal
    except GroupRefused as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Your vote counts. Nobody sees what you chose."))
    return redirect(way_back(request, poll.post.get_absolute_url()))


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the poll for all."""
    reader = reader_of(request)
    poll = _poll_or_404(reader, pk)
    try:
        close_poll(actor=reader, poll=poll, now=timezone.now())
    except (NoPoll, NotAHost) as refusal:
        raise Http404 from refusal
    messages.success(request, _("The poll is closed. Everyone who reads along sees what came of it."))
    return redirect(poll.post.get_absolute_url())


def _poll_or_404(reader: User, pk: int) -> Poll:
    posts = Post.objects.visible_to(reader).standing()
    return get_object_or_404(Poll.objects.filter(post__in=posts).select_related("post__group"), pk=pk)
