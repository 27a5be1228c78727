"""A receipt of another kiosk: the portal is asked where the dossier stands, and with the PIN it can go on here.

Nothing of it is kept unless the resident proves the PIN; then the dossier becomes one of this kiosk's too: its row, the
head as it is acknowledged (so that the next revision follows it), the pictures' keys, and the open correction.
"""

import json
import zlib
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID

from lxml import etree
from nacl.exceptions import CryptoError
from nacl.public import SealedBox

from kiosk import audit, register
from kiosk.attachments import Attachments
from kiosk.catalogue import Catalogue
from kiosk.dossiers import Dossiers
from kiosk.errors import KioskError, Locked, NoPin, NotFound, WrongPin
from kiosk.handover import records as handover
from kiosk.identity import Identity
from kiosk.receipts.reading import token_in
from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import Clock, DossierView, Flag, HistoryEntry, utc_now
from sync.errors import Busy, NoAnswer, ShutOut
from sync.protocol.changes import MAX_SEALED, seal_instance
from sync.protocol.encoding import canonical_json, from_base64, from_instant, inflate, read_json_object, to_instant
from sync.protocol.errors import MalformedError
from sync.protocol.followup import split_token
from sync.states import DossierState, SendState
from sync.transport import Exchange, Pace, Transport

# Somebody stands before the screen.
_PACE = Pace(connect=4, read=8, patience=15)
_LONGEST = 16 << 20
_MOST_KEPT = 20
_OK = 200


class PortalAway(KioskError):
    """The portal, which alone knows this receipt, does not answer now."""


