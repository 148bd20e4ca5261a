"""Mails about work that is handed in, approved or sent back, each in the language of who gets it."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail.admin.mail import (
    EmailNotificationMixin,
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from access.models import User


class OwnLanguageMails(EmailNotificationMixin):
    """Writes to colleagues who chose no language in that of the organisation.

    Wagtail would write in the language of whoever pressed the button.
    """

    # Any: Wagtail's context of a template.
    def send_emails(
        self, template_set: dict[str, str], context: dict[str, Any], recipients: Iterable[User], **kwargs: Any
    ) -> bool:
        by_language: dict[str, set[User]] = {}
        for recipient in recipients:
            by_language.setdefault(recipient.language or settings.LANGUAGE_CODE, set()).add(recipient)
        sent = []
        for language, readers in by_language.items():
            with translation.override(language):
                sent.append(super().send_emails(template_set, context, readers, **kwargs))
        return all(sent)


class TaskSubmitted(OwnLanguageMails, GroupApprovalTaskStateSubmissionEmailNotifier):
    """To who may approve."""


class Submitted(OwnLanguageMails, WorkflowStateSubmissionEmailNotifier):
    """To administrators."""


class Approved(OwnLanguageMails, WorkflowStateApprovalEmailNotifier):
    """To who handed it in."""


class Rejected(OwnLanguageMails, WorkflowStateRejectionEmailNotifier):
    """To who handed it in, with the reason."""


# In the place of Wagtail's own, which have these names.
MAILS = (
    (task_submitted, TaskState, TaskSubmitted(), "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, Submitted(), "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, Rejected(), "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, Approved(), "workflow_state_approved_email_notification"),
)


def take_over() -> None:
    """Send the mails of the workflow ourselves, whether or not Wagtail has connected its own yet."""
    for signal, sender, mail, name in MAILS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(mail, sender=sender, dispatch_uid=name)
