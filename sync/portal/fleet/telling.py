"""What a kiosk's report says, in words. A word that this portal does not know is shown as the kiosk wrote it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

_MOST_LOGS = 5
LINKS = {
    "not-tried": gettext_lazy("Not tried yet"),
    "online": gettext_lazy("The portal answers"),
    "offline": gettext_lazy("No answer"),
    "captive": gettext_lazy("The network wants a login page first"),
    "proxy": gettext_lazy("A proxy stands between the kiosk and the portal"),
    "certificate": gettext_lazy("The certificate of the portal was not accepted"),
    "wrong-clock": gettext_lazy("The clock is too wrong to reach the portal"),
    "busy": gettext_lazy("The portal asks to wait"),
    "disk": gettext_lazy("The disk is full: nothing can be noted any more"),
    "trouble": gettext_lazy("The portal answered with an error"),
}
PRINTERS = {
    "ok": gettext_lazy("Ready"),
    "none": gettext_lazy("No printer"),
    "down": gettext_lazy("The print service does not run"),
    "out-of-paper": gettext_lazy("Out of paper"),
    "paper-jam": gettext_lazy("Paper is jammed"),
    "cover-open": gettext_lazy("The cover is open"),
    "out-of-ink": gettext_lazy("Out of ink"),
    "offline": gettext_lazy("Not connected"),
    "stopped": gettext_lazy("Stopped"),
}


def number(report: Mapping[str, Any], name: str) -> int | None:
    """A whole number of a report, None when it does not say one."""
    value = report.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def word(report: Mapping[str, Any], name: str, known: Mapping[str, Any]) -> str:
    """A word of a report; "–" when it does not say one."""
    value = report.get(name)
    return str(known.get(value, value)) if isinstance(value, str) and value else "–"


def backlog(report: Mapping[str, Any]) -> str:
    """What waits to be sent; "" when it is not told."""
    dossiers, papers = number(report, "waiting"), number(report, "attachments")
    if dossiers is None and papers is None:
        return ""
    return _("Dossiers: %(dossiers)s, papers: %(papers)s") % {"dossiers": dossiers or 0, "papers": papers or 0}


def machine(report: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """The rest of a report, a line each."""
    free = number(report, "disk_free_mb")
    return [
        (_("Connection"), word(report, "link", LINKS)),
        (_("Free on the disk"), "–" if free is None else f"{free / 1024:.1f} GB"),
        (_("Printer"), word(report, "printer", PRINTERS)),
        (_("Clock"), _clock(number(report, "clock_offset_s"))),
        (_("Forms"), _forms(report)),
        (_("Warnings in its log"), _warnings(report.get("errors"))),
    ]


def _clock(offset: int | None) -> str:
    if offset is None:
        return "–"
    if abs(offset) < 60:
        return _("right")
    return ngettext("wrong by %(n)d minute", "wrong by %(n)d minutes", abs(offset) // 60) % {"n": abs(offset) // 60}


def _forms(report: Mapping[str, Any]) -> str:
    packs, minutes = number(report, "packs"), number(report, "catalogue_minutes")
    if packs is None:
        return "–"
    if minutes is None:
        return str(packs)
    days = max(0, minutes) // 1440
    seen = (
        _("looked for today")
        if not days
        else ngettext("looked for %(n)d day ago", "looked for %(n)d days ago", days) % {"n": days}
    )
    return f"{packs} ({seen})"


def _warnings(errors: object) -> str:
    """Those parts of the program first that warned most often."""
    counts = errors if isinstance(errors, dict) else {}
    known = {str(name): count for name, count in counts.items() if isinstance(count, int) and count > 0}
    most = sorted(known.items(), key=lambda pair: -pair[1])[:_MOST_LOGS]
    return ", ".join(f"{name} {int(count)}" for name, count in most) or "0"
