"""Dossiers and what arrived of them. All keys begin with the site."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from sync.portal.registry.models.places import Kiosk, Site
from sync.portal.registry.models.staff import Officer
from sync.states import DossierState

# States in which an officer still has something to do.
OPEN_STATES = (DossierState.SENT, DossierState.RECEIVED, DossierState.NEEDS_CORRECTION, DossierState.PROCESSING)
# The same without those that wait for the resident: time does not run against the commune then.
OUR_TURN = (DossierState.SENT, DossierState.RECEIVED, DossierState.PROCESSING)
FAR = date(9999, 12, 31)


def place_in_queue(state: str, due_on: date | None) -> date | None:
    """Where a dossier stands in the list of open ones, None where it does not."""
    return (due_on or FAR) if state in OPEN_STATES else None


class Dossier(models.Model):
    """A resident's matter, as the officer has it.

    Attributes:
        id: the UUID the kiosk made.
        head: number of the revision that acts refer to; the highest of those no other revision follows.
        heads: how many revisions no other one follows; 2 when two kiosks amended the same dossier.
        version: grows with every change, so that two officers do not overwrite each other.
        names: of the persons in the answers, the one it is about first.
        search: code, official number and names, folded to plain letters.
        due_on: the promised day, or the last one of the legal time limit while none is promised; null when no pack
            tells.
        queue_on: its place in the list of open dossiers, which is read in this order: due_on, or FAR without one; null
            once it is finished.
        accepted_at: when an officer first received it. finished_at: when the result was there, or it was closed.
        with_authority: who works on it when it was forwarded, "" while it is here.
        reissues: how often a lost receipt was replaced; the ones before do not open the resident's page any more.
        pin_failures: wrong PINs on the resident's page since the last right one.
    """

    pk = models.CompositePrimaryKey("site_id", "id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    id = models.UUIDField()
    code = models.CharField(max_length=9)
    procedure = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in DossierState])
    head = models.PositiveIntegerField()
    heads = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    official_number = models.CharField(max_length=60, blank=True)
    promised_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    names = models.JSONField(default=list)
    search = models.TextField(blank=True)
    received_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_default=Now())
    due_on = models.DateField(null=True)
    queue_on = models.DateField(null=True)
    accepted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    with_authority = models.CharField(max_length=200, blank=True)
    reissues = models.PositiveSmallIntegerField(default=0)
    pin_failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "code"], name="registry_dossier_code"),
            models.UniqueConstraint(
                fields=["site", "official_number"],
                condition=~models.Q(official_number=""),
                name="registry_dossier_official_number",
            ),
        ]
        indexes = [
            models.Index(fields=["site", "queue_on", "received_at", "id"], name="registry_dossier_queue"),
            models.Index(fields=["site", "-received_at", "id"], name="registry_dossier_arrived"),
            models.Index(fields=["site", "state"], name="registry_dossier_state"),
            # Everything the board counts, so that a million dossiers are read from the index alone.
            models.Index(
                fields=["site", "received_at", "procedure", "state", "due_on", "finished_at", "id"],
                name="registry_dossier_board",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the place in the list current."""
        self.place_in_queue()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "queue_on"}
        super().save(*args, **kwargs)

    def place_in_queue(self) -> None:
        """For rows that are written without save()."""
        self.queue_on = place_in_queue(self.state, self.due_on)

    @property
    def told(self) -> dict[str, str]:
        """What a state event of the feed says besides the state."""
        promised = self.promised_on.isoformat() if self.promised_on else ""
        return {"official_number": self.official_number, "promised_on": promised, "note": self.note}

    @property
    def is_overdue(self) -> bool:
        """Whether the day it is due has passed, and it is the commune's turn."""
        return self.due_on is not None and self.due_on < timezone.localdate() and self.state in OUR_TURN


class Revision(models.Model):
    """A revision as it was acknowledged: body is what the kiosk signed, the rest is what was in it.

    parent: null when it follows nothing, as on the wire.
    papers: as in the sealed content, with the keys that open the attachments. corrects: the correction it answers.
    pin: the scrypt text of the resident's PIN, "" for none. signed: how the declaration was signed, as on the wire.
    proof: that the kiosk signed the body together with others (sync.protocol.batch); null when by the signature in it.
    """

    pk = models.CompositePrimaryKey("site_id", "dossier", "number")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    dossier = models.UUIDField()
    number = models.PositiveIntegerField()
    kiosk = models.ForeignKey(Kiosk, on_delete=models.PROTECT)
    hash = models.CharField(max_length=64)
    parent = models.CharField(max_length=64, null=True)
    body = models.BinaryField()
    instance = models.TextField()
    language = models.CharField(max_length=40)
    pack_version = models.CharField(max_length=200)
    papers = models.JSONField(default=list)
    consent = models.JSONField(default=dict)
    assisted_by = models.CharField(max_length=200, blank=True)
    corrects = models.CharField(max_length=36, blank=True)
    pin = models.CharField(max_length=200, blank=True)
    signed = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    received_at = models.DateTimeField()
    proof = models.TextField(null=True)

    class Meta:
        # Over all sites: a dossier's name is one, whatever a kiosk of another site claims. A database that is split
        # by site cannot keep this one; there the kiosk's signature over its own UUID has to do.
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="registry_revision_everywhere")]

    def __str__(self) -> str:
        return f"revision {self.number}"


class Attachment(models.Model):
    """A ciphertext that is stored: under the site, named by its sha256."""

    pk = models.CompositePrimaryKey("site_id", "sha256")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class Correction(models.Model):
    """What an officer asked a resident to correct, question by question.

    items: [{"ref", "label", "comment"}]. It is open until answered_by names a revision or it is withdrawn.
    """

    pk = models.CompositePrimaryKey("site_id", "id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    id = models.UUIDField()
    dossier = models.UUIDField()
    revision = models.PositiveIntegerField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    note = models.TextField(blank=True)
    items = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    answered_by = models.PositiveIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "dossier"], condition=models.Q(closed_at=None), name="registry_one_open_correction"
            )
        ]
        indexes = [models.Index(fields=["site", "dossier", "asked_at"], name="registry_correction_dossier")]

    def __str__(self) -> str:
        return f"correction of revision {self.revision}"
