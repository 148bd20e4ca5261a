"""What the people of Lindewaard follow."""

from collections.abc import Iterator

from django.db import transaction

from access.models import User
from directory.models import Person, Subject
from following.follows import follow
from following.models import Follow
from home.demo.days import Days
from home.demo.written import Tell, Written, read
from home.models import HomePage

# Long enough ago to be told of all that people say.
SINCE = "60 09:00"


def load_follows(days: Days, tell: Tell) -> None:
    """Let those who follow nothing follow what is written for them, and `tell` the name of each."""
    for username, written in read("follows.yaml").items():
        user = User.objects.get(username=username)
        if not Follow.objects.filter(follower=user).exists():
            _follow(user, written, days)
            tell(username)


@transaction.atomic
def _follow(user: User, written: Written, days: Days) -> None:
    for kind, object_id in _sources(written):
        follow(follower=user, kind=kind, object_id=object_id, now=days.moment(SINCE))


def _sources(written: Written) -> Iterator[tuple[str, int]]:
    for username in written.get("people", ()):
        yield "person", Person.objects.get(user__username=username).pk
    for slug in written.get("subjects", ()):
        yield "subject", Subject.objects.get(slug=slug).pk
    for kind in ("section", "page"):
        for slug in written.get(f"{kind}s", ()):
            yield kind, _page(slug)


def _page(slug: str) -> int:
    """Return the key of the Dutch page at `slug`: the tree of the default language comes first."""
    home = HomePage.objects.order_by("pk").first()
    assert home is not None
    return int(home.get_descendants().get(slug=slug).pk)
