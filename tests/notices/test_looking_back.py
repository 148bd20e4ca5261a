"""What a process that died did not write down is noted a little later, once."""

from datetime import timedelta

import pytest

from dialogue.services import hide_comment, report_comment
from notices.looking_back import look_back
from notices.models import Event
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on, moderator
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_what_was_said_and_decided_is_noted_once() -> None:
    # In a test nothing is committed, so nobody hears of it: as when the process dies at that moment.
    colleague("Noor Wit")
    page = NewsPageFactory()
    first = comment_on(page)
    named = comment_on(page, "Ja, @noor-wit.", parent=first)
    report_comment(reporter=UserFactory(), comment=first, reason="Grof.", now=NOW)
    hide_comment(moderator=moderator(), comment=first, reason="Grof.", now=NOW)
    later = NOW + timedelta(minutes=10)

    look_back(NOW + timedelta(minutes=1))
    assert not Event.objects.exists()
    for _twice in range(2):
        look_back(later)

    decision, report = first.decisions.get(), first.reports.get()
    assert sorted(Event.objects.values_list("key", flat=True)) == sorted(
        [f"answer:{named.pk}", f"mention:{named.pk}", f"decision:{decision.pk}", f"report:{report.pk}"]
    )
