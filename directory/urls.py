from django.urls import include, path

from directory.listing.suggesting import suggest
from directory.listing.views import person_export, person_list
from directory.photos import views as photos
from directory.privacy import views as privacy
from directory.profile import edit_views as editing
from directory.profile import history_views as histories
from directory.profile import mistake_views as mistakes
from directory.profile import photo_views as photo_editing
from directory.profile import views as profile
from directory.profile.still_right_views import still_right_answer
from directory.scim.views import scim
from directory.structure.views import person_team, unit_chart, unit_detail, unit_edit, unit_list
from directory.subject_views import subject_detail

app_name = "directory"
editing_a_profile = [
    path("", editing.overview, name="profile-edit"),
    path("absence/", editing.absences, name="profile-absences"),
    path("absence/<int:pk>/", editing.absences, name="profile-absence"),
    path("absence/<int:pk>/cancel/", editing.absence_cancel, name="profile-absence-cancel"),
    path("photo/", photo_editing.photo, name="profile-photo"),
    path("photo/cut/", photo_editing.photo_cut, name="profile-photo-cut"),
    path("photo/remove/", photo_editing.photo_remove, name="profile-photo-remove"),
    path("photo/level/", photo_editing.photo_level, name="profile-photo-level"),
    path("<slug:name>/", editing.section, name="profile-section"),
]
urlpatterns = [
    path("settings/my-data/", privacy.my_data, name="my-data"),
    path("settings/my-data/ask/", privacy.my_data_ask, name="my-data-ask"),
    path("settings/my-data/download/", privacy.my_data_download, name="my-data-download"),
    path("scim/v2", scim, name="scim-root"),
    path("scim/v2/", scim),
    path("scim/v2/<path:path>", scim, name="scim"),
    path("people/", person_list, name="person-list"),
    path("people/export.<slug:file_format>", person_export, name="person-export"),
    path("people/suggest/", suggest, name="people-suggest"),
    path("people/<slug:slug>/", profile.person_detail, name="person-detail"),
    path("people/<slug:slug>/as-others/", profile.as_others_do, name="person-as-others"),
    path("people/<slug:slug>/card.vcf", profile.card, name="person-card"),
    path("people/<slug:slug>/history/", histories.history, name="person-history"),
    path("people/<slug:slug>/mistake/<slug:source>/", mistakes.mistake, name="person-mistake"),
    path("people/<slug:slug>/still-right/", still_right_answer, name="still-right"),
    path("people/<slug:slug>/edit/", include(editing_a_profile)),
    path("people/<slug:slug>/photo/<slug:digest>/original", photos.original, name="person-photo-original"),
    path("people/<slug:slug>/photo/<slug:digest>/<slug:size>", photos.photo, name="person-photo"),
    path("people/<slug:slug>/team/", person_team, name="person-team"),
    path("subjects/<slug:slug>/", subject_detail, name="subject-detail"),
    path("units/", unit_list, name="unit-list"),
    path("units/chart/", unit_chart, name="unit-chart"),
    path("units/<slug:slug>/", unit_detail, name="unit-detail"),
    path("units/<slug:slug>/edit/", unit_edit, name="unit-edit"),
]
