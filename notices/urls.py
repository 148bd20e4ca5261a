from django.urls import URLPattern, path

from notices import link_views

app_name = "notices"
urlpatterns: list[URLPattern] = [
    path("mail/<str:token>/", link_views.mail_link, name="mail-link"),
]
