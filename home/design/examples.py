"""Every component with its states, filled with people and words that do not exist anywhere else."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from access.forms import ThemeForm
from content.listing import FilterForm, Listing
from dialogue.authors import Author
from dialogue.voices import Voices
from directory.models import Person
from following.buttons import FollowButton
from home.context import Bell
from home.house import Banner, Link
from home.models import HomePage
from knowledge.models import ProcedurePage
from news.models import NewsPage
from notices.forms import NoticesForm
from notices.models import Preference


@dataclass(frozen=True)
class Example:
    """A template in one of its states. Any: a template takes any value."""

    template: str
    state: str | Promise
    context: dict[str, Any] = field(default_factory=dict)


SPRITE = Path(settings.BASE_DIR) / "static/icons/brink.svg"
ART = ("board", "canal", "desk", "gate", "green", "microphone", "repair", "talk")
TODAY = date(2026, 11, 25)


class SampleForm(forms.Form):
    """A field of each kind."""

    name = forms.CharField(label=_("Name"), max_length=100)
    text = forms.CharField(
        label=_("Text"), widget=forms.Textarea, help_text=_("One sentence is enough."), required=False
    )
    day = forms.ChoiceField(label=_("Day"), choices=[("", "…"), ("1", _("Monday")), ("2", _("Tuesday"))])
    until = forms.DateField(label=_("Until"))
    ways = forms.MultipleChoiceField(
        label=_("How may we reach you?"),
        choices=[("mail", _("By mail")), ("phone", _("By phone"))],
        widget=forms.CheckboxSelectMultiple,
    )
    agreed = forms.BooleanField(label=_("I have read it"))


@dataclass(frozen=True)
class _Message:
    message: str | Promise
    level_tag: str

    def __str__(self) -> str:
        return str(self.message)


def examples() -> list[Example]:
    """Return all examples, made anew, so that each request may bind its own forms."""
    noor, liv, otto = _people()
    author, answerer = Author(noor.name, person=noor), Author(liv.name, person=liv, is_leader=True)
    disturbing = NoticesForm(None, kept=Preference(), muted_kinds=frozenset())
    wrong = SampleForm({"name": "", "day": "", "until": "31-31-2026", "ways": ["mail"], "agreed": ""})
    wrong.add_error(None, _("Choose a day on which someone is here."))
    pages = Paginator(range(60), 20)
    language = get_language() or settings.LANGUAGE_CODE
    links = [
        Link(gettext("Leave"), "#components", language, "calendar"),
        Link(gettext("Procedures"), "#components", language, "book-open"),
    ]
    return [
        *(Example("components/icon.html", name, {"name": name}) for name in _icons()),
        *(
            Example("components/face.html", size or _("plain"), {"person": noor, "size": size})
            for size in ("s", "", "l", "xl")
        ),
        Example("components/person.html", _("with a job"), {"person": liv}),
        Example(
            "components/person.html", _("with a reason"), {"person": otto, "note": _("Knows about: leave")}
        ),
        Example("components/byline.html", _("works here"), {"person": noor}),
        Example(
            "components/byline.html",
            _("left"),
            {"person": Person(name=noor.name, slug=noor.slug, left_on=TODAY)},
        ),
        *(
            Example(
                "components/follow_button.html",
                state,
                {
                    "button": FollowButton("person", 1, liv.name, "", is_followed=is_followed),
                    "address": "/",
                    "short": short,
                },
            )
            for state, is_followed, short in (
                (_("not followed"), False, False),
                (_("followed"), True, False),
                (_("beside its name"), False, True),
            )
        ),
        Example("components/section_head.html", _("plain"), {"title": _("New colleagues")}),
        Example(
            "components/section_head.html",
            _("with a link"),
            {"title": _("More news"), "url": "#components", "link_text": _("All")},
        ),
        Example("components/notice.html", _("plain"), {"text": _("Saved."), "icon": "check"}),
        Example(
            "components/notice.html",
            _("warning"),
            {"text": _("This has ended."), "icon": "triangle-alert", "kind": "warn"},
        ),
        Example(
            "components/banner.html",
            _("good to know"),
            {"banner": Banner(gettext("The counter closes at three today."), language, False, None)},
        ),
        Example(
            "components/banner.html",
            _("urgent"),
            {"banner": Banner(gettext("The telephones are out of order."), language, True, links[0])},
        ),
        Example("components/quick_links.html", _("plain"), {"links": links}),
        Example("components/foot_menu.html", _("plain"), {"links": links, "house_rules_url": "#components"}),
        Example("components/messages.html", _("just done"), {"messages": [_Message(_("Saved."), "success")]}),
        Example(
            "components/messages.html", _("went wrong"), {"messages": [_Message(_("Not saved."), "error")]}
        ),
        *(
            Example("components/field.html", bound.label, {"field": bound})
            for bound in SampleForm(auto_id="as_%s")
        ),
        *(
            Example("components/field.html", _("wrong"), {"field": bound})
            for bound in (wrong["name"], wrong["until"])
        ),
        Example("components/levels.html", _("chosen"), {"field": ThemeForm(auto_id="as_level_%s")["theme"]}),
        Example(
            "components/levels.html",
            _("wrong"),
            {"field": ThemeForm({"theme": "neon"}, auto_id="as_wrong_level_%s")["theme"]},
        ),
        Example(
            "components/levels.html",
            _("with a head"),
            {"field": ThemeForm(auto_id="as_headed_level_%s")["theme"], "is_headed": True},
        ),
        Example("components/days.html", _("chosen"), {"field": disturbing["digest_weekday"]}),
        Example(
            "components/budget.html",
            _("used in part"),
            {"discs": [True, True, False], "words": _("Today two times so far.")},
        ),
        Example("components/bell.html", _("nothing new"), {"bell": Bell(0)}),
        Example("components/bell.html", _("three new"), {"bell": Bell(3)}),
        Example("components/bell.html", _("more than fit"), {"bell": Bell(10, is_here=True)}),
        Example(
            "components/caught_up.html",
            _("with a way out"),
            {
                "art": "canal",
                "title": _("That was everything."),
                "text": _("One sentence is enough."),
                "url": "/",
                "link_text": _("To the front page"),
                "more_url": "/",
                "more_text": _("Look further back"),
            },
        ),
        Example("components/field_error.html", _("wrong"), {"field": wrong["day"]}),
        Example("components/form_errors.html", _("wrong"), {"form": wrong}),
        *(
            Example("components/pagination.html", state, {"page_obj": pages.page(number)})
            for state, number in ((_("first"), 1), (_("in the middle"), 2), (_("last"), 3))
        ),
        Example("components/filter_bar.html", _("plain"), {"listing": _listing({}), "url": "#components"}),
        Example(
            "components/filter_bar.html",
            _("narrowed down"),
            {"listing": _listing({"subject": "leave", "when": "2026"}), "url": "#components"},
        ),
        Example(
            "components/nothing_left.html",
            _("nothing left"),
            {"listing": _listing({"subject": "leave", "when": "2026"}), "url": "#components"},
        ),
        Example("components/search_form.html", _("plain"), {"id": "as-search"}),
        Example(
            "components/search_form.html", _("big"), {"id": "as-search-big", "big": True, "text": _("leave")}
        ),
        *(
            Example(
                "components/empty.html",
                art,
                {"art": art, "title": _("Nothing here yet"), "text": _("One sentence, and one thing to do.")},
            )
            for art in ART
        ),
        Example(
            "components/empty.html",
            _("with something to do"),
            {
                "art": "gate",
                "title": _("You have seen everything"),
                "url": "#components",
                "link_text": _("Back"),
            },
        ),
        Example("dialogue/voices.html", _("one comment"), {"voices": Voices(1, [author], author, None)}),
        Example(
            "dialogue/voices.html",
            _("the owner has answered"),
            {"voices": Voices(4, [answerer, author], author, answerer)},
        ),
        Example("components/dial.html", _("just begun"), {"percentage": 94}),
        Example("components/dial.html", _("last quarter"), {"percentage": 20}),
        Example("news/item.html", _("with talk"), _item(voices=Voices(3, [author], author, None))),
        Example("news/item.html", _("with its summary"), _item(summary=True)),
        Example("knowledge/row.html", _("checked"), _row(liv, review_due_on=date(2027, 3, 1))),
        Example("knowledge/row.html", _("overdue"), _row(liv, review_due_on=date(2026, 11, 1))),
    ]


def _listing(asked: dict[str, str]) -> Listing:
    leave = gettext("leave")
    form = FilterForm(asked, subjects=[("leave", leave)], periods=[("2026", "2026")])
    form.auto_id = f"as-{'-'.join(asked)}-%s"
    words = [leave, "2026"] if asked else []
    return Listing(form, Paginator(range(14), 20).page(1), words, urlencode(asked))


def _icons() -> list[str]:
    return [name for name in re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()) if name != "village"]


def _people() -> tuple[Person, Person, Person]:
    noor = Person(name="Noor de Wit", slug="noor", job_title=gettext("Adviser"))
    liv = Person(name="Liv Aerts", slug="liv", job_title=gettext("Director"))
    otto = Person(name="Otto Verhage", slug="otto", job_title=gettext("Chair of the works council"))
    return noor, liv, otto


def _item(**context: Any) -> dict[str, Any]:
    page = NewsPage(
        title=gettext("The bridge is open again"),
        kicker=gettext("Town"),
        summary=gettext("From Monday you cycle straight to the town hall."),
        published_on=TODAY,
        locale=_locale(),
        url_path=_somewhere(),
    )
    return {"item": page, "level": "h3", **context}


def _row(keeper: Person, **fields: Any) -> dict[str, Any]:
    page = ProcedurePage(
        title=gettext("Asking for leave"),
        summary=gettext("From one hour to three weeks."),
        checked_on=date(2026, 9, 1),
        keeper=keeper,
        locale=_locale(),
        url_path=_somewhere(),
        **fields,
    )
    return {"item": page, "level": "h3", "today": TODAY}


def _locale() -> Locale:
    return Locale(language_code=get_language() or settings.LANGUAGE_CODE)


def _somewhere() -> str:
    """Return the path of a page that is there, for links that lead nowhere else."""
    home = HomePage.objects.live().order_by("path")[0]
    return str(home.url_path)
