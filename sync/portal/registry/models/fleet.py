"""Kiosks that fell silent, so that each silence is told once."""

from django.db import models

from sync.portal.registry.models.places import Kiosk


class Silence(models.Model):
    """A kiosk was not heard of for longer than its commune allows.

    since: its last contact. mailed_at: when somebody was written to; null when nobody is, or not yet. cleared_at: when
    it was heard of again.
    """

    kiosk = models.ForeignKey(Kiosk, on_delete=models.PROTECT)
    since = models.DateTimeField()
    noticed_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kiosk"], condition=models.Q(cleared_at=None), name="registry_one_open_silence"
            )
        ]

    def __str__(self) -> str:
        return f"silent since {self.since}"
