from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What someone may do in Brink; what someone is called at work is a job title."""

    READER = "reader", _("Reader")
    WRITER = "writer", _("Writer")
    EDITOR = "editor", _("Editor")
    SECTION_EDITOR = "section_editor", _("Section editor")
    LEADER = "leader", _("Leader")
    COMMUNITY_MANAGER = "community_manager", _("Community manager")
    OBSERVER = "observer", _("Observer")
    ADMINISTRATOR = "administrator", _("Administrator")


class RoleGroup(models.Model):
    """The group that a role stands for: an organisation may give it another name and other permissions."""

    role = models.CharField(_("role"), max_length=20, choices=Role, unique=True)
    group = models.OneToOneField("auth.Group", on_delete=models.CASCADE, related_name="role")

    needs_second_factor = models.BooleanField(
        _("needs a second factor"),
        default=False,
        help_text=_(
            "Who has this role and no passkey or app with codes sets one up at the next sign-in, "
            "before anything else."
        ),
    )

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return str(self.get_role_display())
