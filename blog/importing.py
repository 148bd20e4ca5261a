"""How an imported text becomes a blog post."""

from blog.models import BlogPost
from content.importing import ImportedText, PageKind, register_kind


def fill(post: BlogPost, text: ImportedText) -> None:
    """Write on `post` what only a blog post has: who wrote it, and when."""
    colleagues = [author.person for author in text.authors if author.person]
    post.author = colleagues[0] if colleagues else None
    post.written_with = colleagues[1] if len(colleagues) > 1 else None
    post.body = text.body
    if text.written_on:
        post.published_on = text.written_on
    if text.goes_live_at:
        post.go_live_at = text.goes_live_at


register_kind(PageKind(name="blog", page_model=BlogPost, fill=fill))
