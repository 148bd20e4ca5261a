"""Why questions close by themselves: the English words are kept, and readers meet them in their language."""

from django.utils.translation import gettext, gettext_noop

NO_REACTION = gettext_noop("It was answered, and for ten working days nobody said that it did not help.")
ASKER_GONE = gettext_noop("Whoever asked this does not work here any more.")
GROUP_ARCHIVED = gettext_noop("The group was archived before an answer came. Ask it again in another group.")
CANNOT_BE_ANSWERED = gettext_noop("For ten working days nobody could answer here. Ask it again elsewhere.")
REPEATED = gettext_noop("It was asked before: the answer stands there.")
SET_ASIDE = gettext_noop("Who answers for this page says that it needs no answer.")

BY_ITSELF = frozenset({REPEATED, SET_ASIDE, NO_REACTION, ASKER_GONE, GROUP_ARCHIVED, CANNOT_BE_ANSWERED})


def in_words(reason: str) -> str:
    """Return a reason as readers meet it: what somebody wrote themselves stays as it is."""
    return gettext(reason) if reason in BY_ITSELF else reason
