"""Hosts from which a page may show a video, and what is known of their addresses.

Only plain Python: the settings read the frames that are allowed from here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit


class UnknownVideo(ValueError):
    """The address is not one of a video at a host that is allowed."""


@dataclass(frozen=True)
class VideoHost:
    """A place for videos: what readers call it, where its player is, and how its addresses read."""

    name: str
    # Per host name what stands before the key of a video: a path, or the path and field of a query.
    addresses: Mapping[str, tuple[str, ...]]
    key: re.Pattern[str]
    player: str

    @property
    def origin(self) -> str:
        """The origin of the player, as a content security policy names it."""
        parts = urlsplit(self.player)
        return f"{parts.scheme}://{parts.netloc}"

    def key_in(self, address: str) -> str | None:
        """Return the key of the video at `address`, or None if that is not one of this host."""
        parts = urlsplit(address)
        if parts.scheme != "https":
            return None
        # With a name or port before or behind it, browsers may go to another host than is read here.
        for place in self.addresses.get(parts.netloc.lower(), ()):
            path, _, field = place.partition("?")
            if field:
                key = parse_qs(parts.query).get(field, [""])[0] if parts.path == path else ""
            else:
                key = parts.path.removeprefix(path).rstrip("/") if parts.path.startswith(path) else ""
            if self.key.fullmatch(key):
                return key
        return None


_OF_YOUTUBE = ("/watch?v", "/embed/", "/shorts/", "/live/")
KNOWN_HOSTS = {
    "youtube": VideoHost(
        name="YouTube",
        addresses={
            "www.youtube.com": _OF_YOUTUBE,
            "youtube.com": _OF_YOUTUBE,
            "m.youtube.com": _OF_YOUTUBE,
            "www.youtube-nocookie.com": ("/embed/",),
            "youtu.be": ("/",),
        },
        key=re.compile(r"[A-Za-z0-9_-]{11}"),
        # The player that keeps no cookies.
        player="https://www.youtube-nocookie.com/embed/{key}",
    ),
    "vimeo": VideoHost(
        name="Vimeo",
        addresses={"vimeo.com": ("/",), "www.vimeo.com": ("/",), "player.vimeo.com": ("/video/",)},
        key=re.compile(r"[0-9]{1,12}"),
        player="https://player.vimeo.com/video/{key}?dnt=1",
    ),
}
HOST_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def peertube(hostname: str) -> VideoHost:
    """Return a PeerTube server, such as one of the organisation itself."""
    return VideoHost(
        name=hostname,
        addresses={hostname: ("/w/", "/videos/watch/", "/videos/embed/")},
        key=re.compile(r"[A-Za-z0-9-]{8,64}"),
        player=f"https://{hostname}/videos/embed/{{key}}",
    )


def hosts_of(names: Iterable[str]) -> list[VideoHost]:
    """Return the hosts that a setting names: `youtube`, `vimeo`, or the host name of a PeerTube server.

    Raises ValueError for what is neither: it would stand in the content security policy.
    """
    names = list(names)
    for name in names:
        if name not in KNOWN_HOSTS and not HOST_NAME.fullmatch(name):
            raise ValueError(f"must be youtube, vimeo or the host name of a PeerTube server, not {name!r}")
    return [KNOWN_HOSTS.get(name) or peertube(name) for name in names]


@dataclass(frozen=True)
class Video:
    """A video at a host."""

    host: VideoHost
    key: str

    @property
    def player_url(self) -> str:
        return self.host.player.format(key=self.key)


def video_at(address: str, hosts: Iterable[VideoHost]) -> Video:
    """Return the video at `address`. Raises UnknownVideo if none of `hosts` has it."""
    try:
        found = next((Video(host, key) for host in hosts if (key := host.key_in(address.strip()))), None)
    except ValueError:
        # Not an address at all, such as one with a bracket in its host.
        found = None
    if found is None:
        raise UnknownVideo(address)
    return found
