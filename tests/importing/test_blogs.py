from datetime import date
from pathlib import Path

from blog.models import BlogPost
from home.models import HomePage
from tests.factories.blog import BlogFactory
from tests.factories.directory import PersonFactory
from tests.importing.conftest import BringIn
from tests.importing.writing import write


def test_texts_become_posts_of_a_blog_with_who_wrote_them(
    folder: Path, home: HomePage, bring_in: BringIn
) -> None:
    liv, emre = PersonFactory(name="Liv Aerts"), PersonFactory(name="Emre Yildiz")
    blog = BlogFactory()
    write(
        folder,
        {
            "deur.md": "---\ntitle: Mijn deur\ndate: 2026-03-02\n"
            "authors: [Liv Aerts, Emre Yildiz]\n---\nDicht.\n",
        },
    )

    report = bring_in(blog)

    assert report.made == ["deur.md"]
    post = BlogPost.objects.child_of(blog).get()
    assert (post.title, post.live, post.published_on) == ("Mijn deur", True, date(2026, 3, 2))
    assert (post.author, post.written_with) == (liv, emre)
