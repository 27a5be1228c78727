"""What happened, in order: the feed that kiosks read, and the audit trail that nobody changes."""

from typing import Any, NoReturn

from django.db import models

from sync.portal.registry.models.places import Kiosk, Site
from sync.portal.registry.models.staff import Officer


class TrailIsAppendOnly(TypeError):
    """Someone tried to change or delete a line of the audit trail."""


class Event(models.Model):
    """A line of the change feed, for one kiosk.

    (xid, seq) is the order in which the feed is read. On PostgreSQL xid is the transaction's 64-bit number, seq counts
    within it, and the feed stops below the oldest transaction still open; on SQLite there is one writer at a time, xid
    is 0, and seq counts on.
    """

    pk = models.CompositePrimaryKey("site_id", "xid", "seq")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    xid = models.BigIntegerField()
    seq = models.BigIntegerField()
    kiosk = models.ForeignKey(Kiosk, on_delete=models.PROTECT)
    dossier = models.UUIDField()
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["site", "kiosk", "xid", "seq"], name="registry_event_feed")]

    def __str__(self) -> str:
        return f"{self.kind} {self.xid}.{self.seq}"


class _AppendOnly(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> NoReturn:  # noqa: ARG002 - Django's signature
        raise TrailIsAppendOnly("a line of the audit trail is not changed")

    def delete(self) -> NoReturn:
        raise TrailIsAppendOnly("a line of the audit trail is not deleted")


class _Line(models.Model):
    """A row that is written once."""

    objects = _AppendOnly.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only. Raises TrailIsAppendOnly."""
        if not self._state.adding:
            raise TrailIsAppendOnly("a line of the audit trail is not changed")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ARG002 - Django's signature
        """Never. Raises TrailIsAppendOnly."""
        raise TrailIsAppendOnly("a line of the audit trail is not deleted")


class AuditEntry(_Line):
    """Who did what and when. Dossiers are named by their UUID; an officer's words stand as written, answers never.

    The database refuses changes too, by triggers (migration 0002).
    """

    pk = models.CompositePrimaryKey("site_id", "id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    id = models.UUIDField()
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True)
    dossier = models.UUIDField(null=True)
    action = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["site", "dossier", "at"], name="registry_audit_dossier"),
            models.Index(fields=["site", "at"], name="registry_audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.at}"


class AccountEntry(_Line):
    """What was done to accounts, roles, tokens and communes: the trail of the portal itself, as protected.

    about: whose account; null when it is about none.
    """

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.action} {self.at}"
