"""What of a damaged store is newer than its copy, brought into the copy: dossier by dossier, each row checked.

A page that can be read at all is what was written (its MAC says so). Whether rows that lie on different pages belong
together is checked here: a sealed revision by its hash and our own signature, answers by being whole XML, the audit by
its chain. What is doubtful stays in the damaged file, which is kept.

Afterwards nothing may be sent twice and no number given out twice: what waited is *unknown*, so the portal is asked
first; counters of codes jump; a dossier whose newest state could not be read prepares its next revision under a
number far above.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from nacl.signing import SigningKey

from kiosk import audit
from kiosk.recovery import proofs
from kiosk.recovery.rows import NOTHING, Row, Table
from kiosk.store.driver import Database
from sync import outbox
from sync.protocol.encoding import hash_of, to_instant
from sync.protocol.revision import Header
from sync.states import DossierState, SendState

# Receipts that were printed since the copy was made keep their codes: the next ones skip what may have been given out.
CODES_SKIPPED = 10_000
NUMBERS_SKIPPED = 100

_CHILDREN = ("draft", "revision", "paper", "correction", "signature", "brought")
_JSON = {"correction": "items", "history": "data"}
# Not rows of a dossier, and not to be taken over as they are.
_OWN_RULES = frozenset(
    {*_CHILDREN, "dossier", "history", "consent", "consent_text", "outbox", "outbox_blob", "audit", "identity", "staff"}
    | {"setting", "code_counter", "sync_note", "unapplied_event", "_sqlite_migrations"}
)
_SERIAL = {"notice": "seq"}


@dataclass(slots=True)
class Brought:
    """What the damaged store gave.

    Attributes:
        dossiers: finished ones that are newer than in the copy, or not in it.
        drafts: unfinished ones, likewise.
        unsure: of the copy, whose newest state could not be read.
    """

    dossiers: int = 0
    drafts: int = 0
    unsure: int = 0
    changed: set[str] = field(default_factory=set)


def merge(into: Database, found: Mapping[str, Table], *, here: Callable[[str], bool], at: datetime) -> Brought:
    """Bring what is newer into a copy, in one transaction. here: whether the file of an attachment is in its place."""
    merging = _Merging(into, found, here)
    with into.atomic():
        into.execute("PRAGMA defer_foreign_keys = ON")
        merging.identity()
        merging.dossiers()
        merging.sealed()
        merging.others()
        merging.audit()
        merging.orphans()
        _never_twice(into, merging)
        brought = merging.brought
        data = {"dossiers": brought.dossiers, "drafts": brought.drafts, "unsure": brought.unsure}
        audit.record(into, at, "store-restored", data=data)
        into.execute("INSERT OR REPLACE INTO setting (name, value) VALUES ('restored-at', ?)", [to_instant(at)])
    return brought


def after_lost_log(db: Database, at: datetime) -> None:
    """The log of the store is gone, and with it what was in it alone; joins the caller's transaction.

    Numbers that may have been given out are jumped over, and the portal is asked about everything that waits.
    """
    merging = _Merging(db, {}, lambda _: True)
    _jump(db, (), ())
    _never_twice(db, merging)
    audit.record(db, at, "log-lost", data={"unsure": merging.brought.unsure})


class _Merging:
    """One merge. confirmed: dossiers whose newest state could be read."""

    def __init__(self, into: Database, found: Mapping[str, Table], here: Callable[[str], bool]) -> None:
        self.db = into
        self.found = found
        self.here = here
        self.brought = Brought()
        self.confirmed: set[str] = set()
        self.later = self._is_later()

    def table(self, name: str) -> Table:
        return self.found.get(name, NOTHING)

    def _is_later(self) -> bool:
        """Whether the damaged store goes further than the copy. It does not when its log is gone."""
        serials = [row["seq"] for row in self.table("audit").rows]
        return not serials or max(serials) >= _one(self.db, "SELECT coalesce(max(seq), 0) FROM audit")

    def put(self, table: str, row: Row, *, conflict: str = "OR REPLACE") -> None:
        columns = [name for name in row if name in _columns(self.db, table)]
        marks = ", ".join("?" * len(columns))
        names = ", ".join(columns)
        statement = f"INSERT {conflict} INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own schema
        self.db.execute(statement, [row[name] for name in columns])

    # Who this kiosk is.

    def identity(self) -> None:
        mine = _rows(self.db, "identity")
        for row in self.table("identity").rows:
            if not mine or (self.later and row["enrolled_at"] >= mine[0]["enrolled_at"]):
                self.put("identity", row)
        for row in self.table("staff").rows if self.later else ():
            self.put("staff", {**row, "failures": 0, "locked_until": ""})
        for row in self.table("setting").rows:
            if row["name"] != "code-floor":
                self.put("setting", row, conflict="OR REPLACE" if self.later else "OR IGNORE")
        _jump(self.db, self.table("code_counter").rows, self.table("setting").rows)

    # Dossiers.

    def dossiers(self) -> None:
        for row in self.table("consent_text").rows:
            self.put("consent_text", row, conflict="OR IGNORE")
        mine = {row["id"]: row for row in _rows(self.db, "dossier")}
        children = {name: _by_dossier(self._checked(name)) for name in _CHILDREN}
        for row in self.table("dossier").rows:
            known = mine.get(row["id"])
            if known is not None and not self.later:
                continue
            self.confirmed.add(row["id"])
            theirs = {name: children[name].get(row["id"], []) for name in _CHILDREN}
            if known == row and all(_rows(self.db, name, row["id"]) == theirs[name] for name in _CHILDREN):
                continue
            self._bring(row, theirs)
            if row["state"] == DossierState.DRAFT and theirs["draft"]:
                self.brought.drafts += 1
            elif row["number"]:
                self.brought.dossiers += 1
        self._append("consent")
        self._append("history")

    def _checked(self, name: str) -> Iterable[Row]:
        """The rows of a table that are what they should be."""
        rows = self.table(name).rows
        if name == "draft":
            return [row for row in rows if row["xml"] is None or proofs.is_xml(row["xml"])]
        if name == "revision":
            return [row for row in rows if row["draft_xml"] is None or proofs.is_xml(row["draft_xml"])]
        if name == "paper":
            return [row for row in rows if self.here(row["sha256"])]
        return [row for row in rows if name not in _JSON or proofs.is_json(row[_JSON[name]])]

    def _bring(self, row: Row, theirs: Mapping[str, list[Row]]) -> None:
        """A dossier as the damaged store has it. What cannot be read there stays as the copy has it."""
        columns = [name for name in row if name != "id" and name in _columns(self.db, "dossier")]
        if _one(self.db, "SELECT count(*) FROM dossier WHERE id = ?", [row["id"]]):
            to = ", ".join(f"{name} = ?" for name in columns)
            values = [*(row[name] for name in columns), row["id"]]
            self.db.execute(f"UPDATE dossier SET {to} WHERE id = ?", values)  # noqa: S608 - names of our own schema
        else:
            self.put("dossier", row, conflict="")
        for name in _CHILDREN:
            gone = name == "draft" and row["state"] != DossierState.DRAFT and not theirs["draft"]
            if self.table(name).whole or gone:
                self.db.execute(f"DELETE FROM {name} WHERE dossier = ?", [row["id"]])  # noqa: S608 - one of ours
            for child in theirs[name]:
                self.put(name, child)
        self.brought.changed.add(row["id"])

    def _append(self, name: str) -> None:
        """Rows of a table that only grows, under a serial number of the copy's own."""
        serial = "id" if name == "consent" else "seq"
        there = {_without(row, serial) for row in _rows(self.db, name)}
        known = {row["id"] for row in _rows(self.db, "dossier")}
        texts = {row["hash"] for row in _rows(self.db, "consent_text")}
        for row in self._checked(name):
            fits = row["dossier"] in known and (name != "consent" or row["text_hash"] in texts)
            if fits and _without(row, serial) not in there:
                plain = {key: value for key, value in row.items() if key != serial}
                self.put(name, plain, conflict="OR IGNORE")

    # What is sealed.

    def sealed(self) -> None:
        """Rows of the outbox: sealed bytes are worth the most, and prove themselves."""
        mine = {(row["dossier"], row["number"]) for row in _rows(self.db, "outbox")}
        identity = _rows(self.db, "identity")[0]
        key = SigningKey(identity["sign_key"]).verify_key
        for found in self.table("outbox").rows:
            if found.get("destination"):
                self._for_another_server(found, mine)
                continue
            header = proofs.genuine(found, key) if found["body"] is not None else None
            if header is None and (found["body"] is not None or found["dossier"] not in self.confirmed):
                continue
            proved = found["body"] is None or proofs.is_acknowledged(found, identity)
            doubtful = found["state"] == SendState.ACKNOWLEDGED and not proved
            row = {**found, "state": SendState.UNKNOWN.value} if doubtful else found
            if (row["dossier"], row["number"]) in mine:
                self._further(row)
            else:
                self._bring_sealed(row, header)

    def _for_another_server(self, row: Row, mine: set[tuple[str, int]]) -> None:
        """What goes to another server than the portal is not sealed, so it has only its hash and its dossier's row."""
        whole = row["body"] is None or hash_of(bytes(row["body"])) == row["hash"]
        if not whole or row["dossier"] not in self.confirmed:
            return
        if (row["dossier"], row["number"]) in mine:
            self._further(row)
            return
        self._bring_sealed(row, None)
        for blob in self.table("outbox_blob").rows:
            if (blob["dossier"], blob["number"]) == (row["dossier"], row["number"]):
                self.put("outbox_blob", blob)

    def _further(self, row: Row) -> None:
        """A revision that the copy has, too: how its sending ended since, and whether its bytes were dropped."""
        names = ("state", "reason", "attempts", "tried_at", "settled_at", "ack", "body")
        if self.later:
            to = ", ".join(f"{name} = ?" for name in names)
            values = [*(row[name] for name in names), row["dossier"], row["number"]]
            self.db.execute(f"UPDATE outbox SET {to} WHERE dossier = ? AND number = ?", values)  # noqa: S608 - ours

    def _bring_sealed(self, row: Row, header: Header | None) -> None:
        if header is not None and row["dossier"] not in self.confirmed:
            self._rebuild(header, row)
        serial = _one(self.db, "SELECT coalesce(max(id), 0) + 1 FROM outbox")
        self.put("outbox", {**row, "id": serial}, conflict="")
        blobs = header.attachments if header is not None else ()
        for position, blob in enumerate(blobs):
            line = {"dossier": row["dossier"], "number": row["number"], "position": position}
            self.put("outbox_blob", {**line, "sha256": blob.sha256, "size": blob.size})
        if row["dossier"] not in self.brought.changed:
            self.brought.changed.add(row["dossier"])
            self.brought.dossiers += 1

    def _rebuild(self, header: Header, row: Row) -> None:
        """The dossier's own row cannot be read: what the envelope says of it is enough to send and to follow it."""
        dossier = str(header.dossier)
        fresh = {
            "id": dossier,
            "code": header.code,
            "procedure": header.procedure,
            "pack_version": header.pack_version,
            "state": DossierState.READY.value,
            "language": "vi",
            "assisted_by": "",
            "created_at": to_instant(header.created_at),
            "number": header.number,
        }
        self.put("dossier", fresh, conflict="OR IGNORE")
        self.db.execute(
            "UPDATE dossier SET number = ?, state = ?, acknowledged_at = '' WHERE id = ? AND number < ?",
            [header.number, DossierState.READY.value, dossier, header.number],
        )
        self.db.execute("DELETE FROM draft WHERE dossier = ? AND number <= ?", [dossier, header.number])
        revisions = [each for each in self.table("revision").rows if each["dossier"] == dossier]
        for each in revisions:
            self.put("revision", each, conflict="OR IGNORE")
        bare = {"dossier": dossier, "number": header.number, "hash": row["hash"], "parent": header.parent}
        rest = {"instance_id": "", "corrects": "", "finalised_at": to_instant(header.created_at)}
        self.put("revision", {**bare, **rest}, conflict="OR IGNORE")
        for each in self._checked("paper"):
            if each["dossier"] == dossier:
                self.put("paper", each, conflict="OR IGNORE")

    # The rest.

    def others(self) -> None:
        """Tables that are no dossier's: whatever is not there yet. Notices name themselves, so none counts twice."""
        here = {row[0] for row in self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
        for name, table in self.found.items():
            if name in _OWN_RULES or name not in here or name.startswith("sqlite"):
                continue
            for row in table.rows:
                plain = {key: value for key, value in row.items() if key != _SERIAL.get(name)}
                self.put(name, plain, conflict="OR IGNORE")

    def orphans(self) -> None:
        """Rows that name something which could not be read: without this nothing at all could be committed."""
        for table, rowid, *_ in self.db.execute("PRAGMA foreign_key_check").fetchall():
            self.db.execute(f"DELETE FROM {table} WHERE rowid = ?", [rowid])  # noqa: S608 - out of our own schema

    def audit(self) -> None:
        """The rows that follow from the copy's last one without a gap."""
        last = self.db.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone() or (0, "")
        seq, before = int(last[0]), str(last[1])
        for row in self.table("audit").rows:
            if row["seq"] <= seq:
                continue
            if row["hash"] != audit.chained(before, (row["at"], row["dossier"], row["event"], row["data"])):
                return
            self.put("audit", row, conflict="")
            before = row["hash"]


def _never_twice(db: Database, merging: _Merging) -> None:
    """Ask before anything is sent; and no revision number that may be in use at the portal."""
    waiting = (SendState.UNKNOWN.value, SendState.WAITING.value, SendState.SENDING.value)
    db.execute("UPDATE outbox SET state = ? WHERE state IN (?, ?)", waiting)
    for row in _rows(db, "dossier"):
        if row["id"] in merging.confirmed or row["state"] in _ENDED:
            continue
        merging.brought.unsure += 1
        _raise_numbers(db, row["id"])


_ENDED = frozenset({DossierState.RETURNED, DossierState.REFUSED, DossierState.WITHDRAWN, DossierState.EXPIRED})


def _raise_numbers(db: Database, dossier: str) -> None:
    """The next revision of a dossier skips the numbers that were perhaps used since the copy was made."""
    floor = outbox.next_number(db, UUID(dossier)) - 1 + NUMBERS_SKIPPED
    outbox.raise_floor(db, UUID(dossier), floor)
    draft = db.execute("SELECT number FROM draft WHERE dossier = ?", [dossier]).fetchone()
    if draft is None:
        return
    for table in ("draft", "paper", "signature"):
        db.execute(
            f"UPDATE {table} SET number = ? WHERE dossier = ? AND number = ?",  # noqa: S608 - three of ours
            [floor + 1, dossier, draft[0]],
        )


def _jump(db: Database, counters: Iterable[Row], settings: Iterable[Row]) -> None:
    """Counters of follow-up codes: above the copy's, above the damaged store's, and above what neither knows of."""
    for row in counters:
        db.execute(
            "INSERT INTO code_counter (prefix, next) VALUES (?, ?) "
            "ON CONFLICT (prefix) DO UPDATE SET next = max(next, excluded.next)",
            [row["prefix"], row["next"]],
        )
    db.execute("UPDATE code_counter SET next = next + ?", [CODES_SKIPPED])
    floors = [int(row["value"]) for row in settings if row["name"] == "code-floor"]
    kept = db.execute("SELECT value FROM setting WHERE name = 'code-floor'").fetchone()
    floor = max([*floors, int(kept[0]) if kept else 0]) + CODES_SKIPPED
    db.execute("INSERT OR REPLACE INTO setting (name, value) VALUES ('code-floor', ?)", [str(floor)])


def _without(row: Row, serial: str) -> tuple[Any, ...]:
    return tuple(value for name, value in sorted(row.items()) if name != serial)


def _by_dossier(rows: Iterable[Row]) -> dict[str, list[Row]]:
    sorted_by: dict[str, list[Row]] = {}
    for row in rows:
        sorted_by.setdefault(row["dossier"], []).append(row)
    return sorted_by


def _columns(db: Database, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall()]


def _rows(db: Database, table: str, dossier: str = "") -> list[Row]:
    columns = _columns(db, table)
    select = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - names of our own schema
    found = db.execute(f"{select} WHERE dossier = ? ORDER BY rowid", [dossier]) if dossier else db.execute(select)
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _one(db: Database, select: str, values: list[Any] | None = None) -> int:
    return int(db.execute(select, values or []).fetchone()[0])
