"""Counting dossiers: those that arrived in a period, and where they stand now.

Every dossier that arrived is in exactly one of in_time, waiting, overdue, on_time, late and withdrawn, so that these
add up to what arrived, in each row and in all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone

from sync.portal.board.columns import After, Hour, local_hour
from sync.portal.board.period import Period
from sync.portal.registry.models import OUR_TURN, Correction, Dossier
from sync.states import DossierState

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


def dossiers(sites: Sequence[int], period: Period) -> Dossiers:
    """One pass over the rows, whose groups are told apart here: it costs the database several times as much to look at
    each row for each of the parts. The hours are counted from an index.
    """
    found, rows, today = Dossiers(), arrived(sites, period), timezone.localdate()
    passed = Case(When(due_on__lt=today, then=True), default=False)
    marked = rows.annotate(passed=passed, after=After("finished_at", "due_on")).order_by()
    groups = marked.values_list("site_id", "procedure", "state", "passed", "after").annotate(n=Count("*"))
    for site, procedure, state, is_passed, is_after, count in groups:
        counts = _counts(DossierState(state), count, passed=is_passed, after=bool(is_after))
        found.total.add(counts)
        found.by_site.setdefault(site, Counts()).add(counts)
        found.by_procedure.setdefault(procedure, Counts()).add(counts)
    for moment, count in _hours(sites, period, rows):
        found.by_day[moment.date()] = found.by_day.get(moment.date(), 0) + count
        found.by_hour[moment.hour] = found.by_hour.get(moment.hour, 0) + count
    found.asked, found.corrected = _corrections(sites, rows)
    return found


_EVERY_HOUR = """
SELECT hour, (
    SELECT count(*) FROM registry_dossier
    WHERE site_id = ANY(%s) AND received_at >= hour AND received_at < hour + interval '1 hour'
) FROM generate_series(%s::timestamptz, %s::timestamptz, interval '1 hour') AS hour
"""


def _hours(sites: Sequence[int], period: Period, rows: QuerySet[Dossier]) -> Iterator[tuple[datetime, int]]:
    """The local hours in which dossiers arrived, and how many.

    PostgreSQL counts hour by hour, each from where it begins in the index of arrivals: half the cost of a pass that
    works out the hour of every row. An index in which no row had to be looked up does not help SQLite so.
    """
    if connection.vendor != "postgresql":
        hours = rows.annotate(hour=Hour("received_at")).order_by().values_list("hour").annotate(n=Count("*"))
        yield from ((local_hour(hour), count) for hour, count in hours)
        return
    with connection.cursor() as cursor:
        cursor.execute(_EVERY_HOUR, [list(sites), period.begin, period.end - timedelta(hours=1)])
        yield from ((timezone.localtime(hour), count) for hour, count in cursor.fetchall() if count)


def _counts(state: DossierState, count: int, *, passed: bool, after: bool) -> Counts:
    """So many dossiers of one kind. passed: the day they are due is over; after: they were finished after it."""
    counts = Counts(sent=count)
    if state in OUR_TURN:
        name = "overdue" if passed else "in_time"
    elif state in _ANSWERED:
        name = "late" if after else "on_time"
    else:
        name = "withdrawn" if state == DossierState.WITHDRAWN else "waiting"
    setattr(counts, name, count)
    if state in {DossierState.RETURNED, DossierState.REFUSED}:
        setattr(counts, state.value, count)
    return counts


def _corrections(sites: Sequence[int], rows: QuerySet[Dossier]) -> tuple[int, int]:
    """How many of the dossiers were to be corrected, and how many were; a dossier counts once."""
    of_these = Exists(rows.filter(site_id=OuterRef("site_id"), id=OuterRef("dossier")))
    asked = Correction.objects.filter(of_these, site_id__in=sites)
    counts = asked.aggregate(
        asked=Count("dossier", distinct=True),
        corrected=Count("dossier", distinct=True, filter=Q(answered_by__isnull=False)),
    )
    return counts["asked"], counts["corrected"]
