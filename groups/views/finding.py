"""What is asked for: an address leads to a group or a post that the reader may see, or to nothing."""

from django.http import Http404, HttpRequest

from access.asking import reader_of
from groups.models import Group, Post


def group_or_404(request: HttpRequest, slug: str) -> Group:
    """Return the group of which the reader may read what is written there."""
    group: Group | None = Group.objects.readable_by(reader_of(request)).filter(slug=slug).first()
    if group is None:
        raise Http404
    return group


def post_or_404(request: HttpRequest, pk: int) -> Post:
    """Return the post, standing or not, in a group that the reader may read."""
    posts = Post.objects.visible_to(reader_of(request)).select_related("group", "opening__file")
    post: Post | None = posts.filter(pk=pk).first()
    if post is None:
        raise Http404
    return post
