"""What the kiosk leans on: printers, portal, the keeper of its key."""

import subprocess
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.doctor.finding import Finding
from kiosk.doctor.words import finding
from kiosk.link import Link, SyncStatus, link_of_failure, why
from kiosk.printing import PrinterTrouble, PrintServiceDown
from kiosk.printing.cups import Cups, Queue, installed
from kiosk.printing.service import FOLDER
from kiosk.settings import FOLDER_PRINTER, Settings, SettingsError, read_settings
from kiosk.store.backup import ASIDE
from kiosk.store.keys import Custody, report
from kiosk.types import Outgoing
from sync import outbox

if TYPE_CHECKING:
    from kiosk.identity import Identity
    from kiosk.store.store import Store

_CUPSD_CONF = Path("/etc/cups/cupsd.conf")
_TROUBLES = {
    PrinterTrouble.OUT_OF_PAPER: ("hết giấy", "out of paper"),
    PrinterTrouble.PAPER_JAM: ("kẹt giấy", "paper jam"),
    PrinterTrouble.COVER_OPEN: ("nắp đang mở", "cover open"),
    PrinterTrouble.OUT_OF_INK: ("hết mực", "out of ink"),
    PrinterTrouble.OFFLINE: ("đang tắt hoặc chưa cắm", "off or not connected"),
    PrinterTrouble.STOPPED: ("đang dừng", "stopped"),
}


def examine_settings(home: Path, language: str) -> list[Finding]:
    """Only a mistake is a finding."""
    try:
        read_settings(home)
    except SettingsError as error:
        return [finding("settings.bad", language, error=error)]
    return []


def examine_printers(home: Path, settings: Settings, language: str, config: Path = _CUPSD_CONF) -> list[Finding]:
    """The queues, those that settings.toml names, and whether the print service keeps what it printed."""
    wanted = [name for name in (settings.receipt_printer, settings.declaration_printer) if name]
    folder = home / FOLDER
    if wanted == [FOLDER_PRINTER] * 2:
        return [finding("printer.folder", language, folder=folder)]
    queues_wanted = {name for name in wanted if name != FOLDER_PRINTER}
    try:
        queues = Cups().queues() if installed() else ()
    except PrintServiceDown:
        return [
            finding("printer.down", language) if queues_wanted else finding("printer.none", language, folder=folder)
        ]
    missing = queues_wanted - {queue.name for queue in queues}
    if missing:
        return [finding("printer.missing", language, names=", ".join(sorted(missing)))]
    if not queues:
        return [finding("printer.none", language, folder=folder)]
    kept = [finding("printer.keeps", language)] if _keeps_copies(config) else []
    return [_queues(queues, queues_wanted, language), *kept]


def _queues(queues: tuple[Queue, ...], wanted: set[str], language: str) -> Finding:
    used = [queue.as_printer() for queue in queues if not wanted or queue.name in wanted]
    for printer in used:
        if printer.trouble:
            words = _TROUBLES[printer.trouble][language == "en"]
            return finding("printer.trouble", language, names=printer.name, trouble=words)
    return finding("printer.ok", language, names=", ".join(printer.name for printer in used))


def _keeps_copies(config: Path) -> bool:
    """PreserveJobFiles is a day unless it is set (cupsd.conf(5)). A file that we may not read is no finding."""
    try:
        lines = config.read_text(errors="replace").lower().splitlines()
    except OSError:
        return False
    values = [line.split()[1] for line in lines if line.split()[:1] == ["preservejobfiles"] and len(line.split()) > 1]
    return (values or ["86400"])[-1] not in {"no", "off", "false", "0"}


@dataclass(frozen=True, slots=True)
class PortalExamined:
    """offset: portal minus kiosk in seconds, None when the portal did not say. link: how the line is."""

    finding: Finding
    offset: float | None = None
    link: Link = Link.NOT_TRIED


