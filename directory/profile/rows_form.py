"""Rows that a colleague adds and takes away: languages, projects and jobs, links, further units."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from directory.languages import LANGUAGES
from directory.models import Experience, Person, PersonLink, SpokenLanguage
from directory.profile.forms import SectionForm
from directory.profile.saving import Draft

MOST_ROWS = 20
# Lines to fill in besides those that are filled.
FREE_ROWS = 2
EARLIEST_YEAR, LATEST_YEAR = 1950, 2199
WEB = ["https", "http"]


class RowsForm(SectionForm):
    """Numbered lines of fields; an emptied line is taken away."""

    rows: ClassVar[str]
    lines_label: ClassVar[Any]  # Any: words that are translated when shown

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = []

    def add_fields(self) -> None:
        stored = list(getattr(self.person, self.rows).all())
        for number in range(min(len(stored) + FREE_ROWS, MOST_ROWS)):
            row = stored[number] if number < len(stored) else None
            for name, field in self.line(row).items():
                self.fields[f"{name}_{number}"] = field
        self.line_count = min(len(stored) + FREE_ROWS, MOST_ROWS)

    def line(self, row: Any) -> dict[str, forms.Field]:  # Any: a row of the form's own kind
        """Return the fields of one line, filled from `row` if there is one."""
        raise NotImplementedError

    def made(self, number: int, told: dict[str, Any]) -> Any:  # Any: as above
        """Return the row of a line that was filled in, or say what is missing."""
        raise NotImplementedError

    def lines(self) -> list[list[forms.BoundField]]:
        """Return the fields of each line."""
        return [[self[f"{name}_{number}"] for name in self.line(None)] for number in range(self.line_count)]

    def clean(self) -> None:
        super().clean()
        self.filled = []
        for number in range(self.line_count):
            told = {name: self.cleaned_data.get(f"{name}_{number}") for name in self.line(None)}
            if any(told[name] for name in told if name != "kind"):
                self.filled.append(self.made(number, told))

    def draft(self) -> Draft:
        return Draft(rows={self.rows: self.filled}, levels=self.levels())

    def miss(self, name: str, number: int, sentence: Any) -> None:  # Any: words that are translated
        """Say at a field of a line that it is needed, unless something else is wrong with it."""
        field = f"{name}_{number}"
        if field not in self.errors:
            self.add_error(field, sentence)


class LanguagesForm(SectionForm):
    hides = {"languages": "languages"}

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = []

    def add_fields(self) -> None:
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("In which languages can you help?"),
            choices=LANGUAGES.items(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=[row.code for row in self.person.languages.all()],
        )

    def draft(self) -> Draft:
        spoken = [SpokenLanguage(code=code) for code in self.cleaned_data["languages"]]
        return Draft(rows={"languages": spoken}, levels=self.levels())


class ExperienceForm(RowsForm):
    rows = "experiences"
    lines_label = _("Project or job")
    hides = {"experience": ""}

    def line(self, row: Experience | None) -> dict[str, forms.Field]:
        return {
            "kind": forms.ChoiceField(
                label=_("Kind"),
                choices=Experience.Kind.choices,
                initial=row.kind if row else Experience.Kind.PROJECT,
                required=False,
            ),
            "title": forms.CharField(
                label=_("What"), max_length=150, required=False, initial=row.title if row else ""
            ),
            "where": forms.CharField(
                label=_("Where"), max_length=150, required=False, initial=row.where if row else ""
            ),
            "from_year": _year_field(_("From year"), row.from_year if row else None),
            "until_year": _year_field(_("Until year"), row.until_year if row else None),
            "url": _address_field(_("Link"), row.url if row else ""),
        }

    def made(self, number: int, told: dict[str, Any]) -> Experience:  # Any: as above
        if not told["title"]:
            self.miss("title", number, _("Write what it is, or empty the whole line."))
        starts, ends = told["from_year"], told["until_year"]
        if starts and ends and ends < starts:
            self.miss("until_year", number, _("Choose a year that is not before the first one."))
        return Experience(**{**told, "kind": told["kind"] or Experience.Kind.PROJECT})


class LinksForm(RowsForm):
    rows = "links"
    lines_label = _("Link")
    hides = {"links": ""}

    def line(self, row: PersonLink | None) -> dict[str, forms.Field]:
        return {
            "label": forms.CharField(
                label=_("Name"), max_length=100, required=False, initial=row.label if row else ""
            ),
            "url": _address_field(_("Address"), row.url if row else ""),
        }

    def made(self, number: int, told: dict[str, Any]) -> PersonLink:  # Any: as above
        if not told["url"]:
            self.miss("url", number, _("Write the address, or empty the whole line."))
        if not told["label"]:
            self.miss("label", number, _("Write what colleagues find there."))
        return PersonLink(**told)


def _year_field(label: Any, initial: int | None) -> forms.IntegerField:  # Any: as below
    return forms.IntegerField(
        label=label,
        initial=initial,
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Write a year, such as 2019.")),
    )


def _address_field(label: Any, initial: str) -> forms.URLField:  # Any: words that are translated when shown
    return forms.URLField(
        label=label,
        required=False,
        max_length=200,
        initial=initial,
        assume_scheme="https",
        validators=[URLValidator(schemes=WEB)],
    )
