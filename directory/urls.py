from django.urls import path

from directory import views

app_name = "directory"
urlpatterns = [
    path("people/", views.person_list, name="person-list"),
    path("people/<slug:slug>/", views.person_detail, name="person-detail"),
    path("units/<slug:slug>/", views.unit_detail, name="unit-detail"),
]
