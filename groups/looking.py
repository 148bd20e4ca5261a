"""A look at what was typed before it is posted."""

from django.utils.safestring import SafeString

from access.models import User
from dialogue.previewing import Preview, preview_of
from dialogue.services.writing import LONGEST_OPENING
from dialogue.targets import target_of
from dialogue.views.looking import NotPlaced
from groups.models import Group, Post
from groups.post_form import PostForm

NOTHING_TO_SEE = Preview(html=SafeString(""), questions={}, unreached=[], hints=[], text="")


def look_at_post(form: PostForm, *, writer: User, group: Group, post: Post | None = None) -> None:
    """Let the writer see the post where they ask for it, or should know or choose something first.

    A message that ends in a question mark may be meant as a question, of which somebody takes care.
    Raises NotPlaced or what makes words unfit to post.
    """
    if form.goes_on:
        return
    form.offers_question = post is None and form.reads_as_question and not form.asks_for_preview
    preview = _preview_of(form, writer, post or Post(group=group, scope=group.scope))
    if form.asks_for_preview or form.offers_question or preview.questions or preview.has_remarks:
        form.show(preview)
        raise NotPlaced(200 if form.asks_for_preview else 422)


def _preview_of(form: PostForm, writer: User, post: Post) -> Preview:
    answers = form.cleaned_data
    if not answers["text"].strip() and answers["title"]:
        return NOTHING_TO_SEE
    return preview_of(
        writer=writer,
        target=target_of(post),
        text=answers["text"],
        meant=answers["meant"],
        comment=post.opening,
        longest=LONGEST_OPENING,
    )
