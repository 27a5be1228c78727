"""The registers of a commune: what was promised to whom, petitions, and what residents ask about their data."""

from django.db import models

from sync.portal.registry.models.places import Site
from sync.portal.registry.models.staff import Officer


class Promise(models.Model):
    """Something that somebody was promised for a day.

    Attributes:
        dossier, petition: what it is about; null for neither.
        to_whom: the resident, as the register is read by officers only.
        previous: the promise that this one replaced, when the day was moved; reason says why.
        moved_late: the day was moved when it had passed already: an apology is due (Mẫu 04).
    """

    class State(models.TextChoices):
        """OPEN until it is kept, broken (the day passed, and it will not be done) or moved to another day."""

        OPEN = "open"
        KEPT = "kept"
        BROKEN = "broken"
        MOVED = "moved"

    pk = models.CompositePrimaryKey("site_id", "id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    id = models.UUIDField()
    dossier = models.UUIDField(null=True)
    petition = models.UUIDField(null=True)
    what = models.CharField(max_length=300)
    to_whom = models.CharField(max_length=200, blank=True)
    responsible = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    kept_in_time = models.BooleanField(null=True)
    previous = models.UUIDField(null=True)
    moved_late = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "dossier"],
                condition=models.Q(state="open", dossier__isnull=False),
                name="registry_one_open_promise",
            )
        ]
        indexes = [models.Index(fields=["site", "state", "due_on"], name="registry_promise_due")]

    def __str__(self) -> str:
        return f"promise for {self.due_on}"


class Petition(models.Model):
    """A report or proposal of a resident, and by when it is answered.

    number counts within a site and year, such as "PAKN-2026-0001". dossier: when it came from a kiosk.
    """

    class Source(models.TextChoices):
        """How it came."""

        KIOSK = "kiosk"
        IN_PERSON = "in-person"
        TELEPHONE = "telephone"
        LETTER = "letter"

    pk = models.CompositePrimaryKey("site_id", "id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    id = models.UUIDField()
    number = models.CharField(max_length=40)
    dossier = models.UUIDField(null=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    received_on = models.DateField()
    from_whom = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    responsible = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField()
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "number"], name="registry_petition_number"),
            models.UniqueConstraint(
                fields=["site", "dossier"], condition=models.Q(dossier__isnull=False), name="registry_petition_dossier"
            ),
        ]
        indexes = [models.Index(fields=["site", "answered_on", "answer_by"], name="registry_petition_due")]

    def __str__(self) -> str:
        return self.number


class DataRequest(models.Model):
    """What a resident asks about the data in a dossier (Law 91/2025/QH15, Decree 356/2025).

    Attributes:
        reply_by: the resident hears by then (2 working days).
        done_by: it is carried out by then (15 days; once 15 more, with a reason).
    """

    class Kind(models.TextChoices):
        """WITHDRAW consent, RESTRICT what is done with the data, COPY of them, RECTIFY them."""

        WITHDRAW = "withdraw"
        RESTRICT = "restrict"
        COPY = "copy"
        RECTIFY = "rectify"

    class CameBy(models.TextChoices):
        """RECEIPT: on the resident's page. DESK: an officer wrote it down."""

        RECEIPT = "receipt"
        DESK = "desk"

    class Outcome(models.TextChoices):
        """How it ended."""

        DONE = "done"
        DECLINED = "declined"

    pk = models.CompositePrimaryKey("site_id", "id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    id = models.UUIDField()
    dossier = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    came_by = models.CharField(max_length=10, choices=CameBy.choices)
    asked_at = models.DateTimeField()
    reply_by = models.DateField()
    done_by = models.DateField()
    extension_reason = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "dossier", "kind"],
                condition=models.Q(closed_at=None),
                name="registry_one_open_request",
            )
        ]
        indexes = [models.Index(fields=["site", "closed_at", "done_by"], name="registry_request_due")]

    def __str__(self) -> str:
        return f"{self.kind} asked {self.asked_at}"
