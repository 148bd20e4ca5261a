"""What somebody reads when signing in by an identity provider does not work, and what they can do."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.identity.providers import way_in
from access.models import IdentityProvider


@dataclass(frozen=True)
class Trouble:
    """A page about one thing that can go wrong; `again` offers to try once more."""

    status: int
    title: Promise
    text: Promise
    again: bool = True


TROUBLES = {
    "away": Trouble(
        503,
        _("The sign-in of your organisation does not answer"),
        _("Try again in a few minutes. If you have a password of Brink, you can sign in with that now."),
    ),
    "nonsense": Trouble(
        502,
        _("The sign-in of your organisation gave an answer that we do not understand"),
        _("Try again. If it stays like this, tell who keeps Brink that the sign-in is not set up right."),
    ),
    "unproven": Trouble(
        403,
        _("We could not be sure that this answer came from your organisation"),
        _("So we did not let it in. Start again; if it stays like this, tell who keeps Brink."),
    ),
    "stale": Trouble(
        400,
        _("This sign-in was used already, or took too long"),
        _("An answer works once, for ten minutes, in the browser where you began. Start again."),
    ),
    "refused": Trouble(
        403,
        _("You were not signed in"),
        _("You stopped, or your organisation did not let you through. You can try again."),
    ),
    "closed": Trouble(
        403,
        _("This account is closed"),
        _("You are known, but your account on Brink has been closed. Is that a mistake? Ask your manager."),
        again=False,
    ),
    "unlisted": Trouble(
        403,
        _("You are not listed on Brink yet"),
        _("Your organisation knows you, and Brink does not yet. Ask who keeps Brink to add you."),
        again=False,
    ),
    "address": Trouble(
        403,
        _("Somebody else here has your e-mail address"),
        _("To be safe we did not let you in. Ask who keeps Brink to see which account is yours."),
        again=False,
    ),
    "nameless": Trouble(
        403,
        _("Your organisation did not tell us your name"),
        _("Without a name we cannot list you. Ask who keeps the sign-in to send it along."),
        again=False,
    ),
    "gone": Trouble(
        404,
        _("Nobody signs in this way any more"),
        _("This way of signing in was switched off. Choose another on the sign-in screen."),
        again=False,
    ),
}


def tell_trouble(request: HttpRequest, why: str, provider: IdentityProvider | None = None) -> HttpResponse:
    """Return the page about `why`, with the ways on that there are."""
    trouble = TROUBLES[why]
    again = way_in(provider) if provider is not None and trouble.again else ""
    context = {"trouble": trouble, "again": again, "provider": provider}
    return render(request, "account/trouble.html", context, status=trouble.status)
