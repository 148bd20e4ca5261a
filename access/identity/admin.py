"""The identity providers in the Wagtail admin, for administrators only."""

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.helpers import PermissionHelper

from access.identity.claims import USUAL
from access.identity.forms import IdentityProviderForm, claim_field
from access.mail import full_address
from access.models import IdentityProvider, User
from access.registers import Register


class ProviderPermissions(PermissionHelper):
    """Who sets up a way in lets in whoever they like: administrators only."""

    def user_can_list(self, user: User) -> bool:
        return user.is_superuser

    def user_has_any_permissions(self, user: User) -> bool:
        return user.is_superuser

    def user_can_create(self, user: User) -> bool:
        return user.is_superuser

    def user_can_edit_obj(self, user: User, obj: IdentityProvider) -> bool:
        return user.is_superuser

    def user_can_delete_obj(self, user: User, obj: IdentityProvider) -> bool:
        return user.is_superuser


CLAIMS_HELP = _(
    "Fill in only what differs from the usual: the name of the claim, several with spaces between, “-” for "
    "not used. A claim that you name is kept as the provider says it; others fill only what is empty."
)


class IdentityProviderAdmin(Register):
    model = IdentityProvider
    menu_label = _("Identity providers")
    menu_icon = "key"
    menu_order = 620
    add_to_settings_menu = True
    list_display = ("name", "protocol", "is_on", "is_default", "addresses")
    permission_helper_class = ProviderPermissions
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldPanel("slug"),
                    FieldPanel("protocol"),
                    FieldPanel("is_on"),
                    FieldPanel("is_default"),
                ],
                heading=_("Signing in"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("makes_people"),
                    FieldPanel("trusts_addresses"),
                    FieldPanel("has_second_factor"),
                    FieldPanel("numbers_of"),
                ],
                heading=_("Trust"),
            ),
            MultiFieldPanel(
                [FieldPanel("server_url"), FieldPanel("client_id"), FieldPanel("secret")],
                heading=_("OpenID Connect"),
            ),
            MultiFieldPanel([FieldPanel("metadata_url"), FieldPanel("metadata")], heading=_("SAML")),
            MultiFieldPanel(
                [
                    HelpPanel(content=CLAIMS_HELP),
                    *(FieldPanel(claim_field(field)) for field in USUAL),
                ],
                heading=_("Claims"),
            ),
        ],
        base_form_class=IdentityProviderForm,
    )

    # Any: what the columns of a register get is untyped.
    @display(description=_("addresses for the provider"))
    def addresses(self, provider: Any) -> SafeString:
        """Return what an administrator of the provider asks for."""
        names = (
            ("saml_metadata", "saml_acs")
            if provider.protocol == IdentityProvider.Protocol.SAML
            else ("openid_connect_callback",)
        )
        lines = [(full_address(reverse(name, args=[provider.slug])),) for name in names]
        return format_html_join(" ", "<code>{}</code>", lines)

    def get_queryset(self, request: HttpRequest) -> Any:  # Any: as above
        return IdentityProvider.objects.order_by("name", "pk")
