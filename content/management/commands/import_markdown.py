import logging
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm
from wagtail.models import Locale, Page, Site

from content.importing import PageKind, import_folder, known_kinds
from content.importing.service import Step
from content.language import language_of_address


class Command(BaseCommand):
    help = "Make pages of a folder with Markdown files. Again changes only what changed in the folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder with .md files")
        parser.add_argument(
            "--into",
            required=True,
            metavar="PAGE",
            help="address or number of the page below which they come",
        )
        parser.add_argument(
            "--kind", help="what they become: news, procedure or blog; left out: what fits below PAGE"
        )
        parser.add_argument("--language", help="nl or en; left out: the language of PAGE")
        parser.add_argument(
            "--root", type=Path, help="a folder above FOLDER where pictures may lie; left out: FOLDER itself"
        )
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, root = checked_folders(options["folder"], options["root"])
        into = in_language(page_at(options["into"]), options["language"])
        kind = chosen_kind(options["kind"], into)
        with without_chatter():
            report = import_folder(
                folder=folder,
                root=root,
                into=into,
                kind=kind,
                now=timezone.now(),
                is_trial=options["dry_run"],
                progress=with_bar if options["verbosity"] else list,
            )
        for line in report.lines(whole=options["verbosity"] > 1):
            self.stdout.write(line)
        if report.refused:
            raise CommandError(
                _("%(count)d refused; the rest went in. The list above says what to do.")
                % {"count": len(report.refused)}
                if not report.is_trial
                else _("%(count)d would be refused. The list above says what to do.")
                % {"count": len(report.refused)}
            )


def checked_folders(folder: Path, root: Path | None) -> tuple[Path, Path | None]:
    """Return both if they are folders, the one in the other."""
    for place in filter(None, (folder, root)):
        if not place.is_dir():
            raise CommandError(_("%(path)s is not a folder. Name one with Markdown files.") % {"path": place})
    if root is not None and not folder.resolve().is_relative_to(root.resolve()):
        raise CommandError(_("%(folder)s does not lie in %(root)s.") % {"folder": folder, "root": root})
    return folder, root


def page_at(address: str) -> Page:
    """Return the page that has `address` as its number or as its address on this site."""
    if address.isascii() and address.isdigit():
        page = Page.objects.filter(pk=address, depth__gt=1).first()
    else:
        language = language_of_address(address)
        rest = address.strip("/").removeprefix(language if language != settings.LANGUAGE_CODE else "")
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        locale = Locale.objects.filter(language_code=language).first()
        home = site.root_page.get_translation_or_none(locale) if site and locale else None
        path = f"{home.url_path}{rest.strip('/')}/".replace("//", "/") if home else ""
        page = Page.objects.filter(url_path=path).first()
    if page is None:
        raise CommandError(
            _("There is no page %(address)s. Give an address such as /knowledge/ or the number of a page.")
            % {"address": address}
        )
    return page.specific


def in_language(page: Page, language: str | None) -> Page:
    """Return `page` or its translation in `language`."""
    if language is None or page.locale.language_code == language:
        return page
    locale = Locale.objects.filter(language_code=language).first()
    translation = page.get_translation_or_none(locale) if locale else None
    if translation is None:
        raise CommandError(
            _("%(page)s has no translation in “%(language)s”. Make it first, or leave --language out.")
            % {"page": page, "language": language}
        )
    return translation.specific


def chosen_kind(name: str | None, into: Page) -> PageKind:
    """Return the kind that is called `name`, or the one that fits below `into`."""
    kinds = known_kinds()
    fitting = [kind for kind in kinds if kind.page_model in into.allowed_subpage_models()]
    if name is None:
        if not fitting:
            raise CommandError(
                _("Below %(page)s no texts can come. Choose a page that holds news or procedures.")
                % {"page": into}
            )
        return fitting[0]
    named = next((kind for kind in kinds if kind.name == name), None)
    if named is None:
        known = ", ".join(kind.name for kind in kinds)
        raise CommandError(
            _("The kind “%(name)s” is not known. Known are: %(known)s.") % {"name": name, "known": known}
        )
    if named not in fitting:
        raise CommandError(
            _("Below %(page)s no pages of the kind “%(name)s” can come. Choose another page.")
            % {"page": into, "name": name}
        )
    return named


def with_bar(steps: list[Step]) -> Iterable[Step]:
    """Return `steps` with a bar on a terminal that shows how far they are."""
    return tqdm(steps, unit="", disable=None, leave=False)


@contextmanager
def without_chatter() -> Iterator[None]:
    """Keep Wagtail from logging each page, which the report counts and the audit log keeps."""
    logger = logging.getLogger("wagtail")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
