from dialogue.services.refusals import ReasonMissing, ReasonTooLong
from dialogue.wording import is_blank, tidy

LONGEST_REASON = 300
LONGEST_REPORT = 500
LONGEST_APPEAL = 1000


def given(reason: str, limit: int) -> str:
    """Return the reason as it is kept. Raises ReasonMissing or ReasonTooLong."""
    reason = tidy(reason)
    if is_blank(reason):
        raise ReasonMissing
    if len(reason) > limit:
        raise ReasonTooLong(limit=limit)
    return reason
