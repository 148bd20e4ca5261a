from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from access.models import User
from groups.importing import import_questions
from groups.models import Group, Membership


class Command(BaseCommand):
    help = "Ask in a group what a folder of Markdown files answers. Again changes only what changed there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, help="the folder with .md files, a question and its answer each"
        )
        parser.add_argument("--group", required=True, metavar="SLUG", help="the group in which they come")
        parser.add_argument(
            "--asked-by", required=True, metavar="ACCOUNT", help="whose questions they become"
        )
        parser.add_argument(
            "--answered-by", metavar="ACCOUNT", help="who answered them; left out: a host of the group"
        )
        parser.add_argument("--language", help="nl or en; left out: the language of the group")

    def handle(self, *args: Any, **options: Any) -> None:  # Any: as Django has them
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(_("There is no folder %(folder)s.") % {"folder": folder})
        group = Group.objects.filter(slug=options["group"]).first()
        if group is None:
            raise CommandError(_("There is no group %(slug)s.") % {"slug": options["group"]})
        asker = account_of(options["asked_by"])
        answerer = account_of(options["answered_by"]) if options["answered_by"] else host_of(group, asker)
        if asker == answerer:
            raise CommandError(_("Nobody answers their own questions: name two accounts."))
        report = import_questions(
            folder=folder,
            group=group,
            asker=asker,
            answerer=answerer,
            language=options["language"] or group.language or settings.LANGUAGE_CODE,
            now=timezone.now(),
        )
        for source, reason in report.refused:
            self.stdout.write(f"{source}: {reason}")
        self.stdout.write(
            _("%(made)d made, %(changed)d changed, %(unchanged)d as they were, %(refused)d refused.")
            % {
                "made": len(report.made),
                "changed": len(report.changed),
                "unchanged": len(report.unchanged),
                "refused": len(report.refused),
            }
        )


def account_of(name: str) -> User:
    """Return the account with that user name or mail address."""
    found = User.objects.filter(username=name).first() or User.objects.filter(email__iexact=name).first()
    if found is None:
        raise CommandError(_("There is no account %(name)s.") % {"name": name})
    return found


def host_of(group: Group, asker: User) -> User:
    """Return a host of the group who has an account."""
    hosts = (
        Membership.objects.hosts().filter(group=group).exclude(person__user=None).exclude(person__user=asker)
    )
    host = hosts.select_related("person__user").first()
    if host is None or host.person.user is None:
        raise CommandError(_("The group has no host who can answer. Name one with --answered-by."))
    found: User = host.person.user
    return found
