"""What is reported in a group: its hosts decide first, the moderators of all after a set time."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from dialogue.models import BrinkComment, Case, CommentReport, Decision
from dialogue.moderation.refusals import DecidedAbove, YourReport
from dialogue.services import (
    hide_comment,
    let_stand,
    pause_author,
    propose_removal,
    report_comment,
    restore_comment,
)
from dialogue.services.refusals import NotAModerator
from groups.models import Group
from home.models import HomePage
from notices.models import Notice
from notices.telling import told
from tests.conftest import QueryCounter
from tests.factories.dialogue import comment_on, moderator
from tests.factories.groups import NOW, GroupFactory, member_of, post_in, stranger
from tests.factories.notices import pass_all_on

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# A Monday at a quarter past ten in the Netherlands, and eight working hours later.
NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture
def group() -> Group:
    return GroupFactory(name="Klantgericht schrijven")


@pytest.fixture
def host(group: Group) -> User:
    return member_of(group, "Mila Okafor", role="host")


def said_in(group: Group, text: str = "Wat een onzin.") -> BrinkComment:
    return comment_on(post_in(group), text, author=member_of(group))


def report(comment: BrinkComment, reporter: User | None = None) -> CommentReport:
    return report_comment(
        reporter=reporter or stranger(), comment=comment, rule="unkind", reason="Kwetst.", now=NOW
    )


def seen_by_all() -> list[int]:
    return list(Case.objects.for_moderators_of_all(NOW).values_list("pk", flat=True))


def test_hosts_go_first_and_after_the_set_time_everyone_who_moderates(group: Group, host: User) -> None:
    comment = said_in(group)

    report(comment)

    assert seen_by_all() == []
    assert Case.objects.get().first_turn_until == NEXT_DAY
    assert Case.objects.for_moderators_of_all(NEXT_DAY).get().pk == comment.pk


def test_what_no_host_can_decide_about_goes_to_the_moderators_of_all(group: Group, host: User) -> None:
    own = comment_on(post_in(group), "Van de beheerder.", author=host)
    reported_by_host = said_in(group)

    report(own)
    report(reported_by_host, host)

    assert set(seen_by_all()) == {own.pk, reported_by_host.pk}


def test_hosts_hear_of_it_without_who_reported_it_or_what_it_says(
    group: Group, host: User, client: Client, home: HomePage, django_capture_on_commit_callbacks: object
) -> None:
    comment = said_in(group)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture without types
        report(comment)
        report(comment)
    pass_all_on()

    notice = Notice.objects.get(receiver=host)
    [line] = told([notice], host)
    client.force_login(host)
    address = reverse("groups:moderation-case", args=[group.slug, comment.pk])
    assert (notice.reason, line.title, line.text, line.is_open) == ("host", group.name, "", False)
    assert client.get(line.address)["Location"] == address
    assert told([notice], stranger()) == []


def test_a_host_hides_and_the_reporter_is_told(
    group: Group, host: User, client: Client, home: HomePage
) -> None:
    comment = said_in(group)
    made = report(comment)
    client.force_login(host)
    address = reverse("groups:moderation-case", args=[group.slug, comment.pk])
    text = client.get(address).content.decode()
    assert "Wat een onzin." in text
    assert made.reporter is not None
    assert made.reporter.username not in text

    sent = {"outcome": "hidden", "reason": "Zo praten we hier niet.", "seen": "0"}
    assert client.post(address, sent)["Location"] == reverse("groups:moderation", args=[group.slug])

    made.refresh_from_db()
    comment.refresh_from_db()
    assert (made.outcome, comment.hidden_reason) == ("hidden", "Zo praten we hier niet.")
    assert "Zo praten we hier niet." in client.get(address, follow=True).content.decode()


def test_a_decision_needs_a_reason_and_keeps_what_was_chosen(
    group: Group, host: User, client: Client, home: HomePage
) -> None:
    comment = said_in(group)
    report(comment)
    client.force_login(host)

    answer = client.post(
        reverse("groups:moderation-case", args=[group.slug, comment.pk]), {"outcome": "hidden", "seen": "0"}
    )

    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_hosts_neither_pause_writers_nor_undo_what_the_moderators_of_all_decided(
    group: Group, host: User
) -> None:
    comment, hidden_above = said_in(group), said_in(group)
    hide_comment(moderator=moderator(), comment=hidden_above, reason="Kan niet.", now=NOW)
    proposed = propose_removal(moderator=host, comment=said_in(group), reason="Weg ermee.", now=NOW)

    with pytest.raises(NotAModerator):
        pause_author(moderator=host, comment=comment, until=NOW + timedelta(days=1), reason="Rust.", now=NOW)
    with pytest.raises(DecidedAbove):
        restore_comment(moderator=host, comment=hidden_above, now=NOW)
    with pytest.raises(DecidedAbove):
        let_stand(moderator=host, comment=proposed, reason="Toch niet.", now=NOW)
    assert seen_by_all() == [proposed.pk]


def test_a_host_does_not_decide_on_what_they_reported(group: Group, host: User) -> None:
    member_of(group, role="co_host")
    comment = said_in(group)
    report(comment, host)

    with pytest.raises(YourReport):
        let_stand(moderator=host, comment=comment, reason="Prima.", now=NOW)
    assert seen_by_all() == []


@pytest.mark.parametrize("who", ["member", "host of another group", "moderator of all", "outsider"])
def test_nobody_but_its_hosts_finds_the_queue(
    group: Group, host: User, client: Client, home: HomePage, who: str
) -> None:
    comment = said_in(group)
    report(comment)
    reader = {
        "member": lambda: member_of(group),
        "host of another group": lambda: member_of(GroupFactory(), role="host"),
        "moderator of all": moderator,
        "outsider": stranger,
    }[who]()
    client.force_login(reader)

    assert client.get(reverse("groups:moderation", args=[group.slug])).status_code == 404
    assert client.get(reverse("groups:moderation-case", args=[group.slug, comment.pk])).status_code == 404


def test_a_case_of_another_group_is_not_there(
    group: Group, host: User, client: Client, home: HomePage
) -> None:
    elsewhere = GroupFactory()
    member_of(elsewhere, role="host")
    comment = said_in(elsewhere)
    report(comment)
    client.force_login(host)

    assert client.get(reverse("groups:moderation-case", args=[group.slug, comment.pk])).status_code == 404


def test_three_reports_cost_as_much_as_six(
    group: Group, host: User, client: Client, home: HomePage, queries_of: QueryCounter
) -> None:
    client.force_login(host)
    address = reverse("groups:moderation", args=[group.slug])
    for _number in range(3):
        report(said_in(group))
    few = queries_of(address)
    for _number in range(3):
        report(said_in(group))

    assert queries_of(address) == few
