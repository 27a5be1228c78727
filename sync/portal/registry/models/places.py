"""The portal itself, its keys, the communes it serves and their kiosks."""

from datetime import time

from django.db import models


class Portal(models.Model):
    """The one row about this portal.

    epoch names a run of the change feed: it changes when the database was restored from a backup, so that kiosks
    begin again instead of missing what was lost. next_prefix counts kiosks ever enrolled; it never goes back.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    epoch = models.CharField(max_length=36)
    next_prefix = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="registry_one_portal")]

    def __str__(self) -> str:
        return f"epoch {self.epoch}"


class PortalKey(models.Model):
    """A key pair of the portal. The private half is a 0600 file in the data folder, named by the key's short name.

    Retired keys stay: kiosks may still send what was sealed to them.
    """

    class Purpose(models.TextChoices):
        """SIGN: Ed25519, signs answers. BOX: X25519, opens revisions."""

        SIGN = "sign"
        BOX = "box"

    id = models.CharField(primary_key=True, max_length=16)
    purpose = models.CharField(max_length=4, choices=Purpose.choices)
    public = models.BinaryField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"], condition=models.Q(retired_at=None), name="registry_one_current_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.id}"


class Site(models.Model):
    """A commune. code is the identifier of its service centre, which official numbers begin with.

    Attributes:
        province: code of the province whose people see the commune's figures; "" for none.
        authority: what stands at the head of its slips, such as "Ủy ban nhân dân xã Di Linh"; "" for the name.
        second_factor: whether officers and coordinators need one too; all other roles always do.
        opens_at, closes_at: on working days, local time; what silence of a kiosk is counted in.
        silent_after: so many hours of opening without a word from a kiosk are too long.
        alert_mail: who is written to then: addresses with commas between, "" for nobody.
        closed_at: since when it takes no new kiosks and no new people, as when communes are merged; null while it is
            open. Its dossiers stay with its officers.
    """

    id = models.AutoField(primary_key=True)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    opening_hours = models.CharField(max_length=200, blank=True)
    province = models.CharField(max_length=40, blank=True, db_index=True)
    authority = models.CharField(max_length=200, blank=True)
    second_factor = models.BooleanField(default=False)
    opens_at = models.TimeField(default=time(7, 30))
    closes_at = models.TimeField(default=time(17, 0))
    silent_after = models.PositiveSmallIntegerField(default=9)
    alert_mail = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Kiosk(models.Model):
    """An enrolled kiosk. prefix is the first three characters of its follow-up codes, never given out twice.

    token_hash: sha256 of its bearer token. A revoked kiosk stays, because its receipts do.
    settings: what is set for it from here, by place (sync.protocol.settings). settings_version counts the changes; what
    is in force the kiosk tells in its health reports.
    """

    id = models.UUIDField(primary_key=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=3, unique=True)
    sign_key = models.BinaryField()
    box_key = models.BinaryField()
    token_hash = models.CharField(max_length=64, unique=True)
    enrolled_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    settings = models.JSONField(default=dict)
    settings_version = models.PositiveIntegerField(default=0)
    settings_asked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.prefix} {self.name}"


class EnrolmentCode(models.Model):
    """A one-time code with which a kiosk joins a site. Only its sha256 is kept."""

    hash = models.CharField(primary_key=True, max_length=64)
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    kiosk = models.OneToOneField(Kiosk, on_delete=models.PROTECT, null=True)

    def __str__(self) -> str:
        return f"enrolment code for {self.site_id}"
