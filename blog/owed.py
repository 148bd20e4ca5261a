"""What waits for the answer of who keeps a blog, under all its posts."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from access.models import User
from access.scopes import Viewer
from blog.models.post import BlogPost
from dialogue.owed import Owed, owed_among, waiting_for
from dialogue.targets import keys_of, still_here


def owed_on(blog: Any, viewer: Viewer, now: datetime) -> Owed | None:
    """Return what waits on `blog` for `viewer`; nothing for who does not keep it or answer for who does.

    Any: Wagtail's pages have no types.
    """
    if not isinstance(viewer, User):
        return None
    delegates = [line.person for line in blog.delegates.select_related("person")]
    people = still_here([blog.keeper, blog.deputy, *delegates])
    if all(person.user_id != viewer.pk for person in people):
        return None
    posts = ContentType.objects.get_for_model(BlogPost)
    keys = keys_of(BlogPost.objects.child_of(blog))
    waiting = waiting_for(viewer).filter(content_type=posts, object_pk__in=keys)
    return owed_among(waiting, viewer, days=blog.reply_days or settings.REPLY_DAYS, seen_by=people, now=now)
