"""The subjects that the tags of texts stand for."""

from dataclasses import dataclass, field

from django.utils.text import slugify

from directory.models import Subject

LONGEST_NAME = 100


@dataclass
class Subjects:
    """Gives subjects by tag, and makes those that are not there. With `is_trial` it only counts them."""

    language: str
    is_trial: bool
    made_count: int = 0
    _known: dict[str, Subject] = field(default_factory=dict)

    def of(self, tags: list[str]) -> list[Subject]:
        """Return the subjects of `tags`, each once."""
        if tags and not self._known:
            for subject in Subject.objects.all():
                self._remember(subject)
        found = {slug: self._subject(slug, tag) for tag in tags if (slug := slugify(tag)[:LONGEST_NAME])}
        return list({subject.slug: subject for subject in found.values()}.values())

    def _subject(self, slug: str, tag: str) -> Subject:
        known = self._known.get(slug) or self._known.get(tag.casefold())
        if known is not None:
            return known
        name = tag[:LONGEST_NAME].strip()
        subject = Subject(slug=slug, name_nl=name, name_en=name if self.language == "en" else "")
        if not self.is_trial:
            subject.save()
        self.made_count += 1
        self._remember(subject)
        return subject

    def _remember(self, subject: Subject) -> None:
        for key in (subject.slug, subject.name_nl.casefold(), subject.name_en.casefold()):
            if key:
                self._known.setdefault(key, subject)
