"""Two clicks at the same moment, on connections of their own."""

import pytest

from access.models import User
from notices.announcing.services import announce
from notices.models import Announcement, Event, Preference
from notices.preferences import choose
from tests.dialogue.test_many_at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.following import NOW
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]


def test_a_message_that_is_sent_four_times_at_once_goes_out_once() -> None:
    page, sender = NewsPageFactory(), User.objects.create_superuser("boss", password="secret")
    UserFactory()

    def send() -> None:
        announce(sender=sender, page=page, audiences=[], reason="De brug gaat dicht.", now=NOW)

    faults = at_once([send] * 4)

    assert faults == []
    assert Announcement.objects.count() == Event.objects.count() == 1


def test_two_choices_of_one_person_at_once_are_both_kept() -> None:
    noor: User = UserFactory()

    def choose_budget() -> None:
        choose(user=User.objects.get(pk=noor.pk), now=NOW, budget=1)

    def choose_level() -> None:
        choose(user=User.objects.get(pk=noor.pk), now=NOW, mail_level="nothing")

    faults = at_once([choose_budget, choose_level])

    kept = Preference.objects.get(user=noor)
    assert faults == []
    assert (kept.budget, kept.mail_level) == (1, "nothing")
