"""Writing a post: its kind, its words, a look at them; and what is kept meanwhile."""

from contextlib import suppress
from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.asking import reader_of
from access.models import User
from content.delivery import deliver
from dialogue.drafts import submission_key_in
from dialogue.focus import give_focus
from dialogue.pauses import pause_of
from dialogue.refusals import Refused
from dialogue.services.refusals import DraftTooLong
from dialogue.views.looking import NotPlaced
from directory.models import Subject
from groups.guides import GUIDES
from groups.kinds import form_part_of, kinds_to_write
from groups.looking import look_at_post
from groups.models import Group, Post
from groups.post_form import PostForm
from groups.services.asking import subjects_named_in
from groups.services.drafting import draft_of, save_post_draft, throw_away_draft
from groups.services.posting import NewPost, post_in_group
from groups.services.refusals import GroupRefused, NoGroup
from groups.signed_out import seal_of
from groups.standing import Standing, standing_of
from groups.views.finding import group_or_404, words_left

Kind = Post.Kind
# The chip that turns what is typed into a post of another kind: "kind:lesson".
TURN = "kind:"


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form for a post in a group, and post it."""
    reader = reader_of(request)
    group = Group.objects.readable_by(reader).filter(slug=slug).first()
    if group is None:
        return words_left(request)
    standing = standing_of(group, reader)
    kind = _kind_asked(request, group, reader, _kinds_for(standing))
    draft = draft_of(reader, group)
    if request.method != "POST":
        form = PostForm(kind=kind, group=group)
        form.open_draft(draft)
        return _show(request, form, standing, status=HTTPStatus.OK)
    act = request.POST.get("act", "")
    if act.startswith(TURN):
        # Nothing of it is judged yet: it is still being written.
        _keep_as_typed(request, group, reader, kind)
        form = PostForm(kind=kind, group=group, initial=_as_typed(request))
        form.open_draft(draft_of(reader, group))
        form.draft = None
        return _show(request, form, standing, status=HTTPStatus.OK)
    form = PostForm(request.POST, request.FILES, kind=kind, group=group)
    form.open_draft(draft)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if act == "draft":
        form.is_valid()
        _keep_unplaced(form, reader)
        messages.success(request, _("Your draft is kept. You find it here when you write again."))
        return redirect(group)
    if form.is_valid():
        try:
            look_at_post(form, writer=reader, group=group)
            post = _post(form, reader, group)
        except NotPlaced as looked_at:
            status = HTTPStatus(looked_at.status)
        except Refused as refusal:
            form.add_error("text", str(refusal.sentence))
        except NoGroup:
            return words_left(request)
        except GroupRefused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Your post is there."))
            return redirect(post)
    _keep_unplaced(form, reader)
    give_focus(form)
    return _show(request, form, standing, status=status)


@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what is typed, and say whether there is something to keep."""
    reader = reader_of(request)
    group = group_or_404(request, slug)
    try:
        draft = save_post_draft(
            author=reader,
            group=group,
            kind=_kind_in(request.POST.get("kind", "")) or Kind.MESSAGE,
            title=request.POST.get("title", ""),
            text=request.POST.get("text", ""),
            submission_key=submission_key_in(request.POST.get("submission_key", "")),
            now=timezone.now(),
        )
    except NoGroup as refusal:
        raise Http404 from refusal
    except DraftTooLong as refusal:
        return JsonResponse({"kept": False, "sentence": str(refusal.sentence)}, status=422)
    return JsonResponse({"kept": draft is not None})


@require_POST
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw the draft away, and go back to the empty form."""
    group = group_or_404(request, slug)
    throw_away_draft(author=reader_of(request), group=group)
    messages.success(request, _("Your draft is thrown away."))
    return redirect(group)


@require_safe
def draft_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Send the file of a draft to who writes it."""
    draft = draft_of(reader_of(request), group_or_404(request, slug))
    kept = getattr(draft, "file", None)
    if kept is None:
        raise Http404
    return deliver(request, kept.file, name=kept.name)


