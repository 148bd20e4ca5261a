"""What an import did, or would do, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from content.importing.refusal import Refused

SHOWN_OF_EACH = 20


@dataclass(frozen=True)
class Remark:
    """Something to know about a file, with the line if there is one."""

    source: str
    words: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.line else self.source
        return f"{place}: {self.words}"


@dataclass
class Report:
    """Counts and remarks of one import."""

    is_trial: bool
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged_count: int = 0
    sections: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    dead_links: list[Remark] = field(default_factory=list)
    missing_pictures: list[Remark] = field(default_factory=list)
    dropped_tags: Counter[str] = field(default_factory=Counter)
    picture_count: int = 0
    known_picture_count: int = 0
    redirect_count: int = 0
    subject_count: int = 0

    def refuse(self, source: str, refused: Refused) -> None:
        self.refused.append(Remark(source, refused.reason, refused.line))

    def lines(self, *, whole: bool = False) -> Iterator[str]:
        """Yield the report; refusals always one by one, other long lists only if it must be `whole`."""
        if self.is_trial:
            yield _("Trial: nothing is written. This is what would happen.")
        for label, count in self._counts():
            yield f"{label + ':':<38} {count}"
        limit = None if whole else SHOWN_OF_EACH
        yield from _listed(_("Refused"), self.refused, None)
        yield from _listed(_("To know"), self.remarks, limit)
        yield from _listed(_("Gone from the folder, still in Brink"), self.vanished, limit)
        yield from _listed(_("Links that lead nowhere"), self.dead_links, limit)
        yield from _listed(_("Pictures that are not there"), self.missing_pictures, limit)
        tags = (f"{name} ({count})" for name, count in self.dropped_tags.most_common())
        yield from _listed(_("Tags that were left out"), list(tags), limit)
        yield from _listed(_("Not taken for texts"), self.skipped, limit)
        if whole:
            yield from _listed(_("Made"), self.made, None)
            yield from _listed(_("Changed"), self.changed, None)

    def _counts(self) -> Iterator[tuple[str, int]]:
        yield _("Pages made"), len(self.made)
        yield _("Pages changed"), len(self.changed)
        yield _("Pages unchanged"), self.unchanged_count
        yield _("Refused"), len(self.refused)
        optional = (
            (_("Sections made for folders"), len(self.sections)),
            (_("Pictures made"), self.picture_count),
            (_("Pictures that were already there"), self.known_picture_count),
            (_("Old addresses kept"), self.redirect_count),
            (_("Subjects made"), self.subject_count),
            (_("Links that lead nowhere"), len(self.dead_links)),
            (_("Pictures that are not there"), len(self.missing_pictures)),
            (_("Gone from the folder"), len(self.vanished)),
        )
        yield from ((label, count) for label, count in optional if count)


def _listed(title: str, things: Iterable[object], limit: int | None) -> Iterator[str]:
    all_things = list(things)
    if not all_things:
        return
    yield ""
    yield f"{title}:"
    yield from (f"  {thing}" for thing in all_things[:limit])
    left_count = len(all_things) - (len(all_things) if limit is None else limit)
    if left_count > 0:
        yield "  " + _("and %(count)d more; -v 2 shows all") % {"count": left_count}
