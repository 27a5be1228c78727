"""What waits to be sent: in one sentence why, then each dossier by its code, since when and when it is tried next."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kiosk.doctor.words import finding
from kiosk.link import Link, why
from sync.outbox import ON_A_STICK
from sync.protocol.followup import show_code
from sync.states import SendState
from ui.flow import Shell, Step
from ui.screens.parts import Fact
from ui.widgets import Body, Hint, IconText, Notice, Screen, SecondaryButton, Subheading

if TYPE_CHECKING:
    from kiosk.doctor import Finding
    from kiosk.link import OtherServer
    from kiosk.space import Room
    from kiosk.syncing import SyncStatus, Waiting

translate = QCoreApplication.translate
SHOWN = 40


def room_notice(room: "Room") -> list[QWidget]:
    """What a volunteer has to know of the disk: nothing while there is room."""
    from kiosk.space import Level

    if room.level is Level.OK:
        return []
    if room.level is Level.FULL:
        words = translate("SyncScreen", "The disk is full: no more pictures can be kept. Answers are still saved.")
    else:
        words = translate("SyncScreen", "The disk is nearly full: {megabytes} MB, about {count} more dossiers.")
        words = words.format(megabytes=room.megabytes, count=room.dossiers)
    advice = translate("SyncScreen", "Send what waits, then ask the technician to make room.")
    return [Notice(words, "save-off", warning=True), Hint(advice)]


class SyncScreen(Screen):
    """Signals:
    send_wanted(): at once. release_wanted(): the parked ones once more.
    """

    send_wanted = Signal()
    release_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("What waits to be sent"))
        self.set_continue(self.tr("Send now"), icon="cloud-upload")
        self.forward.connect(self.send_wanted)
        self._place = self.body.count()
        self._shown: list[QWidget] = []
        self.release = SecondaryButton(self.tr("Try the parked ones again"), "refresh-cw")
        self.release.clicked.connect(self.release_wanted)
        self.release.hide()
        self.add(self.release)

    def show_waiting(self, status: "SyncStatus", reason: "Finding", lines: "tuple[Waiting, ...]") -> None:
        """Everything anew."""
        for widget in self._shown:
            self.body.removeWidget(widget)
            widget.deleteLater()
        self._shown = [*self._standing(status, reason), *self._lines(lines)]
        for offset, widget in enumerate(self._shown):
            self.body.insertWidget(self._place + offset, widget)
        self.release.setVisible(status.parked > 0)

    def _standing(self, status: "SyncStatus", reason: "Finding") -> list[QWidget]:
        good = reason.level.value == "ok"
        widgets: list[QWidget] = [Notice(reason.text, "circle-check" if good else "cloud-upload", warning=not good)]
        if reason.advice:
            widgets.append(Body(reason.advice))
        seen = status.last_contact
        widgets.append(Fact(self.tr("The centre answered last"), _moment(seen) if seen else self.tr("never")))
        if status.unsent and status.next_try is not None:
            widgets.append(Fact(self.tr("Next try"), _moment(status.next_try)))
        if status.attachments:
            widgets.append(Fact(self.tr("Pictures still to go"), str(status.attachments)))
        checked = status.catalogue_seen
        widgets.append(
            Fact(self.tr("Procedures last checked"), _moment(checked) if checked else self.tr("as they were installed"))
        )
        if status.catalogue_published is not None:
            widgets.append(Fact(self.tr("Procedures as published"), _moment(status.catalogue_published)))
        if status.catalogue_trouble:
            widgets.append(Notice(self._catalogue_trouble(status.catalogue_trouble), "circle-alert", warning=True))
        if status.catalogue_refused:
            words = self.tr("A file of the centre's cannot be used; the former one stays. Call a technician: {names}")
            text = words.format(names=", ".join(name.rpartition("/")[2] for name in status.catalogue_refused))
            widgets.append(Notice(text, "circle-alert", warning=True))
        if status.room is not None:
            widgets += room_notice(status.room)
        if status.clock_is_wrong:
            widgets.append(Notice(self.tr("The clock of this machine is wrong. Set it."), "clock", warning=True))
        if status.other is not None:
            widgets += self._other(status.other)
        return widgets

    def _catalogue_trouble(self, reason: str) -> str:
        return {
            "not-published": self.tr("The centre publishes no procedures. Those that are here stay."),
            "out-of-date": self.tr("The procedures that were offered are out of date. Those that are here stay."),
        }.get(reason, self.tr("New procedures were refused: they do not come from the centre, or were changed."))

    def _other(self, other: "OtherServer") -> list[QWidget]:
        """The server of another kind that some procedures go to."""
        seen = other.last_contact
        widgets: list[QWidget] = [
            Subheading(self.tr("Server {name}").format(name=other.name)),
            Fact(self.tr("Waiting for this server"), str(other.waiting)),
            Fact(self.tr("It answered last"), _moment(seen) if seen else self.tr("never")),
            Hint(self.tr("From this server no news comes back: dossiers stay at “sent”.")),
        ]
        if other.waiting and other.next_try is not None:
            widgets.insert(3, Fact(self.tr("Next try at this server"), _moment(other.next_try)))
        if other.link is Link.REVOKED:
            words = self.tr("This server does not accept the account. Call a technician.")
            widgets.append(Notice(words, "circle-alert", warning=True))
        if other.amiss:
            words = self.tr("This server lacks the form of {codes}. Call a technician.")
            widgets.append(Notice(words.format(codes=", ".join(other.amiss)), "circle-alert", warning=True))
        return widgets

    def _lines(self, lines: "tuple[Waiting, ...]") -> list[QWidget]:
        if not lines:
            return []
        widgets: list[QWidget] = [Subheading(self.tr("Each dossier"))]
        for each in lines[:SHOWN]:
            entry = each.entry
            parked = entry.state is SendState.PARKED
            widgets.append(
                IconText("circle-alert" if parked else "cloud-upload", f"{show_code(each.code)} · {self._state(each)}")
            )
            since = self.tr("Waiting since {moment}").format(moment=_moment(entry.queued_at))
            if entry.tried_at is not None:
                tried = self.tr("tried {count} times, last {moment}")
                since += " · " + tried.format(count=entry.attempts, moment=_moment(entry.tried_at))
            widgets.append(Hint(since))
        if len(lines) > SHOWN:
            widgets.append(Hint(self.tr("And {count} more.").format(count=len(lines) - SHOWN)))
        return widgets

    def _state(self, line: "Waiting") -> str:
        entry = line.entry
        if entry.destination:
            return self._elsewhere(line)
        if entry.state is SendState.PARKED:
            return self._refusal(entry.reason)
        if entry.state is SendState.UNKNOWN and entry.reason == ON_A_STICK:
            return self.tr("on a stick: waits for the centre's answer")
        if entry.state is SendState.UNKNOWN:
            return self.tr("the centre is asked whether it arrived")
        if entry.attachments_missing:
            return self.tr("its pictures are still to go")
        return self.tr("being sent") if entry.state is SendState.SENDING else self.tr("waits")

    def _elsewhere(self, line: "Waiting") -> str:
        """A dossier for a server that cannot be asked."""
        entry = line.entry
        words = {
            SendState.PARKED: self.tr("{name} did not take it: call a technician"),
            SendState.UNKNOWN: self.tr("may be at {name}: the same goes again"),
            SendState.SENDING: self.tr("being sent to {name}"),
        }.get(entry.state, self.tr("waits for {name}"))
        return words.format(name=entry.destination)

    def _refusal(self, reason: str) -> str:
        return {
            "too-large": self.tr("too large for the centre"),
            "other-bytes": self.tr("the centre has another version: an officer must look"),
            "already-received": self.tr("an officer already had it in hand"),
            "attachment-lost": self.tr("a picture is lost: take it again"),
        }.get(reason, self.tr("the centre did not take it: call a technician"))


class SyncStep(Step):
    """The page, kept up to date while it is open."""

    name: ClassVar[str] = "sync"
    staff: ClassVar[bool] = True

    def __init__(self, shell: Shell, lines: "tuple[Waiting, ...]") -> None:
        super().__init__(shell)
        self._lines = lines

    def build(self) -> Screen:
        """The page."""
        screen = SyncScreen()
        screen.back.connect(self.shell.flow.back)
        screen.send_wanted.connect(self._send)
        screen.release_wanted.connect(self._release)
        self._fill(screen)
        return screen

    def sync_changed(self) -> None:
        """New numbers, and perhaps fewer lines."""
        self.shell.service(self.shell.kiosk.sync.waiting).success(self._known)

    def _known(self, lines: "tuple[Waiting, ...]") -> None:
        self._lines = lines
        if self.shell.flow.current is self:
            self._fill(self.screen)

    def _fill(self, screen: SyncScreen) -> None:
        status = self.shell.kiosk.sync.status()
        reason = finding(f"sync.{why(status).value}", self.shell.visit.language, count=status.unsent)
        screen.show_waiting(status, reason, self._lines)

    def _send(self) -> None:
        self.shell.kiosk.sync.kick()

    def _release(self) -> None:
        self.work(self.shell.kiosk.sync.release_parked, self._released)

    def _released(self, _nothing: object) -> None:
        self.sync_changed()


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%d/%m/%Y %H:%M}"
