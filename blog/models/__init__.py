from blog.models.blog import Blog, BlogChange, BlogCowriter, BlogDelegate, BlogIndexPage
from blog.models.episode import Episode, EpisodeGuest
from blog.models.podcast import Podcast, PodcastHost, PodcastIndexPage
from blog.models.post import BlogPost

__all__ = [
    "Blog",
    "BlogChange",
    "BlogCowriter",
    "BlogDelegate",
    "BlogIndexPage",
    "BlogPost",
    "Episode",
    "EpisodeGuest",
    "Podcast",
    "PodcastHost",
    "PodcastIndexPage",
]
