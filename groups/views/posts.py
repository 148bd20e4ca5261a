"""The screen of one post, and giving it other words."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.asking import reader_of
from access.models import User
from dialogue.drafts import draft_in, edit_form
from dialogue.focus import give_focus
from dialogue.mentions import in_typed_words
from dialogue.models import CommentFile
from dialogue.refusals import Refused
from dialogue.services.drafting import change_draft_file
from dialogue.targets import target_of
from dialogue.views.looking import NotPlaced
from directory.models import Subject
from groups.kinds import form_part_of
from groups.looking import look_at_post
from groups.models import Post
from groups.post_form import PostForm
from groups.screen import read_post
from groups.services.posting import edit_post
from groups.views.finding import post_or_404, words_left
from groups.words import take_apart


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a post with what is said under it."""
    screen = read_post(post_or_404(request, pk), reader_of(request))
    return render(request, "groups/post.html", {"screen": screen})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form with the words of a post, and keep other ones."""
    editor = reader_of(request)
    posts = Post.objects.visible_to(editor).select_related("group", "opening__file")
    post = posts.standing().filter(pk=pk, author=editor).first()
    if post is None or not post.group.is_open_for_writing:
        # A host may have closed the group while its author was writing.
        return words_left(request)
    form = _form_of(request, post, editor)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                look_at_post(form, writer=editor, group=post.group, post=post)
                _keep(form, post, editor)
            except NotPlaced as looked_at:
                status = HTTPStatus(looked_at.status)
            except Refused as refusal:
                form.add_error("text", str(refusal.sentence))
            else:
                messages.success(request, _("Your post has its new words."))
                return redirect(post)
        _keep_file(form, post, editor)
        give_focus(form)
    names = [str(subject) for subject in Subject.objects.all()]
    context = {"form": form, "post": post, "group": post.group, "subject_names": names}
    return render(request, "groups/edit.html", context, status=status)


def _form_of(request: HttpRequest, post: Post, editor: User) -> PostForm:
    words = take_apart(post, post.words)
    initial = {
        "title": in_typed_words(words.title, editor),
        "text": in_typed_words(words.text, editor),
        "subjects": list(post.subjects.all()),
        "language": post.language,
    }
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PostForm(data, files, kind=Post.Kind(post.kind), group=post.group, post=post, initial=initial)
    _open_file(form, post, editor)
    return form


def _open_file(form: PostForm, post: Post, editor: User) -> None:
    """Let the form have the file that was chosen and not kept yet, or else that of the post."""
    draft = draft_in(edit_form(post.words.pk), target_of(post), editor)
    form.draft_file = getattr(draft, "file", None)
    form.keep(form.draft_file or CommentFile.objects.filter(comment=post.words).first())


def _keep(form: PostForm, post: Post, editor: User) -> None:
    answers, now, part = form.cleaned_data, timezone.now(), form_part_of(post.kind)

    def complete(kept: Post) -> None:
        if part is not None:
            part.save(post=kept, form=form.part, editor=editor, now=now)

    edit_post(
        editor=editor,
        post=post,
        title=answers["title"],
        text=answers["text"],
        language=answers["language"],
        subjects=answers["subjects"],
        meant=answers["meant"],
        file=answers["file_change"],
        complete=complete,
        now=now,
    )


def _keep_file(form: PostForm, post: Post, editor: User) -> None:
    """Keep a file that was sent with words that are not fit yet, so that it is not chosen twice."""
    change = form.cleaned_data.get("file_change")
    if change is not None and (change.file is not None or change.is_dropped):
        name = edit_form(post.words.pk)
        change_draft_file(user=editor, target=target_of(post), form=name, change=change, now=timezone.now())
        _open_file(form, post, editor)
