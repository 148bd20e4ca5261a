"""What is asked for: an address leads to something that the reader may see, or to nothing."""

from django.http import Http404, HttpRequest

from dialogue.models import BrinkComment
from dialogue.numbers import number_in
from dialogue.targets import NoTarget, Target, find_target


def target_or_404(request: HttpRequest, content_type_id: int, key: str) -> Target:
    """Return the target that the reader may see."""
    try:
        target = find_target(content_type_id, key)
    except NoTarget as error:
        raise Http404 from error
    if not target.is_visible_to(request.user):
        raise Http404
    return target


def comment_or_404(request: HttpRequest, pk: int) -> tuple[BrinkComment, Target]:
    """Return the comment, standing or not, under something that the reader may see."""
    comment = BrinkComment.objects.filter(pk=number_in(str(pk))).first()
    if comment is None:
        raise Http404
    return comment, target_or_404(request, comment.content_type_id, comment.object_pk)
