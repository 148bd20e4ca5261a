"""Under which section of the menu a post stands: its own address begins with none of them."""

from django.http import HttpRequest
from django.urls import reverse

from groups.models import Post

_KNOWN_AS = "_whereabouts_of_post"


def note_whereabouts(request: HttpRequest, post: Post) -> None:
    """Let the menu know that this request shows `post`."""
    section = (
        reverse("groups:questions") if post.kind == Post.Kind.QUESTION else post.group.get_absolute_url()
    )
    setattr(request, _KNOWN_AS, f"{section}{post.pk}/")


def whereabouts(request: HttpRequest) -> str:
    """Return the path of this screen as the menu counts it: a question below all questions, a post below its
    group, and anything else where it is.
    """
    known_as: str = getattr(request, _KNOWN_AS, request.path)
    return known_as
