"""A digest in words: its mail, and the sentences that it shares with the screen of the last one."""

from dataclasses import replace
from datetime import datetime

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, ngettext

from access.mail import compose_mail, full_address, language_of
from access.models import User
from notices.deeds import MuteDeed
from notices.digests.contents import Contents
from notices.digests.items import Part
from notices.digests.stopping import StopDigest
from notices.hours import day_of
from notices.links import headers_of_mail, link_to
from notices.models import Preference

FRIDAY = 5


def mail_of(
    contents: Contents, user: User, preference: Preference, *, now: datetime
) -> EmailMultiAlternatives:
    """Return the mail with the digest, in the language of `user`.

    Its subject holds no title: subjects are read over shoulders, and stand in logs.
    """
    language = language_of(user)
    day = day_of(now)
    stop = link_to(StopDigest.name, user, now=now)
    contents = _with_links(contents, user, now)
    with translation.override(language):
        return compose_mail(
            to=user.email,
            language=language,
            subject=_subject(contents, preference),
            template="digest",
            context={
                "contents": contents,
                # What is most meant for the reader has the one button.
                "has_button": bool(contents.for_you.items),
                "head": _head(user, preference),
                "intro": intro_of(contents),
                "day": day,
                "farewell": _farewell(day.isoweekday(), preference),
                "why": why_of(preference),
                "base": full_address("/").rstrip("/"),
                "settings_url": full_address(f"{reverse('access:settings')}#notices"),
                "follows_url": full_address(reverse("following:mine")),
                "stop_url": stop,
            },
            headers=headers_of_mail(stop),
        )


def _with_links(contents: Contents, user: User, now: datetime) -> Contents:
    """Give each thing that can be muted a link that does so."""

    def linked(part: Part) -> Part:
        items = [
            replace(item, mute_url=link_to(MuteDeed.name, user, MuteDeed.value_of(item.way.muting), now=now))
            if item.way is not None
            else item
            for item in part.items
        ]
        return replace(part, items=items)

    return replace(contents, for_you=linked(contents.for_you), followed=linked(contents.followed))


def intro_of(contents: Contents) -> str:
    """Return how much there is to read, and how much of it is meant for the reader."""
    count = contents.item_count
    sentences = [ngettext("%(count)s thing to read.", "%(count)s things to read.", count) % {"count": count}]
    if for_you := len(contents.for_you.items):
        sentences.append(
            ngettext("%(count)s is meant for you.", "%(count)s are meant for you.", for_you)
            % {"count": for_you}
        )
    return " ".join(sentences)


def why_of(preference: Preference) -> str:
    """Return why someone gets the digest when they do."""
    if preference.digest_rhythm == Preference.Rhythm.DAILY:
        return gettext("You get this digest because you chose one for each day that you work.")
    return gettext("You get this digest each %(day)s, until you choose another day or stop it.") % {
        "day": WEEKDAYS[preference.digest_weekday - 1]
    }


def _subject(contents: Contents, preference: Preference) -> str:
    period = gettext("Your week on Brink") if _is_weekly(preference) else gettext("New for you on Brink")
    for_you = len(contents.for_you.items)
    if not for_you:
        return period
    words = ngettext("%(count)s thing is meant for you", "%(count)s things are meant for you", for_you)
    return f"{period}: {words % {'count': for_you}}"


def _head(user: User, preference: Preference) -> str:
    name = user.first_name
    if _is_weekly(preference):
        return (
            gettext("Hello %(name)s, this was your week") % {"name": name}
            if name
            else gettext("This was your week")
        )
    return gettext("Hello %(name)s, this is new for you") % {"name": name} if name else gettext("New for you")


def _farewell(weekday: int, preference: Preference) -> str:
    if weekday == FRIDAY and _is_weekly(preference):
        return gettext("You are up to date. Have a good weekend.")
    return gettext("You are up to date. Have a good day.")


def _is_weekly(preference: Preference) -> bool:
    return preference.digest_rhythm == Preference.Rhythm.WEEKLY
