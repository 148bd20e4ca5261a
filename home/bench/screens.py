"""The screens that are measured."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page

from access.models import User
from blog.models import BlogIndexPage, Episode
from dialogue.models import BrinkComment
from directory.models import Person
from groups.models import Group, Question
from home.organisation.invention import SUBJECTS
from knowledge.models import ProcedurePage
from news.models import EventIndexPage, NewsIndexPage, NewsPage

FLOOR = "/floor/"


class FloorMiddleware:
    """Answers one address with the least that someone who signed in can get.

    It stands last: everything around a view has been done, session and account have been read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == FLOOR and request.user.is_authenticated:
            return HttpResponse("1", content_type="text/plain")
        return self.get_response(request)


def addresses(reader: User, language: str, threads: Mapping[str, Page]) -> dict[str, str]:
    """Return {screen: address} for an organisation that was made; the floor comes first."""
    news = NewsPage.objects.live().visible_to(reader).filter(locale__language_code=language)
    procedures = ProcedurePage.objects.live().visible_to(reader)
    episodes: Any = Episode.objects.live().visible_to(reader)
    person = Person.objects.visible_to(reader).order_by("pk")[1]
    search = reverse("search:search")
    news_list = _address(NewsIndexPage.objects.get(locale__language_code=language))
    newest = news.filter(subjects__isnull=False).newest_first()[0]
    colleagues = reverse("directory:person-list")
    leader = Person.objects.visible_to(reader).exclude(reports=None).order_by("pk")[0]
    assert leader.unit is not None
    subject, subject_year = newest.subjects.all()[0].slug, newest.published_on.year
    return {
        "floor": FLOOR,
        "home": "/",
        "news list": news_list,
        "news of one subject": f"{news_list}?subject={subject}&when={subject_year}",
        "events": _address(EventIndexPage.objects.get(locale__language_code=language)),
        "news with 300 comments": _address(news.newest_first()[0]),
        **{name: _address(page) for name, page in threads.items()},
        "blog list": _address(BlogIndexPage.objects.get(locale__language_code=language)),
        "episode": _address(episodes.newest_first()[0]),
        "procedure": _address(_full(procedures)),
        "colleagues": colleagues,
        "colleagues of a unit, here today": f"{colleagues}?unit={leader.unit.slug}&when=today",
        "colleagues of a language": f"{colleagues}?language=fy",
        "colleagues found": f"{colleagues}?q={SUBJECTS[0]}",
        "profile": person.get_absolute_url(),
        "unit": leader.unit.get_absolute_url(),
        "units": reverse("directory:unit-list"),
        "chart of units": reverse("directory:unit-chart"),
        "chart of managers": reverse("directory:person-team", args=[leader.slug]),
        "search without words": search,
        "search": f"{search}?q={SUBJECTS[0]}",
        "search on a tab": f"{search}?q={SUBJECTS[0]}&tab=procedures",
        "search with limits": f"{search}?q={SUBJECTS[0]}&unit={leader.unit_id}&language={language}",
        "suggestions": f"{reverse('search:suggest')}?q={SUBJECTS[0][:4]}",
        "notices": reverse("notices:mine"),
        "stream": reverse("following:stream"),
        "stream of one kind": reverse("following:stream") + "?kind=news",
        **_of_groups(),
    }


def _of_groups() -> dict[str, str]:
    """Return the screens of the group that everybody is in, which the reader hosts."""
    group: Group = Group.objects.order_by("pk")[0]
    answered: Question = group.questions.filter(state=Question.State.HELPED).order_by("-pk")[0]
    return {
        "groups": reverse("groups:list"),
        "group": group.get_absolute_url(),
        "members of a group": reverse("groups:members", args=[group.slug]),
        "questions": reverse("groups:questions"),
        "question": answered.get_absolute_url(),
        "ask form": reverse("groups:ask"),
        "host room": reverse("groups:host", args=[group.slug]),
    }


def _full(procedures: Any) -> ProcedurePage:  # Any: Wagtail's querysets have no types
    """Return the first procedure that has subjects and comments, which cost queries of their own."""
    of_procedures = ContentType.objects.get_for_model(ProcedurePage)
    talked_about = BrinkComment.objects.filter(content_type=of_procedures).values_list("object_pk", flat=True)
    with_both = procedures.filter(pk__in=map(int, talked_about), subjects__isnull=False)
    found: ProcedurePage = with_both.order_by("pk").first() or procedures.order_by("pk")[0]
    return found


def _address(page: Page) -> str:
    return str(page.get_url())
