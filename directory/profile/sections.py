"""The parts in which a profile is changed, each with a screen and an address of its own."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.profile.about_form import AboutForm
from directory.profile.forms import ContactForm, DutiesForm, NameForm, SectionForm
from directory.profile.placement_form import PlacementForm
from directory.profile.rows_form import ExperienceForm, LanguagesForm, LinksForm
from directory.profile.work_form import WorkForm


@dataclass(frozen=True)
class Section:
    """A part of a profile: its name in the address, its title, what it is for, and its form."""

    name: str
    title: str | Promise
    text: str | Promise
    form: type[SectionForm]
    template: str = "directory/profile/parts.html"


SECTIONS = {
    section.name: section
    for section in (
        Section("name", _("Name and job title"), _("What you are called, and how to say it."), NameForm),
        Section("contact", _("How to reach you"), _("Phone, e-mail, and what you like best."), ContactForm),
        Section(
            "work",
            _("Where and when you work"),
            _("Your place and times for each day of the week."),
            WorkForm,
            "directory/profile/days.html",
        ),
        Section(
            "about",
            _("Ask me about"),
            _("What colleagues may come to you for, and what you want to learn."),
            AboutForm,
            "directory/profile/about.html",
        ),
        Section("languages", _("Languages"), _("In which languages you can help."), LanguagesForm),
        Section(
            "experience",
            _("Projects and history"),
            _("What you worked on, here and before."),
            ExperienceForm,
            "directory/profile/lines.html",
        ),
        Section(
            "links",
            _("Links"),
            _("Pages elsewhere about you or your work."),
            LinksForm,
            "directory/profile/lines.html",
        ),
        Section(
            "unit",
            _("Unit and manager"),
            _("Where you belong, and since when."),
            PlacementForm,
        ),
        Section("duties", _("Duties"), _("Special tasks, such as first-aider."), DutiesForm),
    )
}
