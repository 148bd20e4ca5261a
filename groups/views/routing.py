"""What somebody who was asked says about a question."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.asking import reader_of
from dialogue.services.refusals import OutOfSight
from directory.models import Person
from groups.models import Question
from groups.services.route import say_not_mine


@require_POST
def not_mine(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that it is not the reader's subject, and go back to the question."""
    reader = reader_of(request)
    question = Question.objects.visible_to(reader).standing().filter(pk=pk).first()
    person = Person.objects.filter(user=reader.pk, left_on=None).first()
    if question is None or person is None:
        raise Http404
    try:
        say_not_mine(person=person, question=question, now=timezone.now())
    except OutOfSight as error:
        raise Http404 from error
    messages.success(request, _("Thank you for saying so. Somebody else is asked."))
    return redirect(reverse("dialogue:comment-detail", args=[question.comment_id]))
