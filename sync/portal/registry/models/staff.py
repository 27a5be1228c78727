"""People who log in, and which communes they belong to."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from sync.portal.registry.models.places import Site


class Officer(AbstractUser):
    """Someone with an account. Being one gives no right to any dossier: memberships do."""

    full_name = models.CharField(max_length=120, blank=True)
    sites: "models.ManyToManyField[Site, Membership]" = models.ManyToManyField(Site, through="Membership")

    def get_full_name(self) -> str:
        """As signed under an act."""
        return self.full_name or self.username


class Role(models.TextChoices):
    """What a member of a site may do there. Further roles (leader, coordinator, technician) join this list."""

    OFFICER = "officer"


class Membership(models.Model):
    """An officer's place in a commune."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE)
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.OFFICER)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "officer", "role"], name="registry_one_membership")]

    def __str__(self) -> str:
        return f"{self.officer_id} is {self.role} at {self.site_id}"


class LoginFailure(models.Model):
    """A wrong password. account is a hash of what was typed as the name: people type passwords there."""

    account = models.CharField(max_length=64)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["account", "at"], name="registry_failure_account"),
            models.Index(fields=["address", "at"], name="registry_failure_address"),
        ]

    def __str__(self) -> str:
        return f"failed login at {self.at}"
