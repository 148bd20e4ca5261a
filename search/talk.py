"""What is found of groups, of what is written there, and of questions wherever they are asked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.text import Truncator
from django.utils.timezone import localdate

from access.scopes import Viewer
from content.passages import Passage, in_pieces
from content.reading import visible_pages
from dialogue.markup import MENTION
from dialogue.models import BrinkComment
from dialogue.wording import as_excerpt
from groups.models import Group, Post, Question
from groups.words import take_apart
from search.entries import Words, line_of, names_of, text_of
from search.models import Entry

GROUP, QUESTION, POST = "group", "question", "post"
# Of a long talk the first comments are read; what helped always is.
MOST_READ = 50
SUMMARY_WORDS = 30
# On a thing that is about to be read: the comments under it, what helped first.
SAID = "_said"


def groups_to_find() -> "QuerySet[Group]":
    """Return all groups: who may know of one is its scope's to say."""
    return Group.objects.prefetch_related("subjects")


def posts_to_find() -> "QuerySet[Post]":
    """Return the posts that readers see, but for questions, which are a kind of their own."""
    found = Post.objects.standing().exclude(kind=Post.Kind.QUESTION)
    return found.select_related("opening", "group").prefetch_related("subjects")


def questions_to_find() -> "QuerySet[Question]":
    """Return the questions that readers see."""
    found = Question.objects.standing().select_related("comment", "post__group", "page__locale")
    return found.prefetch_related("post__subjects", "duplicates__post")


def words_of_group(group: Group) -> Words:
    """Return what everyone may read who may know of a group: its name and what it is for."""
    parts = [group.purpose, group.brings, group.gets, group.rhythm]
    return Words(
        Entry(
            kind=GROUP,
            object_id=group.pk,
            scope_id=group.front_scope_id,
            language=group.language,
            title=group.name,
            keywords=line_of(names_of(group.subjects.all())),
            summary=group.purpose,
            text="\n".join(filter(None, parts)),
            dated_on=localdate(group.last_posted_at) if group.last_posted_at else None,
        ),
        in_pieces(Passage(part) for part in parts if part),
        subject_ids=tuple(subject.pk for subject in group.subjects.all()),
    )


def words_of_post(post: Post) -> Words:
    """Return what a post says, and what is said under it."""
    own = take_apart(post, post.words)
    passages = _passages(own.text, _said(post))
    return Words(
        Entry(
            kind=POST,
            object_id=post.pk,
            scope_id=post.scope_id,
            language=post.language,
            title=post.title or Truncator(plainly(own.text)).words(12),
            keywords=line_of([post.group.name, *names_of(post.subjects.all())]),
            summary=Truncator(plainly(own.text)).words(SUMMARY_WORDS),
            text=text_of(passages),
            published_on=localdate(post.posted_at),
            dated_on=localdate(post.posted_at),
        ),
        passages,
        subject_ids=tuple(subject.pk for subject in post.subjects.all()),
    )


def words_of_question(question: Question) -> Words:
    """Return a question with its answers, those that helped first, and how it was also asked."""
    post, page = question.post, question.page
    if post is not None:
        own = take_apart(post, question.comment)
        title, text, language = post.title, own.text, post.language
    else:
        assert page is not None
        title, text, language = "", question.comment.comment, page.locale.language_code
    said = _said(question)
    passages = _passages(text, said)
    best = next((comment for comment in said if comment.helped_at is not None), None)
    plain = plainly(text)
    also = [twin.post.title for twin in _twins(question) if twin.post is not None]
    return Words(
        Entry(
            kind=QUESTION,
            object_id=question.pk,
            scope_id=question.scope_id,
            language=language,
            title=title or Truncator(plain).words(16),
            keywords=line_of([*(names_of(post.subjects.all()) if post else ()), *also]),
            summary=Truncator(plainly(best.comment) if best else plain).words(SUMMARY_WORDS),
            text=text_of(passages),
            published_on=localdate(question.asked_at),
            dated_on=localdate(question.asked_at),
        ),
        passages,
        subject_ids=tuple(subject.pk for subject in post.subjects.all()) if post else (),
    )