class Elsewhere:
    """Dossiers of other kiosks. Every method may be called from any thread; most wait for the network."""

    def __init__(
        self,
        store: Store,
        identity: Identity,
        catalogue: Catalogue,
        dossiers: Dossiers,
        papers: Attachments,
        now: Clock = utc_now,
        *,
        connect: Callable[[Identity], Transport] | None = None,
    ) -> None:
        self._store = store
        self._identity = identity
        self._catalogue = catalogue
        self._dossiers = dossiers
        self._papers = papers
        self._now = now
        self._connect = connect or _transport
        self._lock = Lock()
        # code → token, of receipts that were shown; in memory only, forgotten at the end of a visit.
        self._shown: dict[str, str] = {}

    def find(self, text: str) -> DossierView:
        """Where the dossier of a scanned receipt stands, by the portal's word.

        Raises NotFound for what is no receipt of this portal's, or was typed; PortalAway; Locked when too many were
        looked up.
        """
        token = token_in(text)
        if not token or not self._identity.enrolled:
            raise NotFound("only a scanned receipt can be looked up at the portal")
        standing = self._ask({"token": token})
        view = self._view(standing)
        with self._lock:
            self._shown = {**dict(list(self._shown.items())[-_MOST_KEPT:]), view.code: token}
        return view

    def view(self, code: str) -> DossierView | None:
        """The dossier of this code if it is here, None when it is another kiosk's, or was begun here and taken along.

        Never asks the portal.
        """
        try:
            found = self._dossiers.view(code)
        except NotFound:
            return None
        away = self._store.call(lambda db: handover.away_since(db, found.dossier))
        return None if away else found

    def bring(self, code: str, pin: str) -> None:
        """Make a dossier whose receipt was shown one of this kiosk's too; nothing when it is here already.

        Raises NotFound, NoPin, WrongPin, Locked, PortalAway.
        """
        with self._lock:
            token = self._shown.get(code)
        if token is None or self.view(code) is not None:
            return
        standing = self._ask({"token": token, "pin": pin})
        sealed = self._opened(str(standing.get("sealed", "")))
        _, receipt = split_token(token)
        self._papers.wipe(self._store.transaction(lambda db: self._adopt(db, standing, sealed, receipt)))

    def forget(self) -> None:
        """The visit ended."""
        with self._lock:
            self._shown = {}

    def _ask(self, asked: dict[str, str]) -> dict[str, Any]:
        transport = self._connect(self._identity)
        try:
            return self._asked(transport, asked)
        finally:
            transport.close()

    def _asked(self, transport: Exchange, asked: dict[str, str]) -> dict[str, Any]:
        try:
            answer = transport.exchange("POST", "/v1/receipts", canonical_json(asked), limit=_LONGEST)
            value = read_json_object(answer.body)
        except (NoAnswer, Busy, ShutOut, MalformedError) as error:
            raise PortalAway(f"the portal does not answer: {error}") from error
        if answer.status != _OK:
            raise _refusal(answer.problem, value)
        return value

    def _view(self, standing: dict[str, Any]) -> DossierView:
        procedure, version = str(standing.get("procedure", "")), str(standing.get("pack_version", ""))
        state = DossierState(standing.get("state") or DossierState.READY)
        correction = bool(standing.get("correction")) and bool(standing.get("here"))
        received = str(standing.get("received_at", ""))
        return DossierView(
            dossier=UUID(standing["dossier"]) if standing.get("dossier") else UUID(int=0),
            code=str(standing["code"]),
            procedure=procedure,
            title=self._catalogue.title(procedure, version),
            state=state,
            sending=SendState.ACKNOWLEDGED if standing.get("state") else None,
            number=int(standing.get("revision", 0)),
            language=str(standing.get("language", "")) or "vi",
            official_number=str(standing.get("official_number", "")),
            promised_on=str(standing.get("promised_on", "")),
            note=str(standing.get("note", "")),
            history=(HistoryEntry(from_instant(received), "sent", {}),) if received else (),
            flags=tuple(Flag("", str(label), "") for label in standing.get("labels", ())),
            can_amend=False,
            can_correct=correction and bool(standing.get("has_pin")),
            has_pin=bool(standing.get("has_pin")),
            locked=False,
            readable=False,
            readable_until=None,
        )

    def _opened(self, sealed: str) -> dict[str, Any]:
        try:
            packed = SealedBox(self._identity.box_key).decrypt(from_base64(sealed))
            value = json.loads(inflate(packed, MAX_SEALED))
        except (CryptoError, ValueError, zlib.error) as error:
            raise PortalAway("what the portal sealed cannot be opened") from error
        if not isinstance(value, dict):
            raise PortalAway("what the portal sealed is nothing that is known")
        return value

    def _adopt(self, db: Database, standing: dict[str, Any], sealed: dict[str, Any], receipt: bytes) -> list[str]:
        """The dossier's rows, as if it had been made, sent and answered here; returns pictures to wipe.

        receipt: the signature on the receipt that was shown; the next one carries the same.
        """
        at, dossier, number = self._now(), str(UUID(standing["dossier"])), int(standing["revision"])
        dropped: list[str] = []
        if db.execute("SELECT 1 FROM dossier WHERE id = ?", [dossier]).fetchone():
            if not handover.away_since(db, UUID(dossier)):
                return dropped
            # It was begun here, taken along and finished elsewhere: what stayed here is overtaken.
            dropped = handover.overtaken(db, UUID(dossier), at)
        told = {name: str(standing.get(name, "")) for name in ("official_number", "promised_on", "note")}
        db.execute(
            "INSERT INTO dossier (id, code, procedure, pack_version, state, language, assisted_by, created_at, number, "
            "received, official_number, promised_on, note, acknowledged_at, pin) "
            "VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, 1, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET procedure = excluded.procedure, pack_version = excluded.pack_version, "
            "state = excluded.state, language = excluded.language, number = excluded.number, received = 1, "
            "official_number = excluded.official_number, promised_on = excluded.promised_on, note = excluded.note, "
            "acknowledged_at = excluded.acknowledged_at, pin = excluded.pin, pin_failures = 0",
            [
                dossier,
                str(standing["code"]),
                str(standing["procedure"]),
                str(standing["pack_version"]),
                DossierState(standing["state"]).value,
                str(standing["language"]),
                to_instant(at),
                number,
                *told.values(),
                to_instant(at),
                str(sealed["pin"]),
            ],
        )
        self._adopt_head(db, dossier, number, sealed, at)
        if standing.get("correction"):
            db.execute(
                "INSERT INTO correction (dossier, correction, note, items, sealed, open, asked_at) "
                "VALUES (?, ?, ?, ?, ?, 1, ?)",
                [
                    dossier,
                    str(standing["correction"]),
                    str(sealed["note"]),
                    canonical_json(sealed["items"]).decode(),
                    seal_instance(str(sealed["instance"]), self._identity.box_key.public_key).encode(),
                    to_instant(at),
                ],
            )
        db.execute(
            "INSERT OR REPLACE INTO brought (dossier, consent, brought_at, receipt) VALUES (?, ?, ?, ?)",
            [dossier, canonical_json(sealed["consent"]).decode(), to_instant(at), receipt],
        )
        register.add_history(db, UUID(dossier), from_instant(str(standing["received_at"])), "sent")
        audit.record(db, at, "brought-from-elsewhere", UUID(dossier), {"number": number})
        return dropped

    def _adopt_head(self, db: Database, dossier: str, number: int, sealed: dict[str, Any], at: datetime) -> None:
        """The revision at the portal: acknowledged, its bytes not here; so the next one names it as parent."""
        digest = str(sealed["hash"])
        db.execute(
            "INSERT INTO outbox (dossier, number, hash, size, body, state, queued_at, settled_at) "
            "VALUES (?, ?, ?, 0, NULL, ?, ?, ?)",
            [dossier, number, digest, SendState.ACKNOWLEDGED.value, to_instant(at), to_instant(at)],
        )
        db.execute(
            "INSERT INTO revision (dossier, number, hash, parent, instance_id, corrects, draft_xml, finalised_at, "
            "dropped) VALUES (?, ?, ?, NULL, ?, '', NULL, ?, 1)",
            [dossier, number, digest, _instance_id(str(sealed["instance"])), to_instant(at)],
        )
        sizes = {str(blob["sha256"]): int(blob["size"]) for blob in sealed["attachments"]}
        for paper in sealed["papers"]:
            db.execute(
                "INSERT INTO paper (dossier, number, sha256, paper, name, media_type, size, key, added_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(dossier, number, str(paper["sha256"]), str(paper["paper"]), str(paper["name"])),
                    *(str(paper["media_type"]), sizes[str(paper["sha256"])], from_base64(str(paper["key"]))),
                    to_instant(at),
                ],
            )


def _transport(identity: Identity) -> Transport:
    return Transport(identity.portal_url, identity.token, identity.portal_sign_key, allow_plain=True, pace=_PACE)


def _refusal(reason: str, body: dict[str, Any]) -> KioskError:
    if reason == "wrong-pin":
        remaining = body.get("remaining")
        return WrongPin(remaining) if isinstance(remaining, int) and remaining > 0 else Locked()
    kinds: dict[str, KioskError] = {
        "not-found": NotFound("no kiosk of this portal printed this receipt"),
        "elsewhere": NotFound("the dossier belongs to another commune"),
        "no-pin": NoPin("the resident chose no PIN"),
        "pin-locked": Locked(),
    }
    return kinds.get(reason) or PortalAway(f"the portal refused: {reason}")


def _instance_id(xml: str) -> str:
    """instanceID of an answered form (OpenRosa metadata), "" when there is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(xml.encode(), parser)
    except etree.XMLSyntaxError:
        return ""
    found = [each.text or "" for each in root.iter("{*}instanceID")]
    return found[0] if found else ""
