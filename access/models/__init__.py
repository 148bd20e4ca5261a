from access.models.api_token import ApiToken
from access.models.audit import AuditEntry
from access.models.feed_key import FeedKey
from access.models.files import FileUse
from access.models.identity_provider import IdentityProvider
from access.models.invitation import Invitation
from access.models.own_token import OwnToken
from access.models.role import Role, RoleGroup
from access.models.scope import Scope, ScopeToken
from access.models.user import User

__all__ = [
    "ApiToken",
    "AuditEntry",
    "FeedKey",
    "FileUse",
    "IdentityProvider",
    "Invitation",
    "OwnToken",
    "Role",
    "RoleGroup",
    "Scope",
    "ScopeToken",
    "User",
]
