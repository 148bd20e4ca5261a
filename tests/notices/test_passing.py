"""Everyone whom something concerns is told of it once, for the strongest reason, and nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.models import User
from content.models import ContentPage
from dialogue.models import BrinkComment
from dialogue.services import edit_comment, say_helped, withdraw_comment
from dialogue.targets import target_of
from directory.models import Person
from following.models import Change, Thing
from notices import followers, happening
from notices.models import Event, Mute, Notice, Preference
from notices.passing import take_up
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW as DIALOGUE_NOW
from tests.factories.dialogue import colleague, comment_on
from tests.factories.following import NOW, let_follow, thing_under
from tests.factories.notices import pass_all_on, reasons_of, tell_of, tell_of_thing
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


def appear(page: ContentPage, *sources: tuple[str, int], comment: BrinkComment | None = None) -> None:
    """Let the page, or talk under it, appear under `sources` and be passed on."""
    kind, number = ("comment", comment.pk) if comment is not None else ("news", page.pk)
    tell_of_thing(thing_under(*sources, kind=kind, object_id=number, page_id=page.pk))


def choose(user: User, **values: Any) -> None:  # Any: of each field its own
    Preference.objects.create(user=user, **values)


def test_a_comment_is_told_to_who_answers_for_the_page_and_an_answer_to_whom_it_answers(
    page: ContentPage, keeper: User
) -> None:
    asker = colleague("Noor Wit")

    question = comment_on(page, "Mag het?", author=asker, is_question=True)
    tell_of(question)
    tell_of(comment_on(page, "Ja.", author=keeper, parent=question))

    assert reasons_of(keeper) == ["keeper"]
    assert reasons_of(asker) == ["asked"]


def test_who_asked_above_hears_of_an_answer_to_somebody_else(page: ContentPage) -> None:
    asker, helper, third = colleague("Noor Wit"), colleague("Joris Hoek"), colleague("Mila Oka")
    question = comment_on(page, "Mag het?", author=asker, is_question=True)
    answer = comment_on(page, "Volgens mij wel.", author=helper, parent=question)

    tell_of(comment_on(page, "Nee hoor.", author=third, parent=answer))

    assert reasons_of(asker) == ["asked"]
    assert reasons_of(helper) == ["answered"]


def test_who_is_answered_and_named_and_follows_is_told_once(page: ContentPage, keeper: User) -> None:
    asker = colleague("Noor Wit")
    let_follow(asker, "page", page.pk)
    question = comment_on(page, "Mag het?", author=asker)

    answer = comment_on(
        page, "Ja, @noor-wit en @karin-kamp.", author=colleague("Joris Hoek"), parent=question
    )
    tell_of(answer)
    appear(page, ("page", page.pk), comment=answer)

    assert reasons_of(asker) == ["answered"]
    assert reasons_of(keeper) == ["named"]


def test_who_muted_answers_is_still_told_that_they_are_named(page: ContentPage) -> None:
    asker = colleague("Noor Wit")
    Mute.objects.create(owner=asker, kind=Event.Kind.ANSWER, muted_at=NOW)
    first = comment_on(page, "Mooi.", author=asker)

    tell_of(comment_on(page, "Ja, @noor-wit.", parent=first))

    assert reasons_of(asker) == ["named"]


def test_an_edit_that_names_more_tells_only_them(page: ContentPage) -> None:
    first, later, writer = colleague("Noor Wit"), colleague("Mila Oka"), colleague("Joris Hoek")
    comment = comment_on(page, "Zie @noor-wit.", author=writer)
    tell_of(comment)

    edited = edit_comment(editor=writer, comment=comment, text="Zie @noor-wit en @mila-oka.", now=NOW)
    happening.note_mentions(edited, target_of(page))
    pass_all_on()

    assert (reasons_of(first), reasons_of(later)) == (["named"], ["named"])


def test_whose_answer_helped_hears_from_whom(page: ContentPage, keeper: User) -> None:
    asker = colleague("Noor Wit")
    question = comment_on(page, "Mag het?", author=asker, is_question=True)
    answer = comment_on(page, "Ja.", author=keeper, parent=question)

    helped = say_helped(asker=asker, answer=answer, now=NOW)
    happening.note_help(helped, target_of(page))
    pass_all_on()

    [notice] = Notice.objects.filter(event__kind=Event.Kind.HELPED)
    assert (notice.receiver, notice.reason, notice.event.actor) == (keeper, "helped", asker)


def test_what_is_taken_back_in_time_is_told_to_nobody(page: ContentPage, keeper: User) -> None:
    writer = colleague("Noor Wit")
    comment = comment_on(page, author=writer)
    happening.note_posted(comment, target_of(page))

    withdraw_comment(author=writer, comment=comment, now=NOW)
    pass_all_on()

    assert not Notice.objects.exists()


def test_nobody_is_told_of_what_they_may_not_see(page: ContentPage, keeper: User) -> None:
    follower, everywhere = UserFactory(), UserFactory()
    let_follow(follower, "subject", 1)
    choose(everywhere, site_level=Level.EVERYTHING)
    happening.note_posted(comment_on(page), target_of(page))
    happening.note_thing(thing_under(("subject", 1), object_id=page.pk, page_id=page.pk))

    restrict(page)
    pass_all_on()

    assert not Notice.objects.exists()


def test_who_left_or_lost_their_account_is_not_told(page: ContentPage, keeper: User) -> None:
    closed, gone = UserFactory(is_active=False), colleague("Weg Gegaan")
    Person.objects.filter(user=gone).update(left_on=NOW.date())
    for user in (closed, gone):
        let_follow(user, "subject", 1)

    appear(page, ("subject", 1))

    assert not Notice.objects.exists()


def test_followers_are_told_by_the_nearest_of_what_they_follow(page: ContentPage, keeper: User) -> None:
    follower, author = UserFactory(), colleague("Liv Aerts")
    for kind, number in (("subject", 1), ("person", author.person.pk)):
        let_follow(follower, kind, number)
    let_follow(author, "subject", 1)

    appear(page, ("subject", 1), ("person", author.person.pk))

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
    choose(receiver, site_level=site_level, mail_level=mail_level)
    let_follow(receiver, "subject", 1)
    first = comment_on(page, author=receiver)

    tell_of(comment_on(page, "Zeker.", parent=first))
    appear(page, ("subject", 1))

    own = Notice.objects.filter(receiver=receiver).order_by("pk")
    assert list(own.values_list("reason", "is_in_site", "mail")) == told


def test_who_wants_everything_is_told_unless_they_muted_a_source(page: ContentPage, keeper: User) -> None:
    everywhere, not_this = UserFactory(), UserFactory()
    for user in (everywhere, not_this):
        choose(user, site_level=Level.EVERYTHING)
    muted = let_follow(not_this, "subject", 1).source
    Mute.objects.create(owner=not_this, source=muted, muted_at=NOW)

    appear(page, ("subject", 1))

    assert (reasons_of(everywhere), reasons_of(not_this)) == (["everything"], [])


def test_a_muted_conversation_is_silent_and_another_under_the_page_is_not(page: ContentPage) -> None:
    writer = colleague("Noor Wit")
    loud, quiet = (comment_on(page, text, author=writer) for text in ("Eén.", "Twee."))
    Mute.objects.create(owner=writer, thread=quiet, muted_at=NOW)

    tell_of(comment_on(page, "Ja.", parent=loud))
    tell_of(comment_on(page, "Nee, @noor-wit.", parent=quiet))

    assert reasons_of(writer) == ["answered"]


def test_talk_under_a_page_is_told_again_only_once_it_is_read(page: ContentPage, keeper: User) -> None:
    follower = UserFactory()
    let_follow(follower, "page", page.pk)

    for text in ("Eén.", "Twee."):
        appear(page, ("page", page.pk), comment=comment_on(page, text))
    Notice.objects.filter(receiver=follower).update(read_at=NOW)
    appear(page, ("page", page.pk), comment=comment_on(page, "Drie."))

    assert reasons_of(follower) == ["follows", "follows"]


def test_a_mail_waits_for_the_hours_of_its_receiver(page: ContentPage, keeper: User) -> None:
    choose(keeper, quiet_from="09:00", quiet_until="15:00")

    tell_of(comment_on(page))

    [notice] = Notice.objects.filter(receiver=keeper)
    assert f"{notice.mail_due_at:%H:%M}" == "14:00"


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
            appear(page, ("subject", subject), comment=comment_on(page, f"Over {subject}."))
        return len(queries)

    cost(1, 1)
    assert cost(3, 2) == cost(12, 3)


def test_what_no_worker_passed_on_is_taken_up(page: ContentPage, keeper: User) -> None:
    happening.note_posted(comment_on(page), target_of(page))

    take_up(DIALOGUE_NOW + timedelta(seconds=30))
    assert not Notice.objects.exists()
    take_up(DIALOGUE_NOW + timedelta(minutes=2))

    assert reasons_of(keeper) == ["keeper"]
