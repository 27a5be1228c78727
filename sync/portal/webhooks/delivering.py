"""Sending what is due: webhooks side by side, the deliveries of each one after the other, oldest first.

A delivery that fails is tried again for five days, with longer and longer pauses and jitter. A webhook that has failed
for as long, or answers 410 (gone), is stopped, and its page says so.
"""

import logging
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from sync.portal.registry.models import Delivery, Webhook
from sync.portal.registry.turns import turn
from sync.portal.webhooks import sending, signing
from sync.portal.webhooks.sending import Network, Outcome
from sync.portal.webhooks.spreading import active

log = logging.getLogger("sync.portal")
GIVE_UP = timedelta(days=5)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=6)
FIRST_REST, LONGEST_REST = timedelta(seconds=1), timedelta(minutes=10)  # of a webhook, between its deliveries
KEPT = timedelta(days=30)
AT_ONCE = 20
_GONE = 410
_USER_AGENT = "kiosk-portal-webhooks/1"
_random = Random()  # noqa: S311 - jitter, not a secret


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one webhook gets now, in order."""

    url: str
    secret: str
    deliveries: tuple[Delivery, ...]


class Deliverer:
    """Used by one thread; posts from several. A webhook that just failed rests before its next delivery."""

    def __init__(self) -> None:
        self._networks: tuple[Network, ...] = sending.networks_of(settings.WEBHOOK_NETWORKS)
        self._resting: dict[UUID, tuple[datetime, int]] = {}
        self._pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="webhooks")

    def close(self) -> None:
        """Wait for what is under way."""
        self._pool.shutdown()

    def deliver(self, now: datetime) -> int:
        """Send what is due; how many deliveries were tried."""
        hooks = [hook for hook in active() if self._resting.get(hook.id, (now, 0))[0] <= now]
        batches = [(hook, batch) for hook in hooks if (batch := _due(hook, now))]
        results = list(self._pool.map(self._send, [batch for _, batch in batches]))
        for (hook, batch), outcomes in zip(batches, results, strict=True):
            self._settle(hook, batch, outcomes)
        return sum(len(outcomes) for outcomes in results)

    def _send(self, batch: _Batch) -> list[Outcome]:
        """Up to the first that fails: what comes after it would fail in the same way. A slow one gets fewer."""
        outcomes: list[Outcome] = []
        ends = time.monotonic() + sending.DEADLINE
        for delivery in batch.deliveries:
            body = delivery.body.encode()
            more = {"Content-Type": "application/json", "User-Agent": _USER_AGENT}
            signed = signing.headers(batch.secret, delivery.id, timezone.now(), body)
            outcomes.append(sending.post(batch.url, body, {**more, **signed}, self._networks))
            if not outcomes[-1].good or time.monotonic() > ends:
                break
        return outcomes

    def _settle(self, hook: Webhook, batch: _Batch, outcomes: Sequence[Outcome]) -> None:
        now = timezone.now()
        for delivery, outcome in zip(batch.deliveries, outcomes, strict=False):
            _record(delivery, outcome, now)
        if not outcomes:
            return
        mine, last = Webhook.objects.filter(id=hook.id, stopped_at=None), outcomes[-1]
        with turn():
            if last.good:
                self._resting.pop(hook.id, None)
                mine.exclude(failing_since=None).update(failing_since=None)
                return
            failures = self._resting.get(hook.id, (now, 0))[1] + 1
            self._resting[hook.id] = (now + min(LONGEST_REST, FIRST_REST * 3 ** min(failures - 1, 10)), failures)
            mine.filter(failing_since=None).update(failing_since=now)
            if last.status == _GONE:
                stopped = mine.update(stopped_at=now, stopped_why=Webhook.Why.GONE)
            else:
                stopped = mine.filter(failing_since__lt=now - GIVE_UP).update(
                    stopped_at=now, stopped_why=Webhook.Why.FAILED
                )
        if stopped:
            log.warning("webhook %s is stopped: %s", hook.id, last.fault or last.status)


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries: three times as long each time, a half more or less."""
    usual: timedelta = min(LONGEST_PAUSE, FIRST_PAUSE * int(3 ** min(tries - 1, 10)))
    return usual * _random.uniform(0.5, 1.5)


def forget_old(now: datetime) -> int:
    """Drop what was settled long ago; how many there were."""
    with turn():
        delivered = Delivery.objects.filter(delivered_at__lt=now - KEPT).delete()[0]
        return delivered + Delivery.objects.filter(given_up_at__lt=now - KEPT).delete()[0]


def _due(hook: Webhook, now: datetime) -> _Batch | None:
    rows = Delivery.objects.filter(webhook=hook, delivered_at=None, given_up_at=None, due_at__lte=now)
    found = tuple(rows.order_by("due_at", "id")[:AT_ONCE])
    return _Batch(hook.url, signing.secret_of(hook.id, hook.secrets), found) if found else None


def _record(delivery: Delivery, outcome: Outcome, now: datetime) -> None:
    tries = delivery.tries + 1
    values: dict[str, object] = {"tries": tries, "status": outcome.status, "fault": outcome.fault}
    if outcome.good:
        values["delivered_at"] = now
    elif now - delivery.at > GIVE_UP:
        values["given_up_at"] = now
    else:
        values["due_at"] = now + pause(tries)
    with turn():
        Delivery.objects.filter(site_id=delivery.site_id, id=delivery.id).update(**values)
