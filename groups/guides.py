"""What helps somebody write a good post: for each kind what to call it, and what to say in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.models import Post

Kind = Post.Kind


@dataclass(frozen=True)
class Guide:
    """How the form for a post of one kind speaks."""

    # The words on the chip that chooses it, and on the button that posts it.
    name: str | Promise
    button: str | Promise
    title: str | Promise
    title_hint: str | Promise = ""
    text: str | Promise = ""
    # Questions that the text answers, one below the other.
    asks: Sequence[str | Promise] = ()
    needs_title: bool = True
    # Above a list of these, to choose from.
    plural: str | Promise = ""


GUIDES: dict[str, Guide] = {
    Kind.MESSAGE: Guide(
        name=pgettext_lazy("kind of post", "Message"),
        plural=_("Messages"),
        button=_("Post your message"),
        title=_("Title"),
        title_hint=_("May stay empty when a few lines say it all."),
        text=_("What do you want to tell the group?"),
        needs_title=False,
    ),
    Kind.QUESTION: Guide(
        name=pgettext_lazy("kind of post", "Question"),
        plural=_("Questions"),
        button=_("Ask your question"),
        title=_("Your question in one sentence"),
        title_hint=_("Write as you would ask a colleague."),
        text=_("What must your colleague know with it?"),
        asks=(
            _("What did you try or look up already?"),
            _("Leave out names of residents, patients and customers."),
        ),
    ),
    Kind.LESSON: Guide(
        name=pgettext_lazy("kind of post", "Lesson learned"),
        plural=_("Lessons"),
        button=_("Share your lesson"),
        title=_("The lesson in one sentence"),
        title_hint=_("So that somebody who only reads this already gains something."),
        text=_("How did you learn it?"),
        asks=(_("What happened?"), _("What did you learn from it?"), _("What do you do differently now?")),
    ),
    Kind.WORK: Guide(
        name=pgettext_lazy("kind of post", "Work in progress"),
        plural=_("Work in progress"),
        button=_("Show your work"),
        title=_("What are you working on?"),
        text=_("Show it, unfinished as it is"),
        asks=(
            _("Where do you want colleagues to look at?"),
            _("What is settled already, and needs no answer?"),
            _("Until when can they help you with it?"),
        ),
    ),
    Kind.IDEA: Guide(
        name=pgettext_lazy("kind of post", "Idea"),
        plural=_("Ideas"),
        button=_("Share your idea"),
        title=_("Your idea in one sentence"),
        text=_("Tell more about it"),
        asks=(
            _("What becomes better, and for whom?"),
            _("What is the smallest first step?"),
            _("Who can decide on it or help you?"),
        ),
    ),
    Kind.EVENT: Guide(
        name=pgettext_lazy("kind of post", "Event"),
        plural=pgettext_lazy("kind of post", "Events"),
        button=_("Announce your event"),
        title=_("What is it called?"),
        text=_("What will you do there?"),
        asks=(_("For whom is it?"), _("What do they bring, and what do they take home?")),
    ),
    Kind.POLL: Guide(
        name=pgettext_lazy("kind of post", "Poll"),
        plural=_("Polls"),
        button=_("Start your poll"),
        title=_("What do you ask?"),
        title_hint=_("Who chose what is shown to nobody."),
        text=_("What must colleagues know to choose?"),
    ),
}
