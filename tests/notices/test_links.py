"""Links of mails do one thing, once, without signing in; any other link does nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from access.models import RoleGroup, User
from access.roles import Role, give_role
from access.second_factor.needing import MISSING
from home.models import HomePage
from notices import links
from notices.links import WORKS_FOR, Words, forget_used_links, link_to, open_link, register_deed, use_link
from notices.models import UsedLink

pytestmark = [pytest.mark.django_db]


class Planting:
    """Something to do of which it can be seen how often it was done."""

    name = "plant"

    def __init__(self) -> None:
        self.planted: list[tuple[User, str]] = []

    def words(self, user: User, value: str, *, is_owner: bool) -> Words | None:
        if value == "gone":
            return None
        what = "a lime tree" if is_owner else "a tree"
        return Words(f"Plant {what}?", "It grows.", "Plant it", "It is planted")

    def do(self, user: User, value: str, now: datetime) -> None:
        self.planted.append((user, value))


@pytest.fixture
def planting() -> Iterator[Planting]:
    deed = Planting()
    register_deed(deed)
    yield deed
    del links._deeds[deed.name]


def path_of(address: str) -> str:
    return urlsplit(address).path


@pytest.fixture
def address(home: HomePage, planting: Planting, employee: User) -> str:
    """A link to plant something, made an hour ago."""
    return path_of(link_to("plant", employee, "7", now=timezone.now() - timedelta(hours=1)))


def test_a_mail_scanner_that_opens_a_link_changes_nothing(
    client: Client, planting: Planting, address: str
) -> None:
    opened = client.get(address)

    assert opened.status_code == 200
    assert "Plant a tree?" in opened.content.decode()
    assert not planting.planted
    assert not UsedLink.objects.exists()


def test_a_link_does_what_it_says_once_for_who_had_the_mail(
    client: Client, planting: Planting, address: str, employee: User
) -> None:
    done, again, later = client.post(address), client.post(address), client.get(address)

    assert (done.status_code, again.status_code, later.status_code) == (200, 410, 410)
    assert "It is planted" in done.content.decode()
    assert planting.planted == [(employee, "7")]


def test_a_mail_program_may_send_the_form_by_itself(planting: Planting, address: str) -> None:
    program = Client(enforce_csrf_checks=True)

    answer = program.post(address, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert len(planting.planted) == 1


def test_titles_are_for_the_owner_alone(client: Client, address: str, employee: User) -> None:
    client.force_login(employee)

    assert "Plant a lime tree?" in client.get(address).content.decode()


def test_who_still_needs_a_second_factor_uses_a_link_as_a_stranger_would(
    client: Client, planting: Planting, address: str, employee: User
) -> None:
    give_role(employee, Role.EDITOR)
    RoleGroup.objects.filter(role=Role.EDITOR).update(needs_second_factor=True)
    client.force_login(employee)
    session = client.session
    session[MISSING] = True
    session.save()

    assert client.post(address).status_code == 200
    assert len(planting.planted) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: "1" + token,
        lambda token: token.replace("plant", "mute"),
        lambda token: "rubbish",
        lambda token: token.split(":")[0],
    ],
)
def test_a_link_that_somebody_changed_does_nothing(
    client: Client, planting: Planting, address: str, change: object
) -> None:
    token = address.split("/")[-2]
    assert callable(change)
    changed = address.replace(token, change(token))

    assert (client.get(changed).status_code, client.post(changed).status_code) == (404, 404)
    assert not planting.planted


def test_a_link_works_for_sixty_days(planting: Planting, home: HomePage, employee: User) -> None:
    now = timezone.now()
    token = path_of(link_to("plant", employee, now=now)).split("/")[-2]

    assert open_link(token, now=now + WORKS_FOR - timedelta(minutes=1)).user == employee
    with pytest.raises(links.WornOut):
        open_link(token, now=now + WORKS_FOR + timedelta(minutes=1))


def test_a_closed_account_and_what_is_gone_leave_nothing_to_do(
    client: Client, planting: Planting, address: str, employee: User
) -> None:
    gone = path_of(link_to("plant", employee, "gone", now=timezone.now()))
    assert client.post(gone).status_code == 404
    employee.is_active = False
    employee.save()

    assert client.post(address).status_code == 404
    assert not planting.planted


def test_two_at_the_same_moment_do_it_once(planting: Planting, address: str) -> None:
    now = timezone.now()
    one, other = (open_link(address.split("/")[-2], now=now) for _number in range(2))
    use_link(one, now=now)

    with pytest.raises(links.WornOut):
        use_link(other, now=now)
    assert len(planting.planted) == 1


def test_what_is_kept_of_a_link_goes_when_the_link_is_too_old(planting: Planting, address: str) -> None:
    now = timezone.now()
    use_link(open_link(address.split("/")[-2], now=now), now=now)

    forget_used_links(now + WORKS_FOR)
    assert UsedLink.objects.exists()
    forget_used_links(now + WORKS_FOR + timedelta(days=2))
    assert not UsedLink.objects.exists()
