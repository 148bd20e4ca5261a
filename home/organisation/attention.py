"""What the people of a synthetic organisation follow."""

from collections.abc import Iterator

from blog.models import BlogIndexPage
from directory.models import Person
from following.models import Follow
from following.sources import sources_for
from home.models import HomePage
from home.organisation.invention import Inventor
from home.organisation.library import Library
from home.organisation.people import Staff
from home.organisation.plan import Plan
from home.organisation.storing import store
from news.models import NewsIndexPage

# One in so many follows all that the leaders and teams write.
FOLLOWS_ALL_BLOGS = 10
BLOG_COUNT = 2

Followed = tuple[str, int]


def make_follows(plan: Plan, staff: Staff, library: Library, home: HomePage) -> None:
    """Let everyone follow the news, their own subjects, their manager and some blogs."""
    inventor = plan.inventor("follows")
    news = NewsIndexPage.objects.child_of(home).get()
    blogs = BlogIndexPage.objects.child_of(home).get()
    subjects: dict[int, list[int]] = {}
    # Their keys were reserved together.
    links = Person.subjects.through.objects.filter(
        person__gte=staff.people[0].pk, person__lte=staff.people[-1].pk
    ).order_by("person_id", "subject_id")
    for person_id, subject_id in links.values_list("person_id", "subject_id"):
        subjects.setdefault(person_id, []).append(subject_id)
    followed = {
        person.pk: [
            ("section", news.pk),
            *(("subject", pk) for pk in subjects.get(person.pk, ())),
            *_of_writers(person, library, blogs.pk, inventor),
        ]
        for person in staff.people
    }
    keys = {
        (source.kind, source.object_id): source.pk
        for source in sources_for({one for each in followed.values() for one in each})
    }
    store(_follows(plan, staff, followed, keys))


def _of_writers(person: Person, library: Library, all_blogs: int, inventor: Inventor) -> Iterator[Followed]:
    if person.manager_id is not None:
        yield "person", person.manager_id
    if inventor.random.randrange(FOLLOWS_ALL_BLOGS) == 0:
        yield "section", all_blogs
    for blog in inventor.random.sample(library.blogs, k=min(BLOG_COUNT, len(library.blogs))):
        yield "section", blog.pk


def _follows(
    plan: Plan, staff: Staff, followed: dict[int, list[Followed]], keys: dict[Followed, int]
) -> Iterator[Follow]:
    for person in staff.people:
        assert person.user_id is not None
        for one in followed[person.pk]:
            yield Follow(follower_id=person.user_id, source_id=keys[one], followed_at=plan.now)
