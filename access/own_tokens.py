"""Tokens with which a program reads Brink as the person who made them."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from access.audit import record
from access.models import OwnToken, User
from access.tokens import USE_IS_NOTED_EVERY, TokenRefused, words_of_bearer

SALT = "access.own_tokens"
# A word to find by, for who scans files for secrets that were left lying about.
BEGINNING = "brink_own_"
MOST_TOKENS = 10
DAYS = (30, 90, 365)


class TooManyTokens(Exception):
    """The person has as many as one person may have; one has to go first."""


@transaction.atomic
def make_own_token(*, user: User, name: str, days: int, now: datetime) -> tuple[OwnToken, str]:
    """Return a new token of `user` and the words that are shown once and not kept. Raises TooManyTokens."""
    # Locked, so that two at once do not both find room.
    User.objects.select_for_update().get(pk=user.pk)
    if OwnToken.objects.filter(user=user).count() >= MOST_TOKENS:
        raise TooManyTokens
    words = BEGINNING + secrets.token_urlsafe(32)
    token = OwnToken.objects.create(
        user=user,
        name=name,
        digest=_digest(words),
        ending=words[-4:],
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    record(actor=user, action="own_token.made", thing=token, details={"days": days}, now=now)
    return token, words


@transaction.atomic
def withdraw_own_token(*, user: User, number: int, now: datetime) -> bool:
    """Make a token of `user` stop at once, and tell whether there was one."""
    token = OwnToken.objects.filter(user=user, pk=number).first()
    if token is None:
        return False
    record(actor=user, action="own_token.withdrawn", thing=token, now=now)
    token.delete()
    return True


def own_token_for(authorization: str, *, now: datetime) -> OwnToken:
    """Return the token in a header such as `Bearer brink_own_…` with its person, and note that it was used.

    Raises TokenRefused, also when the account of the person is closed.
    """
    digest = _digest(words_of_bearer(authorization))
    token = OwnToken.objects.filter(digest=digest, user__is_active=True).select_related("user").first()
    if token is None or not token.works_at(now):
        raise TokenRefused
    since = now - USE_IS_NOTED_EVERY
    if token.last_used_at is None or token.last_used_at <= since:
        # Only one of many at once writes.
        long_ago = Q(last_used_at=None) | Q(last_used_at__lte=since)
        OwnToken.objects.filter(long_ago, pk=token.pk).update(last_used_at=now)
    return token


def _digest(words: str) -> str:
    return salted_hmac(SALT, words, algorithm="sha256").hexdigest()
