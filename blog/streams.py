"""What blogs and podcasts bring to the streams of who follows them."""

from django.utils.translation import gettext_lazy as _

from blog.models import BlogPost, Episode
from following.pages import PageKind, register_page_kind


def register() -> None:
    """Let posts and episodes appear in streams."""
    register_page_kind(
        PageKind(
            BlogPost,
            "blog_post",
            _("Blog post"),
            _("Blog posts"),
            doing=_("wrote a blog post"),
            maker="author",
        )
    )
    register_page_kind(
        PageKind(Episode, "episode", _("Episode"), _("Episodes"), doing=_("made an episode"), others="guests")
    )
