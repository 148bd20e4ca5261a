"""The settings about notices: what may disturb, what did, and what was muted."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from access.models import Scope, User
from content.models import ContentPage
from following.sources import sources_for
from notices.models import Event, Mute, Notice, Preference
from notices.preferences import preference_of
from tests.conftest import QueryCounter
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import comment_on
from tests.factories.following import NOW
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db

ANSWERS = {
    "site_level": "me",
    "mail_level": "nothing",
    "budget": "1",
    "quiet_from": "16:30",
    "quiet_until": "09:00",
    "digest_rhythm": "weekly",
    "digest_weekday": "1",
    "digest_at": "08:30",
    "kinds": ["answer", "mention", "question", "helped", "published", "announcement"],
}
LATELY = timezone.now() - timedelta(hours=1)


@pytest.fixture
def page(db: None) -> ContentPage:
    """A live news item that everyone sees."""
    news: ContentPage = NewsPageFactory(title="De nieuwe wagens")
    return news


def saved(reader: Client, **answers: Any) -> Any:  # Any: what a form sends, and Django's answer to it
    return reader.post("/settings/notices/", {**ANSWERS, **answers})


def groups_of(answer: Any) -> dict[str, dict[str, Any]]:  # Any: as above
    return {item["group"].name: item for item in answer.context["groups"]}


def mailed(receiver: User, page: ContentPage, *, scope: Scope | None = None) -> Notice:
    """Return a notice that was mailed: `receiver` is named in a new comment under `page`."""
    comment = comment_on(page, "Dag allemaal.")
    event = Event.objects.create(
        kind=Event.Kind.MENTION,
        key=f"mailed:{comment.pk}",
        comment=comment,
        page=page,
        actor=comment.user,
        scope=scope or Scope.objects.everyone(),
        happened_at=LATELY,
    )
    return Notice.objects.create(
        event=event,
        receiver=receiver,
        reason=Notice.Reason.NAMED,
        made_at=LATELY,
        mail=Notice.Mail.SENT,
        mail_marked_at=LATELY,
    )


def test_what_is_chosen_is_kept_and_shown_again(reader: Client, employee: User) -> None:
    assert saved(reader).headers["Location"] == "/settings/#notices"

    kept = Preference.objects.get(user=employee)
    assert (kept.site_level, kept.mail_level, kept.budget) == ("me", "nothing", 1)
    assert (kept.quiet_from, kept.quiet_until, kept.is_quiet_when_free) == (time(16, 30), time(9, 0), False)
    assert (kept.digest_weekday, kept.digest_at) == (1, time(8, 30))
    form = next(
        item["form"] for item in reader.get("/settings/").context["groups"] if item["group"].name == "notices"
    )
    assert form["quiet_from"].value() == "16:30"
    assert "talk" not in form["kinds"].value()


def test_a_kind_that_is_not_ticked_is_muted_and_one_that_is_ticked_is_not(
    reader: Client, employee: User
) -> None:
    saved(reader)
    saved(reader, kinds=["answer", "talk"])

    assert set(Mute.objects.filter(owner=employee).values_list("kind", flat=True)) == {
        "mention",
        "question",
        "helped",
        "published",
        "announcement",
        "membership",
        "gathering",
        "hosting",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("site_level", "loud"),
        ("budget", "0"),
        ("budget", "9" * 30),
        ("quiet_from", "25:00"),
        ("digest_weekday", "8"),
        ("kinds", ["decision"]),
    ],
)
def test_what_is_not_offered_is_refused_and_the_rest_stays_as_typed(
    reader: Client, employee: User, field: str, value: Any
) -> None:
    answer = saved(reader, **{field: value})

    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    assert not Preference.objects.exists()
    assert not Mute.objects.exists()
    form = groups_of(answer)["notices"]["form"]
    assert form["digest_at"].value() == "08:30"


def test_a_time_that_came_from_elsewhere_stays_a_choice(reader: Client, employee: User) -> None:
    Preference.objects.create(user=employee, quiet_from=time(18, 10), budget=7)

    saved(reader, quiet_from="18:10", budget="7")

    kept = preference_of(User.objects.get(pk=employee.pk))
    assert (kept.quiet_from, kept.budget, kept.site_level) == (time(18, 10), 7, "me")


def test_last_week_shows_what_was_mailed_and_why_and_nothing_that_one_may_not_see(
    reader: Client, employee: User, page: ContentPage
) -> None:
    mine = mailed(employee, page)
    mailed(employee, page, scope=Scope.objects.for_sets([["role:9999"]]))
    mailed(UserFactory(), page)
    old = mailed(employee, page)
    Notice.objects.filter(pk=old.pk).update(mail_marked_at=LATELY - timedelta(days=8))

    screen = reader.get("/settings/")

    shown = groups_of(screen)["interrupted"]["context"]["interruptions"]
    assert [line.notice.pk for line in shown] == [mine.pk]
    assert shown[0].reason in screen.text


def test_what_disturbed_is_muted_from_the_list_and_turned_on_again(
    reader: Client, employee: User, page: ContentPage
) -> None:
    notice, foreign = mailed(employee, page), mailed(UserFactory(), page)

    reader.post("/settings/interrupted/", {"number": notice.pk, "what": "thread"})
    assert Mute.objects.get(owner=employee).thread_id == notice.event.comment_id
    assert "Zet weer aan" in reader.get("/settings/").text

    reader.post("/settings/interrupted/", {"number": notice.pk, "what": "thread", "is_heard": "1"})
    assert not Mute.objects.exists()
    for number, what in ((foreign.pk, "thread"), (notice.pk, "source"), (2**70, "thread")):
        answer = reader.post("/settings/interrupted/", {"number": number, "what": what})
        assert answer.status_code == 422
    assert not Mute.objects.exists()


def test_a_refused_address_is_said_and_tried_again(reader: Client, employee: User) -> None:
    Preference.objects.create(user=employee, refused_address="weg@example.org", refused_at=NOW)

    assert "weg@example.org" in reader.get("/settings/").text
    reader.post("/settings/interrupted/")

    assert "weg@example.org" not in reader.get("/settings/").text


def test_what_is_muted_is_named_and_turned_on_again(
    reader: Client, employee: User, page: ContentPage
) -> None:
    comment = comment_on(page, "Waar staat de fiets?")
    muted = Mute.objects.create(owner=employee, thread=comment, muted_at=NOW)

    screen = reader.get("/settings/").text
    assert "Waar staat de fiets?" in screen
    assert page.title in screen

    assert reader.post("/settings/muted/", {"number": muted.pk}).headers["Location"] == "/settings/#muted"
    assert not Mute.objects.exists()
    assert reader.post("/settings/muted/", {"number": muted.pk}).status_code == 422


def test_what_is_muted_under_a_page_that_closed_has_no_words(
    reader: Client, employee: User, page: ContentPage
) -> None:
    Mute.objects.create(owner=employee, thread=comment_on(page, "Waar staat de fiets?"), muted_at=NOW)
    restrict(page)

    screen = reader.get("/settings/").text

    assert "Een gesprek dat je niet meer mag zien" in screen
    assert "fiets" not in screen
    assert page.title not in screen


def test_nobody_turns_on_what_another_muted(reader: Client, employee: User) -> None:
    [source] = sources_for([("page", 1)])
    foreign = Mute.objects.create(owner=UserFactory(), source=source, muted_at=NOW)

    assert reader.post("/settings/muted/", {"number": foreign.pk}).status_code == 422
    assert Mute.objects.filter(pk=foreign.pk).exists()


def test_the_screen_costs_the_same_with_much_muted_and_mailed(
    employee: User, queries_of: QueryCounter, page: ContentPage
) -> None:
    def add(count: int) -> None:
        for _number in range(count):
            mailed(employee, page)
            Mute.objects.create(owner=employee, thread=comment_on(page), muted_at=NOW)

    add(3)
    few = queries_of("/settings/")
    add(3)

    assert queries_of("/settings/") == few
