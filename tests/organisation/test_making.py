"""What was written in bulk is what the receivers would have written one by one."""

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from access.models import FileUse, User
from blog.models import Blog, BlogPost, Episode, Podcast
from content.models import ContentPage, PageScope
from dialogue.models import BrinkComment, Conversation
from dialogue.services import post_comment
from directory.models import Person, Unit
from following.follows import follow
from following.models import Source
from home.models import HomePage
from home.organisation.making import OtherSize, make_organisation
from home.organisation.plan import TALKED_ABOUT_COUNT, Plan, Size
from knowledge.models import ProcedurePage, SectionPage
from news.models import NewsPage
from notices.models import Event, Notice
from notices.telling import told
from search.kinds import kind_of
from search.models import Entry
from tests.factories.pages import NewsPageFactory
from tests.organisation.conftest import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("db")]

# Columns that say which row it is, or when it was written.
OF_THE_ROW = {"id", "object_id", "version", "title_norm", "dated_on"}


def columns(row: Any) -> dict[str, Any]:  # Any: rows of every kind
    return {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name not in OF_THE_ROW
    }


def traces_of(thing: Any) -> dict[str, Any]:  # Any: pages and people
    """Return what the rooms keep about `thing` elsewhere."""
    entry = Entry.objects.get(kind=kind_of(thing).name, object_id=thing.pk)
    index = IndexEntry.objects.get(
        content_type=ContentType.objects.get_for_model(type(thing)), object_id=str(thing.pk)
    )
    return {
        "entry": columns(entry),
        "passages": list(entry.passages.values_list("position", "anchor", "heading", "text", "language")),
        "uses": sorted(
            FileUse.objects.filter(thing_kind="page", thing_id=thing.pk).values_list(
                "file_kind", "file_id", "scope_id"
            )
        ),
        "index": columns(index),
        "keys": entry.keys_of_person,
        "subjects": sorted(entry.subjects.values_list("pk", flat=True)),
    }


def sample_of(model: type[ContentPage], language: str = "nl") -> list[ContentPage]:
    pages = list(model.objects.filter(locale__language_code=language).order_by("pk"))
    return [*pages[:2], *pages[2:][-1:]]


@pytest.mark.parametrize(
    ("model", "language"),
    [
        (NewsPage, "nl"),
        (NewsPage, "en"),
        (ProcedurePage, "nl"),
        (SectionPage, "nl"),
        (Blog, "nl"),
        (BlogPost, "nl"),
        (Podcast, "nl"),
        (Episode, "nl"),
    ],
)
def test_pages_leave_the_traces_that_wagtail_would_have_left(
    organisation: HomePage, model: type[ContentPage], language: str
) -> None:
    for page in sample_of(model, language):
        copy = page.copy(update_attrs={"slug": f"{page.slug}-kopie"})

        assert traces_of(page) == traces_of(copy)
        assert page.visibility.scope_id == copy.visibility.scope_id
        assert page.url_path.replace(page.slug, copy.slug) == copy.url_path
        for name in (
            "depth",
            "content_type_id",
            "locale_id",
            "draft_title",
            "live",
            "has_unpublished_changes",
        ):
            assert getattr(page, name) == getattr(copy, name), name
        assert set(page.subjects.all()) == set(copy.subjects.all())


def test_people_leave_the_traces_that_saving_would_have_left(organisation: HomePage) -> None:
    for person in Person.objects.order_by("pk")[:5]:
        bulk = traces_of(person)
        Entry.objects.filter(kind="person", object_id=person.pk).delete()
        IndexEntry.objects.filter(object_id=str(person.pk)).delete()

        person.save()

        assert traces_of(person) == bulk


def test_a_closed_section_closes_what_stands_in_it(organisation: HomePage) -> None:
    closed = SectionPage.objects.order_by("path").first()
    scope = closed.visibility.scope

    branch = PageScope.objects.filter(page__path__startswith=closed.path)

    assert scope.condition.startswith("role:")
    assert branch.count() > 1
    assert set(branch.values_list("scope", flat=True)) == {scope.pk}
    assert Page.objects.filter(depth__gt=1, visibility=None).count() == 0


def test_the_trees_have_no_fault(organisation: HomePage) -> None:
    assert not any(Page.find_problems())
    assert not any(Unit.find_problems())


