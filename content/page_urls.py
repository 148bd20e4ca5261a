"""Where pages are: Wagtail's own addresses without its sign-in and its shared passwords."""

from django.urls import re_path
from wagtail.urls import serve_pattern
from wagtail.views import serve

urlpatterns = [re_path(serve_pattern, serve, name="wagtail_serve")]
