"""What is done with a post besides giving it words: move, pin, withdraw, report, hide, decide on an idea."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from access.asking import reader_of
from dialogue.focus import give_focus
from dialogue.views.acts import HideView, ReportView, WithdrawView
from groups.ideas import IdeaForm
from groups.models import Idea, Post
from groups.moving_form import MoveForm
from groups.services.ideas import NoReason, NoWhereabouts, decide_on_idea
from groups.services.moving import move_post
from groups.services.pinning import TooManyPinned, pin_post, unpin_post
from groups.services.refusals import GroupRefused, NoGroup, NotAHost
from groups.standing import hosts_group
from groups.views.finding import post_or_404


class OpeningAct:
    """An act on the words of a post, under the address of that post."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:  # Any: a view's own
        kwargs["pk"] = post_or_404(request, kwargs["pk"]).opening_id
        # `super` is the act of dialogue that stands beside this in a class.
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # as said
        return answer


class PostWithdrawView(OpeningAct, WithdrawView):
    title = gettext_lazy("Withdraw your post?")
    done = gettext_lazy("Your post is withdrawn. What others said stays.")


class PostReportView(OpeningAct, ReportView):
    title = gettext_lazy("Report this post")


class PostHideView(OpeningAct, HideView):
    title = gettext_lazy("Hide this post")
    done = gettext_lazy("The post is hidden.")


@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a post on top of its group, or take it off."""
    host, post = reader_of(request), post_or_404(request, pk)
    try:
        if request.POST.get("act") == "unpin":
            unpin_post(host=host, post=post)
            messages.success(request, _("The post is in its own place again."))
        else:
            pin_post(host=host, post=post, now=timezone.now())
            messages.success(request, _("The post is on top of the group."))
    except TooManyPinned as refusal:
        messages.error(request, str(refusal.sentence))
    except (NoGroup, NotAHost) as refusal:
        raise Http404 from refusal
    return redirect(post)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to which group a post goes, and take it there."""
    mover, post = reader_of(request), post_or_404(request, pk)
    form = MoveForm(request.POST if request.method == "POST" else None, post=post, mover=mover)
    if not form.may_open:
        raise Http404
    if form.is_bound and form.is_valid():
        try:
            moved = move_post(mover=mover, post=post, to_group=form.cleaned_data["group"], now=timezone.now())
        except NoGroup as refusal:
            raise Http404 from refusal
        except GroupRefused as refusal:
            form.add_error("group", str(refusal.sentence))
        else:
            said = _("The post is in %(name)s now. Its address and its followers stay.")
            messages.success(request, said % {"name": moved.group.name})
            return redirect(moved)
    return _show(request, post, form, "groups/move.html")


@require_http_methods(["GET", "HEAD", "POST"])
def idea(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what becomes of an idea, and say so."""
    host, post = reader_of(request), post_or_404(request, pk)
    found = Idea.objects.filter(post=post).first() if post.stands else None
    if found is None or not hosts_group(post.group_id, host):
        raise Http404
    initial = {"state": found.state, "link": found.link, "reason": found.reason}
    form = IdeaForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        answers = form.cleaned_data
        try:
            decide_on_idea(
                host=host,
                post=post,
                state=Idea.State(answers["state"]),
                link=answers["link"],
                reason=answers["reason"],
                now=timezone.now(),
            )
        except NoWhereabouts as refusal:
            form.add_error("link", str(refusal.sentence))
        except NoReason as refusal:
            form.add_error("reason", str(refusal.sentence))
        except GroupRefused as refusal:
            raise Http404 from refusal
        else:
            messages.success(request, _("Everyone sees what becomes of the idea."))
            return redirect(post)
    return _show(request, post, form, "groups/decide.html")


def _show(request: HttpRequest, post: Post, form: Any, template: str) -> HttpResponse:  # Any: a form of these
    if form.is_bound:
        give_focus(form)
    context = {"form": form, "post": post, "group": post.group}
    return render(request, template, context, status=422 if form.is_bound else 200)
