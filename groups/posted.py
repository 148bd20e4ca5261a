"""What the rooms below get to know of posts: how they are followed, told of and drawn."""

from datetime import timedelta

from background import due
from dialogue.signed_out import register_rescue
from following.rebuilding import register_reader
from following.sources import register_source_kind
from following.talking import register_ground
from following.things import register_thing_kind
from groups import drafts_of_mine, post_notices
from groups.ideas import IdeaPart
from groups.kinds import register_screen_part
from groups.models import Post
from groups.services.drafting import purge_post_drafts
from groups.signed_out import keep_post
from groups.streams import POST, PostKind, PostSource, grounds_of_posts, read_anew, words_of_post
from notices.happening import register_words


def register() -> None:
    """Let posts be followed, met in streams and told of, and drafts of them be forgotten after a while."""
    register_source_kind(PostSource())
    register_thing_kind(PostKind())
    register_ground(Post, POST, grounds_of_posts)
    register_reader(read_anew)
    register_words(POST, words_of_post)
    register_screen_part(Post.Kind.IDEA, IdeaPart())
    post_notices.register()
    drafts_of_mine.register()
    register_rescue("groups", keep_post)
    due.register("groups.drafts", every=timedelta(days=1), run=purge_post_drafts)
