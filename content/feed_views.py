"""Following with an app: the feeds themselves, and the screen on which people make and revoke addresses."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from access.asking import reader_of, way_back
from access.feed_keys import find_feed_key, make_feed_key, revoke_feed_key, word_of
from access.models import FeedKey, User
from content.feeds import Asked, Document, FeedKind, Part, feed_kind, feed_path, known_feeds, written


# An app cannot sign in; the key in the address says for whom it reads.
@login_not_required
@require_safe
@conditional_page
def feed(request: HttpRequest, word: str, name: str, part: int | None = None) -> HttpResponse:
    """Send what the person of this key may see, and nothing to any other key."""
    kind, key = feed_kind(name), find_feed_key(word, name)
    if kind is None or key is None:
        raise Http404
    asked = Asked(user=key.user, word=word, request=request, part=part)
    with translation.override(asked.language):
        channel = kind.channel(asked)
        if channel is None:
            raise Http404
        if not isinstance(channel, Document):
            content = written(kind, channel, asked.absolute(request.path))
            channel = Document(content, "application/rss+xml; charset=utf-8")
    return HttpResponse(
        channel.content,
        content_type=channel.content_type,
        headers={"X-Robots-Tag": "noindex", "Content-Language": asked.language},
    )


@dataclass(frozen=True)
class Address:
    """An address to copy into an app."""

    part: Part
    url: str


@dataclass(frozen=True)
class Row:
    """A kind of feed on the screen, with the person's addresses once there is a key that can be shown."""

    kind: FeedKind
    key: FeedKey | None
    addresses: list[Address]


@require_http_methods(["GET", "HEAD", "POST"])
def feed_list(request: HttpRequest) -> HttpResponse:
    """Show which feeds the person has, and make or revoke one."""
    if request.method == "POST":
        return _changed(request)
    user = reader_of(request)
    keys = {key.purpose: key for key in FeedKey.objects.filter(user=user)}
    rows = [_row(request, user, kind, keys.get(kind.name)) for kind in known_feeds()]
    return render(request, "content/feed_list.html", {"rows": rows})


def _changed(request: HttpRequest) -> HttpResponse:
    user = reader_of(request)
    kind = feed_kind(request.POST.get("purpose", ""))
    if kind is None:
        raise BadRequest(_("There is no such address to make. Choose one of these."))
    if request.POST.get("act") == "revoke":
        revoke_feed_key(user=user, purpose=kind.name, now=timezone.now())
        messages.success(request, _("The address has been revoked. It stopped working at once."))
    else:
        make_feed_key(user=user, purpose=kind.name, now=timezone.now())
        messages.success(request, _("Your address is ready. Copy it into your app."))
    return HttpResponseRedirect(way_back(request, f"{reverse('content:feed-list')}#{kind.name}"))


def _row(request: HttpRequest, user: User, kind: FeedKind, key: FeedKey | None) -> Row:
    word = word_of(key) if key else None
    if word is None:
        return Row(kind, key, [])
    addresses = [
        Address(part, request.build_absolute_uri(feed_path(kind.name, word, part.number)))
        for part in kind.parts(user)
    ]
    return Row(kind, key, addresses)
