"""Taking in notices: each by itself, once, however often it comes."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from sync.portal.registry.models import Kiosk, Notice
from sync.portal.registry.problems import Problem
from sync.portal.registry.turns import turn
from sync.protocol import notices as wire
from sync.protocol.errors import MalformedError


def take(kiosk: Kiosk, body: bytes) -> list[dict[str, Any]]:
    """Store a batch in one transaction; an answer for each notice, in order: 201 new, 200 there before, 400.

    Raises Problem malformed when the batch itself is none.
    """
    try:
        lines = wire.read_batch(body)
    except MalformedError as error:
        raise Problem("malformed", str(error)) from error
    read = [_read(line) for line in lines]
    named = {each.id for each in read if isinstance(each, wire.Notice)}
    now = timezone.now()
    with turn(), transaction.atomic():
        there = set(Notice.objects.filter(site_id=kiosk.site_id, id__in=named).values_list("id", flat=True))
        new = {each.id: each for each in read if isinstance(each, wire.Notice) and each.id not in there}
        rows = [
            Notice(
                site_id=kiosk.site_id,
                id=each.id,
                kiosk=kiosk,
                kind=each.kind,
                at=each.at,
                received_at=now,
                body=dict(each.body),
            )
            for each in new.values()
        ]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return [
        {"status": each.status, "body": each.body()}
        if isinstance(each, Problem)
        else {"status": 200 if each.id in there else 201}
        for each in read
    ]


def _read(line: Any) -> wire.Notice | Problem:
    try:
        return wire.read_notice(line)
    except MalformedError as error:
        return Problem("malformed", str(error))
