"""Importing a file of people: whole or not at all, and again changes only what changed in the file."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from access.models import User
from directory.feeding.columns import columns_of
from directory.feeding.order import Order
from directory.feeding.reading import read_table
from directory.feeding.refusal import Unreadable
from directory.feeding.report import Report, Tell
from directory.feeding.running import Import, Progress, TooManyLeave
from directory.models import ImportRun

REFUSALS_KEPT = 500


def import_people(
    order: Order,
    *,
    now: datetime,
    actor: User | None = None,
    progress: Progress = lambda values, _label: values,
    tell: Tell | None = None,
) -> Report:
    """Import the file and return what happened, which is kept as an ImportRun; `tell` each difference.

    All in one transaction: whatever goes wrong, nothing is half done. Refused rows are left out, and whoever
    they are about stays as they are. Raises Unreadable and TooManyLeave, which are kept as well.
    """
    report = Report(order.file_name or order.path.name, is_trial=order.is_trial)
    outcome = ImportRun.Outcome.TRIAL if order.is_trial else ImportRun.Outcome.DONE
    try:
        table = read_table(order.path, sheet=order.sheet)
        report.understood_as = table.understood_as
        columns = columns_of(table.headings, written=order.columns, date_format=order.date_format)
        with transaction.atomic():
            Import(order, columns, report, now, progress, tell).run(table)
            if order.is_trial:
                transaction.set_rollback(True)
    except Unreadable as fault:
        outcome = ImportRun.Outcome.UNREADABLE
        report.refuse(fault.line or 0, str(fault))
        raise
    except TooManyLeave:
        outcome = ImportRun.Outcome.STOPPED
        raise
    finally:
        report.close()
        _keep(order, report, outcome, actor, now)
    return report


def _keep(
    order: Order, report: Report, outcome: ImportRun.Outcome, actor: User | None, now: datetime
) -> None:
    ImportRun.objects.create(
        source=order.source,
        by=actor,
        file_name=report.file_name[:255],
        started_at=now,
        finished_at=timezone.now(),
        outcome=outcome,
        counts=dict(report.counts),
        refusals=[[refusal.line, refusal.words] for refusal in report.refusals[:REFUSALS_KEPT]],
    )
