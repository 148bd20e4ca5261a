"""Keys by which an app reads for someone who cannot sign in there: one per person and purpose."""

import secrets
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from access.audit import record
from access.models import FeedKey, User

SALT = "access.feed_keys"


@transaction.atomic
def make_feed_key(*, user: User, purpose: str, now: datetime) -> FeedKey:
    """Return a new key of `user` for `purpose`; the one before it stops at once."""
    seed = secrets.token_urlsafe(24)
    key, _created = FeedKey.objects.update_or_create(
        user=user,
        purpose=purpose,
        defaults={"seed": seed, "digest": _digest(_word_from(seed)), "made_at": now},
    )
    record(actor=user, action="feed_key.made", thing=user, details={"purpose": purpose}, now=now)
    return key


@transaction.atomic
def revoke_feed_key(*, user: User, purpose: str, now: datetime) -> bool:
    """Take the key of `user` for `purpose` away, and tell whether there was one; it stops at once."""
    deleted_count, _by_model = FeedKey.objects.filter(user=user, purpose=purpose).delete()
    if deleted_count:
        record(actor=user, action="feed_key.revoked", thing=user, details={"purpose": purpose}, now=now)
    return bool(deleted_count)


def find_feed_key(word: str, purpose: str) -> FeedKey | None:
    """Return the key that is written as `word`, with its person, while that person's account is open."""
    keys = FeedKey.objects.filter(digest=_digest(word), purpose=purpose, user__is_active=True)
    return keys.select_related("user").first()


def word_of(key: FeedKey) -> str | None:
    """Return the key as it stands in an address, or None after the secret of the installation changed."""
    word = _word_from(key.seed)
    return word if constant_time_compare(_digest(word), key.digest) else None


def _word_from(seed: str) -> str:
    mixed = salted_hmac(SALT, seed, algorithm="sha256").digest()
    return urlsafe_b64encode(mixed).decode().rstrip("=")


def _digest(word: str) -> str:
    return sha256(word.encode()).hexdigest()
