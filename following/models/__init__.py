from following.models.change import Change
from following.models.declined import Declined
from following.models.follow import Follow
from following.models.source import Source
from following.models.thing import StreamItem, Thing
from following.models.visit import Visit

__all__ = ["Change", "Declined", "Follow", "Source", "StreamItem", "Thing", "Visit"]
