"""Lists of pages that a reader narrows down: by subject, by year or month, page by page.

An index page gives its live pages that the reader may see, in the order of the list:

    items = NewsPage.objects.child_of(self).live().visible_to(request.user).newest_first().for_list()
    listing = list_pages(items, request.GET, dated_by="published_on")

and `components/filter_bar.html`, `components/pagination.html` and `listing.page_obj` draw it.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeAlias

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import DateTimeField, Exists, Max, Min, OuterRef, Q
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.days import midnight
from directory.models import Subject

ITEMS_PER_PAGE = 20
# Of what is older, people remember the year at best.
YEARS_BY_MONTH = 2
# What can be asked, and so what is offered: a mistyped year must not fill the list.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
YEAR_OR_MONTH = re.compile(r"((?:19|20|21)[0-9]{2})(?:-(0[1-9]|1[0-2]))?")

# Any: Wagtail's querysets have no types, and neither have nested choices.
Pages: TypeAlias = Any
Within: TypeAlias = Callable[[date, date], Q]
Choices: TypeAlias = list[tuple[str, Any]]


class Period(NamedTuple):
    """A year or a month, from its first day to its last."""

    first_day: date
    last_day: date
    words: str


def year_of(year: int) -> Period:
    """Return a whole year."""
    return Period(date(year, 1, 1), date(year, 12, 31), str(year))


def month_of(year: int, month: int) -> Period:
    """Return a month, named in the reader's language."""
    first_day = date(year, month, 1)
    return Period(first_day, first_day.replace(day=monthrange(year, month)[1]), date_format(first_day, "F Y"))


def period_of(text: str) -> Period:
    """Return what `2026` or `2026-11` names. Raises ValueError if it is neither."""
    match = YEAR_OR_MONTH.fullmatch(text)
    if match is None:
        raise ValueError(f"not a year or a month: {text!r}")
    year, month = match.groups()
    return month_of(int(year), int(month)) if month else year_of(int(year))


class FilterForm(forms.Form):
    """What a reader can ask of a list; what is not among the choices is told at its field."""

    subject = forms.ChoiceField(
        label=gettext_lazy("Subject"),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Nothing here is about that subject. Choose one from the list.")
        },
    )
    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose a year or a month from the list.")},
    )

    def __init__(self, asked: dict[str, str], *, subjects: Choices, periods: Choices) -> None:
        super().__init__(asked, auto_id="filter-%s")
        for name, choices, everything in (
            ("subject", subjects, _("All subjects")),
            ("when", periods, _("At any time")),
        ):
            if choices or asked.get(name):
                self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]  # a ChoiceField
            else:
                # Nothing to choose from is not asked.
                del self.fields[name]


@dataclass(frozen=True)
class Listing:
    """A list as one reader asked for it."""

    form: FilterForm
    page_obj: Page[Any]
    # What was asked and understood, in words, and as the query string that keeps it on the next page.
    words: list[str]
    asked_query: str
    # What the address said before anything was asked, such as that the past is shown.
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """The query string of the same list, without the page."""
        return "&".join(filter(None, [urlencode(self.kept), self.asked_query]))

    @property
    def everything(self) -> str:
        """The query string of the list without what was asked."""
        return f"?{urlencode(self.kept)}" if self.kept else ""

    @property
    def count(self) -> int:
        return self.page_obj.paginator.count

    @property
    def is_filtered(self) -> bool:
        return bool(self.asked_query)

    @property
    def status(self) -> int:
        """The status of the answer: 400 where something was asked that cannot be understood."""
        return 200 if self.form.is_valid() else 400


