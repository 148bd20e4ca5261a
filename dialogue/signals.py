"""News from dialogue to the rooms above, each sent once it is committed with `comment` and `target`.

But for the last ones, with which the rooms above keep their own rows in step.
"""

from django.dispatch import Signal

# A comment was placed.
comment_posted = Signal()
# The author of a comment that stood there already made it a question.
question_asked = Signal()
# `comment` is the answer of which the asker says that it helped.
answer_helped = Signal()
# What was answered did not help: the question waits again.
question_asked_again = Signal()
# Colleagues are named in it who were not before, and can read it; with `person_ids`.
people_mentioned = Signal()
# A moderator decided, and its author must hear of it; with a `decision` and nothing else.
comment_decided = Signal()
# A comment was reported; with a `report` and nothing else.
comment_reported = Signal()
# A report is settled, and its reporter must hear of it; with a `report` and nothing else.
report_settled = Signal()
# Inside the transaction: comments were placed (`are_new`), or whether readers see them has changed; with
# `comment_ids`.
comments_changed = Signal()
# Inside the transaction: of comments that ask, how far the answer is has changed; with `comment_ids`.
waiting_changed = Signal()
# Inside the transaction: `comment` says something else than before.
words_changed = Signal()