def gather_said(things: Sequence[Post | Question]) -> None:
    """Give each of `things` the comments under it, in one query for all posts and one for pages."""
    posts = {_post_id(thing): thing for thing in things if _post_id(thing) is not None}
    on_pages = {thing.comment_id: thing for thing in things if isinstance(thing, Question) and thing.page_id}
    found: dict[object, list[BrinkComment]] = defaultdict(list)
    said = BrinkComment.objects.standing().select_related(None).filter(is_opening=False)
    if posts:
        type_id = ContentType.objects.get_for_model(Post).pk
        keys = [str(key) for key in posts]
        for comment in said.filter(content_type=type_id, object_pk__in=keys).order_by("pk"):
            found[posts[int(comment.object_pk)]].append(comment)
    if on_pages:
        under = Q(thread_id__in=on_pages) | Q(parent_id__in=on_pages) | Q(answers__in=on_pages)
        for comment in said.filter(under).exclude(pk__in=on_pages).order_by("pk"):
            above = (comment.answers_id, comment.parent_id, comment.thread_id)
            question = next((on_pages[key] for key in above if key in on_pages), None)
            if question is not None:
                found[question].append(comment)
    for thing in things:
        # Sorting keeps the order among equals.
        setattr(thing, SAID, sorted(found[thing], key=lambda one: one.helped_at is None)[:MOST_READ])


def addresses_of_groups(ids: Iterable[int], viewer: Viewer) -> dict[int, str]:
    """Return where each group is that `viewer` may know of."""
    groups = Group.objects.visible_to(viewer).filter(pk__in=ids)
    return {group.pk: group.get_absolute_url() for group in groups}


def addresses_of_posts(ids: Iterable[int], viewer: Viewer) -> dict[int, str]:
    """Return where each post is that `viewer` may read."""
    posts = Post.objects.visible_to(viewer).standing().filter(pk__in=ids)
    return {post.pk: post.get_absolute_url() for post in posts}


def addresses_of_questions(ids: Iterable[int], viewer: Viewer) -> dict[int, str]:
    """Return where the answer to each question is now: what was pointed at, where `viewer` may see it."""
    seen = Question.objects.visible_to(viewer).standing()
    questions = list(seen.filter(pk__in=ids))
    twins = seen.in_bulk({question.duplicate_of_id for question in questions} - {None})
    pages = visible_pages(viewer).in_bulk({question.became_id for question in questions} - {None})
    found = {}
    for question in questions:
        page, twin = pages.get(question.became_id), twins.get(question.duplicate_of_id)
        pointed = (page.get_url() if page else None) or (twin.get_absolute_url() if twin else None)
        found[question.pk] = pointed or question.points_to or question.get_absolute_url()
    return found


def places_of_posts(ids: Iterable[int], viewer: Viewer) -> dict[int, str]:
    """Return the name of the group in which each post is that `viewer` may read."""
    posts = Post.objects.visible_to(viewer).filter(pk__in=ids)
    return dict(posts.values_list("pk", "group__name"))


def places_of_questions(ids: Iterable[int], viewer: Viewer) -> dict[int, str]:
    """Return the name of the group, or of the page, on which each question was asked."""
    questions = Question.objects.visible_to(viewer).filter(pk__in=ids)
    rows = questions.values_list("pk", "post__group__name", "page__title")
    return {pk: group or page for pk, group, page in rows if group or page}


def _twins(question: Question) -> list[Question]:
    """Return what repeats a question and is read by the same people: others learn nothing of it here."""
    twins = question.duplicates.all()
    return [twin for twin in twins if twin.stands and twin.scope_id == question.scope_id]


def _post_id(thing: Post | Question) -> int | None:
    return thing.pk if isinstance(thing, Post) else thing.post_id


def _said(thing: Post | Question) -> list[BrinkComment]:
    if not hasattr(thing, SAID):
        gather_said([thing])
    said: list[BrinkComment] = getattr(thing, SAID)
    return said


def _passages(text: str, said: Sequence[BrinkComment]) -> list[Passage]:
    passages = [Passage(plainly(text))] if text else []
    passages += [Passage(plainly(comment.comment), anchor=f"c{comment.pk}") for comment in said]
    return in_pieces(passages)


def plainly(text: str) -> str:
    """Return the words of a text without whom it names: a name is kept nowhere that forgets late."""
    return " ".join(as_excerpt(MENTION.sub("", text)).split())