def list_pages(
    pages: Pages,
    query: QueryDict,
    *,
    dated_by: str,
    within: Within | None = None,
    newest_first: bool = True,
    kept: dict[str, str] | None = None,
    per_page: int = ITEMS_PER_PAGE,
) -> Listing:
    """Return `pages` as `query` asks: `subject` (a slug), `when` (`2026` or `2026-11`) and `page`.

    `pages` are of one type, live and visible to the reader: only their subjects are offered, and only the
    time between the first and the last of them. `dated_by` names the field that tells when a page is of, and
    `within` the condition that one falls between two days, where that is more than this field. `kept` stays
    in the address whatever is asked.
    The number of queries is fixed: for the subjects, for the time, for the count and for the page of items.
    """
    within = within or _field_within(pages, dated_by)
    asked = {name: query.get(name, "").strip() for name in FilterForm.base_fields}
    subjects = _subjects_of(pages)
    form = FilterForm(
        asked,
        subjects=sorted(((subject.slug, str(subject)) for subject in subjects), key=lambda choice: choice[1]),
        periods=_with_asked(asked["when"], _periods_of(pages, dated_by, newest_first=newest_first)),
    )
    form.is_valid()
    understood = {name: value for name, value in form.cleaned_data.items() if value}
    words: list[str] = []
    if slug := understood.get("subject"):
        subject = next(subject for subject in subjects if subject.slug == slug)
        pages = pages.filter(subjects=subject)
        words.append(str(subject))
    if when := understood.get("when"):
        period = period_of(when)
        pages = pages.filter(within(period.first_day, period.last_day))
        words.append(period.words)
    return Listing(
        form=form,
        page_obj=Paginator(pages, per_page).get_page(query.get("page")),
        words=words,
        asked_query=urlencode(understood),
        kept=kept or {},
    )


def with_status_of_list(response: TemplateResponse) -> TemplateResponse:
    """Return the answer of a page, as a 400 where something was asked of its list that makes no sense."""
    listing: Listing | None = (response.context_data or {}).get("listing")
    if listing is not None:
        response.status_code = listing.status
    return response


def between_days(first_day: date, last_day: date) -> tuple[datetime, datetime]:
    """Return the moments at which `first_day` begins and `last_day` is over, where the organisation is."""
    return midnight(first_day), midnight(last_day + timedelta(days=1))


def _field_within(pages: Pages, name: str) -> Within:
    has_time = isinstance(pages.model._meta.get_field(name), DateTimeField)

    def within(first_day: date, last_day: date) -> Q:
        if not has_time:
            return Q(**{f"{name}__range": (first_day, last_day)})
        begin, end = between_days(first_day, last_day)
        return Q(**{f"{name}__gte": begin, f"{name}__lt": end})

    return within


def _subjects_of(pages: Pages) -> list[Subject]:
    """Return the subjects that occur, each found at the first page about it: no page is read for that."""
    field = pages.model._meta.get_field("subjects")
    page_key, subject_key = field.m2m_field_name(), field.m2m_reverse_field_name()
    links = field.remote_field.through.objects.filter(
        **{f"{subject_key}_id": OuterRef("pk"), f"{page_key}__in": pages.order_by().values("pk")}
    )
    return list(Subject.objects.filter(Exists(links)))


def _periods_of(pages: Pages, dated_by: str, *, newest_first: bool) -> Choices:
    """Return the months of the last years and the years before them, or nothing for what fits in a month."""
    ends = pages.order_by().aggregate(first=Min(dated_by), last=Max(dated_by))
    if ends["first"] is None:
        return []
    first, last = (min(max(_day(ends[name]), FIRST_DAY), LAST_DAY) for name in ("first", "last"))
    if (first.year, first.month) == (last.year, last.month):
        return []
    choices: Choices = []
    for year in range(first.year, last.year + 1):
        if year <= last.year - YEARS_BY_MONTH:
            choices.append((str(year), str(year)))
            continue
        months = [
            (f"{year}-{month:02}", month_of(year, month).words)
            for month in range(1, 13)
            if (first.year, first.month) <= (year, month) <= (last.year, last.month)
        ]
        whole_year = (str(year), _("All of %(year)s") % {"year": year})
        choices.append((str(year), [whole_year, *(months[::-1] if newest_first else months)]))
    return choices[::-1] if newest_first else choices


def _with_asked(asked: str, choices: Choices) -> Choices:
    """Return `choices` with the one that was asked: an old address still says what it said."""
    offered = {value for key, label in choices for value in ([key] if label == key else dict(label))}
    try:
        return choices if asked in offered else [*choices, (asked, period_of(asked).words)]
    except ValueError:
        return choices


def _day(moment: date) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment
