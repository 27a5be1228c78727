"""Counts visits for the board: what was wanted, how long it took, how it ended. Nothing that says who it was.

A visit begins with the first page after the start page and ends when the screen is wiped.
"""

import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from ui.app import KioskApp

_OUTCOMES = {
    "finish": "finished",
    "dossier": "followed",
    "declined": "declined",
    "information": "informed",
    "slip": "informed",
}
_STAFF = frozenset({"staff-door", "staff", "drafts", "doctor", "shifts", "calls", "sync"})
_IDLE = frozenset({"", "start", "attract", "paused", "waiting", "recover", "calm", "still-there"})
_AGES = ((18, "under-18"), (35, "18-34"), (60, "35-59"), (75, "60-74"), (200, "75+"))


def age_group(birth_date: str, today: date) -> str:
    """The band of an age; "" when the year is not known. birth_date: ISO, from the year on."""
    try:
        year = int(birth_date[:4])
    except ValueError:
        return ""
    age = today.year - year
    return next((name for below, name in _AGES if 0 <= age < below), "")


class VisitCounter(QObject):
    """One visit at a time."""

    def __init__(self, app: "KioskApp") -> None:
        super().__init__(app)
        self._app = app
        self._reset()
        app.displayed.connect(self._displayed)
        app.visit_ended.connect(self._ended)

    def _reset(self) -> None:
        self._since: float | None = None
        self._outcome = "looked"
        self._procedure = self._age = self._language = self._assisted = ""
        self._staff = False

    @Slot(str)
    def _displayed(self, name: str) -> None:
        if name in _IDLE:
            return
        if self._since is None:
            self._since = time.monotonic()
        visit = self._app.visit
        self._staff = name in _STAFF
        self._language = visit.interface
        self._assisted = visit.assisted_by or self._assisted
        if visit.pack is not None:
            self._procedure = visit.pack.code
        if visit.draft is not None:
            # Stays so when the visit ends here: the form waits for its owner.
            self._outcome = "kept"
            self._age = self._read_age() or self._age
        elif name in _OUTCOMES:
            self._outcome = _OUTCOMES[name]

    def _read_age(self) -> str:
        """From the birth date of the first person of the form, where it has been answered."""
        visit = self._app.visit
        if visit.pack is None or visit.controller is None:
            return ""
        for person in visit.pack.procedure.persons:
            if ref := person.fields.get("birth_date", ""):
                value = visit.controller.session.value_of(f"string({ref})")
                return age_group(value, datetime.now(UTC).date())
        return ""

    @Slot()
    def _ended(self) -> None:
        since, staff = self._since, self._staff
        body = {
            "event": "visit",
            "procedure": self._procedure,
            "language": self._language,
            "age": self._age,
            "outcome": self._outcome,
        }
        assisted = self._assisted
        self._reset()
        # Somebody who only opened the staff area is no resident.
        if since is None or not self._app.is_open or (staff and not body["procedure"]):
            return
        seconds = round(time.monotonic() - since)
        kiosk = self._app.kiosk

        def tell() -> None:
            on_duty = kiosk.shifts.count_visit(assisted_by=assisted)
            kiosk.notices.add(
                "visit", {**body, "seconds": seconds, "assisted": bool(assisted), "volunteers": list(on_duty)}
            )
            kiosk.feedback.hand_over()

        self._app.tasks.service(tell)
