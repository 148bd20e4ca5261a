from django.urls import URLPattern, path

from notices import link_views, views
from notices.digests.views import last_digest

app_name = "notices"
urlpatterns: list[URLPattern] = [
    path("notices/", views.mine, name="mine"),
    path("notices/read/", views.read_all, name="read-all"),
    path("notices/digest/", last_digest, name="digest"),
    path("notices/<key:pk>/", views.open_notice, name="open"),
    path("notices/<key:pk>/read/", views.read_notice, name="read"),
    path("notices/<key:pk>/mute/", views.mute_notice, name="mute"),
    path("notices/<key:pk>/unmute/", views.unmute_notice, name="unmute"),
    path("mail/<str:token>/", link_views.mail_link, name="mail-link"),
]
