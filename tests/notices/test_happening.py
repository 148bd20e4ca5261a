"""What happened is written down as it is by then, not as it was when somebody began to tell of it."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from content.models import ContentPage
from dialogue.services import withdraw_comment
from following.models import Thing
from notices import happening
from notices.models import Event, Notice
from notices.reading import count_new
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import colleague, comment_on
from tests.factories.following import NOW, let_follow, thing_under
from tests.factories.notices import pass_all_on, reasons_of, tell_of_thing
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def page(home: object) -> ContentPage:
    """A live news item that everyone sees."""
    news: ContentPage = NewsPageFactory()
    return news


def test_what_was_closed_a_moment_after_it_appeared_is_told_to_nobody(page: ContentPage) -> None:
    outsider = UserFactory()
    let_follow(outsider, "subject", 1)
    thing = thing_under(("subject", 1), object_id=page.pk, page_id=page.pk)

    restrict(page)
    tell_of_thing(thing)

    assert reasons_of(outsider) == []
    assert Event.objects.get().scope_id == page.visibility.scope_id


def test_what_is_gone_again_did_not_happen(page: ContentPage) -> None:
    thing = thing_under(("subject", 1), object_id=page.pk, page_id=page.pk)

    page.delete()

    assert happening.note_thing(thing) is None
    assert not Event.objects.exists()


def test_what_goes_offline_and_comes_back_is_told_once_and_keeps_its_notices(
    home: object, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    early, late = UserFactory(), UserFactory()
    page = NewsPageFactory(live=False, published_on=None)
    section_id = page.get_parent().pk
    let_follow(early, "section", section_id)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    pass_all_on()
    before = list(Notice.objects.values_list("pk", flat=True))

    page.refresh_from_db()
    page.unpublish()
    offline = count_new(early, NOW)
    let_follow(late, "section", section_id)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    pass_all_on()

    assert (len(before), offline, count_new(early, NOW)) == (1, 0, 1)
    assert list(Notice.objects.filter(receiver=early).values_list("pk", flat=True)) == before
    assert reasons_of(late) == [Notice.Reason.FOLLOWS]
    assert Event.objects.count() == 1


def test_who_did_not_see_talk_that_was_taken_away_is_told_of_the_next(page: ContentPage) -> None:
    follower, speaker = UserFactory(), colleague("Els Wit")
    let_follow(follower, "page", page.pk)
    first = comment_on(page, "Weg ermee.", author=speaker, now=NOW)
    tell_of_thing(Thing.objects.get(kind="comment", object_id=first.pk))

    withdraw_comment(author=speaker, comment=first, now=NOW)
    second = comment_on(page, "Dat kan ook anders.", author=speaker, now=NOW)
    tell_of_thing(Thing.objects.get(kind="comment", object_id=second.pk))

    assert count_new(follower, NOW) == 1
