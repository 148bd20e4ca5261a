from django.urls import include, path

from groups.events import views as events
from groups.moderation import views as moderation
from groups.polls import views as polls
from groups.views import (
    asking,
    browsing,
    coming,
    groups,
    members,
    post_acts,
    posts,
    questions,
    routing,
    writing,
)

app_name = "groups"
urlpatterns = [
    path("groups/", browsing.group_list, name="list"),
    path("groups/new/", browsing.group_new, name="new"),
    path("groups/similar/", browsing.similar, name="similar"),
    path("groups/<slug:slug>/", groups.detail, name="detail"),
    path("groups/<slug:slug>/invite/", members.member_invite, name="invite"),
    path("groups/<slug:slug>/members/", members.member_list, name="members"),
    path("groups/<slug:slug>/membership/", coming.membership, name="membership"),
    path("groups/<slug:slug>/rules/", members.rules, name="rules"),
    path("groups/<slug:slug>/host/", include("groups.hosting.urls")),
    path("questions/", questions.listing, name="questions"),
    path("questions/<key:pk>/not-mine/", routing.not_mine, name="question-not-mine"),
    path("groups/<slug:slug>/write/", writing.write, name="write"),
    path("groups/<slug:slug>/draft/", writing.save, name="draft-save"),
    path("groups/<slug:slug>/draft/discard/", writing.discard, name="draft-discard"),
    path("groups/<slug:slug>/draft/file/", writing.draft_file, name="draft-file"),
    path("questions/ask/", asking.ask, name="ask"),
    path("questions/ask/found/", asking.found, name="question-found"),
    path("questions/answers/<slug:kind>/<key:pk>/", asking.choose, name="answer-choose"),
    path("posts/<key:pk>/", posts.detail, name="post"),
    path("posts/<key:pk>/edit/", posts.edit, name="post-edit"),
    path("posts/<key:pk>/move/", post_acts.move, name="post-move"),
    path("posts/<key:pk>/pin/", post_acts.pin, name="post-pin"),
    path("posts/<key:pk>/idea/", post_acts.idea, name="post-idea"),
    path("posts/<key:pk>/withdraw/", post_acts.PostWithdrawView.as_view(), name="post-withdraw"),
    path("posts/<key:pk>/report/", post_acts.PostReportView.as_view(), name="post-report"),
    path("posts/<key:pk>/hide/", post_acts.PostHideView.as_view(), name="post-hide"),
    path("groups/<slug:slug>/events/", events.calendar, name="events"),
    path("posts/<key:pk>/event.ics", events.file, name="event-file"),
    path("posts/<key:pk>/come/", events.come, name="event-come"),
    path("posts/<key:pk>/stay-away/", events.stay_away, name="event-stay-away"),
    path("posts/<key:pk>/cancel/", events.cancel, name="event-cancel"),
    path("posts/<key:pk>/who-comes/", events.people, name="event-people"),
    path("groups/<slug:slug>/moderation/", moderation.queue, name="moderation"),
    path("groups/<slug:slug>/moderation/<key:pk>/", moderation.case, name="moderation-case"),
    path("posts/<key:pk>/vote/", polls.choose, name="poll-vote"),
    path("posts/<key:pk>/close/", polls.close, name="poll-close"),
]
