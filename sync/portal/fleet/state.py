"""What is known of each kiosk: its newest report, and what in it somebody should act on.

A report was checked for its shape only. What is no number where one belongs counts as not told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sync.portal.fleet import telling
from sync.portal.fleet.silence import heard_at, is_silent
from sync.portal.fleet.telling import number
from sync.portal.registry.models import Kiosk, Notice

OLD_BACKLOG = 24 * 60  # minutes
OLD_CATALOGUE = 7 * 24 * 60
LOW_DISK_MB = 1024
CLOCK_OFF = 300  # seconds
# What of a connection somebody has to see to.
_TROUBLED = ("captive", "proxy", "certificate", "wrong-clock", "disk", "trouble")
_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class State:
    """A kiosk. told_at: when its newest report came; report: what it said. alerts: sentences, the worst first.

    silent: whether it was not heard of for too long.
    """

    kiosk: Kiosk
    told_at: datetime | None
    report: Mapping[str, Any]
    alerts: tuple[str, ...] = field(default=())
    silent: bool = False

    @property
    def waiting(self) -> str:
        """What waits to be sent, in words."""
        return telling.backlog(self.report)

    @property
    def machine(self) -> list[tuple[Any, str]]:
        """What else it told, a line each."""
        return telling.machine(self.report)

    @property
    def settings_in_force(self) -> int | None:
        """Which version of what was set from here it goes by; None when it has not told."""
        return number(self.report, "settings")

    @property
    def settings_wait(self) -> bool:
        """Whether it does not yet go by what was set for it."""
        return self.kiosk.settings_version > (self.settings_in_force or 0)


def fleet(sites: Sequence[int], now: datetime) -> list[State]:
    """The kiosks of some communes that are not revoked: those with alerts first."""
    rows = _told(Kiosk.objects.filter(site_id__in=sites, revoked_at=None, phonegate=None))
    states = [_state(row, now) for row in rows.order_by("site__name", "prefix")[:_SHOWN]]
    return sorted(states, key=lambda state: not state.alerts)


def one(kiosk: Kiosk, now: datetime) -> State:
    """A single kiosk."""
    return _state(_told(Kiosk.objects.filter(id=kiosk.id)).get(), now)


def _told(rows: QuerySet[Kiosk]) -> QuerySet[Kiosk]:
    newest = Notice.objects.filter(kiosk=OuterRef("id"), kind="health").order_by("-received_at")
    told = {"told": Subquery(newest.values("body")[:1]), "told_at": Subquery(newest.values("received_at")[:1])}
    return rows.select_related("site").annotate(**told)


def silent(sites: Sequence[int], now: datetime) -> int:
    """How many kiosks were not heard of for too long, or never since they were enrolled."""
    rows = Kiosk.objects.filter(site_id__in=sites, revoked_at=None, phonegate=None).select_related("site")
    return sum(is_silent(row, now) for row in rows)


def _state(kiosk: Kiosk, now: datetime) -> State:
    told = getattr(kiosk, "told", None)
    report = told if isinstance(told, dict) else {}
    gone = is_silent(kiosk, now)
    alerts = tuple(_alerts(kiosk, report, gone=gone))
    return State(kiosk, getattr(kiosk, "told_at", None), report, alerts, gone)


def _alerts(kiosk: Kiosk, report: Mapping[str, Any], *, gone: bool) -> list[str]:
    found = []
    if gone:
        moment = timezone.localtime(heard_at(kiosk))
        found.append(_("Silent since %(when)s") % {"when": moment.strftime("%d/%m/%Y %H:%M")})
    link = str(report.get("link", ""))
    found += [str(telling.LINKS[link])] if link in _TROUBLED else []
    parked = number(report, "parked") or 0
    if parked > 0:
        words = ngettext(
            "%(n)d dossier was refused and waits for a person", "%(n)d dossiers were refused and wait", parked
        )
        found.append(words % {"n": parked})
    if (number(report, "oldest_minutes") or 0) > OLD_BACKLOG:
        days = (number(report, "oldest_minutes") or 0) // 1440
        words = ngettext("Dossiers wait to be sent for %(n)d day", "Dossiers wait to be sent for %(n)d days", days)
        found.append(words % {"n": days})
    found += _machine(report)
    return found


def _machine(report: Mapping[str, Any]) -> list[str]:
    found = []
    free, clock = number(report, "disk_free_mb"), number(report, "clock_offset_s")
    if free is not None and free < LOW_DISK_MB:
        found.append(_("The disk is nearly full"))
    if clock is not None and abs(clock) > CLOCK_OFF:
        found.append(_("The clock is wrong by %(n)d minutes") % {"n": abs(clock) // 60})
    if report.get("printer") not in {None, "ok", "none"}:
        words = {"why": telling.word(report, "printer", telling.PRINTERS)}
        found.append(_("The printer does not print: %(why)s") % words)
    if (number(report, "catalogue_minutes") or 0) > OLD_CATALOGUE:
        found.append(_("It has not looked for new forms for a week"))
    return found
