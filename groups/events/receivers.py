"""What events hear of: a post that is taken back takes its event along."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from groups.events.planning import call_off_withdrawn
from groups.models import Post
from groups.signals import post_changed


@receiver(post_changed)
def hear_of_post(post: Post, **kwargs: Any) -> None:  # Any: what a signal brings along
    if post.kind == Post.Kind.EVENT and not post.stands:
        call_off_withdrawn(post, timezone.now())
