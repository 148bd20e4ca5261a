"""What happened is written down as it is by then, not as it was when somebody began to tell of it."""

import pytest

from content.models import ContentPage
from notices import happening
from notices.models import Event
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.following import let_follow, thing_under
from tests.factories.notices import reasons_of, tell_of_thing
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
