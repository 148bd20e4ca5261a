"""What people do with news."""

from django.db import transaction

from access.models import User
from news.models import MustKnow, MustKnowConfirmation


@transaction.atomic
def confirm_must_know(*, user: User, must_know: MustKnow) -> None:
    """Keep that `user` has read `must_know`; told twice, it is kept once.

    Raises MustKnow.DoesNotExist if it is not meant for `user`.
    """
    meant = MustKnow.objects.meant_for(user).get(pk=must_know.pk)
    MustKnowConfirmation.objects.get_or_create(must_know=meant, user=user)
