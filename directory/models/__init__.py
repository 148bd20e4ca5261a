from directory.models.audience import Audience
from directory.models.feeding import ColumnMapping, ImportRun
from directory.models.history import PersonChange, UnitChange
from directory.models.location import Location
from directory.models.outside_group import OutsideGrant, OutsideGroup, OutsideMembership
from directory.models.person import Person
from directory.models.privacy import DataArchive, PrivacySettings
from directory.models.profile import (
    Duty,
    Experience,
    FieldVisibility,
    PersonLink,
    PersonPhoto,
    SpokenLanguage,
)
from directory.models.scim_user import ScimUser
from directory.models.source import DELIVERED, Source, SourceLink, sign_in_slug
from directory.models.subject import Subject
from directory.models.unit import Unit
from directory.models.work import Absence, ClosingDay, Placement, Workday

__all__ = [
    "DELIVERED",
    "Absence",
    "Audience",
    "ClosingDay",
    "ColumnMapping",
    "DataArchive",
    "Duty",
    "Experience",
    "FieldVisibility",
    "ImportRun",
    "Location",
    "OutsideGrant",
    "OutsideGroup",
    "OutsideMembership",
    "Person",
    "PersonChange",
    "PersonLink",
    "PersonPhoto",
    "Placement",
    "PrivacySettings",
    "ScimUser",
    "Source",
    "SourceLink",
    "SpokenLanguage",
    "Subject",
    "Unit",
    "UnitChange",
    "Workday",
    "sign_in_slug",
]
