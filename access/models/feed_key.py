from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedKey(models.Model):
    """A key in an address by which an app reads for one person; `access.feed_keys` makes and finds it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_keys")
    purpose = models.SlugField(max_length=30)
    # The key is made from this and from the secret of the installation; alone it opens nothing.
    seed = models.CharField(max_length=50)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("private address for a reader")
        verbose_name_plural = _("private addresses for readers")
        constraints = [models.UniqueConstraint(fields=["user", "purpose"], name="feed_key_per_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.user_id}"