def _kinds_for(standing: Standing) -> list[Post.Kind]:
    """Return which kinds the reader may post; whoever reads a group may ask there."""
    if standing.may_write:
        return kinds_to_write()
    return [Kind.QUESTION] if standing.may_ask else []


def _kind_in(text: str) -> Post.Kind | None:
    return Kind(text) if text in Kind.values else None


def _kind_asked(request: HttpRequest, group: Group, reader: User, kinds: list[Post.Kind]) -> Post.Kind:
    """Return the kind that is asked for, or else that of the draft, or else the first that may be posted."""
    sent = request.POST if request.method == "POST" else request.GET
    act = sent.get("act", "")
    asked = _kind_in(act.removeprefix(TURN) if act.startswith(TURN) else sent.get("kind", ""))
    if asked is None and request.method != "POST" and (draft := draft_of(reader, group)) is not None:
        asked = Kind(draft.kind)
    return asked if asked in kinds else next(iter(kinds), Kind.QUESTION)


def _as_typed(request: HttpRequest) -> dict[str, str]:
    names = ("title", "text", "subjects", "language", "submission_key")
    return {name: request.POST[name] for name in names if name in request.POST}


def _subjects_of(form: PostForm) -> list[Subject]:
    """Return the subjects that a question names, so that who knows of them can be asked."""
    words = f"{form.cleaned_data['title']} {form.cleaned_data['text']}"
    return subjects_named_in(words) if form.kind == Kind.QUESTION else []


@transaction.atomic
def _post(form: PostForm, author: User, group: Group) -> Post:
    answers, now = form.cleaned_data, timezone.now()
    part = form_part_of(form.kind)
    post = post_in_group(
        author=author,
        group=group,
        new=NewPost(
            kind=form.kind,
            title=answers["title"],
            text=answers["text"],
            language=answers["language"],
            subjects=answers["subjects"] or _subjects_of(form),
            meant=answers["meant"],
            file=answers["file_change"].file,
            file_description=answers["file_change"].description,
        ),
        submission_key=answers["submission_key"],
        complete=partial(_complete, form, author) if part is not None else None,
        now=now,
    )
    throw_away_draft(author=author, group=group)
    return post


def _complete(form: PostForm, editor: User, post: Post) -> None:
    part = form_part_of(form.kind)
    assert part is not None
    part.save(post=post, form=form.part, editor=editor, now=timezone.now())


def _keep_unplaced(form: PostForm, writer: User) -> None:
    """Keep what was sent and is not posted yet, so that nothing is typed and no file is chosen twice."""
    # Whoever may not be there is told so by what they sent, and what is too long stands in the form.
    with suppress(NoGroup, DraftTooLong):
        draft = save_post_draft(
            author=writer,
            group=form.group,
            kind=form.kind,
            title=form.data.get("title", ""),
            text=form.data.get("text", ""),
            file=form.cleaned_data.get("file_change"),
            now=timezone.now(),
        )
        form.open_draft(draft)


def _keep_as_typed(request: HttpRequest, group: Group, writer: User, kind: Post.Kind) -> None:
    with suppress(NoGroup, DraftTooLong):
        save_post_draft(
            author=writer,
            group=group,
            kind=kind,
            title=request.POST.get("title", ""),
            text=request.POST.get("text", ""),
            now=timezone.now(),
        )


def _show(request: HttpRequest, form: PostForm, standing: Standing, *, status: int) -> HttpResponse:
    context = {
        "form": form,
        "group": form.group,
        "standing": standing,
        "kinds": [(kind, GUIDES[kind]) for kind in _kinds_for(standing)],
        "seal": seal_of(reader_of(request), form.group),
        "pause": pause_of(reader_of(request), timezone.now()),
        "subject_names": [str(subject) for subject in Subject.objects.all()],
    }
    return render(request, "groups/write.html", context, status=status)
