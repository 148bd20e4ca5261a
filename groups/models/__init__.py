from groups.models.draft import PostDraft, PostDraftFile
from groups.models.found import FoundAnswer
from groups.models.group import Group
from groups.models.hosting import DismissedTip, FirstPost, GroupHealth
from groups.models.kinds import GroupEvent, Idea, Poll, PollOption, PollVote, SignUp
from groups.models.membership import Membership, MembershipRule
from groups.models.post import Post, PostMove
from groups.models.question import AskedPerson, HelpedToo, Question, Skip

__all__ = [
    "AskedPerson",
    "DismissedTip",
    "FirstPost",
    "FoundAnswer",
    "Group",
    "GroupEvent",
    "GroupHealth",
    "HelpedToo",
    "Idea",
    "Membership",
    "MembershipRule",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostDraft",
    "PostDraftFile",
    "PostMove",
    "Question",
    "SignUp",
    "Skip",
]
