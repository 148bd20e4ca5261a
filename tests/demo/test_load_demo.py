from io import StringIO
from itertools import product

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Page

from access.models import User
from blog.models import Blog, BlogChange, BlogPost, Episode
from content.models import BrinkImage, PageTranslation
from content.sound import read_sound
from dialogue.models import BrinkComment, CommentFile, CommentReport, Pin, Reaction
from directory.models import Person
from following.models import Follow, Visit
from following.sources import place_of
from groups.models import AskedPerson, Group, Membership, Post, Question
from home.demo.people import PASSWORD
from home.models import MainMenuLine, OrganisationSettings
from knowledge.models import ProcedurePage, SectionPage, StatementPage, ToolGuidePage
from knowledge.tools import ForWhom, HowLong, WhatKind, best_rule
from news.models import EventPage, MustKnow, NewsPage
from notices.models import Event, Notice

pytestmark = pytest.mark.usefixtures("lindewaard", "db")

ACCOUNTS = ("noor", "emre", "liv", "hugo", "mila", "otto", "admin", "sam")
RESTRICTED = "/news/adviesaanvraag-winterrooster/"


def everything_stored() -> dict[str, list[tuple[object, ...]]]:
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model._meta.managed
    }


def load() -> str:
    said = StringIO()
    call_command("load_demo", stdout=said, stderr=StringIO())
    return said.getvalue()


def sign_in(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


@pytest.mark.any_database
def test_loading_again_changes_nothing() -> None:
    before = everything_stored()

    said = load()

    assert everything_stored() == before
    assert said.count("all there") == len(said.splitlines()) >= 6


def test_what_was_lost_on_the_way_comes_back() -> None:
    ProcedurePage.objects.get(slug="verlof-aanvragen").delete()
    Person.objects.get(user__username="tom").delete()
    User.objects.get(username="tom").delete()

    load()

    assert ProcedurePage.objects.filter(slug="verlof-aanvragen", live=True).exists()
    assert Person.objects.get(user__username="tom").name == "Tom Verdonk"


def test_what_was_edited_stays_edited() -> None:
    Page.objects.filter(slug="thuiswerken").update(title="Werken waar je wilt")

    load()

    assert Page.objects.get(slug="thuiswerken").title == "Werken waar je wilt"


def test_it_is_not_loaded_in_production(settings: Settings) -> None:
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="not loaded in production"):
        load()


