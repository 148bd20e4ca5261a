"""The screen of one post."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.asking import reader_of
from groups.models import Post
from groups.words import take_apart


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a post with what is said under it."""
    reader = reader_of(request)
    post = Post.objects.visible_to(reader).select_related("group", "opening").filter(pk=pk).first()
    if post is None:
        raise Http404
    return render(request, "groups/post.html", {"post": post, "words": take_apart(post, post.words)})
