"""The address of the file that goes with a comment, for who may read the comment."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from access.asking import reader_of
from content.delivery import deliver
from dialogue.models import CommentFile
from dialogue.targets import hides_from
from dialogue.views.asking import comment_or_404


@require_safe
def comment_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the file of a comment; one that is hidden only has it for its author and for moderators."""
    comment, _target = comment_or_404(request, pk)
    reader = reader_of(request)
    if comment.withdrawn_at is not None or hides_from(comment, reader):
        raise Http404
    kept = CommentFile.objects.filter(comment=comment).first()
    if kept is None:
        raise Http404
    return deliver(request, kept.file, name=kept.name)
