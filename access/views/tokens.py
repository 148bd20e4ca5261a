"""The screens on which a person makes and withdraws tokens for programs."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.asking import reader_of
from access.forms import OwnTokenForm
from access.keys import key_in
from access.models import OwnToken
from access.own_tokens import MOST_TOKENS, TooManyTokens, make_own_token, withdraw_own_token


@require_safe
def token_list(request: HttpRequest) -> HttpResponse:
    """Show which tokens the person has."""
    tokens = OwnToken.objects.filter(user=reader_of(request))
    now = timezone.now()
    context = {"rows": [(token, token.works_at(now)) for token in tokens], "most": MOST_TOKENS}
    return render(request, "settings/tokens.html", context)


# Nothing keeps the words, also not the browser; and whoever finds a screen left open does not get here.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth's
def token_new(request: HttpRequest) -> HttpResponse:
    """Make a token, and show its words this once."""
    form = OwnTokenForm(request.POST if request.method == "POST" else None)
    made, words = None, ""
    if form.is_valid():
        try:
            made, words = make_own_token(
                user=reader_of(request),
                name=form.cleaned_data["name"],
                days=form.cleaned_data["days"],
                now=timezone.now(),
            )
        except TooManyTokens:
            form.add_error(
                None,
                _("You have %(count)d tokens. Withdraw one that you no longer use.") % {"count": MOST_TOKENS},
            )
    context = {"form": form, "token": made, "words": words}
    return render(request, "settings/token_new.html", context, status=422 if form.errors else 200)


@require_POST
def token_withdraw(request: HttpRequest) -> HttpResponse:
    """Make a token stop."""
    number = key_in(request.POST.get("number", "")) or 0
    if withdraw_own_token(user=reader_of(request), number=number, now=timezone.now()):
        messages.success(request, _("Withdrawn. The program that has this token is refused from now on."))
    else:
        messages.info(request, _("This token was withdrawn already."))
    return HttpResponseRedirect(reverse("access:token-list"))
