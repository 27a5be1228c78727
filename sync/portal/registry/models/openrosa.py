"""What OpenRosa clients have sent, by the names they give it."""

from django.db import models

from sync.portal.registry.models.places import Kiosk, Site


class PhoneGate(models.Model):
    """The kiosk in whose name a commune's portal signs what phones send. next_code counts the codes it gave out."""

    site = models.OneToOneField(Site, on_delete=models.PROTECT, primary_key=True)
    kiosk = models.OneToOneField(Kiosk, on_delete=models.PROTECT)
    next_code = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"phones of {self.site_id}"


class PhoneSubmission(models.Model):
    """A submission by its instanceID: which revision it became.

    hash: sha256 of the submission's XML. body: the revision's bytes, kept until they are stored as one, because
    sealing is randomised and a retry must send the same; empty afterwards.
    """

    pk = models.CompositePrimaryKey("site_id", "instance")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    instance = models.CharField(max_length=200)
    hash = models.CharField(max_length=64)
    dossier = models.UUIDField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=9)
    body = models.BinaryField(default=bytes)
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.instance


class PhoneFile(models.Model):
    """A file of a submission that came, perhaps before the rest: its ciphertext is an attachment of the site."""

    pk = models.CompositePrimaryKey("site_id", "instance", "name")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    instance = models.CharField(max_length=200)
    name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    key = models.CharField(max_length=43)
    media_type = models.CharField(max_length=100)
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
