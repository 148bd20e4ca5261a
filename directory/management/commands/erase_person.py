from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from access.traces import Policy, Trace
from directory.models import Person, PrivacySettings
from directory.privacy.chapters import EXCEPTIONS
from directory.privacy.erasing import StillWorksHere, erase_person, fates_of
from directory.privacy.whose import NobodyFound, find_someone


class Command(BaseCommand):
    help = "Erase a former colleague: nothing says who it was any more. Again goes on where it stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "who", help="the name to sign in with, the address of the profile, or a mail address"
        )
        parser.add_argument(
            "--policy",
            choices=[policy.value for policy in Policy],
            help="what happens to what they wrote; left out: as the organisation chose",
        )
        parser.add_argument(
            "--reason", default="", help="why, for somebody who still works here; stands in the audit log"
        )
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        person = found_person(options["who"])
        policy = Policy(options["policy"] or PrivacySettings.load().policy)
        if person.erased_at is not None:
            self.stdout.write(_("This was done before; there is nothing left to erase."))
            return
        for fate in fates_of(person, policy):
            self.stdout.write(f"{fate.count:>6}  {fate.label}: {fate.becomes.label}")
        if not options["dry_run"]:
            try:
                erase_person(
                    person=person,
                    policy=policy,
                    actor=None,
                    reason=options["reason"],
                    now=timezone.now(),
                    progress=with_bar if options["verbosity"] else list,
                )
            except StillWorksHere as error:
                raise CommandError(
                    _("%(name)s still works here. Let them leave first, or say why with --reason.")
                    % {"name": person.name}
                ) from error
        self.stdout.write(_("These stay in any case:"))
        for sentence in EXCEPTIONS:
            self.stdout.write(f"  {sentence}")


def found_person(who: str) -> Person:
    """Return who is called so and listed."""
    try:
        person = find_someone(who).person
    except NobodyFound as error:
        raise CommandError(
            _("“%(who)s” is nobody, or more than one. Give the name to sign in with.") % {"who": who}
        ) from error
    if person is None:
        raise CommandError(_("“%(who)s” is an account without a profile. Delete the account.") % {"who": who})
    return person


def with_bar(places: list[Trace]) -> Any:  # Any: a bar that walks along the places
    """Return `places` with a bar on a terminal that shows how far they are."""
    return tqdm(places, unit="", disable=None, leave=False)
