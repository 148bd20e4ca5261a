"""Keys that an older release made are made anew by a worker: after an upgrade nobody has to do it."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from directory.models import Person
from search import services
from search.kinds import PERSON
from search.models import Entry, PersonKeys
from search.people.keys import RULE
from search.people.profiles import with_words

# In one go of a worker; the next goes on where this one ended.
MOST_AT_ONCE = 5000


def catch_up(now: datetime) -> int:
    """Write the entries of colleagues whose keys are of another rule, and return how many that were."""
    keys = PersonKeys.objects.of_rule(RULE).filter(entry=OuterRef("pk"))
    behind = Entry.objects.findable().filter(~Exists(keys), kind=PERSON).order_by("pk")
    ids = list(behind.values_list("object_id", flat=True)[:MOST_AT_ONCE])
    return services.remember_all(with_words(Person.objects.working_here().filter(pk__in=ids)), now=now)
