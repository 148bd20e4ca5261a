"""What opens a thing that is nothing but words, such as a post in a group: the words are a comment."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from access.models import User
from dialogue.files.keeping import keep_with_comment
from dialogue.files.reading import ReadFile
from dialogue.models import BrinkComment
from dialogue.pauses import refuse_paused
from dialogue.services.mentioning import keep_mentions
from dialogue.services.posting import NOBODY_MEANT
from dialogue.services.refusals import OutOfSight
from dialogue.services.waits import waits
from dialogue.services.writing import LONGEST_OPENING, written_by
from dialogue.targets import Target


@transaction.atomic
def post_opening(
    *,
    author: User,
    target: Target,
    text: str,
    is_question: bool = False,
    meant: Mapping[str, int | None] = NOBODY_MEANT,
    submission_key: UUID | None = None,
    file: ReadFile | None = None,
    file_description: str = "",
    now: datetime,
) -> BrinkComment:
    """Return the words of `target`, which has none yet; comments on it answer these.

    They are edited, withdrawn, reported, moderated and exported as every comment. A question waits until
    a colleague answers. Who made the thing tells of it: no comment is announced.
    Raises OutOfSight, EmptyComment, TooManyMentions, CommentTooLong or WritingPaused.
    """
    if not target.is_visible_to(author):
        raise OutOfSight
    written = written_by(author, text, meant, longest=LONGEST_OPENING)
    refuse_paused(author, now)
    opening = BrinkComment(
        content_type=target.content_type,
        object_pk=target.key,
        site_id=settings.SITE_ID,
        user=author,
        comment=written.text,
        submission_key=submission_key,
        submit_date=now,
        is_opening=True,
        is_question=is_question,
        **waits(now if is_question else None),
    )
    opening.save()
    keep_mentions(opening, target, written.people.values(), now)
    if file is not None:
        keep_with_comment(opening, file, description=file_description, now=now)
    return opening
