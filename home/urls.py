from django.urls import path, register_converter

from home import views


class DigestConverter:
    """Sixteen digits of a digest, in an address that never changes its content."""

    regex = "[0-9a-f]{16}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DigestConverter, "digest")

app_name = "home"
urlpatterns = [
    path("theme-<digest:digest>.css", views.theme, name="theme"),
    path("logo-<digest:digest>", views.logo, name="logo"),
    path("house-rules/", views.house_rules, name="house-rules"),
]
