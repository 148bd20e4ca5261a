"""The screens of groups: finding one, making one, coming in, and who is there."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from dialogue.services import say_helped
from directory.faces import face_of
from groups.models import Group, Membership, MembershipRule, Question
from groups.services.letting_in import invite
from home.models import HomePage
from tests.conftest import QueryCounter
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import SubjectFactory, UnitFactory
from tests.factories.groups import NOW, GroupFactory, ask_in, let_in, member_of, post_in

pytestmark = pytest.mark.django_db

State = Membership.State
FILLED = {
    "name": "Wijkteams leren",
    "purpose": "We leren van elkaars huisbezoeken.",
    "kind": "practice",
    "access": "open",
    "language": "nl",
    "review_on": "2027-06-01",
}


def address(name: str, group: Group) -> str:
    return reverse(f"groups:{name}", args=[group.slug])


def body_of(content: bytes) -> str:
    """Return what is shown, without the address itself and what is another at every request."""
    body = content.decode().replace("stil", "niet")
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", body)


def signed_in(client: Client, user: User) -> Client:
    client.force_login(User.objects.get(pk=user.pk))
    return client


def test_a_secret_group_answers_an_outsider_as_one_that_does_not_exist(
    client: Client, home: HomePage
) -> None:
    group = GroupFactory(access="secret", slug="stil", name="Heel stil")
    member_of(group, "Mila", "host")
    signed_in(client, colleague("Bram"))

    for name in ("detail", "members", "membership", "invite", "rules", "host"):
        there = client.get(address(name, group))
        nowhere = client.get(address(name, group).replace("stil", "niet"))
        assert there.status_code == nowhere.status_code == 404
        assert body_of(there.content) == body_of(nowhere.content)
    assert b"Heel stil" not in client.get(reverse("groups:list")).content
    assert b"Heel stil" not in client.get(reverse("groups:similar"), {"name": "heel stil"}).content


def test_a_closed_group_shows_its_front_and_no_members(client: Client, home: HomePage) -> None:
    group = GroupFactory(access="closed", name="Ondernemingsraad", house_rules="Zeg het niet verder.")
    member_of(group, "Mila Okafor", "host")
    member_of(group, "Bram Kuiper")
    signed_in(client, colleague("Noor"))

    shown = client.get(group.get_absolute_url()).content.decode()

    assert "Ondernemingsraad" in shown
    assert "Mila Okafor" in shown
    assert "Bram" not in shown
    assert "Zeg het niet verder" not in shown
    assert client.get(address("members", group)).status_code == 404


def test_the_head_of_a_group_has_the_colour_that_its_hosts_chose(reader: Client) -> None:
    chosen, other = GroupFactory(accent="plum"), GroupFactory(name="Groen")

    assert 'class="group-head plum"' in reader.get(chosen.get_absolute_url()).content.decode()
    assert f'class="group-head {face_of("Groen")}"' in reader.get(other.get_absolute_url()).content.decode()


def test_a_group_shows_what_its_members_know_already(client: Client, home: HomePage) -> None:
    group, asker = GroupFactory(), colleague("Noor")
    helped = ask_in(group, "Hoe zeg je nee?", author=asker)
    say_helped(asker=asker, answer=comment_on(helped, "Begin met het besluit."), now=NOW)
    open_one = ask_in(group, "Wie leest mee?", author=asker)
    signed_in(client, asker)

    known = client.get(group.get_absolute_url()).context["known"]

    assert known == [helped]
    assert open_one not in known


def test_one_comes_in_reads_the_welcome_once_and_leaves(client: Client, home: HomePage) -> None:
    group = GroupFactory(welcome="Zet je eerste brief erbij.")
    newcomer = colleague("Noor")
    signed_in(client, newcomer)

    client.post(address("membership", group), {"act": "join"})
    assert "Zet je eerste brief" in client.get(group.get_absolute_url()).content.decode()
    client.post(address("membership", group), {"act": "welcomed"})
    assert "Zet je eerste brief" not in client.get(group.get_absolute_url()).content.decode()

    client.post(address("membership", group), {"act": "leave"})
    assert Membership.objects.get(person__user=newcomer).state == State.LEFT


def test_words_that_are_too_long_are_kept_and_nothing_is_asked(client: Client, home: HomePage) -> None:
    group = GroupFactory(access="on_request")
    signed_in(client, colleague("Noor"))

    answer = client.post(address("membership", group), {"act": "ask", "words": "woord " * 60})

    assert answer.status_code == 422
    assert "woord woord" in answer.content.decode()
    assert not Membership.objects.filter(state=State.ASKED).exists()


def test_who_is_invited_to_a_secret_group_sees_the_invitation_and_may_decline(
    client: Client, home: HomePage
) -> None:
    group = GroupFactory(access="secret", name="Stil beraad")
    invited = colleague("Noor")
    invite(host=member_of(group, "Mila", "host"), group=group, people=[invited.person], now=NOW)
    signed_in(client, invited)

    assert "Stil beraad" in client.get(address("membership", group)).content.decode()
    assert client.get(group.get_absolute_url()).status_code == 404
    assert client.post(address("membership", group), {"act": "decline"}).status_code == 302

    assert client.get(address("membership", group)).status_code == 404


def test_a_new_group_first_shows_those_that_are_like_it(client: Client, home: HomePage) -> None:
    GroupFactory(name="Leren in de wijkteams")
    signed_in(client, colleague("Noor"))

    looking = client.post(reverse("groups:new"), FILLED)
    assert "Leren in de wijkteams" in looking.content.decode()
    assert Group.objects.count() == 1
    made = client.post(reverse("groups:new"), {**FILLED, "is_other": "1"})

    group = Group.objects.get(name="Wijkteams leren")
    assert made["Location"] == group.get_absolute_url()


@pytest.mark.parametrize(
    "faulty", [{"name": "…"}, {"review_on": "2020-01-01"}, {"subjects": "bestaat niet"}, {"co_host": "Xyz"}]
)
def test_a_faulty_form_makes_nothing_and_keeps_what_was_typed(
    client: Client, home: HomePage, faulty: dict[str, str]
) -> None:
    signed_in(client, colleague("Noor"))

    answer = client.post(reverse("groups:new"), {**FILLED, **faulty})

    assert answer.status_code == 422
    assert "huisbezoeken" in answer.content.decode()
    assert not Group.objects.filter(is_of_hosts=False).exists()


def test_groups_are_found_by_name_purpose_subject_and_type(client: Client, home: HomePage) -> None:
    subject = SubjectFactory(name_nl="inkoop")
    about = GroupFactory(name="Slim kopen", kind="interest")
    about.subjects.add(subject)
    GroupFactory(name="Fietsen")
    signed_in(client, colleague("Noor"))

    def found(**query: str) -> set[str]:
        listing = client.get(reverse("groups:list"), query).context["listing"]
        return {group.name for group in listing.page_obj}

    assert found(q="inkoop") == found(q="KOPEN slim") == found(kind="interest") == {"Slim kopen"}
    assert found() == {"Slim kopen", "Fietsen"}


def test_hosts_invite_by_name_and_keep_rules(client: Client, home: HomePage) -> None:
    group, unit = GroupFactory(), UnitFactory()
    colleague("Hugo Brandsma")
    signed_in(client, member_of(group, "Mila", "host"))

    client.post(address("invite", group), {"colleague": "hugo brandsma", "is_host_too": "on"})
    client.post(address("rules", group), {"unit": unit.pk})
    both = client.post(address("rules", group), {})

    row = Membership.objects.get(group=group, person__name="Hugo Brandsma")
    assert (row.state, row.offered_role) == (State.INVITED, Membership.Role.CO_HOST)
    assert both.status_code == 422
    client.post(address("rules", group), {"end": MembershipRule.objects.get().pk})
    assert not MembershipRule.objects.filter(is_ending=False).exists()


def test_more_members_and_groups_cost_no_more_queries(reader: Client, queries_of: QueryCounter) -> None:
    group, host = GroupFactory(name="Eerste"), colleague("Mila")
    let_in(group, host.person, "host")
    reader.force_login(User.objects.get(pk=host.pk))
    screens = [group.get_absolute_url(), address("members", group), reverse("groups:list")]

    def grow(number: int) -> None:
        for _each in range(number):
            member_of(group)
            other = GroupFactory()
            let_in(other, host.person)
            post_in(other)

    grow(3)
    with_three = [queries_of(screen) for screen in screens]
    grow(3)

    assert [queries_of(screen) for screen in screens] == with_three


def test_what_no_form_of_ours_sends_is_refused_and_breaks_nothing(client: Client, home: HomePage) -> None:
    group = GroupFactory()
    host = member_of(group, "Hugo", "host")
    ask_in(group, author=host)
    signed_in(client, host)

    assert client.post(address("rules", group), {"end": "9" * 5000}).status_code == 404
    settle = reverse("groups:question-settle", args=[Question.objects.get().pk])
    for elsewhere in ("http://[x", "https://elders.example"):
        sent = {"what": "outdated", "reason": "Oud.", "address": elsewhere}
        assert client.post(settle, sent).status_code == 422
