"""The screens of posts of each kind, of writing one, and of the room of hosts."""

from django.urls import reverse

from access.models import User
from groups.models import Group, Membership, Post, Question

Kind = Post.Kind


def posting_screens(user: User) -> dict[str, str]:
    """Return the address of each screen, as the demonstration and a group that `user` hosts fill it."""
    posts = Post.objects.visible_to(user).standing().exclude(comment_count=0).order_by("pk")
    kinds = (Kind.LESSON, Kind.WORK, Kind.IDEA)
    helped = posts.filter(question__state=Question.State.HELPED)[0]
    hosted = Group.objects.get(pk=Membership.objects.of_user(user).hosts()[0].group_id)
    own = Post.objects.filter(author=user).latest("pk")
    write = reverse("groups:write", args=[hosted.slug])
    return {
        **{f"post-{kind}": posts.filter(kind=kind)[0].get_absolute_url() for kind in kinds},
        "post-helped": helped.get_absolute_url(),
        "post-edit": reverse("groups:post-edit", args=[own.pk]),
        "post-move": reverse("groups:post-move", args=[own.pk]),
        "post-write": write,
        "post-write-lesson": f"{write}?kind=lesson",
        "host-room": reverse("groups:host", args=[hosted.slug]),
        "host-appearance": reverse("groups:host-appearance", args=[hosted.slug]),
    }
