"""Whoever follows what something appears under is told of it once, as far as they want, be they many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.models import User
from content.models import ContentPage
from following.models import Change, Thing
from notices import followers, happening
from notices.models import Event, Mute, Notice, Preference
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import colleague, comment_on
from tests.factories.following import NOW, let_follow, thing_under
from tests.factories.notices import pass_all_on, reasons_of, tell_of, tell_of_thing, tell_that_it_appeared
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

Level = Preference.Level


@pytest.fixture
def keeper(db: None) -> User:
    """Who answers for the page."""
    return colleague("Karin Kamp")


@pytest.fixture
def page(keeper: User) -> ContentPage:
    """A live news item that everyone sees."""
    news: ContentPage = NewsPageFactory(keeper=keeper.person)
    return news


def test_followers_are_told_by_the_nearest_of_what_they_follow(page: ContentPage, keeper: User) -> None:
    follower, author = UserFactory(), colleague("Liv Aerts")
    for kind, number in (("subject", 1), ("person", author.person.pk)):
        let_follow(follower, kind, number)
    let_follow(author, "subject", 1)

    tell_that_it_appeared(page, ("subject", 1), ("person", author.person.pk))

    [notice] = Notice.objects.all()
    assert notice.receiver == follower
    assert notice.source is not None
    assert (notice.reason, notice.source.kind, notice.mail) == ("follows", "person", "")


@pytest.mark.parametrize(("what", "told"), [("De datum klopt nu.", ["spoke"]), ("", [])])
def test_who_spoke_under_a_page_hears_of_its_correction_and_not_of_a_check(
    page: ContentPage, what: str, told: list[str]
) -> None:
    speaker = colleague("Noor Wit")
    for text in ("Klopt dit?", "En dit?"):
        comment_on(page, text, author=speaker)
    change = Change.objects.create(page=page, on=NOW.date(), what=what, changed_at=NOW)

    tell_of_thing(thing_under(("page", page.pk), kind="change", object_id=change.pk, page_id=page.pk))

    assert reasons_of(speaker) == told


def test_who_has_it_in_their_own_language_is_not_told_of_the_other(page: ContentPage, keeper: User) -> None:
    dutch, english, unknown = UserFactory(language="nl"), UserFactory(language="en"), UserFactory()
    for user in (dutch, english, unknown):
        let_follow(user, "subject", 1)
    thing = thing_under(("subject", 1), object_id=page.pk, page_id=page.pk)
    Thing.objects.filter(pk=thing.pk).update(left_out_in="nl")

    tell_of_thing(thing)

    assert [reasons_of(user) for user in (dutch, english, unknown)] == [[], ["follows"], []]


@pytest.mark.parametrize(
    ("site_level", "mail_level", "told"),
    [
        (Level.FOLLOWED, Level.ME, [("answered", True, "waiting"), ("follows", True, "")]),
        (Level.ME, Level.ME, [("answered", True, "waiting")]),
        (Level.ME, Level.FOLLOWED, [("answered", True, "waiting"), ("follows", False, "waiting")]),
        (Level.NOTHING, Level.NOTHING, [("answered", False, "")]),
        (Level.EVERYTHING, Level.NOTHING, [("answered", True, ""), ("follows", True, "")]),
    ],
)
def test_each_level_holds_the_one_before_it(
    page: ContentPage, site_level: str, mail_level: str, told: list[tuple[str, bool, str]]
) -> None:
    receiver = colleague("Noor Wit")
    Preference.objects.create(user=receiver, site_level=site_level, mail_level=mail_level)
    let_follow(receiver, "subject", 1)
    first = comment_on(page, author=receiver)

    tell_of(comment_on(page, "Zeker.", parent=first))
    tell_that_it_appeared(page, ("subject", 1))

    own = Notice.objects.filter(receiver=receiver).order_by("pk")
    assert list(own.values_list("reason", "is_in_site", "mail")) == told


def test_who_wants_everything_is_told_unless_they_muted_a_source(page: ContentPage, keeper: User) -> None:
    everywhere, not_this = UserFactory(), UserFactory()
    for user in (everywhere, not_this):
        Preference.objects.create(user=user, site_level=Level.EVERYTHING)
    muted = let_follow(not_this, "subject", 1).source
    Mute.objects.create(owner=not_this, source=muted, muted_at=NOW)

    tell_that_it_appeared(page, ("subject", 1))

    assert (reasons_of(everywhere), reasons_of(not_this)) == (["everything"], [])


def test_talk_under_a_page_is_told_again_only_once_it_is_read(page: ContentPage, keeper: User) -> None:
    follower = UserFactory()
    let_follow(follower, "page", page.pk)

    for text in ("Eén.", "Twee."):
        tell_that_it_appeared(page, ("page", page.pk), comment=comment_on(page, text))
    Notice.objects.filter(receiver=follower).update(read_at=NOW)
    tell_that_it_appeared(page, ("page", page.pk), comment=comment_on(page, "Drie."))

    assert reasons_of(follower) == ["follows", "follows"]


def test_batches_reach_everyone_once_and_go_on_where_one_died(
    page: ContentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(followers, "BATCH", 2)
    several = [UserFactory() for _number in range(5)]
    for follower in several:
        let_follow(follower, "subject", 1)
        let_follow(follower, "subject", 2)
    thing = thing_under(("subject", 1), ("subject", 2), object_id=page.pk)
    happening.note_thing(thing)
    event_id = Event.objects.get(thing=thing).pk
    # As a worker leaves it that died after two, when a third was told but not written down.
    Event.objects.filter(pk=event_id).update(passed_on_to=several[1].pk)
    Notice.objects.create(event_id=event_id, receiver=several[2], reason="follows", made_at=NOW)

    pass_all_on()

    told = Notice.objects.order_by("receiver").values_list("receiver_id", flat=True)
    assert list(told) == [follower.pk for follower in several[2:]]


def test_what_is_told_to_many_costs_as_many_queries_as_what_is_told_to_one(page: ContentPage) -> None:
    def cost(followers_count: int, subject: int) -> int:
        for _number in range(followers_count):
            let_follow(UserFactory(), "subject", subject)
        with CaptureQueriesContext(connection) as queries:
            tell_that_it_appeared(page, ("subject", subject), comment=comment_on(page, f"Over {subject}."))
        return len(queries)

    cost(1, 1)
    assert cost(3, 2) == cost(6, 3)
