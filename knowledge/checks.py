"""What is looked at on a procedure."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from content.checks import Check, Kind, register_checks
from knowledge.models import ProcedurePage


@register_checks(
    ProcedurePage,
    Kind("procedure-steps", _("no steps"), _("Say in steps what to do.")),
    Kind("procedure-short", _("not in short"), _("Say it in short: most readers need three lines.")),
    Kind(
        "procedure-contact",
        _("nobody to call"),
        _("Choose a contact or an owner, so that who is stuck can ask."),
    ),
    Kind(
        "procedure-review",
        _("no date to check it again"),
        _("Say before when this must be checked again, so that it stays true."),
    ),
)
def check_procedure(page: ProcedurePage) -> Iterator[Check]:
    if not page.steps:
        yield Check("procedure-steps", "steps")
    if not page.in_short:
        yield Check("procedure-short", "in_short")
    if page.contact_id is None and page.keeper_id is None:
        yield Check("procedure-contact", "contact")
    if page.review_due_on is None:
        yield Check("procedure-review", "review_due_on")