@pytest.mark.parametrize("username", ACCOUNTS)
def test_every_account_of_the_demonstration_signs_in(username: str) -> None:
    client = Client()

    client.post("/login/", {"login": username, "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(User.objects.get(username=username).pk)


def test_nobody_else_has_a_password() -> None:
    others = User.objects.exclude(username__in=ACCOUNTS)

    assert others.count() >= 5
    assert not any(user.has_usable_password() for user in others)


def test_there_is_enough_of_everything() -> None:
    assert Person.objects.count() >= 60
    assert NewsPage.objects.filter(locale__language_code="nl").count() >= 15
    assert ProcedurePage.objects.filter(locale__language_code="nl").count() >= 25
    assert BrinkComment.objects.count() >= 150


def test_an_english_page_knows_what_its_dutch_source_said() -> None:
    leave = PageTranslation.objects.get(source__slug="verlof-aanvragen")

    assert leave.page.locale.language_code == "en"
    assert leave.source_revision is not None
    assert leave.outdated_since is None


def test_leaders_and_a_team_write_and_ask_and_are_answered() -> None:
    posts = BlogPost.objects.filter(locale__language_code="nl")

    assert Blog.objects.filter(locale__language_code="nl").count() == 3
    assert posts.count() >= 10
    assert all(post.question.endswith("?") for post in posts)
    assert BlogChange.objects.filter(outcome=BlogChange.Outcome.NOT).exists()
    for post in posts:
        thread = BrinkComment.objects.filter(object_pk=str(post.pk))
        # Somebody answers, and a post of a leader is answered by the leader.
        assert thread.filter(level__gt=0, user=post.author.user).exists(), post


def test_an_episode_sounds_as_long_as_it_says_and_every_line_falls_in_it() -> None:
    episodes = Episode.objects.filter(locale__language_code="nl")

    assert episodes.count() == 3
    for episode in episodes:
        with episode.audio.file.open("rb") as file:
            assert read_sound(episode.audio.file.name, file).seconds == episode.audio.duration
        moments = [line.value["at"] for line in episode.transcript]
        assert 60 <= episode.audio.duration <= 120
        assert moments == sorted(moments)
        assert moments[-1] < episode.audio.duration
        assert {chapter.value["at"] for chapter in episode.chapters} <= set(moments)


def test_both_versions_of_an_episode_share_one_recording() -> None:
    english = Episode.objects.get(locale__language_code="en")
    dutch = Episode.objects.get(locale__language_code="nl", translation_key=english.translation_key)

    assert english.audio == dutch.audio
    assert len(english.transcript) == len(dutch.transcript)


def test_the_guide_has_a_tool_for_whatever_is_answered() -> None:
    guide = ToolGuidePage.objects.get(locale__language_code="nl")
    rules = guide.rules_for(User.objects.get(username="noor"), timezone.localdate())

    answers = product(ForWhom.values, WhatKind.values, HowLong.values)

    assert len(rules) >= 12
    assert all(
        best_rule(rules, {"for": for_whom, "what": what, "long": long}) for for_whom, what, long in answers
    )


def test_brink_is_told_to_be_open_and_careful_in_both_languages() -> None:
    for language in ("nl", "en"):
        statements = StatementPage.objects.live().filter(locale__language_code=language)
        assert {statement.kind for statement in statements} == set(StatementPage.Kind.values)


def test_the_municipality_has_its_name_menus_and_house_rules() -> None:
    page = sign_in("noor").get("/").content.decode()

    assert "Gemeente Lindewaard" in page
    assert "Groepen" in page
    assert "Gladheid" not in page
    assert OrganisationSettings.objects.get().has_house_rules


def test_what_the_office_must_know_is_not_told_at_the_pool() -> None:
    must_know = MustKnow.objects.get()

    assert must_know.title_nl in sign_in("noor").get("/").content.decode()
    assert must_know.title_nl not in sign_in("sam").get("/").content.decode()


def test_there_is_something_to_come_to_and_something_that_has_been() -> None:
    dutch = EventPage.objects.filter(locale__language_code="nl")

    assert dutch.upcoming(timezone.now()).count() >= 8
    assert dutch.past(timezone.now()).count() == 1
    assert all(event.starts_at < event.ends_at and event.first_day.weekday() < 5 for event in dutch)


@pytest.mark.parametrize("model", [NewsPage, ProcedurePage])
def test_a_third_of_the_pages_has_an_english_version(model: type[Page]) -> None:
    english = model.objects.filter(locale__language_code="en")

    originals = model.objects.filter(
        locale__language_code="nl", translation_key__in=english.values("translation_key")
    )

    assert english.count() == originals.count()
    assert english.count() * 3 >= model.objects.filter(locale__language_code="nl").count()


def test_every_page_has_an_owner_and_a_date_of_check() -> None:
    for model in (NewsPage, ProcedurePage, SectionPage):
        for page in model.objects.all():
            assert page.keeper is not None, page
            assert page.checked_on <= timezone.localdate(), page


def test_one_page_is_overdue_and_ended_ones_name_their_successor() -> None:
    today = timezone.localdate()
    pages = [*NewsPage.objects.all(), *ProcedurePage.objects.all()]

    overdue = [page for page in pages if page.is_overdue(today)]
    ended = [page for page in pages if page.has_ended(today)]

    assert [page.slug for page in overdue] == ["zaal-boeken"]
    assert {page.slug: page.successor.slug for page in ended} == {
        "kolkbrug-dicht": "kolkbrug-weer-open",
        "dienstreisformulier": "dienstreis-maken",
    }


def test_versions_of_a_page_share_one_picture_that_is_told_in_words() -> None:
    illustrated = NewsPage.objects.exclude(image=None)

    assert illustrated.values("image").distinct().count() >= 10
    assert len(set(BrinkImage.objects.values_list("file_hash", flat=True))) == BrinkImage.objects.count()
    assert all(page.image_alt for page in illustrated)


def test_the_leader_answers_and_nobody_speaks_before_the_page_was_there() -> None:
    liv = User.objects.get(username="liv")

    answers = BrinkComment.objects.filter(user=liv, level__gt=0)

    assert answers.count() >= 4
    published_at = {str(page.pk): page.first_published_at for page in Page.objects.exclude(depth=1)}
    of_posts = ContentType.objects.get_for_model(Post)
    for comment in BrinkComment.objects.exclude(content_type=of_posts):
        assert published_at[comment.object_pk] < comment.submit_date < timezone.now()


def test_one_item_is_planned_and_not_yet_in_the_news() -> None:
    planned = NewsPage.objects.get(slug="open-werf")

    assert planned.live is False
    assert planned.scheduled_revision is not None
    assert planned.title not in sign_in("noor").get("/news/").content.decode()


def test_sam_does_not_see_the_page_for_the_works_council() -> None:
    sam, otto = sign_in("sam"), sign_in("otto")

    assert otto.get(RESTRICTED).status_code == 200
    assert sam.get(RESTRICTED).status_code == 404
    assert "winterrooster" in otto.get("/news/").content.decode()
    assert "winterrooster" not in sam.get("/news/").content.decode()


@pytest.mark.any_database
@pytest.mark.parametrize(("turn", "language"), [(0, "nl"), (1, "en")])
def test_every_page_opens_for_noor_by_turns_in_both_languages(turn: int, language: str) -> None:
    User.objects.filter(username="noor").update(language=language)
    noor = sign_in("noor")
    addresses = [page.get_url() for page in Page.objects.live().filter(depth__gte=2)]
    addresses += [person.get_absolute_url() for person in Person.objects.all()]

    answers = {address: noor.get(address) for address in addresses[turn::2] if address != RESTRICTED}

    assert len(answers) >= 50
    assert {
        address: answer.status_code for address, answer in answers.items() if answer.status_code != 200
    } == {}
    assert all(f'<html lang="{language}"' in answer.content.decode() for answer in answers.values())


def test_the_menu_has_the_order_in_which_it_is_written() -> None:
    places = MainMenuLine.objects.order_by("pk").values_list("sort_order", flat=True)

    assert list(places) == list(range(9))


def test_questions_wait_are_answered_helped_and_set_aside() -> None:
    states = set(BrinkComment.objects.filter(is_question=True).values_list("answer_state", flat=True))

    assert states >= {"waiting", "answered", "helped", "set_aside"}
    assert BrinkComment.objects.exclude(helped_at=None).count() >= 5
    kept_by_noor = ProcedurePage.objects.get(slug="brief-laten-meelezen")
    assert BrinkComment.objects.filter(answer_state="waiting", object_pk=kept_by_noor.pk).exists()


def test_groups_have_posts_of_every_kind_and_questions_in_every_state() -> None:
    assert {post.kind for post in Post.objects.all()} == set(Post.Kind.values)
    of_groups = Question.objects.filter(group__isnull=False)
    assert set(of_groups.values_list("state", flat=True)) == set(Question.State.values)
    # Late ones were asked of people who may know.
    assert AskedPerson.objects.filter(question__in=of_groups).exists()
    assert set(Group.objects.values_list("access", flat=True)) == set(Group.Access.values)
    assert Membership.objects.hosts().filter(person__user__username="hugo").count() == 2
    in_sight = Membership.objects.members().filter(person__user__username="sam").values("group__access")
    assert {row["group__access"] for row in in_sight} == {"open"}


def test_every_word_is_said_of_comments_and_of_pages() -> None:
    for comments in (Reaction.objects.exclude(comment=None), Reaction.objects.filter(comment=None)):
        assert set(comments.values_list("kind", flat=True)) == set(Reaction.Kind.values)
    assert not Reaction.objects.filter(made_at__gt=timezone.now()).exists()
    assert not Reaction.objects.filter(user=F("comment__user")).exists()


def test_a_report_waits_for_the_moderators() -> None:
    assert CommentReport.objects.open().exists()


def test_a_comment_is_pinned_and_another_has_a_picture_that_is_told_in_words() -> None:
    assert Pin.objects.exists()
    assert all(file.is_picture and file.description for file in CommentFile.objects.all())
    assert CommentFile.objects.exists()


@pytest.mark.parametrize("section", ["answers", "mentions", "questions"])
def test_noor_finds_her_conversations_back(section: str) -> None:
    shown = sign_in("noor").get(f"{reverse('dialogue:mine')}?show={section}").content.decode()

    assert 'class="item"' in shown


def test_people_follow_what_they_may_see() -> None:
    followed = {
        (follow.follower.username, follow.source.kind): place_of(
            follow.source.kind, follow.source.object_id, follow.follower
        )
        for follow in Follow.objects.select_related("follower", "source")
    }

    assert {kind for _username, kind in followed} == {"person", "subject", "section", "page", "group"}
    assert None not in followed.values()


def test_who_was_away_finds_what_they_follow_and_what_the_editors_told_all() -> None:
    noor = User.objects.get(username="noor")
    last_on = Visit.objects.get(visitor=noor).last_on

    front = sign_in("noor").get("/", headers={"Accept": "text/html"})

    assert 'id="followed"' in front.text
    assert "Je was 5 dagen weg" in front.text
    said = BrinkComment.objects.filter(user=noor).values_list("submit_date", flat=True)
    thought = Reaction.objects.filter(user=noor).values_list("made_at", flat=True)
    assert timezone.localdate(max(*said, *thought)) <= last_on
    assert Notice.objects.filter(receiver=noor, read_at=None, event__kind=Event.Kind.ANNOUNCEMENT).exists()
    assert not Notice.objects.filter(mail=Notice.Mail.WAITING).exists()
