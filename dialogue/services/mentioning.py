"""Keeping who is named in a comment, and who of them could read it."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from dialogue.mentions import keys_in
from dialogue.models import BrinkComment, Mention
from dialogue.signals import people_mentioned
from dialogue.targets import Target
from directory.models import Person


def is_reached(person: Person, target: Target) -> bool:
    """Whether `person` may read what stands under `target`; someone without an account reads nothing."""
    return target.is_visible_to(person.user or AnonymousUser())


def keep_mentions(comment: BrinkComment, target: Target, people: Iterable[Person], now: datetime) -> None:
    """Keep who is named in `comment` as it reads now, in the transaction that placed or changed it.

    `people` are those whom this text names by an @word. Whoever was named before keeps their moment, and
    whoever is no longer named is let go. Naming yourself is no news to anyone.
    """
    keys = keys_in(comment.comment)
    mentions = Mention.objects.filter(comment=comment)
    mentions.exclude(person__in=keys).delete()
    known = set(mentions.values_list("person_id", flat=True))
    added = {person.pk: person for person in people if person.pk not in known}
    made = [
        Mention(comment=comment, person=person, made_at=now, is_reached=is_reached(person, target))
        for person in added.values()
        if person.user_id is None or person.user_id != comment.user_id
    ]
    Mention.objects.bulk_create(made)
    reached = [mention.person_id for mention in made if mention.is_reached]
    if reached:
        send = partial(people_mentioned.send, sender=BrinkComment, comment=comment, target=target)
        transaction.on_commit(partial(send, person_ids=reached))
