from directory.models.audience import Audience
from directory.models.location import Location
from directory.models.person import Person
from directory.models.subject import Subject
from directory.models.unit import Unit

__all__ = ["Audience", "Location", "Person", "Subject", "Unit"]
