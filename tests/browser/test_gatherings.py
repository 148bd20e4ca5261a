"""A member comes to an event and votes; a reader reports, a host decides, and the reader hears of it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.gathering_screens import event_with_guests, poll_with_votes
from tests.factories.dialogue import comment_on
from tests.factories.groups import GroupFactory, member_of, post_in

# With and without scripts, on a phone.
WAYS = [("nl", False), ("en", True)]
WORDS = {
    "nl": {
        "come": "Zet me op de wachtlijst",
        "waits": "Je wacht op een plek",
        "off": "Haal me van de wachtlijst",
        "vote": "Stem",
        "voted": "Niemand ziet wat je koos",
        "rule": "Het kwetst of beledigt iemand",
        "report": "Meld",
        "hide": "Verberg de reactie: lezers zien je reden op die plek",
        "decide": "Beslis",
        "outcome": "Zo praten we hier niet.",
    },
    "en": {
        "come": "Put me on the waiting list",
        "waits": "You wait for a place",
        "off": "Take me off the waiting list",
        "vote": "Vote",
        "voted": "Nobody sees what you chose",
        "rule": "It hurts or insults somebody",
        "report": "Report",
        "hide": "Hide it: readers see your reason in its place",
        "decide": "Decide",
        "outcome": "Zo praten we hier niet.",
    },
}


@pytest.mark.parametrize(("language", "scripts"), WAYS)
def test_a_member_signs_up_votes_and_reports_and_a_host_decides(
    visit: Visit, language: str, *, scripts: bool
) -> None:
    words = WORDS[language]
    group = GroupFactory(name="Klantgericht schrijven")
    host, member = member_of(group, "Mila Okafor", "host"), member_of(group, "Bram Kuiper")
    event, poll = event_with_guests(group, host), poll_with_votes(group, host)
    comment = comment_on(post_in(group), "Wat een onzin.", author=member_of(group))
    page = visit(member, width=320, language=language, scripts=scripts)  # type: ignore[arg-type]  # one of two

    page.goto(event.post.get_absolute_url())
    page.get_by_role("button", name=words["come"]).click()
    expect(page.get_by_role("main")).to_contain_text(words["waits"])
    expect(page.get_by_role("button", name=words["off"])).to_be_visible()

    page.goto(poll.post.get_absolute_url())
    page.get_by_label("Vrijdag, met iets lekkers").check()
    page.get_by_role("button", name=words["vote"], exact=True).click()
    expect(page.locator("body")).to_contain_text(words["voted"])

    page.goto(reverse("dialogue:comment-report", args=[comment.pk]))
    page.get_by_label(words["rule"]).check()
    page.locator("main textarea").fill("Dit kwetst.")
    page.get_by_role("button", name=words["report"], exact=True).click()

    desk = visit(host, width=320, language=language, scripts=scripts)  # type: ignore[arg-type]  # one of two
    desk.goto(reverse("groups:moderation", args=[group.slug]))
    desk.get_by_role("link", name="Wat een onzin.").click()
    desk.get_by_label(words["hide"]).check()
    desk.locator("main textarea").fill("Zo praten we hier niet.")
    desk.get_by_role("button", name=words["decide"], exact=True).click()
    expect(desk.get_by_role("main")).to_contain_text("Zo praten we hier niet.")

    page.goto(reverse("dialogue:mine") + "?show=reported")
    expect(page.get_by_role("main")).to_contain_text(words["outcome"])
