"""Everyone whom something concerns is told of it once, for the strongest reason, and nobody else."""

from datetime import timedelta

import pytest

from access.models import User
from content.models import ContentPage
from dialogue.services import edit_comment, say_helped, withdraw_comment
from dialogue.targets import target_of
from directory.models import Person
from notices import happening
from notices.models import Event, Mute, Notice, Preference
from notices.passing import take_up
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW as DIALOGUE_NOW
from tests.factories.dialogue import colleague, comment_on
from tests.factories.following import NOW, let_follow, thing_under
from tests.factories.notices import pass_all_on, reasons_of, tell_of, tell_that_it_appeared
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
    tell_that_it_appeared(page, ("page", page.pk), comment=answer)

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
    Preference.objects.create(user=everywhere, site_level=Level.EVERYTHING)
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

    tell_that_it_appeared(page, ("subject", 1))

    assert not Notice.objects.exists()


def test_a_muted_conversation_is_silent_and_another_under_the_page_is_not(page: ContentPage) -> None:
    writer = colleague("Noor Wit")
    loud, quiet = (comment_on(page, text, author=writer) for text in ("Eén.", "Twee."))
    Mute.objects.create(owner=writer, thread=quiet, muted_at=NOW)

    tell_of(comment_on(page, "Ja.", parent=loud))
    tell_of(comment_on(page, "Nee, @noor-wit.", parent=quiet))

    assert reasons_of(writer) == ["answered"]


def test_a_mail_waits_for_the_hours_of_its_receiver(page: ContentPage, keeper: User) -> None:
    Preference.objects.create(user=keeper, quiet_from="09:00", quiet_until="15:00")

    tell_of(comment_on(page))

    [notice] = Notice.objects.filter(receiver=keeper)
    assert f"{notice.mail_due_at:%H:%M}" == "14:00"


def test_what_no_worker_passed_on_is_taken_up(page: ContentPage, keeper: User) -> None:
    happening.note_posted(comment_on(page), target_of(page))

    take_up(DIALOGUE_NOW + timedelta(seconds=30))
    assert not Notice.objects.exists()
    take_up(DIALOGUE_NOW + timedelta(minutes=2))

    assert reasons_of(keeper) == ["keeper"]
