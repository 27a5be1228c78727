"""A real kiosk for tests: enrolled at keys that the test holds, with a clock that the test moves."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from nacl.public import PrivateKey
from nacl.signing import SigningKey

from kiosk.app import Kiosk
from kiosk.identity import Enrolment
from kiosk.types import ConsentGiven, Draft, Receipt
from sync import worklist
from sync.protocol.answers import Ack, sign_ack
from sync.protocol.changes import Event, FlaggedItem, seal_instance
from sync.protocol.revision import Content, Revision, open_content, read_revision
from sync.states import DossierState

PROCEDURE = "1.001193"
CONSENT = ConsentGiven("2026-11", "vi", ("làm thủ tục đăng ký khai sinh",), "Tôi đồng ý để cán bộ dùng thông tin này.")
PIN = "5829"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **step: float) -> None:
        self.at += timedelta(**step)


@dataclass
class Portal:
    """The keys and the words of a portal, without its server."""

    sign_key: SigningKey = field(default_factory=SigningKey.generate)
    box_key: PrivateKey = field(default_factory=PrivateKey.generate)
    events: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def enrolment(self, prefix: str = "K7M") -> Enrolment:
        return Enrolment(
            kiosk="kiosk-1",
            prefix=prefix,
            token="secret-token",
            site="site-1",
            site_name="Nhà văn hóa thôn 3",
            portal_url="https://portal.example.vn",
            name="Máy 1",
            sign_key=bytes(self.sign_key.verify_key),
            box_key=bytes(self.box_key.public_key),
            epoch="e1",
        )

    def open(self, kiosk: Kiosk, dossier: UUID, number: int) -> tuple[Revision, Content, bytes]:
        """What the outbox holds for this portal, opened."""
        body = kiosk.store.call(
            lambda db: db.execute(
                "SELECT body FROM outbox WHERE dossier = ? AND number = ?", [str(dossier), number]
            ).fetchone()[0]
        )
        revision = read_revision(body)
        return revision, open_content(revision, [self.box_key]), body

    def acknowledge(self, kiosk: Kiosk, dossier: UUID, number: int) -> Ack:
        """Send a revision as the engine does, and bring the portal's acknowledgement back."""
        revision, _, _ = self.open(kiosk, dossier, number)
        ack = Ack(str(dossier), number, revision.hash, kiosk.now())
        proof = sign_ack(ack, self.sign_key)

        def arrive(db):
            worklist.acknowledge(db, (dossier, number), ack, proof, at=kiosk.now())
            kiosk.dossiers.acknowledged(db, ack)

        kiosk.store.transaction(arrive)
        return ack

    def says(self, kiosk: Kiosk, dossier: UUID, state: DossierState, number: int = 1, **fields: Any) -> Event:
        serial = next(self.events)
        event = Event(serial, dossier, number, "state", self._moment(kiosk, serial), state=state, **fields)
        self.tell(kiosk, event)
        return event

    def asks(
        self, kiosk: Kiosk, dossier: UUID, *refs: str, correction: str = "c1", instance: str = "", number: int = 1
    ) -> Event:
        items = tuple(FlaggedItem(ref, "Họ và tên", "Viết đủ họ tên") for ref in refs)
        serial = next(self.events)
        event = Event(
            serial,
            dossier,
            number,
            "correction",
            self._moment(kiosk, serial),
            state=DossierState.NEEDS_CORRECTION,
            note="Xin sửa tên",
            correction=correction,
            items=items,
            sealed=seal_instance(instance, kiosk.identity.box_key.public_key) if instance else "",
        )
        self.tell(kiosk, event)
        return event

    def _moment(self, kiosk: Kiosk, serial: int) -> datetime:
        """The test's clock stands still, a portal's does not: no two events happen at one moment."""
        return kiosk.now() + timedelta(milliseconds=serial)

    def tell(self, kiosk: Kiosk, event: Event) -> None:
        kiosk.store.transaction(lambda db: kiosk.dossiers.apply(db, event))


def begin(kiosk: Kiosk, answers: bytes = b"<data><name>A</name></data>", pin: str = PIN) -> Draft:
    """A draft with answers, and a PIN unless it is ""."""
    draft = kiosk.drafts.start(kiosk.catalogue.pack(PROCEDURE), "vi", CONSENT)
    kiosk.drafts.save(draft.dossier, answers, "/data/name")
    if pin:
        kiosk.drafts.protect(draft.dossier, pin)
    return kiosk.drafts.get(draft.dossier)


def finish(kiosk: Kiosk, draft: Draft, answers: bytes = b"<data><name>A</name></data>") -> Receipt:
    return kiosk.dossiers.finalise(draft.dossier, answers.replace(b"<data>", b"<data id='s'>"), answers)


def bytes_in(folder: Path, *needles: str) -> list[tuple[Path, str]]:
    """Which files under folder hold which needle: as UTF-8, as UTF-16, or with its accents apart."""
    import unicodedata

    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for needle in needles:
                forms = {unicodedata.normalize(form, needle) for form in ("NFC", "NFD")}
                spelt = [form.encode(code) for form in forms for code in ("utf-8", "utf-16-le")]
                found += [(path, needle) for each in spelt if each in data]
    return found
