"""The addresses that identity providers are given; allauth finds them by these names."""

from django.urls import path
from django.views.generic import RedirectView

from access.identity import views

urlpatterns = [
    path("oidc/<slug:provider_id>/", views.openid_connect_login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/callback/", views.openid_connect_callback, name="openid_connect_callback"),
    path("saml/<slug:organization_slug>/", views.saml_login, name="saml_login"),
    path("saml/<slug:organization_slug>/acs/", views.saml_acs, name="saml_acs"),
    path("saml/<slug:organization_slug>/acs/finish/", views.saml_finish_acs, name="saml_finish_acs"),
    path("saml/<slug:organization_slug>/metadata/", views.saml_metadata, name="saml_metadata"),
    # Who signs out there is asked here whether to sign out here too.
    path(
        "saml/<slug:organization_slug>/logout/",
        RedirectView.as_view(url="/logout/"),
        name="saml_sls",
    ),
]
