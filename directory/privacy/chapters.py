"""What is kept of people, chapter by chapter, in plain words: for “My data” and for the archive."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.traces import Kind, Policy
from directory.models import PrivacySettings


@dataclass(frozen=True)
class Chapter:
    """A kind of traces: what it is called, what stands in it, and how long."""

    kind: Kind
    title: str | Promise
    text: str | Promise
    keeping: str | Promise


def chapters(kept: PrivacySettings) -> list[Chapter]:
    """Return the chapters in their order, with the periods that the organisation chose."""
    return [
        Chapter(
            Kind.ACCOUNT,
            gettext_lazy("Your account"),
            gettext_lazy("How you sign in, from which browsers, what you may do, and keys that you made."),
            _(
                "As long as you work here. A sign-in that is not used goes after %(sessions)d days, an "
                "invitation that is over after %(invitations)d."
            )
            % {"sessions": kept.keep_sessions_days, "invitations": kept.keep_invitations_days},
        ),
        Chapter(
            Kind.PROFILE,
            gettext_lazy("Your profile"),
            gettext_lazy("What colleagues see of you, what you hide, where it came from, and your photo."),
            gettext_lazy("As long as you work here. What you take away is gone at once."),
        ),
        Chapter(
            Kind.WRITING,
            gettext_lazy("What you wrote to others"),
            gettext_lazy("Your comments with their earlier words, and what you reported to the moderators."),
            gettext_lazy("As long as it stands. What you withdraw loses its words at once."),
        ),
        Chapter(
            Kind.PAGES,
            gettext_lazy("Pages you work on"),
            gettext_lazy("Pages that you write, look after, hand in or approve, and files that you placed."),
            gettext_lazy("As long as the page is there: it belongs to the organisation."),
        ),
        Chapter(
            Kind.KEPT,
            gettext_lazy("What you saved and read"),
            gettext_lazy("Pages that you saved, and that you read what everyone must know, without a time."),
            gettext_lazy("Until you take it off the list, or the page goes."),
        ),
        Chapter(
            Kind.WORK,
            gettext_lazy("Work in the background"),
            gettext_lazy("Mails and other work that Brink did for you, and forms that you left open."),
            _("A day; %(days)d days if it failed.") % {"days": kept.keep_failed_tasks_days},
        ),
        Chapter(
            Kind.LOG,
            gettext_lazy("Who did what"),
            gettext_lazy("When you signed in, what changed in your profile, and what you did in the admin."),
            _(
                "Changes of your profile %(days)d days. The audit log stays, and names nobody: "
                "it says who did what by a key."
            )
            % {"days": kept.keep_changes_days},
        ),
    ]


def leaving_in_words(kept: PrivacySettings) -> str:
    """Return what happens when someone leaves, in a few sentences."""
    if kept.erase_after_days is None:
        when = _(
            "Your account is closed and your profile is not shown any more. "
            "An administrator can erase it then."
        )
    else:
        when = _(
            "Your account is closed and your profile is not shown any more. "
            "After %(days)d days all that says who you are is erased."
        ) % {"days": kept.erase_after_days}
    if kept.policy == Policy.REMOVE:
        then = _(
            "Comments and blog posts that you wrote are removed as well; "
            "answers of others stay where they are."
        )
    else:
        then = _("What you wrote stays, as words of a former colleague.")
    return f"{when} {then}"


EXCEPTIONS: tuple[str | Promise, ...] = (
    gettext_lazy("The audit log keeps who did what by a key that belongs to nobody any more."),
    gettext_lazy("Backups hold what was there when they were made, until they are thrown away."),
    gettext_lazy("What others wrote stays theirs, also where they quote or name the person."),
    gettext_lazy(
        "Names in the text of pages and in their earlier versions stay until an editor takes them out."
    ),
    gettext_lazy("Files in the newsroom's library stay for the pages that use them."),
)
