from dialogue.services.moderating import dismiss_report, hide_comment, report_comment, restore_comment
from dialogue.services.posting import LONGEST_COMMENT, edit_comment, post_comment, withdraw_comment

__all__ = [
    "LONGEST_COMMENT",
    "dismiss_report",
    "edit_comment",
    "hide_comment",
    "post_comment",
    "report_comment",
    "restore_comment",
    "withdraw_comment",
]
