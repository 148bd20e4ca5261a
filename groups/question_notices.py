"""What colleagues are given notice of about questions: that they are asked, and whether it helped."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from access.models import User
from dialogue.mentions import named_in
from dialogue.targets import places_of
from dialogue.wording import as_excerpt
from groups.experts import Because
from groups.models import AskedPerson, Question
from notices.concerned import number_of
from notices.models import Event, Notice
from notices.tellers import Subject, register_teller

Reason = Notice.Reason

_REASONS = {Because.HOST: Reason.HOST, Because.KEEPER: Reason.KEEPER}


class _AboutQuestions:
    """Tells of a question by its title, and leads to its words."""

    def subjects(self, events: Iterable[Event], viewer: User) -> dict[int, Subject]:
        asking = {event.pk: event.comment for event in events if event.comment is not None}
        places = places_of((said.content_type_id, said.object_pk) for said in asking.values())
        named = named_in([said.comment for said in asking.values()], viewer)
        found = {}
        for pk, said in asking.items():
            place = places.get((said.content_type_id, said.object_pk))
            if place is not None:
                text = as_excerpt(said.comment, named)
                found[pk] = Subject(place.title, place.language, "" if text == place.title else text)
        return found


class AskedTeller(_AboutQuestions):
    """That somebody is asked to answer, as the answer is late."""

    name = "asked"

    def concerned(self, event: Event) -> dict[int, Notice.Reason]:
        rows = AskedPerson.objects.filter(pk=number_of(event), person__user__isnull=False)
        return {
            user_id: _REASONS.get(Because(because), Reason.EXPERT)
            for user_id, because in rows.values_list("person__user", "because")
        }

    def sentence(self, event: Event) -> str:
        return _("%(who)s still waits for an answer that you may know: %(what)s")


class _ToAsker(_AboutQuestions):
    """Tells who asked."""

    def concerned(self, event: Event) -> dict[int, Notice.Reason]:
        asker = Question.objects.filter(pk=number_of(event), asker__isnull=False)
        return dict.fromkeys(asker.values_list("asker_id", flat=True), Reason.ASKED)


class ChosenTeller(AskedTeller):
    """That who asks thinks that somebody knows the answer."""

    name = "chosen"

    def sentence(self, event: Event) -> str:
        return _("%(who)s asks you, as you may know: %(what)s")


class DidItHelpTeller(_ToAsker):
    """That somebody's question has an answer, of which they have not said whether it helped."""

    name = "did-it-help"

    def sentence(self, event: Event) -> str:
        return _("Did the answer help you? You asked: %(what)s")


class ClosedTeller(_ToAsker):
    """That somebody else closed a question, which says why and where to look instead."""

    name = "question-closed"

    def sentence(self, event: Event) -> str:
        return _("Your question is closed, with the reason and where to look: %(what)s")


def register() -> None:
    """Let notices tell of questions."""
    register_teller(AskedTeller())
    register_teller(ChosenTeller())
    register_teller(DidItHelpTeller())
    register_teller(ClosedTeller())
