"""People who log in, what they may do where, and the tokens of other systems."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from sync.portal.registry.models.places import Site


class Officer(AbstractUser):
    """Someone with an account. Being one gives no right to any dossier: memberships do.

    password_is_temporary: somebody else knows the password, so a new one has to be chosen before anything else.
    """

    full_name = models.CharField(max_length=120, blank=True)
    password_is_temporary = models.BooleanField(default=False)
    sites: "models.ManyToManyField[Site, Membership]" = models.ManyToManyField(Site, through="Membership")

    def get_full_name(self) -> str:
        """As signed under an act."""
        return self.full_name or self.username


class Role(models.TextChoices):
    """What a member does. What each may do is in sync.portal.accounts.roles."""

    ADMINISTRATOR = "administrator"
    PROVINCE = "province"
    LEADER = "leader"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    TECHNICIAN = "technician"


class Membership(models.Model):
    """A place in a commune, in a province, or (administrators) in the whole portal.

    An administrator has neither site nor province, somebody of the province has a province, all others a site.
    """

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True)
    province = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.OFFICER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "officer", "role"], name="registry_one_membership"),
            models.UniqueConstraint(
                fields=["officer", "role", "province"],
                condition=models.Q(site=None),
                name="registry_one_wide_membership",
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.ADMINISTRATOR, site=None, province="")
                | (models.Q(role=Role.PROVINCE, site=None) & ~models.Q(province=""))
                | (~models.Q(role__in=[Role.ADMINISTRATOR, Role.PROVINCE]) & models.Q(site__isnull=False, province="")),
                name="registry_membership_reach",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} is {self.role} at {self.site_id or self.province or 'the portal'}"


class ApiToken(models.Model):
    """A key with which another system asks this portal. Only its sha256 is kept.

    Attributes:
        scopes: what it may do, words of sync.portal.accounts.tokens.Scope.
        site, province: what it may see: one commune, a province, or with neither everything.
        officer: the account in whose name its acts stand in the trail, made at the first one; nobody can log in to it.
    """

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=100)
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True)
    province = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True)
    officer = models.OneToOneField(Officer, on_delete=models.PROTECT, null=True, related_name="token")
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(site=None) | models.Q(province=""), name="registry_token_reach")
        ]

    def __str__(self) -> str:
        return self.name


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
