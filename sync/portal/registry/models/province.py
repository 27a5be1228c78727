"""A province's own system: what it did to dossiers here, and where it wants to be told of what happens."""

from django.db import models

from sync.portal.registry.models.places import Site
from sync.portal.registry.models.staff import ApiToken, Officer


class ProvinceAct(models.Model):
    """An act that came through the province's API, by the name its system gave to the request.

    hash: sha256 of the request's body; the same request again gets the same answer. answer: its JSON.
    """

    pk = models.CompositePrimaryKey("site_id", "id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    id = models.UUIDField()
    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT)
    dossier = models.UUIDField()
    hash = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"act {self.id}"


class Webhook(models.Model):
    """An address of another system that is told of events. Its secret is derived, and is not in the database.

    Attributes:
        kinds: events it is told of, words of sync.portal.webhooks.kinds.
        site, province: the communes it is told about; with neither all.
        secrets: how many secrets were given out; only the newest is in use.
        cursor: how far the feed was turned into deliveries. overdue_through: the same for due days that passed.
        failing_since: of the oldest delivery that is still tried; null while all is well.
        stopped_at, stopped_why: nothing is sent any more: removed by a person, gone (410), failed for too long.
    """

    class Why(models.TextChoices):
        """Why nothing is sent any more."""

        REMOVED = "removed"
        GONE = "gone"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=100)
    url = models.CharField(max_length=500)
    kinds = models.JSONField(default=list)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True)
    province = models.CharField(max_length=40, blank=True)
    secrets = models.PositiveIntegerField(default=1)
    cursor = models.CharField(max_length=300, blank=True)
    overdue_through = models.DateField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    failing_since = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_why = models.CharField(max_length=10, choices=Why.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(site=None) | models.Q(province=""), name="registry_webhook_reach")
        ]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """An event on its way to a webhook. id is the webhook-id that every try repeats; body is what is sent, as text.

    status: the last answer's, null for none. fault: a word of sync.portal.webhooks.sending when there was none.
    """

    pk = models.CompositePrimaryKey("site_id", "id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT)
    id = models.UUIDField()
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE)
    kind = models.CharField(max_length=40)
    body = models.TextField()
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True)
    fault = models.CharField(max_length=40, blank=True)
    delivered_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["webhook", "due_at"],
                condition=models.Q(delivered_at=None, given_up_at=None),
                name="registry_delivery_due",
            ),
            models.Index(fields=["webhook", "-at"], name="registry_delivery_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"
