"""What the screen of an idea shows besides its words: what became of it."""

from collections.abc import Collection
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from access.models import User
from dialogue.authors import Author, authors_for
from dialogue.focus import Radios
from groups.models import Idea, Post


@dataclass(frozen=True)
class ShownIdea:
    """An idea, and who of the hosts decided on it."""

    idea: Idea
    decided_by: Author | None


class IdeaPart:
    """The outcome of an idea."""

    template = "groups/idea.html"
    aside = ""
    line = "groups/idea_line.html"

    def shown(self, posts: Collection[Post], viewer: User) -> dict[int, ShownIdea]:
        ideas = list(Idea.objects.filter(post__in=[post.pk for post in posts]))
        authors = authors_for([idea.decided_by_id for idea in ideas if idea.decided_at is not None], viewer)
        return {idea.pk: ShownIdea(idea, authors.get(idea.decided_by_id)) for idea in ideas}


class IdeaForm(forms.Form):
    """What the hosts decide on an idea."""

    state = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[
            (Idea.State.TAKEN_UP, _("It is taken up")),
            (Idea.State.DECLINED, _("It is declined")),
            (Idea.State.OPEN, _("It is still open")),
        ],
        widget=Radios,
    )
    link = forms.CharField(
        label=_("Where does it go on?"),
        required=False,
        max_length=300,
        help_text=_("For an idea that is taken up: the address of the page or the project."),
    )
    reason = forms.CharField(
        label=_("In one sentence"),
        required=False,
        max_length=300,
        help_text=_("Why it is declined, or who takes it up."),
    )
