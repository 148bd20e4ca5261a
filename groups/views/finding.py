"""What an address leads to: a group or a post, as far as the reader may know of it, or nothing."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from access.asking import reader_of
from access.models import User
from groups.models import Group, Membership, Post
from groups.standing import Standing, standing_of
from groups.whereabouts import note_whereabouts


def seen_group(request: HttpRequest, slug: str) -> tuple[User, Standing]:
    """Return who asks and how they stand to the group; where they may not know of it, there is none."""
    reader = reader_of(request)
    group = Group.objects.visible_to(reader).filter(slug=slug).first()
    if group is None:
        raise Http404
    return reader, standing_of(group, reader)


def read_group(request: HttpRequest, slug: str) -> tuple[User, Standing]:
    """Return the same of a group that the reader may read; else there is nothing to see here."""
    reader, standing = seen_group(request, slug)
    if not standing.may_read:
        raise Http404
    return reader, standing


def hosted_group(request: HttpRequest, slug: str) -> tuple[User, Standing]:
    """Return the same of a group that the reader hosts; for everybody else there is nothing to see here."""
    reader, standing = seen_group(request, slug)
    if not standing.is_host:
        raise Http404
    return reader, standing


def hosted_or_404(request: HttpRequest, slug: str) -> Group:
    """Return the group at that address if the reader hosts it; else there is nothing there."""
    _host, standing = hosted_group(request, slug)
    return standing.group


def group_to_enter(request: HttpRequest, slug: str) -> tuple[User, Standing]:
    """Return the same of a group that the reader sees or into which they are invited."""
    reader = reader_of(request)
    invited = Membership.objects.filter(person__user=reader, state=Membership.State.INVITED)
    seen = Group.objects.visible_to(reader) | Group.objects.filter(pk__in=invited.values("group"))
    group = seen.filter(slug=slug).first()
    if group is None:
        raise Http404
    return reader, standing_of(group, reader)


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
    note_whereabouts(request, post)
    return post


def words_left(request: HttpRequest) -> HttpResponse:
    """Say that there is no such group, as of any address; who typed something gets it back to keep."""
    typed = "\n\n".join(filter(None, (request.POST.get(name, "").strip() for name in ("title", "text"))))
    if not typed:
        raise Http404
    return render(request, "groups/words_left.html", {"typed": typed}, status=HTTPStatus.NOT_FOUND)
