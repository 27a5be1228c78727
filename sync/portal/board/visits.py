"""Counting what kiosks told: visits, opinions, shifts. By the kiosks' clocks, as it happened.

What is in a notice was checked for its shape only. So nothing is taken for a number that is none, and a kiosk that
tells thousands of different words costs no more than _GROUPS rows.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KeyTextTransform

from sync.portal.board.columns import Hour, local_hour
from sync.portal.board.period import Period
from sync.portal.registry.models import Notice
from sync.protocol.encoding import from_instant
from sync.protocol.errors import MalformedError

AGES = ("under-18", "18-34", "35-59", "60-74", "75+")
FACES = (5, 4, 3, 2, 1)
STARTED = frozenset({"kept", "finished"})  # outcomes of a visit in which a form was begun
_GROUPS = 20_000
_SHIFTS = 5_000
_LONGEST_SHIFT = timedelta(hours=24)
_KEYS = ("procedure", "language", "age", "outcome", "assisted")


@dataclass(slots=True)
class Shift:
    """What a volunteer did in a period. code: as on the kiosk, where alone it has a name."""

    site: int
    kiosk: str
    code: str
    shifts: int = 0
    minutes: int = 0
    visits: int = 0
    assisted: int = 0


@dataclass(slots=True)
class Visits:
    """total: visits; started: a form was begun in them; assisted: somebody typed for the resident.

    by_age and by_language have "" for what is not known; by_procedure has no such key. finished_by_…: of the visits in
    which a dossier was finished.
    """

    total: int = 0
    started: int = 0
    finished: int = 0
    assisted: int = 0
    by_site: Counter[int] = field(default_factory=Counter)
    by_procedure: Counter[str] = field(default_factory=Counter)
    by_age: Counter[str] = field(default_factory=Counter)
    by_language: Counter[str] = field(default_factory=Counter)
    finished_by_age: Counter[str] = field(default_factory=Counter)
    finished_by_language: Counter[str] = field(default_factory=Counter)
    by_hour: Counter[int] = field(default_factory=Counter)
    faces: Counter[int] = field(default_factory=Counter)
    shifts: list[Shift] = field(default_factory=list)


def visits(sites: Sequence[int], period: Period) -> Visits:
    """Everything that was told about a period."""
    found = Visits()
    told = _told(sites, period, "visit")
    _count_visits(told.filter(body__event="visit"), found)
    opinions = _told(sites, period, "feedback").annotate(face=KeyTextTransform("face", "body"))
    for face, count in opinions.values_list("face").annotate(n=Count("id")).order_by("-n")[:_GROUPS]:
        if str(face) in {str(each) for each in FACES}:
            found.faces[int(face)] += count
    found.shifts = _shifts(told.filter(body__event="shift"))
    return found


def _told(sites: Sequence[int], period: Period, kind: str) -> QuerySet[Notice]:
    within = {"at__gte": period.begin, "at__lt": period.end}
    return Notice.objects.filter(site_id__in=sites, kind=kind, **within).order_by()


def _count_visits(rows: QuerySet[Notice], found: Visits) -> None:
    keys = {f"of_{key}": KeyTextTransform(key, "body") for key in _KEYS}
    groups = rows.annotate(**keys).values_list("site_id", *keys).annotate(n=Count("id")).order_by("-n")
    for site, procedure, language, age, outcome, assisted, count in groups[:_GROUPS]:
        found.total += count
        found.by_site[site] += count
        found.started += count if outcome in STARTED else 0
        found.finished += count if outcome == "finished" else 0
        found.assisted += count if str(assisted).lower() in {"1", "true"} else 0  # SQLite and PostgreSQL
        band = age if age in AGES else ""
        found.by_age[band] += count
        found.by_language[str(language or "")[:20]] += count
        if outcome == "finished":
            found.finished_by_age[band] += count
            found.finished_by_language[str(language or "")[:20]] += count
        if procedure:
            found.by_procedure[str(procedure)[:60]] += count
    hours = rows.annotate(hour=Hour("at")).values_list("hour").annotate(n=Count("id"))
    for hour, count in hours:
        found.by_hour[local_hour(hour).hour] += count


def _shifts(rows: QuerySet[Notice]) -> list[Shift]:
    """By commune, kiosk and code. Codes are given out by each kiosk for itself."""
    found: dict[tuple[str, str], Shift] = {}
    lines = rows.order_by("-at").values_list("site_id", "kiosk__prefix", "body")[:_SHIFTS]
    for site, prefix, body in lines:
        code = str(body.get("volunteer", ""))[:20]
        shift = found.setdefault((prefix, code), Shift(site, prefix, code))
        shift.shifts += 1
        shift.minutes += _minutes(body)
        shift.visits += _whole(body, "visits")
        shift.assisted += _whole(body, "assisted")
    return sorted(found.values(), key=lambda shift: (shift.site, shift.kiosk, shift.code))


def _minutes(body: Mapping[str, Any]) -> int:
    """0 for times that cannot be, so that one wrong clock does not spoil the sum."""
    try:
        length = from_instant(str(body.get("ended_at"))) - from_instant(str(body.get("started_at")))
    except MalformedError:
        return 0
    return int(length.total_seconds() // 60) if timedelta(0) <= length <= _LONGEST_SHIFT else 0


def _whole(body: Mapping[str, Any], name: str) -> int:
    value = body.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100_000 else 0
