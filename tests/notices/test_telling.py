"""A notice says who did what and why the reader is told, and nothing of what they may not see."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from access.models import User
from content.models import ContentPage
from dialogue.services import hide_comment, withdraw_comment
from dialogue.targets import target_of
from following.models import Change, Thing
from notices import happening
from notices.models import Event, Notice
from notices.muting import NothingToMute, mute, unmute
from notices.reading import mark_all_read
from notices.telling import Told, told
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import colleague, comment_on, moderator
from tests.factories.following import NOW, let_follow, thing_under
from tests.factories.notices import pass_all_on, tell_of, tell_of_thing
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> object:
    with override("en"):
        yield


@pytest.fixture
def keeper(db: None) -> User:
    return colleague("Karin Kamp")


@pytest.fixture
def page(keeper: User) -> ContentPage:
    """A live news item that everyone sees."""
    news: ContentPage = NewsPageFactory(title="Vakantie", keeper=keeper.person)
    return news


def lines_for(user: User) -> list[Told]:
    # Read anew, so that what they may see is looked up again.
    return told(Notice.objects.filter(receiver=user).order_by("pk"), User.objects.get(pk=user.pk))


def sentences_for(user: User) -> list[tuple[str, str]]:
    return [(line.sentence, line.reason) for line in lines_for(user)]


def test_the_sentence_names_who_and_where_and_the_reason_why(page: ContentPage, keeper: User) -> None:
    asker, helper = colleague("Noor Wit"), colleague("Joris Hoek")

    question = comment_on(page, "Mag het?", author=asker, is_question=True)
    tell_of(question)
    tell_of(comment_on(page, "Vraag @karin-kamp.", author=helper, parent=question))

    assert sentences_for(keeper) == [
        ("Noor Wit asks you under Vakantie", "Because you answer for this page."),
        ("Joris Hoek named you under Vakantie", "Because your name is in it."),
    ]
    [line] = lines_for(asker)
    assert [(part.role, part.text) for part in line.parts] == [
        ("who", "Joris Hoek"),
        ("", " answered your question under "),
        ("what", "Vakantie"),
    ]
    assert (line.language, line.text, line.is_open) == ("nl", "Vraag @Karin Kamp.", True)


def test_who_follows_somebody_reads_so(page: ContentPage, keeper: User) -> None:
    follower, writer = UserFactory(), colleague("Liv Aerts")
    source = let_follow(follower, "person", writer.person.pk).source
    comment = comment_on(page, author=writer)

    tell_of_thing(
        thing_under(("person", writer.person.pk), kind="comment", object_id=comment.pk, page_id=page.pk)
    )

    [line] = lines_for(follower)
    assert (line.sentence, line.reason) == ("Liv Aerts wrote under Vakantie", "Because you follow Liv Aerts.")
    assert [(way.muting.name, way.words) for way in line.ways] == [
        ("source", "Mute Liv Aerts"),
        ("thread", "Mute this conversation"),
        ("kind", "Mute this kind: Talk under or by what you follow"),
    ]
    assert line.ways[0].muting.source == source.pk


def test_later_talk_by_others_is_said_until_the_notice_is_read(page: ContentPage) -> None:
    follower = UserFactory()
    let_follow(follower, "page", page.pk)
    first = comment_on(page, now=NOW)
    tell_of_thing(Thing.objects.get(kind="comment", object_id=first.pk))

    [alone] = lines_for(follower)
    comment_on(page, author=follower, now=NOW + timedelta(minutes=1))
    [besides_own] = lines_for(follower)
    comment_on(page, now=NOW + timedelta(minutes=2))
    [besides_others] = lines_for(follower)
    mark_all_read(reader=follower, now=NOW)
    [read] = lines_for(follower)

    lines = (alone, besides_own, besides_others, read)
    assert [line.has_more for line in lines] == [False, False, True, False]


def test_a_change_says_what_changed(page: ContentPage) -> None:
    follower = UserFactory()
    let_follow(follower, "page", page.pk)
    page.keeper = None
    page.save()
    what = "Kopen kan tot 15 december."
    change = Change.objects.create(page=page, on=NOW.date(), what=what, changed_at=NOW)

    tell_of_thing(thing_under(("page", page.pk), kind="change", object_id=change.pk, page_id=page.pk))

    [line] = lines_for(follower)
    assert (line.sentence, line.text, line.text_is_news) == (
        "This page was changed: Vakantie",
        what,
        True,
    )


def test_what_the_reader_may_see_no_more_is_not_told(page: ContentPage, keeper: User) -> None:
    tell_of(comment_on(page))
    assert len(lines_for(keeper)) == 1

    restrict(page)

    assert lines_for(keeper) == []


@pytest.mark.parametrize("fate", ["withdrawn", "hidden", "unpublished"])
def test_what_stands_no_more_is_not_told(page: ContentPage, keeper: User, fate: str) -> None:
    writer = colleague("Noor Wit")
    comment = comment_on(page, author=writer)
    tell_of(comment)

    if fate == "withdrawn":
        withdraw_comment(author=writer, comment=comment, now=NOW)
    elif fate == "hidden":
        hide_comment(moderator=moderator(), comment=comment, reason="Grof.", now=NOW)
    else:
        page.unpublish()

    assert lines_for(keeper) == []


def test_an_author_is_told_of_a_decision_without_the_page_or_the_moderator(page: ContentPage) -> None:
    writer = colleague("Noor Wit")
    comment = comment_on(page, author=writer)
    hidden = hide_comment(moderator=moderator(), comment=comment, reason="Grof.", now=NOW)
    happening.note_decision(hidden.decisions.get())
    restrict(page)

    pass_all_on()

    [line] = lines_for(writer)
    assert (line.sentence, line.person, line.text, line.ways) == (
        "A moderator looked at your comment",
        None,
        "",
        [],
    )
    assert line.notice.mail == ""


def test_a_notice_of_another_is_not_told(page: ContentPage, keeper: User) -> None:
    tell_of(comment_on(page))

    assert told(Notice.objects.all(), UserFactory()) == []


def test_muting_and_turning_on_again_are_said_in_the_line(page: ContentPage, keeper: User) -> None:
    comment = comment_on(page)
    tell_of(comment)

    for _twice in range(2):
        mute(owner=keeper, thread=comment.pk, now=NOW)
    assert [line.muted.words for line in lines_for(keeper) if line.muted] == ["Mute this conversation"]

    unmute(owner=keeper, thread=comment.pk)
    assert [line.muted for line in lines_for(keeper)] == [None]


@pytest.mark.parametrize("wanted", [{"thread": 0}, {"source": 0}, {"kind": "gossip"}, {}])
def test_what_is_not_there_cannot_be_muted(
    keeper: User,
    wanted: dict[str, Any],  # Any: of each column its own
) -> None:
    with pytest.raises(NothingToMute):
        mute(owner=keeper, now=NOW, **wanted)


def test_every_kind_of_event_has_a_sentence(page: ContentPage, keeper: User) -> None:
    asker = colleague("Noor Wit")
    comment = comment_on(page, "Mag het?", author=asker, is_question=True)
    target = target_of(page)
    happening.note_asked_again(comment, target)
    pass_all_on()
    event = Event.objects.get()
    said = set()
    told_by_rooms_above = {Event.Kind.MEMBERSHIP, Event.Kind.GATHERING, Event.Kind.HOSTING}
    kinds = set(Event.Kind) - {Event.Kind.PUBLISHED, Event.Kind.ANNOUNCEMENT} - told_by_rooms_above
    for kind in kinds:
        Event.objects.filter(pk=event.pk).update(kind=kind)
        said |= {line.sentence for line in lines_for(keeper)}

    assert len(said) == len(kinds)
