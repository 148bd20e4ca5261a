from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# What allauth calls its own parts; a provider of that name would be taken for one of them.
TAKEN = ("saml", "openid_connect")


class IdentityProvider(models.Model):
    """Where colleagues sign in for the whole organisation, such as Keycloak or Entra ID.

    Only administrators see and change it. The secret is kept sealed and shown to nobody.
    """

    class Protocol(models.TextChoices):
        OPENID_CONNECT = "oidc", _("OpenID Connect")
        SAML = "saml", _("SAML 2.0")

    name = models.CharField(
        _("name"),
        max_length=60,
        help_text=_("On the button: “Sign in with …”, in words that colleagues know."),
    )
    slug = models.SlugField(
        _("short name"),
        max_length=30,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9-]+$", _("Use small letters, digits and hyphens."))],
        help_text=_("Part of the addresses that the provider asks for; it cannot be changed later."),
    )
    protocol = models.CharField(
        _("protocol"), max_length=4, choices=Protocol, default=Protocol.OPENID_CONNECT
    )
    is_on = models.BooleanField(_("colleagues may sign in with it"), default=True)
    is_default = models.BooleanField(
        _("sign in with it straight away"),
        default=False,
        help_text=_("Who comes to sign in goes there at once; /login/?here=1 still shows the form of Brink."),
    )
    makes_people = models.BooleanField(
        _("lets in who is not listed yet"),
        default=True,
        help_text=_("Who comes in for the first time gets an account and a profile."),
    )
    trusts_addresses = models.BooleanField(
        _("its e-mail addresses are trusted"),
        default=False,
        help_text=_("Tick only if nobody can give themselves an address there: by it a colleague is known."),
    )
    has_second_factor = models.BooleanField(
        _("asks for a second factor itself"),
        default=False,
        help_text=_("Who comes in by it is not asked for one by Brink as well."),
    )
    server_url = models.URLField(
        _("address of the server"),
        blank=True,
        help_text=_("Of the issuer, such as https://sso.example.org/realms/work."),
    )
    client_id = models.CharField(_("client ID"), max_length=255, blank=True)
    sealed_secret = models.TextField(blank=True, editable=False)
    metadata_url = models.URLField(
        _("address of the metadata"),
        blank=True,
        help_text=_(
            "Read at sign-in and kept for four hours, so that new certificates arrive by themselves."
        ),
    )
    metadata = models.TextField(
        _("metadata"), blank=True, help_text=_("The XML itself, if the provider has no address for it.")
    )
    numbers_of = models.SlugField(
        _("numbers are those of"),
        max_length=50,
        blank=True,
        help_text=_("Short name of the source, such as the personnel system, that gives out the numbers."),
    )
    # {field: the names that its claim may have, with spaces between}; what is not there has the usual names.
    claims = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("identity provider")
        verbose_name_plural = _("identity providers")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="one_default_identity_provider",
                violation_error_message=_(
                    "Another provider is signed in with straight away. Untick it there first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.slug in TAKEN:
            raise ValidationError({"slug": _("This name is taken. Choose another.")})
