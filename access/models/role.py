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

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return self.role