def examine_portal(identity: "Identity | None", now: datetime, language: str) -> PortalExamined:
    """Says hello to the kiosk's portal and checks that it is the one it was enrolled at. At most some 10 s."""
    from sync.errors import Busy, NoAnswer, NotOurPortal, PlainTextRefused, Refused, ShutOut
    from sync.protocol.encoding import from_instant, read_json_object
    from sync.protocol.errors import MalformedError
    from sync.transport import Pace, Transport, expect

    if identity is None or not identity.enrolled:
        return PortalExamined(finding("portal.none", language), link=Link.NOT_ENROLLED)
    url = identity.portal_url
    begun = time.perf_counter()
    try:
        # The kiosk was enrolled there on purpose, with or without TLS; hello carries nothing of a resident's.
        transport = Transport(
            url, identity.token, identity.portal_sign_key, allow_plain=True, pace=Pace(connect=4, read=5, patience=10)
        )
        try:
            answer = expect(transport.exchange("GET", "/v1/hello"), 200)
        finally:
            transport.close()
        took = time.perf_counter() - begun
        moment = from_instant(str(read_json_object(answer.body).get("now", "")))
    except NotOurPortal as error:
        return PortalExamined(finding("portal.other", language, url=url), link=link_of_failure(error))
    except NoAnswer as error:
        away = finding("portal.away", language, url=url, cause=error.cause.value)
        return PortalExamined(away, link=link_of_failure(error))
    except Busy as error:
        return PortalExamined(finding("portal.away", language, url=url, cause="busy"), link=link_of_failure(error))
    except (ShutOut, Refused, PlainTextRefused, MalformedError, ValueError) as error:
        return PortalExamined(finding("portal.shut_out", language, url=url, cause=error), link=link_of_failure(error))
    offset = (moment - now).total_seconds() - took / 2
    found = finding("portal.ok", language, url=url, took=round(took * 1000))
    return PortalExamined(found, offset, Link.ONLINE)


def outgoing_of(store: "Store") -> Outgoing:
    """What waits in an open store."""
    counted = store.call(outbox.counts)
    return Outgoing(counted.waiting, counted.sending, counted.unknown, counted.parked, None, counted.carried)


def examine_outbox(outgoing: Outgoing, portal: PortalExamined, language: str, *, running: bool = False) -> Finding:
    """In one sentence: what waits, and why it is not being sent. running: whether a kiosk is there to send it."""
    status = SyncStatus(
        portal.link,
        outgoing.waiting,
        outgoing.sending,
        outgoing.unknown,
        outgoing.parked,
        carried=outgoing.carried,
        running=running,
    )
    return finding(f"sync.{why(status).value}", language, count=status.unsent)


def examine_aside(home: Path, language: str) -> list[Finding]:
    """Damaged stores that were kept when a copy took their place: nobody deletes them but a person."""
    folder = home / ASIDE
    count = sum(each.is_dir() for each in folder.iterdir()) if folder.is_dir() else 0
    return [finding("store.aside", language, count=count, folder=folder)] if count else []


def examine_encryption(home: Path, language: str) -> list[Finding]:
    """Honest about a stolen machine: only a TPM or an encrypted disk protects what is on it."""
    kept = report(home)
    if kept.custody is Custody.TPM:
        case = "encryption.tpm"
    elif on_encrypted_disk(home):
        case = "encryption.luks"
    elif kept.custody is Custody.CREDENTIAL:
        case = "encryption.credential"
    elif kept.custody is None:
        case = "encryption.ready" if kept.has_tpm else "encryption.none_yet"
    else:
        case = "encryption.disk"
    recovery = kept.custody is None or kept.has_recovery
    return [finding(case, language), *([] if recovery else [finding("encryption.no_recovery", language)])]


def on_encrypted_disk(home: Path) -> bool:
    """Whether the file system of home lies, at any depth, on a LUKS device (as lsblk sees it)."""
    folder = next(path for path in (home, *home.parents) if path.is_dir())
    try:
        source = subprocess.run(
            ["findmnt", "--noheadings", "--output", "SOURCE", "--nofsroot", "--target", str(folder)],
            capture_output=True, text=True, timeout=10, check=False,
        ).stdout.strip()  # fmt: skip
        if not source.startswith("/dev/"):
            return False
        types = subprocess.run(
            ["lsblk", "--noheadings", "--inverse", "--output", "TYPE", source],
            capture_output=True, text=True, timeout=10, check=False,
        ).stdout  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return any(line.split()[-1:] == ["crypt"] for line in types.splitlines())
