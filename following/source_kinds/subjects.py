"""Subjects, as they are followed."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.scopes import Viewer
from directory.models import Subject
from following.sources import Place


class SubjectSource:
    """What pages are about; everyone who works here may know which subjects there are."""

    name = "subject"
    label: str | Promise = _("subject")
    plural: str | Promise = _("subjects")

    def places(self, ids: Collection[int], viewer: Viewer) -> dict[int, Place]:
        if not viewer.is_authenticated:
            return {}
        return {
            subject.pk: Place(
                title=str(subject),
                address=subject.get_absolute_url(),
                language=subject.language,
            )
            for subject in Subject.objects.filter(pk__in=ids)
        }
