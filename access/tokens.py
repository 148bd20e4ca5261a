"""Tokens with which machines speak to Brink: bearer tokens, as RFC 6750 has them."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from access.audit import record
from access.models import ApiToken, User

SALT = "access.tokens"
# A word to find by, for who scans files for secrets that were left lying about.
BEGINNING = "brink_"
# Longer ones were not made here; they are not hashed.
LONGEST = 200
# So that a busy machine does not write with every request.
USE_IS_NOTED_EVERY = timedelta(hours=1)


class TokenRefused(Exception):
    """There is no token, or it is unknown, has run out, or was revoked. It does not say which."""


class ScopeMissing(Exception):
    """The token is good, but for something else."""


@transaction.atomic
def make_token(
    *,
    actor: User,
    name: str,
    scopes: Iterable[ApiToken.Scope],
    expires_at: datetime | None = None,
    now: datetime,
) -> tuple[ApiToken, str]:
    """Return a new token and the words that are shown once and not kept.

    Raises PermissionDenied unless `actor` is an administrator, and ValidationError.
    """
    _check(actor)
    words = BEGINNING + secrets.token_urlsafe(32)
    token = ApiToken(
        name=name,
        scopes=sorted(scopes),
        digest=_digest(words),
        ending=words[-4:],
        made_by=actor,
        made_at=now,
        expires_at=expires_at,
    )
    token.full_clean()
    token.save()
    record(actor=actor, action="api_token.made", thing=token, details={"scopes": token.scopes}, now=now)
    return token, words


@transaction.atomic
def revoke_token(*, actor: User, token: ApiToken, now: datetime) -> bool:
    """Make `token` stop at once, and tell whether it worked until now. Raises PermissionDenied as above."""
    _check(actor)
    stopped = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now)
    if stopped:
        token.revoked_at = now
        record(actor=actor, action="api_token.revoked", thing=token, now=now)
    return bool(stopped)


def token_for(authorization: str, scope: ApiToken.Scope, *, now: datetime) -> ApiToken:
    """Return the token in a header such as `Bearer brink_…`, and note that it was used.

    Raises TokenRefused, and ScopeMissing when it may not be used for `scope`.
    """
    # Found by a keyed digest: how long that takes says nothing about any token.
    token = ApiToken.objects.filter(digest=_digest(words_of_bearer(authorization))).first()
    if token is None or not token.works_at(now):
        raise TokenRefused
    if scope not in token.scopes:
        raise ScopeMissing
    _note_use(token, now)
    return token


def words_of_bearer(authorization: str) -> str:
    """Return the words of the token in a header such as `Bearer brink_…`. Raises TokenRefused."""
    scheme, _space, words = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not words or len(words) > LONGEST:
        raise TokenRefused
    return words.strip()


def _note_use(token: ApiToken, now: datetime) -> None:
    since = now - USE_IS_NOTED_EVERY
    if token.last_used_at is None or token.last_used_at <= since:
        # Only one of many at once writes.
        long_ago = Q(last_used_at=None) | Q(last_used_at__lte=since)
        ApiToken.objects.filter(long_ago, pk=token.pk).update(last_used_at=now)


def _digest(words: str) -> str:
    return salted_hmac(SALT, words, algorithm="sha256").hexdigest()


def _check(actor: User) -> None:
    if not actor.is_superuser:
        raise PermissionDenied("Only an administrator makes and revokes tokens.")
