"""Somebody writes in a group: by any width, in both languages, with and without scripts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.models import User
from groups.models import Group, Post, PostDraft
from groups.services.ideas import decide_on_idea
from groups.services.pinning import pin_post
from home.models import HomePage
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.browser.watching import Watcher
from tests.factories.dialogue import comment_on
from tests.factories.directory import SubjectFactory
from tests.factories.groups import GroupFactory, ask_in, member_of, post_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def group(home: HomePage) -> Group:
    return GroupFactory(name="Klantgericht schrijven", slug="klantgericht-schrijven", language="nl")


@pytest.fixture
def mila(group: Group) -> User:
    return member_of(group, "Mila Okafor", role="host")


def fill(group: Group, host: User) -> dict[str, Post]:
    """Fill a group with what people write there, and return some of it by name."""
    now = timezone.now()
    welcome = post_in(
        group,
        "Nieuw hier? Begin met één brief",
        "Zet hem bij Werk in uitvoering en zeg wat je lastig vindt. Hugo of ik leest vandaag nog mee.",
        author=host,
        now=now - timedelta(days=9),
    )
    pin_post(host=host, post=welcome, now=now)
    lesson = post_in(
        group,
        "Wat wij leerden van veertig herschreven brieven",
        "Begin met het besluit. Daarna pas de reden.\n\n- Minder bezwaren\n- **Korter** werkt",
        kind="lesson",
        author=member_of(group, "Hugo Brandsma"),
        subjects=[SubjectFactory(name_nl="Heldere taal")],
        now=now - timedelta(days=3),
    )
    comment_on(lesson, "Dit nemen we over bij de wijkteams.", author=host, now=now - timedelta(days=2))
    work = post_in(
        group,
        "De brief over je nieuwe paspoort, tweede versie",
        "Je paspoort ligt voor je klaar. Je haalt het op aan de Singel, zonder afspraak.",
        kind="work",
        author=member_of(group, "Samira El Amrani"),
        now=now - timedelta(days=2),
    )
    idea = post_in(
        group,
        "Een spreekuur voor lastige brieven",
        "Elke donderdag een uur, in de kantine.",
        kind="idea",
        author=work.author,
        now=now - timedelta(days=1),
    )
    decide_on_idea(
        host=host,
        post=idea,
        state=idea.idea.State.TAKEN_UP,
        link="/events/",
        reason="Mila begint ermee.",
        now=now,
    )
    question = ask_in(
        group,
        "Wie heeft een voorbeeldbrief voor bezwaar zonder juridische taal?",
        text="We krijgen veel telefoontjes over de oude.",
        author=member_of(group, "Bram Kuiper"),
        now=now - timedelta(hours=2),
    )
    comment_on(question, "Kijk eens bij Belastingen.", author=host, now=now - timedelta(hours=1))
    return {"lesson": lesson, "work": work, "idea": idea, "question": question}


@pytest.mark.parametrize(("width", "language", "theme"), [(1280, "nl", "light"), (320, "en", "dark")])
def test_posts_and_the_forms_for_them_are_for_everyone(
    visit: Visit, group: Group, mila: User, width: int, language: str, theme: str
) -> None:
    posts = fill(group, mila)
    page = visit(mila, width=width, language=language, theme=theme)  # type: ignore[arg-type]  # one of each pair
    write = reverse("groups:write", args=[group.slug])
    screens = {
        "group": group.get_absolute_url(),
        "group-lessons": f"{group.get_absolute_url()}?only=lessons",
        **{name: post.get_absolute_url() for name, post in posts.items()},
        "write": write,
        "write-lesson": f"{write}?kind=lesson",
        "move": reverse("groups:post-move", args=[posts["question"].pk]),
        "decide": reverse("groups:post-idea", args=[posts["idea"].pk]),
    }

    for name, address in screens.items():
        page.goto(address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        take_picture(page, f"{name}-{language}-{theme}")


def test_what_is_typed_is_kept_and_becomes_a_question_at_320_px(
    visit: Visit, watcher: Watcher, group: Group
) -> None:
    noor = member_of(group, "Noor de Wit")
    watcher.expect("/write/")
    page = visit(noor, width=320)
    page.goto(reverse("groups:write", args=[group.slug]))

    page.get_by_label("Titel").fill("Mag een brief zonder wetsartikel?")
    page.get_by_text("Bewaard als concept.").wait_for()
    assert PostDraft.objects.get().title == "Mag een brief zonder wetsartikel?"
    page.get_by_role("button", name="Plaats je bericht").click()
    take_picture(page, "offered")
    page.get_by_role("button", name="Maak er een vraag van").click()
    page.get_by_role("button", name="Stel je vraag").click()

    page.get_by_role("heading", name="Mag een brief zonder wetsartikel?", level=1).wait_for()
    assert Post.objects.get().kind == "question"


def test_a_lesson_is_written_looked_at_and_posted_without_scripts(visit: Visit, group: Group) -> None:
    noor = member_of(group, "Noor de Wit")
    page = visit(noor, width=320, language="en", scripts=False)
    page.goto(reverse("groups:write", args=[group.slug]))

    page.get_by_label("What do you want to tell the group?").fill("**Korter** werkt.")
    page.get_by_role("button", name="Lesson learned").click()
    page.get_by_label("The lesson in one sentence").fill("Begin met het besluit")
    page.get_by_role("button", name="Preview").click()
    take_picture(page, "preview")
    assert page.locator(".preview strong").inner_text() == "Korter"
    page.get_by_role("button", name="Share your lesson").click()

    page.get_by_role("heading", name="Begin met het besluit", level=1).wait_for()
