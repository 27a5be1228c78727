"""What kiosks tell besides dossiers: visits, feedback, calls for help, the machines' health."""

from django.db import models

from sync.portal.registry.models.places import Kiosk, Site
from sync.protocol.notices import KINDS


class Notice(models.Model):
    """A notice as the kiosk queued it. at: by the kiosk's clock, which may be wrong; received_at by the portal's.

    body: as documented in docs/protocol.md, by kind; without anything that says who a resident is.
    """

    pk = models.CompositePrimaryKey("site_id", "id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    id = models.UUIDField()
    kiosk = models.ForeignKey(Kiosk, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    body = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["site", "kind", "at"], name="registry_notice_kind"),
            models.Index(fields=["kiosk", "kind", "received_at"], name="registry_notice_kiosk"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"
