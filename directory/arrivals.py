"""Who comes in by an identity provider: a colleague who is known, or a new one, with what the claims say."""

import logging
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from access.accounts import AddressTaken, NameTaken
from access.identity.arriving import AddressOfAnother, ClosedToThem, Nameless, NotListed, register_host
from access.identity.claims import NOT_USED, Claims
from access.models import AuditEntry, IdentityProvider, User
from directory.models import DELIVERED, Person, Source, SourceLink, sign_in_slug
from directory.outside_groups import put_in_groups
from directory.provisioning import Delivered, SeveralPeople, deliver, find_person, open_unit_called

logger = logging.getLogger(__name__)


@register_host
def host(provider: IdentityProvider, claims: Claims, known: User | None, now: datetime) -> User:
    """Return the account that the claims open, with its person brought up to date. Raises NotLetIn.

    A colleague is known by an earlier sign-in, by the number of the source that the provider names, or by
    the e-mail address if the provider is trusted for those. Whoever has left stays out, and nothing is
    written of whom is not let in.
    """
    try:
        person = _receive(provider, claims, known, now)
    except IntegrityError:
        # The same newcomer came in twice at once; the second time the first is there.
        person = _receive(provider, claims, known, now)
    return User.objects.get(person=person)


@transaction.atomic
def _receive(provider: IdentityProvider, claims: Claims, known: User | None, now: datetime) -> Person:
    source = source_of(provider)
    person = _person_behind(provider, source, claims, known)
    if person is None:
        if not provider.makes_people:
            raise NotListed
        if claims.email and not claims.address_is_sure:
            _refuse_taken(claims.email, known)
    _refuse_leaver(person, known)
    account = known or (person.user if person else None) or _account_with(claims)
    person = _bring_up_to_date(source, _delivered(provider, claims, person), person, account, now)
    if claims.groups is not None:
        put_in_groups(person=person, names=claims.groups, source=source, now=now)
    return person


def source_of(provider: IdentityProvider) -> Source:
    """Return the source by which the profiles know the provider; it is made at the first sign-in."""
    source, _created = Source.objects.get_or_create(
        slug=sign_in_slug(provider.slug),
        defaults={"name": provider.name, "kind": Source.Kind.SIGN_IN, "delivers": delivered_by(provider)},
    )
    return source


def delivered_by(provider: IdentityProvider) -> list[str]:
    """Return what the provider locks: name and address, and each claim that an administrator named."""
    named = {field for field, names in provider.claims.items() if names.strip()}
    unused = {field for field, names in provider.claims.items() if names.strip() == NOT_USED}
    return [field for field in DELIVERED if field in ({"name", "email"} | named) - unused]


def _person_behind(
    provider: IdentityProvider, source: Source, claims: Claims, known: User | None
) -> Person | None:
    if known is not None:
        return Person.objects.filter(user=known).first()
    if provider.numbers_of and claims.number:
        link = SourceLink.objects.filter(source__slug=provider.numbers_of, external_id=claims.number)
        if person := Person.objects.filter(source_links__in=link, erased_at=None).first():
            return person
    # Without trust only the number of an earlier sign-in counts, and an address that is taken is refused.
    email = claims.email if claims.address_is_sure else None
    try:
        return find_person(source, Delivered(external_id=claims.uid, email=email))
    except SeveralPeople as several:
        raise AddressOfAnother from several


def _refuse_taken(email: str, known: User | None) -> None:
    """Raise AddressOfAnother if a colleague or an account other than `known` has the address."""
    accounts = User.objects.filter(email__iexact=email).exclude(pk=known.pk if known else 0)
    if accounts.exists() or Person.objects.filter(email__iexact=email, erased_at=None).exists():
        raise AddressOfAnother


def _refuse_leaver(person: Person | None, known: User | None) -> None:
    if person is not None and person.left_on is not None:
        raise ClosedToThem
    user = known or (person.user if person else None)
    if user is not None and not user.is_active:
        raise ClosedToThem


def _account_with(claims: Claims) -> User | None:
    """Return the account without a person that has the address, if that may be taken for theirs."""
    account = User.objects.filter(email__iexact=claims.email).first() if claims.email else None
    if account is None:
        return None
    # An address that somebody gave their own account proves nothing: others would come in to it.
    chose_it = AuditEntry.objects.filter(action="address.changed", actor_key=account.key)
    is_someone = Person.objects.filter(user=account).exists()
    if not claims.address_is_sure or is_someone or chose_it.exists():
        raise AddressOfAnother
    if not account.is_active:
        raise ClosedToThem
    return account


def _bring_up_to_date(
    source: Source, delivered: Delivered, person: Person | None, account: User | None, now: datetime
) -> Person:
    if person is not None:
        _know_by_number(source, person, delivered.external_id)
    if account is None:
        # Without an address an account is called by the number that the provider knows.
        username = "" if delivered.email else f"{source.slug}-{delivered.external_id}"[:150]
        delivered = replace(delivered, opens_account=True, username=username)
    try:
        person = deliver(source=source, delivered=delivered, now=now).person
    except (AddressTaken, NameTaken, SeveralPeople) as taken:
        raise AddressOfAnother from taken
    except ValidationError as fault:
        raise Nameless from fault
    if person.user is None:
        person.user = account
        person.save(update_fields=["user", "changed_at"])
    elif account is not None and person.user != account:
        raise AddressOfAnother
    return person


def _know_by_number(source: Source, person: Person, number: str) -> None:
    """Let `person`, however found, be known next time by the number that the provider gives."""
    if SourceLink.objects.filter(source=source, external_id=number).exclude(person=person).exists():
        raise AddressOfAnother
    SourceLink.objects.update_or_create(source=source, person=person, defaults={"external_id": number})


def _delivered(provider: IdentityProvider, claims: Claims, person: Person | None) -> Delivered:
    """Return what the claims say of a profile; what cannot be used is left out, and keeps nobody out."""
    delivered = Delivered(
        external_id=claims.uid,
        name=claims.name or None,
        email=_usable_address(provider, claims, person),
        job_title=claims.job_title or None,
        unit=open_unit_called(claims.unit),
        phone=claims.phone or None,
        mobile=claims.mobile or None,
    )
    try:
        delivered.values()
    except ValidationError as fault:
        faulty = [field for field in fault.message_dict if field != "name"]
        logger.warning("Left out of a sign-in, since it cannot be used: %s", ", ".join(faulty))
        return replace(delivered, **dict.fromkeys(faulty))  # type: ignore[arg-type]  # None fits each of them
    return delivered


def _usable_address(provider: IdentityProvider, claims: Claims, person: Person | None) -> str | None:
    """Return the address, unless somebody else has it already, or the provider that is trusted doubts it."""
    if provider.trusts_addresses and not claims.address_is_sure:
        # Kept, it would count as trusted from then on.
        return None
    own = person.user_id if person else None
    if not claims.email or (
        person and User.objects.filter(email__iexact=claims.email).exclude(pk=own or 0).exists()
    ):
        return None
    return claims.email
