"""The screen of notices: three heaps, new ones marked, muting in place, and nothing of anybody else."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.models import User
from content.models import ContentPage
from notices import views
from notices.models import Mute, Notice
from notices.reading import count_new
from tests.conftest import QueryCounter
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import comment_on
from tests.factories.directory import PersonFactory
from tests.factories.following import let_follow, thing_under
from tests.factories.notices import tell_of, tell_of_thing
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db
MINE = reverse("notices:mine")


@pytest.fixture
def page(employee: User) -> ContentPage:
    """A live news item for which `employee` answers."""
    news: ContentPage = NewsPageFactory(title="Vakantie", keeper=PersonFactory(user=employee))
    return news


def be_told(page: ContentPage) -> Notice:
    """Return the notice to who answers for `page` of a new comment there."""
    comment = comment_on(page)
    tell_of(comment)
    notice = Notice.objects.get(event__comment=comment)
    # The screen goes by the clock, and forgets what is old.
    Notice.objects.filter(pk=notice.pk).update(made_at=timezone.now())
    return notice


def test_a_new_notice_stands_there_until_it_is_opened(
    reader: Client, employee: User, page: ContentPage
) -> None:
    notice = be_told(page)
    assert b'<b class="new">' in reader.get(MINE).content

    opened = reader.get(reverse("notices:open", args=[notice.pk]))

    assert opened.url == reverse("dialogue:comment-detail", args=[notice.event.comment_id])  # type: ignore[attr-defined]  # a redirect
    assert b'<b class="new">' not in reader.get(MINE).content


def test_all_are_read_at_once(reader: Client, employee: User, page: ContentPage) -> None:
    for _several in range(3):
        be_told(page)
    assert count_new(employee, timezone.now()) == 3

    reader.post(reverse("notices:read-all"))

    assert count_new(employee, timezone.now()) == 0


def test_what_comes_while_somebody_reads_is_still_new(
    reader: Client, employee: User, page: ContentPage
) -> None:
    seen = be_told(page)
    assert f'name="up_to" value="{seen.pk}"' in reader.get(MINE).content.decode()
    since = be_told(page)

    reader.post(reverse("notices:read-all"), {"up_to": str(seen.pk)})

    assert [notice.pk for notice in Notice.objects.unread()] == [since.pk]


def test_without_scripts_a_muted_notice_is_shown_on_its_own_page_of_the_list(
    reader: Client, page: ContentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "ROWS_PER_PAGE", 1)
    first = be_told(page)
    be_told(page)

    back = reader.post(reverse("notices:mute", args=[first.pk]), {"what": "kind"})

    assert back.url == f"{MINE}?show=me&page=2#n{first.pk}"  # type: ignore[attr-defined]  # as above
    assert f'id="n{first.pk}"' in reader.get(back.url).content.decode()  # type: ignore[attr-defined]  # as above


def test_what_waits_for_a_mail_alone_is_not_read_in_brink(reader: Client, page: ContentPage) -> None:
    only_mailed = be_told(page)
    Notice.objects.filter(pk=only_mailed.pk).update(is_in_site=False)

    reader.post(reverse("notices:read-all"))

    assert Notice.objects.get(pk=only_mailed.pk).read_at is None


def test_muting_says_so_in_its_place_and_can_be_turned_back(
    reader: Client, employee: User, page: ContentPage
) -> None:
    notice = be_told(page)
    address = reverse("notices:mute", args=[notice.pk])

    muted = reader.post(address, {"what": "thread", "level": "h4"}, headers={"HX-Request": "true"})
    assert muted.content.count(b"<li") == muted.content.count(b"<h4") == 1
    assert "Gedempt" in muted.content.decode()
    assert Mute.objects.get().thread_id == notice.event.comment_id

    back = reader.post(reverse("notices:unmute", args=[notice.pk]), {"what": "thread"})
    assert back.url == f"{MINE}?show=me#n{notice.pk}"  # type: ignore[attr-defined]  # as above
    assert not Mute.objects.exists()


@pytest.mark.parametrize("way", ["source", "gossip", ""])
def test_what_a_notice_does_not_offer_to_mute_is_not_muted(
    reader: Client, page: ContentPage, way: str
) -> None:
    notice = be_told(page)

    assert reader.post(reverse("notices:mute", args=[notice.pk]), {"what": way}).status_code == 404
    assert not Mute.objects.exists()


def test_a_notice_of_somebody_else_is_not_there(reader: Client, page: ContentPage) -> None:
    notice = be_told(page)
    Notice.objects.update(receiver=UserFactory())

    answers = [reader.get(reverse("notices:open", args=[notice.pk]))]
    answers += [
        reader.post(reverse(f"notices:{act}", args=[notice.pk])) for act in ("read", "mute", "unmute")
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert "Vakantie" not in reader.get(MINE).content.decode()


def test_what_one_may_see_no_more_is_neither_shown_nor_counted(
    reader: Client, employee: User, page: ContentPage
) -> None:
    notice = be_told(page)

    restrict(page)

    employee = User.objects.get(pk=employee.pk)
    assert count_new(employee, timezone.now()) == 0
    assert "Vakantie" not in reader.get(MINE).content.decode()
    assert reader.get(reverse("notices:open", args=[notice.pk])).status_code == 404


def test_three_notices_cost_as_much_as_six(
    employee: User, page: ContentPage, queries_of: QueryCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The screen does not show all six.
    monkeypatch.setattr("notices.reading.IN_SHORT", 4)

    def be_told_three_times() -> None:
        for _several in range(3):
            be_told(page)
            other = NewsPageFactory()
            let_follow(employee, "page", other.pk)
            comment = comment_on(other)
            tell_of_thing(
                thing_under(("page", other.pk), kind="comment", object_id=comment.pk, page_id=other.pk)
            )
        Notice.objects.update(made_at=timezone.now())

    be_told_three_times()
    few = queries_of(MINE)
    be_told_three_times()

    assert queries_of(MINE) == few


def test_it_is_everything_only_where_there_is_no_more(
    reader: Client, page: ContentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _both in range(2):
        be_told(page)
    assert "Dat was alles." in reader.get(MINE).text

    monkeypatch.setattr("notices.reading.IN_SHORT", 1)

    assert "Dat was alles." not in reader.get(MINE).text


def test_without_notices_there_is_a_way_on(reader: Client) -> None:
    assert "Geen meldingen" in reader.get(MINE).content.decode()
    assert reader.get(f"{MINE}?show=gossip").status_code == 404
