"""Every address of Brink: the rooms first, pages last."""

from allauth.account.views import LogoutView, PasswordResetView
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from access.views.password import NewPasswordView, ResetSentView
from access.views.sign_in import SignInView
from home.design.views import design
from search.api.views import addresses as api_addresses

urlpatterns = [
    path("login/", SignInView.as_view(), name="account_login"),
    path("sign-in/", include("access.identity.urls")),
    path("", include("access.second_factor.urls")),
    path("logout/", LogoutView.as_view(), name="account_logout"),
    path("password/reset/", PasswordResetView.as_view(), name="account_reset_password"),
    path("password/reset/sent/", ResetSentView.as_view(), name="account_reset_password_done"),
    path(
        "password/reset/<slug:uidb36>/<str:key>/",
        NewPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    # Wagtail's own door would go by our limits on guessing.
    path("admin/login/", login_not_required(RedirectView.as_view(url="/login/", query_string=True))),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("content.urls")),
    path("", include("directory.urls")),
    path("", include("dialogue.urls")),
    path("", include("following.urls")),
    path("", include("notices.urls")),
    path("", include("groups.urls")),
    path("", include("news.urls")),
    path("", include("blog.urls")),
    path("", include("search.urls")),
    *api_addresses(),
    path("", include("home.urls")),
    # After the rooms above it, which have screens of their own below /settings/.
    path("", include("access.urls")),
    # What is not a page has no language in its address; pages of the second language start with it.
    *i18n_patterns(path("", include("content.page_urls")), prefix_default_language=False),
]

if settings.HAS_DESIGN_SCREEN:
    urlpatterns.insert(0, path("design/", design, name="design"))

handler400 = "home.errors.bad_request"
handler403 = "home.errors.permission_denied"
handler404 = "home.errors.page_not_found"
handler429 = "home.errors.too_many_requests"
handler500 = "home.errors.server_error"
