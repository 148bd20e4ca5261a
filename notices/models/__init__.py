from notices.models.announcement import Announcement
from notices.models.digest import Digest
from notices.models.event import Event
from notices.models.mute import Mute
from notices.models.notice import Notice
from notices.models.preference import Preference
from notices.models.sending_limit import SendingLimit
from notices.models.used_link import UsedLink

__all__ = [
    "Announcement",
    "Digest",
    "Event",
    "Mute",
    "Notice",
    "Preference",
    "SendingLimit",
    "UsedLink",
]
