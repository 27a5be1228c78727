"""From the feed to deliveries: each line becomes one for each webhook that wants it, in one transaction with how far
the webhook has come. A portal that ends in between does it again, and makes none twice.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from uuid6 import uuid7

from sync.portal.registry import order
from sync.portal.registry.models import OUR_TURN, Correction, Delivery, Dossier, Event, Kiosk, Revision, Site, Webhook
from sync.portal.registry.turns import turn
from sync.portal.webhooks.kinds import Kind
from sync.protocol.encoding import canonical_json, to_instant
from sync.states import DossierState

_AT_ONCE = 200
_OVERDUE_AT_ONCE = 5000


def active() -> list[Webhook]:
    """Those that are told of anything."""
    return list(Webhook.objects.filter(stopped_at=None).order_by("id"))


def sites_of(webhook: Webhook) -> list[int]:
    """The ids of the communes it is told about."""
    sites = Site.objects.order_by("id")
    if webhook.site_id is not None:
        sites = sites.filter(id=webhook.site_id)
    elif webhook.province:
        sites = sites.filter(province=webhook.province)
    return list(sites.values_list("id", flat=True))


def spread(webhook: Webhook) -> bool:
    """Make deliveries of the next lines; whether there are more."""
    with turn(), transaction.atomic():
        hook = Webhook.objects.select_for_update().filter(id=webhook.id, stopped_at=None).first()
        if hook is None:
            return False
        sites = sites_of(hook)
        lines = order.read(sites, hook.cursor, _AT_ONCE)
        made, following = _deliveries(hook, lines.events), lines.next
        if lines.anew and hook.cursor:
            # Everything from the beginning would be told again; who follows reads it at one go instead.
            made = [_delivery(hook, site, Kind.RESTORED, timezone.now(), {}) for site in sites[:1]]
            following = order.end()
        made += _overdue(hook, sites)
        Delivery.objects.bulk_create(made)
        hook.cursor = following
        hook.save(update_fields=["cursor", "overdue_through"])
    return lines.more and following == lines.next


def tell(kind: Kind, kiosk: Kiosk, since: datetime) -> None:
    """Something about a kiosk, for every webhook that wants it. Call inside the transaction of what is told."""
    data = {"site": kiosk.site.code, "kiosk": str(kiosk.id), "prefix": kiosk.prefix, "since": to_instant(since)}
    hooks = [each for each in active() if kind in each.kinds and kiosk.site_id in sites_of(each)]
    Delivery.objects.bulk_create([_delivery(each, kiosk.site_id, kind, timezone.now(), data) for each in hooks])


def test(webhook: Webhook, site: int) -> None:
    """A delivery that says nothing, for trying the way."""
    with turn(), transaction.atomic():
        _delivery(webhook, site, Kind.TEST, timezone.now(), {}).save(force_insert=True)


def _deliveries(hook: Webhook, events: Sequence[Event]) -> list[Delivery]:
    spokesmen = order.spokesmen(events)
    mine = [event for event in events if spokesmen.get(event.dossier) == event.kiosk_id and event.kind != "note"]
    rows = {row.id: row for row in Dossier.objects.filter(id__in={e.dossier for e in mine}).select_related("site")}
    first = _first_numbers(mine)
    answered = set(
        Correction.objects.filter(dossier__in=rows, answered_by__isnull=False).values_list("dossier", "answered_by")
    )
    made = []
    for event in mine:
        state = event.data.get("state", str(DossierState.NEEDS_CORRECTION))
        kind = Kind.STATE_CHANGED
        if state == DossierState.SENT:
            kind = Kind.RECEIVED if first.get(event.dossier) == event.revision else Kind.AMENDED
            kind = Kind.CORRECTED if (event.dossier, event.revision) in answered else kind
        if kind in hook.kinds and event.dossier in rows:
            made.append(_delivery(hook, event.site_id, kind, event.at, _about(rows[event.dossier], event, state)))
    return made


def _first_numbers(events: Sequence[Event]) -> dict[Any, int]:
    """The revision of each dossier that came first."""
    rows = Revision.objects.filter(dossier__in={event.dossier for event in events})
    return dict(rows.order_by("dossier", "-received_at", "-number").values_list("dossier", "number"))


def _about(row: Dossier, event: Event, state: str) -> dict[str, Any]:
    """Names of the dossier and its state; no word of the officer's, no answer."""
    return {
        "site": row.site.code,
        "dossier": str(row.id),
        "code": row.code,
        "procedure": row.procedure,
        "revision": event.revision,
        "state": state,
        "official_number": str(event.data.get("official_number", row.official_number)),
        "promised_on": str(event.data.get("promised_on", "")) or None,
    }


def _overdue(hook: Webhook, sites: Sequence[int]) -> list[Delivery]:
    """Dossiers whose day passed since this was last looked at. overdue_through is moved on."""
    yesterday = timezone.localdate() - timedelta(days=1)
    if hook.overdue_through >= yesterday:
        return []
    before, hook.overdue_through = hook.overdue_through, yesterday
    if Kind.OVERDUE not in hook.kinds:
        return []
    rows = Dossier.objects.filter(
        site_id__in=sites, queue_on__gt=before, queue_on__lte=yesterday, state__in=OUR_TURN
    ).select_related("site")
    return [
        _delivery(
            hook,
            row.site_id,
            Kind.OVERDUE,
            timezone.now(),
            {
                "site": row.site.code,
                "dossier": str(row.id),
                "code": row.code,
                "procedure": row.procedure,
                "revision": row.head,
                "state": str(row.state),
                "official_number": row.official_number,
                "due_on": _iso(row.due_on),
            },
        )
        for row in rows.order_by("site_id", "queue_on", "received_at", "id")[:_OVERDUE_AT_ONCE]
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _delivery(hook: Webhook, site: int, kind: Kind, at: datetime, data: dict[str, Any]) -> Delivery:
    body = canonical_json({"type": kind.value, "timestamp": to_instant(at), "data": data}).decode()
    now = timezone.now()
    return Delivery(site_id=site, id=uuid7(), webhook=hook, kind=kind.value, body=body, at=now, due_at=now)