def test_a_thread_has_the_order_that_posting_would_have_given(organisation: HomePage) -> None:
    news = NewsPage.objects.newest_first().filter(locale__language_code="nl").first()
    under = BrinkComment.objects.under(news.content_type_id, str(news.pk))
    made = list(under.order_by("thread_id", "order"))
    elsewhere = NewsPageFactory(parent=news.get_parent())
    posted: dict[int, BrinkComment] = {}

    for comment in made:
        posted[comment.pk] = post_comment(
            author=comment.user,
            target=elsewhere,
            text=comment.comment,
            parent=posted.get(comment.parent_id),
            now=comment.submit_date,
        )

    assert len(made) == TALKED_ABOUT_COUNT
    assert {comment.level for comment in made} == {0, 1, 2}
    for comment in made:
        twin = BrinkComment.objects.get(pk=posted[comment.pk].pk)
        assert twin.parent_id == posted[comment.parent_id].pk
        assert twin.thread_id == posted[comment.thread_id].pk
        for name in ("level", "order", "nested_count", "user_name", "is_public", "is_removed", "followup"):
            assert getattr(twin, name) == getattr(comment, name), name
        if comment.level == 0:
            summaries = [
                Conversation.objects.filter(root=root).values(
                    "content_type", "standing_count", "hidden_count", "last_spoken_at", "waits_since"
                )
                for root in (comment, twin)
            ]
            assert list(summaries[0]) == list(summaries[1])


def test_everyone_follows_a_handful_among_which_their_manager(organisation: HomePage) -> None:
    for person in Person.objects.select_related("user").order_by("pk")[:10]:
        assert person.user is not None
        chosen = person.user.follows.exclude(source__kind="group")
        followed = set(chosen.values_list("source__kind", "source__object_id"))

        assert 3 <= len(followed) <= 9
        assert ("person", person.manager_id) in followed or person.manager_id is None
        assert {("subject", subject.pk) for subject in person.subjects.all()} <= followed


def test_follows_are_as_choosing_them_would_have_written(organisation: HomePage) -> None:
    for user in User.objects.filter(follows__isnull=False).distinct().order_by("pk")[:3]:
        made = {follow.source_id: columns(follow) for follow in user.follows.select_related("source")}
        sources = list(Source.objects.filter(follows__follower=user).order_by("pk"))
        user.follows.all().delete()

        for source in sources:
            follow(follower=user, kind=source.kind, object_id=source.object_id, now=NOW)

        assert {one.source_id: columns(one) for one in user.follows.all()} == made


def test_everyone_is_told_of_news_that_they_may_see_and_follow(organisation: HomePage) -> None:
    notices = Notice.objects.select_related("event", "source")

    assert Event.objects.filter(passed_on_at=NOW).count() == Event.objects.count() == 3
    assert notices.values("receiver").distinct().count() > 100
    for user in User.objects.filter(notices__isnull=False).distinct().order_by("pk")[:3]:
        own = notices.filter(receiver=user)
        assert len(told(own, user)) == own.count()
        assert {notice.source_id for notice in own} <= set(user.follows.values_list("source", flat=True))


def test_made_again_it_changes_nothing(organisation: HomePage, plan: Plan) -> None:
    before = (Person.objects.count(), Page.objects.count(), BrinkComment.objects.count())

    made = make_organisation(plan, organisation, lambda stage: None)

    assert not made
    assert (Person.objects.count(), Page.objects.count(), BrinkComment.objects.count()) == before


def test_another_size_with_the_same_seed_is_refused(organisation: HomePage) -> None:
    with pytest.raises(OtherSize) as refusal:
        make_organisation(Plan(Size(people=50), seed=7, now=NOW), organisation, lambda stage: None)

    assert refusal.value.people_count == 120


def test_another_seed_stands_beside_it(organisation: HomePage) -> None:
    assert make_organisation(Plan(Size(people=20), seed=8, now=NOW), organisation, lambda stage: None)

    assert Person.objects.count() == 140
    assert not any(Page.find_problems())


def test_new_rows_get_keys_of_their_own_afterwards(organisation: HomePage) -> None:
    person = Person.objects.first()
    assert person is not None

    fresh = Person.objects.create(slug="nieuw", name="Nieuw", sort_name="Nieuw", scope=person.scope)
    page = NewsPageFactory()

    assert fresh.pk > person.pk
    assert PageScope.objects.filter(page=page).exists()
    assert connection.in_atomic_block
