"""A host welcomes a newcomer, thanks who helped, and says what the group is."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from access.models import User
from dialogue.services import say_helped
from groups.models import Group, Membership
from groups.services.membership import ask_to_join
from tests.browser.accessible import look_at
from tests.browser.conftest import Visit
from tests.factories.dialogue import colleague, comment_on
from tests.factories.groups import NOW, GroupFactory, ask_in, member_of, post_in


@pytest.fixture
def host(home: object) -> User:
    """Return the host of a group in which everything waits."""
    group = GroupFactory(name="Klantgericht schrijven", slug="schrijven", access="on_request")
    host = member_of(group, "Hugo Brandsma", role="host")
    newcomer = member_of(group, "Monique Dekkers")
    post_in(
        group,
        "Even voorstellen",
        "Ik schrijf brieven aan mensen die bang zijn voor brieven.",
        author=newcomer,
    )
    ask_in(group, "Wie heeft een voorbeeldbrief?", author=member_of(group, "Bram Kuiper"))
    helped = ask_in(group, "Hoe zeg je nee zonder helaas?", author=member_of(group, "Naomi Verbeek"))
    answer = comment_on(helped, "Zeg wat er wel kan.", author=member_of(group, "Willemijn Snoek"))
    assert helped.author is not None
    say_helped(asker=helped.author, answer=answer, now=NOW)
    ask_to_join(user=colleague("Brahim Azzouzi"), group=group, words="De markt heeft ook brieven.", now=NOW)
    return host


@pytest.mark.parametrize(("language", "scripts"), [("nl", False), ("en", True)])
def test_a_host_welcomes_and_lets_in_on_a_phone(
    visit: Visit, host: User, language: Literal["nl", "en"], scripts: bool
) -> None:
    words = {
        "nl": ("Laat Brahim Azzouzi toe", "Heet ze samen welkom", "Heet ze welkom"),
        "en": ("Let Brahim Azzouzi in", "Welcome them together", "Say welcome"),
    }[language]
    page = visit(host, width=320, language=language, theme="dark", scripts=scripts)
    page.goto("/groups/schrijven/host/")
    look_at(page, scripts=scripts)

    page.get_by_role("button", name=words[0]).click()
    expect(page.get_by_role("status")).to_contain_text("Brahim Azzouzi")
    page.get_by_role("link", name=words[1]).click()
    page.get_by_role("button", name=words[2]).click()

    expect(page.get_by_role("status")).to_be_visible()
    group = Group.objects.get()
    assert not Membership.objects.filter(group=group, role="member", welcomed_at=None).exists()
    assert "@" in group.posts.latest("pk").words.comment
    for name in ("appearance", "access", "message", "ending"):
        page.goto(f"/groups/schrijven/host/{name}/")
        look_at(page, scripts=scripts)
