"""A post that is sent after the session of its writer has ended: it is kept as their draft.

Its form carries a seal of who writes in it and where, as forms of dialogue do.
"""

from contextlib import suppress

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from access.models import User
from dialogue.drafts import submission_key_in
from dialogue.files.keeping import FileChange
from dialogue.files.reading import description_in, read_upload
from dialogue.services.drafting import LONGEST_DRAFT
from dialogue.signed_out import HONOURED, SEAL, proof_of
from groups.models import Group, Post
from groups.services.drafting import save_post_draft

_SALT = "groups.signed_out"


def seal_of(writer: User, group: Group) -> str:
    """Return what the form for a post carries to be known without a session."""
    return signing.dumps([writer.pk, group.pk, proof_of(writer)], salt=_SALT)


def keep_post(request: HttpRequest, signed_in: User | None) -> str:
    """Keep the post that was sent as a draft, and return where its writer finds it."""
    writer, group = _desk_of(request.POST.get(SEAL, ""))
    if writer is None or group is None or signed_in not in (None, writer):
        return ""
    kind, sent = request.POST.get("kind", ""), request.POST
    save_post_draft(
        author=writer,
        group=group,
        kind=Post.Kind(kind) if kind in Post.Kind.values else Post.Kind.MESSAGE,
        # Nobody types more, and the beginning is better than nothing.
        title=sent.get("title", "")[:LONGEST_DRAFT],
        text=sent.get("text", "")[:LONGEST_DRAFT],
        file=_file_in(request),
        submission_key=submission_key_in(sent.get("submission_key", "")),
        now=timezone.now(),
    )
    return reverse("groups:write", args=[group.slug])


def _desk_of(seal: str) -> tuple[User | None, Group | None]:
    """Return who writes and in which group; nobody for a seal that counts no longer."""
    try:
        user_id, group_id, proof = signing.loads(seal, salt=_SALT, max_age=HONOURED)
    except signing.BadSignature:
        return None, None
    writer = User.objects.filter(pk=user_id, is_active=True).first()
    if writer is None or not constant_time_compare(proof, proof_of(writer)):
        return None, None
    return writer, Group.objects.readable_by(writer).filter(pk=group_id).first()


def _file_in(request: HttpRequest) -> FileChange | None:
    upload = request.FILES.get("file")
    if upload is None:
        return None
    # What is wrong with it is said when they are back and choose it again.
    with suppress(ValidationError):
        return FileChange(read_upload(upload), description_in(request.POST.get("file_description", "")))
    return None
