"""Counting dossiers: those that arrived in a period, and where they stand now.

Every dossier that arrived is in exactly one of PARTS, so that the parts add up to what arrived, in each row and in all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from sync.portal.board.columns import LocalDay, LocalHour
from sync.portal.board.period import Period
from sync.portal.registry.models import OUR_TURN, Correction, Dossier
from sync.states import DossierState

PARTS = ("in_time", "waiting", "overdue", "on_time", "late", "withdrawn")
_ANSWERED = (DossierState.RESULT_READY, DossierState.RETURNED, DossierState.REFUSED)


@dataclass(slots=True)
class Counts:
    """Dossiers that arrived, and of these:

    Attributes:
        in_time, overdue: with the commune, before or after the day they are due. waiting: for a correction.
        on_time, late: answered (result ready or handed over, or refused) by the day they were due, or after it.
        withdrawn: by the resident. returned, refused: of those answered.
    """

    sent: int = 0
    in_time: int = 0
    waiting: int = 0
    overdue: int = 0
    on_time: int = 0
    late: int = 0
    withdrawn: int = 0
    returned: int = 0
    refused: int = 0

    def add(self, other: "Counts") -> None:
        """Put the others into these."""
        for name in Counts.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Dossiers:
    """by_site: by the site's id. by_procedure: by its code. by_hour: 0 to 23. corrected: by the resident."""

    total: Counts = field(default_factory=Counts)
    by_site: dict[int, Counts] = field(default_factory=dict)
    by_procedure: dict[str, Counts] = field(default_factory=dict)
    by_day: dict[date, int] = field(default_factory=dict)
    by_hour: dict[int, int] = field(default_factory=dict)
    asked: int = 0
    corrected: int = 0


def arrived(sites: Sequence[int], period: Period) -> QuerySet[Dossier]:
    """The dossiers that the figures are about."""
    return Dossier.objects.filter(site_id__in=sites, received_at__gte=period.begin, received_at__lt=period.end)


def part(name: str, today: date) -> Q:
    """What makes a dossier belong to one of PARTS, or to returned or refused; for rows with answered_day."""
    due_passed = Q(due_on__lt=today)
    after = Q(due_on__isnull=False, answered_day__gt=F("due_on"))
    return {
        "in_time": Q(state__in=OUR_TURN) & (Q(due_on__isnull=True) | Q(due_on__gte=today)),
        "overdue": Q(state__in=OUR_TURN) & due_passed,
        "waiting": Q(state=DossierState.NEEDS_CORRECTION),
        "on_time": Q(state__in=_ANSWERED) & (Q(due_on__isnull=True) | Q(answered_day__lte=F("due_on"))),
        "late": Q(state__in=_ANSWERED) & after,
        "withdrawn": Q(state=DossierState.WITHDRAWN),
        "returned": Q(state=DossierState.RETURNED),
        "refused": Q(state=DossierState.REFUSED),
    }[name]


def dossiers(sites: Sequence[int], period: Period) -> Dossiers:
    """Two passes over an index that has every column they need."""
    found, rows, today = Dossiers(), arrived(sites, period), timezone.localdate()
    parts = {name: Count("id", filter=part(name, today)) for name in (*PARTS, "returned", "refused")}
    grouped = rows.annotate(answered_day=LocalDay("finished_at")).order_by().values("site_id", "procedure")
    row: dict[str, Any]
    for row in grouped.annotate(sent=Count("id"), **parts):  # type: ignore[assignment] # columns by name
        counts = Counts(**{name: row[name] for name in Counts.__slots__})
        found.total.add(counts)
        found.by_site.setdefault(row["site_id"], Counts()).add(counts)
        found.by_procedure.setdefault(row["procedure"], Counts()).add(counts)
    hours = rows.annotate(hour=LocalHour("received_at")).order_by().values_list("hour").annotate(Count("id"))
    for hour, count in hours:
        day, of_day = date.fromisoformat(hour[:10]), int(hour[11:])
        found.by_day[day] = found.by_day.get(day, 0) + count
        found.by_hour[of_day] = found.by_hour.get(of_day, 0) + count
    found.asked, found.corrected = _corrections(sites, rows)
    return found


def _corrections(sites: Sequence[int], rows: QuerySet[Dossier]) -> tuple[int, int]:
    """How many of the dossiers were to be corrected, and how many were; a dossier counts once."""
    of_these = Exists(rows.filter(site_id=OuterRef("site_id"), id=OuterRef("dossier")))
    asked = Correction.objects.filter(of_these, site_id__in=sites)
    counts = asked.aggregate(
        asked=Count("dossier", distinct=True),
        corrected=Count("dossier", distinct=True, filter=Q(answered_by__isnull=False)),
    )
    return counts["asked"], counts["corrected"]
