"""The kinds of things that can be found, and what each says about itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.scopes import Viewer
from blog.models import Blog, BlogPost, Episode, Podcast
from content.models import BrinkDocument, ContentPage
from content.passages import Passage, in_pieces
from directory.finding import ReasonKind
from directory.models import Person
from directory.visibility import as_everyone_sees
from groups.models import Group, Post, Question
from knowledge.models import ProcedurePage, SectionPage, StatementPage, ToolGuidePage
from news.models import EventPage, NewsPage
from search import talk
from search.entries import Words, line_of, names_of, text_of
from search.files.words import FILE, addresses_of_files, documents_to_find, gather_files, words_of_file
from search.models import Entry
from search.people.keys import keys_of
from search.people.profiles import profiles_of


@dataclass(frozen=True)
class Kind:
    """A kind of thing: what it is called above a result and on its tab, and how its words are read."""

    name: str
    label: Promise
    plural: Promise
    model: Any  # Wagtail's pages have no types.
    read: Callable[[Any], Words]
    # All that may be found, with what reading needs; of pages those that are live.
    things: Callable[[], Any] | None = None
    # Given keys and who looks: where each is that they may see. Pages and people have their own way.
    addresses: Callable[[Iterable[int], Viewer], dict[int, str]] | None = None
    # Likewise: in what each is, such as a group. Pages have their own way here as well.
    places: Callable[[Iterable[int], Viewer], dict[int, str]] | None = None
    # Reads for many at once what each says besides its own row.
    gather: Callable[[Sequence[Any]], None] | None = None


def words_of_page(page: ContentPage) -> Words:
    """Return what a live page says, without its scope."""
    keeper = page.keeper
    subjects = list(page.subjects.all())
    keywords = [page.keywords, *names_of(subjects)]
    if isinstance(page, NewsPage | BlogPost):
        keeper = page.author or keeper
        keywords.append(_name_of(page.author))
    if isinstance(page, NewsPage):
        keywords += [page.kicker, page.author_name]
    if isinstance(page, Episode):
        keywords += [_name_of(guest.person) for guest in page.guests.select_related("person")]
    passages = page.searchable_text()
    headings = list(dict.fromkeys(passage.heading for passage in passages if passage.heading))
    return Words(
        Entry(
            kind=kind_of(page).name,
            object_id=page.pk,
            language=page.locale.language_code,
            unit_id=keeper.unit_id if keeper else None,
            keeper=keeper,
            title=page.title,
            keywords=line_of(keywords),
            headings="\n".join(headings),
            summary=page.summary,
            text=text_of(passages),
            published_on=_date_of(page),
            dated_on=_date_of(page) or _changed_on(page),
            checked_on=page.checked_on,
            review_due_on=page.review_due_on,
            ends_on=page.ends_on,
        ),
        passages,
        subject_ids=tuple(subject.pk for subject in subjects),
    )


def _changed_on(page: ContentPage) -> date | None:
    """Return the day on which the page was last published."""
    return localdate(page.last_published_at) if page.last_published_at else None


def _date_of(page: ContentPage) -> date | None:
    """Return the day that a result shows: of an event the one on which it starts."""
    if isinstance(page, EventPage):
        return page.first_day
    return page.published_on if isinstance(page, NewsPage | BlogPost | Episode) else None


def words_of_person(person: Person) -> Words:
    """Return what everyone sees of a profile: the name, the work, and what colleagues may ask about."""
    [profile] = profiles_of([person])
    seen = as_everyone_sees(person)
    own_words = "\n".join(profile.texts(ReasonKind.OWN_WORDS))
    rest = [text for kind in IN_TEXT for text in profile.texts(kind)]
    return Words(
        Entry(
            kind=PERSON,
            object_id=person.pk,
            scope_id=person.scope_id,
            # Nobody is asked in which language their own words are.
            language=settings.LANGUAGE_CODE,
            unit_id=seen.unit.pk if seen.unit else None,
            title=person.name,
            keywords=line_of([*profile.texts(ReasonKind.SUBJECT), person.nickname]),
            summary=person.job_title,
            text="\n".join(filter(None, dict.fromkeys([person.job_title, own_words, *rest]))),
        ),
        in_pieces([Passage(own_words)]),
        subject_ids=tuple(subject.pk for subject in seen.subjects.all()),
        keys=tuple(keys_of(profile)),
    )


def _name_of(person: Person | None) -> str:
    """Return the name by which what a colleague made is found; not that of who left."""
    return person.name if person and person.left_on is None else ""


# What the text of a colleague's entry tells besides the job and the own words.
IN_TEXT = (
    ReasonKind.JOB,
    ReasonKind.UNIT,
    ReasonKind.PLACE,
    ReasonKind.DUTY,
    ReasonKind.LANGUAGE,
    ReasonKind.EXPERIENCE,
)


PERSON = "person"
KINDS = {
    kind.name: kind
    for kind in (
        Kind("procedure", _("Procedure"), _("Procedures"), ProcedurePage, words_of_page),
        Kind("news", _("News"), _("News"), NewsPage, words_of_page),
        Kind(PERSON, _("Colleague"), _("Colleagues"), Person, words_of_person),
        Kind(
            talk.QUESTION,
            _("Question"),
            _("Questions"),
            Question,
            talk.words_of_question,
            things=talk.questions_to_find,
            addresses=talk.addresses_of_questions,
            places=talk.places_of_questions,
            gather=talk.gather_said,
        ),
        Kind(
            talk.GROUP,
            _("Group"),
            _("Groups"),
            Group,
            talk.words_of_group,
            things=talk.groups_to_find,
            addresses=talk.addresses_of_groups,
        ),
        Kind(
            talk.POST,
            _("Post"),
            _("Posts"),
            Post,
            talk.words_of_post,
            things=talk.posts_to_find,
            addresses=talk.addresses_of_posts,
            places=talk.places_of_posts,
            gather=talk.gather_said,
        ),
        Kind(
            FILE,
            _("File"),
            _("Files"),
            BrinkDocument,
            words_of_file,
            things=documents_to_find,
            addresses=addresses_of_files,
            gather=lambda documents: gather_files(documents, PAGE_KINDS),
        ),
        Kind("event", _("Event"), _("Events"), EventPage, words_of_page),
        Kind("blog_post", _("Blog post"), _("Blog posts"), BlogPost, words_of_page),
        Kind("episode", _("Episode"), _("Episodes"), Episode, words_of_page),
        Kind("blog", _("Blog"), _("Blogs"), Blog, words_of_page),
        Kind("podcast", _("Podcast"), _("Podcasts"), Podcast, words_of_page),
        Kind("tool_guide", _("Tool guide"), _("Tool guides"), ToolGuidePage, words_of_page),
        Kind("statement", _("Statement"), _("Statements"), StatementPage, words_of_page),
        Kind("section", _("Section"), _("Sections"), SectionPage, words_of_page),
    )
}
PAGE_KINDS: list[str] = [kind.name for kind in KINDS.values() if issubclass(kind.model, Page)]
# In which they are read: files last, for they take over facts from the entries of the pages that show them.
IN_READING_ORDER: list[Kind] = sorted(KINDS.values(), key=lambda kind: kind.name == FILE)
_by_model = {kind.model: kind for kind in KINDS.values()}


def kind_of(thing: Any) -> Kind:
    """Return the kind of `thing`. Raises KeyError for what cannot be found."""
    return _by_model[type(thing)]


def key_of(thing: Any) -> str:
    """Return the name of `thing` among entries, lessons and remarks: that of `Entry.key`."""
    return f"{kind_of(thing).name}-{thing.pk}"


def can_be_found(model: type) -> bool:
    """Tell whether things of `model` are among the kinds."""
    return model in _by_model
