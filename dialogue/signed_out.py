"""What somebody sends after their session has ended: it is kept as their draft, for when they are back.

A form carries a seal of who writes in it and where. So it is known whose words they are without a session,
nothing of them is kept for who signs in next on the same computer, and nobody gets anything back for a seal.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django_htmx.http import HttpResponseClientRedirect

from access.models import User
from dialogue.drafts import address_of_form, submission_key_in
from dialogue.files.keeping import FileChange
from dialogue.files.reading import description_in, read_upload
from dialogue.services.drafting import LONGEST_DRAFT, change_draft_file, save_draft
from dialogue.services.refusals import OutOfSight
from dialogue.targets import NoTarget, Target, find_target

SEAL = "seal"
# The address at which a page keeps what is typed by itself; it wants no page in return.
SAVING = "draft-save"
_SALT = "dialogue.signed_out"
# Longer than any session lasts, so that a page that stayed open still counts.
HONOURED = timedelta(days=60)


@dataclass(frozen=True)
class Desk:
    """A form in which somebody writes: whose, under what, and which."""

    writer: User
    target: Target
    form: str

    @property
    def seal(self) -> str:
        """What the form carries to be known without a session."""
        content = [self.writer.pk, self.target.content_type.pk, self.target.key, self.form]
        return signing.dumps([*content, proof_of(self.writer)], salt=_SALT)


def desk_of(seal: str) -> Desk | None:
    """Return whose form it is; None for a seal that is not ours, too old, or of who may not write there."""
    try:
        user_id, content_type_id, key, form, proof = signing.loads(seal, salt=_SALT, max_age=HONOURED)
        target = find_target(content_type_id, key)
    except (signing.BadSignature, NoTarget):
        return None
    writer = User.objects.filter(pk=user_id, is_active=True).first()
    if writer is None or not constant_time_compare(proof, proof_of(writer)):
        return None
    return Desk(writer, target, form) if target.is_visible_to(writer) else None


class KeepWordsMiddleware:
    """Keep what is sent to a form without a session, and ask its writer to sign in again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if request.method != "POST" or request.user.is_authenticated or match is None:
            return None
        rescue = _rescues.get(match.app_name)
        address = rescue(request, None) if rescue is not None else ""
        if not address:
            return None
        if match.url_name == SAVING:
            return HttpResponse(status=401)
        door = redirect_to_login(address, settings.LOGIN_URL)
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(door.url)
        return door


def keep_late(request: HttpRequest) -> str:
    """Keep what its writer sent from a page of before they signed in, and return where; nothing for others.

    Another site cannot know the seal, so that nothing is kept at its bidding.
    """
    match = request.resolver_match
    rescue = _rescues.get(match.app_name) if match is not None else None
    return rescue(request, request.user) if rescue is not None and isinstance(request.user, User) else ""


def keep_words(request: HttpRequest, signed_in: User | None) -> str:
    """Keep what was sent to a form of dialogue, and return where that is; see `Rescue`."""
    desk = desk_of(request.POST.get(SEAL, ""))
    if desk is None or signed_in not in (None, desk.writer):
        return ""
    _keep(desk, request)
    return address_of_form(desk.form, desk.target)


# Keeps what its writer sent to a form of one room, and returns where they find it; nothing for a seal that is
# not ours, or that is of somebody else than who has signed in since.
Rescue: TypeAlias = Callable[[HttpRequest, User | None], str]
_rescues: dict[str, Rescue] = {"dialogue": keep_words}


def register_rescue(app_name: str, rescue: Rescue) -> None:
    """Let nothing be lost that is sent to the forms of a room above once a session has ended."""
    _rescues[app_name] = rescue


def _keep(desk: Desk, request: HttpRequest) -> None:
    now = timezone.now()
    with suppress(OutOfSight):
        _keep_file(desk, request, now)
        save_draft(
            user=desk.writer,
            target=desk.target,
            form=desk.form,
            # Nobody types more, and the beginning is better than nothing.
            text=request.POST.get("text", "")[:LONGEST_DRAFT],
            is_question="is_question" in request.POST,
            submission_key=submission_key_in(request.POST.get("submission_key", "")),
            now=now,
        )


def _keep_file(desk: Desk, request: HttpRequest, now: datetime) -> None:
    upload = request.FILES.get("file")
    if upload is None:
        return
    try:
        file = read_upload(upload)
    except ValidationError:
        # What is wrong with it is said when they are back and choose it again.
        return
    change = FileChange(file, description_in(request.POST.get("file_description", "")))
    change_draft_file(user=desk.writer, target=desk.target, form=desk.form, change=change, now=now)


def proof_of(writer: User) -> str:
    """Return what changes with the password, so that an old page counts no longer."""
    return writer.get_session_auth_hash()[:16]
