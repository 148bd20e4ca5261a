"""Switching lines of Brink's own synonyms off and on."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from access.audit import record
from access.models import User
from search.models import SilencedSynonym

MAY_CHANGE = "search.change_synonymrule"


@transaction.atomic
def silence(*, line: str, editor: User, now: datetime) -> None:
    """Let `line` find nothing any more. Raises PermissionDenied."""
    _check(editor)
    _row, is_new = SilencedSynonym.objects.get_or_create(
        line=line, defaults={"changed_by": editor, "changed_at": now}
    )
    if is_new:
        record(actor=editor, action="synonym.silenced", details={"line": line}, now=now)


@transaction.atomic
def speak(*, line: str, editor: User, now: datetime) -> None:
    """Let `line` work again. Raises PermissionDenied."""
    _check(editor)
    row = SilencedSynonym.objects.filter(line=line).first()
    if row is not None:
        row.delete()
        record(actor=editor, action="synonym.restored", details={"line": line}, now=now)


def _check(editor: User) -> None:
    if not editor.has_perm(MAY_CHANGE):
        raise PermissionDenied("Synonyms are for editors.")
