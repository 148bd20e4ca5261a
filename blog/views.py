from pathlib import PurePosixPath
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from access.feed_keys import find_feed_key
from blog.feeds import PODCASTS
from blog.models import Episode
from content.delivery import deliver


# A podcast app cannot sign in; the key in the address says for whom it listens.
@login_not_required
@require_safe
def episode_sound(request: HttpRequest, word: str, pk: int, name: str) -> HttpResponseBase:
    """Send the sound of an episode that the person of this key may see."""
    key = find_feed_key(word, PODCASTS)
    if key is None:
        raise Http404
    episodes: Any = Episode.objects.live().visible_to(key.user).filter(pk=pk).select_related("audio")
    episode = episodes.defer("body", "transcript", "chapters").first()
    if episode is None or episode.audio is None or PurePosixPath(episode.audio.file.name).name != name:
        raise Http404
    return deliver(request, episode.audio.file)
