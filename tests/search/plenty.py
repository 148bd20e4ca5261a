"""As many findable things as a proof asks for, written without the services: in minutes, not in hours."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from access.models import Scope
from content.models import ContentPage, PageScope
from directory.models import Person, Subject
from home.models import HomePage
from home.organisation.invention import Inventor
from home.organisation.storing import batches, reserve_ids, store
from knowledge.models import KnowledgeIndexPage, ProcedurePage
from news.models import NewsIndexPage, NewsPage
from search.models import Entry, EntrySubject, Passage
from search.models.entry import microseconds

BATCH_SIZE = 5000
SHARE_OF_NEWS = 0.7
# The longest page has this many passages; most have few.
MOST_PASSAGES = 12


class Plenty:
    """Pages of two kinds with their entries, each in one of `scopes`; the first of these has most of them."""

    def __init__(
        self,
        home: HomePage,
        scopes: Sequence[Scope],
        keepers: Sequence[Person],
        subjects: Sequence[Subject],
        *,
        is_dirty: bool = True,
    ) -> None:
        self.is_dirty = is_dirty
        self.home = home
        self.scopes, self.keepers, self.subjects = scopes, keepers, subjects
        self.random = random.Random(9)
        self.inventor = Inventor("9 plenty")
        # Invented once: texts of thousands of sentences take longer to invent than to store.
        self.texts = [self.inventor.text(self.random.randint(2, 6)) for _ in range(2000)]
        self.count = 0

    def grow_to(self, count: int) -> None:
        """Write more until there are `count` pages."""
        while self.count < count:
            some = min(BATCH_SIZE, count - self.count)
            news = max(1, round(some * SHARE_OF_NEWS))
            with transaction.atomic():
                self._write(NewsPage, NewsIndexPage, news)
                self._write(ProcedurePage, KnowledgeIndexPage, some - news)
            self.count += some

    def _write(self, model: type[ContentPage], index: type[Page], count: int) -> None:
        parent = index.objects.child_of(self.home).get()
        last = parent.get_last_child()
        first = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
        kind = ContentType.objects.get_for_model(model)
        now = timezone.now()
        pages = []
        for step, pk in enumerate(reserve_ids(Page, count), first):
            title = self.inventor.distinct_title()
            page = model(
                id=pk,
                page_ptr_id=pk,
                path=Page._get_path(parent.path, parent.depth + 1, step),
                depth=parent.depth + 1,
                title=title,
                draft_title=title,
                slug=f"pagina-{pk}",
                url_path=f"{parent.url_path}pagina-{pk}/",
                content_type=kind,
                locale=self.home.locale,
                translation_key=self.inventor.key(),
                keeper=self.random.choice(self.keepers),
                last_published_at=now,
            )
            pages.append(page)
        store(pages)
        parent.numchild += count
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)
        for some in batches(pages):
            self._write_entries("news" if model is NewsPage else "procedure", some)

    def _write_entries(self, kind: str, pages: Sequence[ContentPage]) -> None:
        now, today = timezone.now(), timezone.localdate()
        entries, passages = [], []
        for pk, page in zip(reserve_ids(Entry, len(pages)), pages, strict=True):
            texts = self.random.choices(self.texts, k=1 + int(MOST_PASSAGES * self.random.random() ** 3))
            day = today - timedelta(days=int(2000 * self.random.random() ** 2))
            scope = self.scopes[int(len(self.scopes) * self.random.random() ** 2)]
            keeper = page.keeper
            assert keeper is not None
            entries.append(
                Entry(
                    pk=pk,
                    kind=kind,
                    object_id=page.pk,
                    scope=scope,
                    language=self.random.choice(("nl", "nl", "nl", "en")),
                    unit_id=keeper.unit_id,
                    keeper=keeper,
                    title=page.title,
                    summary=texts[0][:200],
                    text="\n".join(texts),
                    published_on=day if kind == "news" else None,
                    dated_on=day,
                    checked_on=day,
                    review_due_on=day + timedelta(days=365),
                    version=microseconds(now),
                    is_dirty=self.is_dirty,
                )
            )
            passages += [
                Passage(entry_id=pk, position=place, anchor=f"deel-{place}", text=text, language="nl")
                for place, text in enumerate(texts)
            ]
        store(entries)
        store(passages)
        store(self._about(entries))
        store(PageScope(page_id=entry.object_id, scope=entry.scope) for entry in entries if entry.scope)

    def _about(self, entries: Sequence[Entry]) -> Iterator[EntrySubject]:
        for entry in entries:
            for subject in self.random.sample(self.subjects, k=min(2, len(self.subjects))):
                yield EntrySubject(entry=entry, subject=subject)
