"""The register of dossiers: one row each, and the only place where a dossier's state changes.

Every function takes the database and joins the caller's transaction.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kiosk import audit
from kiosk.errors import NotFound
from kiosk.store.driver import Database
from sync.protocol.encoding import canonical_json, from_instant, to_instant
from sync.protocol.errors import MalformedError
from sync.protocol.followup import parse_code
from sync.states import TRANSITIONS, DossierState, InvalidTransition, check_transition


@dataclass(frozen=True, slots=True)
class Entry:
    """A dossier's row.

    Attributes:
        number: the newest finalised revision, 0 while there is none.
        received: an officer has had it in hands, so it can no longer be amended.
        acknowledged_at: when the acknowledgement of the newest revision came here; None while unsent.
        pin: scrypt hash, "" without a PIN.
    """

    id: UUID
    code: str
    procedure: str
    pack_version: str
    state: DossierState
    language: str
    assisted_by: str
    created_at: datetime
    number: int
    received: bool
    official_number: str
    promised_on: str
    note: str
    acknowledged_at: datetime | None
    pin: str
    pin_failures: int


_SELECT = """
    SELECT id, code, procedure, pack_version, state, language, assisted_by, created_at, number, received,
        official_number, promised_on, note, acknowledged_at, pin, pin_failures
    FROM dossier
"""


def entry(db: Database, dossier: UUID) -> Entry:
    """Raises NotFound."""
    return _entry(db.execute(_SELECT + "WHERE id = ?", [str(dossier)]).fetchone())


def entry_by_code(db: Database, code: str) -> Entry:
    """The dossier with a follow-up code, as typed or as stored. Raises NotFound."""
    try:
        plain = parse_code(code)
    except MalformedError as error:
        raise NotFound("not a follow-up code") from error
    return _entry(db.execute(_SELECT + "WHERE code = ?", [plain]).fetchone())


def _entry(row: Any) -> Entry:
    if row is None:
        raise NotFound("no such dossier in this kiosk")
    return Entry(
        id=UUID(row[0]),
        code=row[1],
        procedure=row[2],
        pack_version=row[3],
        state=DossierState(row[4]),
        language=row[5],
        assisted_by=row[6],
        created_at=from_instant(row[7]),
        number=row[8],
        received=bool(row[9]),
        official_number=row[10],
        promised_on=row[11],
        note=row[12],
        acknowledged_at=from_instant(row[13]) if row[13] else None,
        pin=row[14],
        pin_failures=row[15],
    )


def move(db: Database, of: Entry, wanted: DossierState, at: datetime, event: str) -> None:
    """Change the state, with an audit row. Raises InvalidTransition when the table does not allow it."""
    check_transition(of.state, wanted)
    db.execute("UPDATE dossier SET state = ? WHERE id = ?", [wanted.value, str(of.id)])
    audit.record(db, at, event, of.id, {"from": of.state.value, "to": wanted.value})


def steps_to(current: DossierState, wanted: DossierState) -> tuple[DossierState, ...]:
    """The shortest way through the table, wanted last; raises InvalidTransition when there is none.

    The portal may be steps ahead: an officer's decision about an earlier revision reaches a dossier that is still READY
    here with a newer one. A way never leads back through DRAFT: only the resident at the kiosk does that.
    """
    ways: deque[tuple[DossierState, ...]] = deque([(current,)])
    seen = {current, DossierState.DRAFT}
    while ways:
        way = ways.popleft()
        if way[-1] is wanted:
            return way[1:]
        for following in sorted(TRANSITIONS[way[-1]] - seen):
            seen.add(following)
            ways.append((*way, following))
    raise InvalidTransition(current, wanted)


def add_history(
    db: Database, dossier: UUID, at: datetime, kind: str, data: Mapping[str, str] | None = None, mark: str | None = None
) -> bool:
    """Append to the history. mark: what makes the entry unique; False when it is there already."""
    cursor = db.execute(
        "INSERT OR IGNORE INTO history (dossier, at, kind, data, fingerprint) VALUES (?, ?, ?, ?, ?)",
        [str(dossier), to_instant(at), kind, canonical_json(dict(data or {})).decode(), mark],
    )
    return bool(cursor.rowcount)
