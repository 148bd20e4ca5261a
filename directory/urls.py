from django.urls import path

from directory import views
from directory.listing.views import person_list
from directory.structure.views import person_team, unit_chart, unit_detail, unit_edit, unit_list

app_name = "directory"
urlpatterns = [
    path("people/", person_list, name="person-list"),
    path("people/<slug:slug>/", views.person_detail, name="person-detail"),
    path("people/<slug:slug>/team/", person_team, name="person-team"),
    path("units/", unit_list, name="unit-list"),
    path("units/chart/", unit_chart, name="unit-chart"),
    path("units/<slug:slug>/", unit_detail, name="unit-detail"),
    path("units/<slug:slug>/edit/", unit_edit, name="unit-edit"),
]
