"""The tables of the store, as named migrations that run in this order, each in a transaction.

A migration is never changed after a release; a change is a new migration. A store that carries a name unknown here was
written by a newer program and is refused (StoreTooNew). The wire makes its own tables (sync.outbox, sync.notices), so
that its rows join the kiosk's transactions without the wire knowing the rest of the schema.
"""

from collections.abc import Callable

from kiosk.errors import StoreTooNew
from kiosk.store.driver import Database, Migrations
from sync import notices, outbox

migrations = Migrations("kiosk")
NAMES: list[str] = []


def _step(name: str) -> Callable[[Callable[[Database], None]], Callable[[Database], None]]:
    """Register a migration under its name."""
    NAMES.append(name)
    return migrations(name=name)


@_step("2026-11-identity")
def _identity(db: Database) -> None:
    """Who this kiosk is. One row; the private keys lie in the encrypted store and nowhere else."""
    db.execute(
        """
        CREATE TABLE identity (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            sign_key BLOB NOT NULL,
            box_key BLOB NOT NULL,
            code_secret BLOB NOT NULL,
            kiosk TEXT NOT NULL DEFAULT '',
            prefix TEXT NOT NULL DEFAULT '',
            token TEXT NOT NULL DEFAULT '',
            name TEXT NOT NULL DEFAULT '',
            site TEXT NOT NULL DEFAULT '',
            site_name TEXT NOT NULL DEFAULT '',
            portal_url TEXT NOT NULL DEFAULT '',
            portal_sign_key BLOB NOT NULL DEFAULT x'',
            portal_box_key BLOB NOT NULL DEFAULT x'',
            epoch TEXT NOT NULL DEFAULT '',
            enrolled_at TEXT NOT NULL DEFAULT ''
        ) STRICT
        """
    )
    db.execute("CREATE TABLE code_counter (prefix TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT")
    db.execute("CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
    db.execute("CREATE TABLE day_seen (day TEXT PRIMARY KEY) STRICT")


@_step("2026-11-dossiers")
def _dossiers(db: Database) -> None:
    """A dossier, its revisions, the one draft it may have, its papers, and what the portal said about it."""
    db.execute(
        """
        CREATE TABLE dossier (
            id TEXT PRIMARY KEY,
            code TEXT NOT NULL UNIQUE,
            procedure TEXT NOT NULL,
            pack_version TEXT NOT NULL,
            state TEXT NOT NULL,
            language TEXT NOT NULL,
            assisted_by TEXT NOT NULL,
            created_at TEXT NOT NULL,
            number INTEGER NOT NULL DEFAULT 0,
            received INTEGER NOT NULL DEFAULT 0,
            official_number TEXT NOT NULL DEFAULT '',
            promised_on TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT '',
            acknowledged_at TEXT NOT NULL DEFAULT '',
            pin TEXT NOT NULL DEFAULT '',
            pin_failures INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE draft (
            dossier TEXT PRIMARY KEY REFERENCES dossier (id),
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            former_state TEXT NOT NULL,
            instance_id TEXT NOT NULL,
            deprecated_id TEXT NOT NULL,
            correction TEXT NOT NULL,
            xml BLOB,
            page TEXT NOT NULL,
            language TEXT NOT NULL,
            started_at TEXT NOT NULL,
            saved_at TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE revision (
            dossier TEXT NOT NULL REFERENCES dossier (id),
            number INTEGER NOT NULL,
            hash TEXT NOT NULL,
            parent TEXT,
            instance_id TEXT NOT NULL,
            corrects TEXT NOT NULL,
            draft_xml BLOB,
            finalised_at TEXT NOT NULL,
            dropped INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (dossier, number)
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE paper (
            dossier TEXT NOT NULL REFERENCES dossier (id),
            number INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            paper TEXT NOT NULL,
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            size INTEGER NOT NULL,
            key BLOB NOT NULL,
            added_at TEXT NOT NULL,
            PRIMARY KEY (dossier, number, sha256)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX paper_by_file ON paper (sha256)")


@_step("2026-11-portal-words")
def _portal_words(db: Database) -> None:
    """Corrections that are asked for, and everything that happened to a dossier, for its history."""
    db.execute(
        """
        CREATE TABLE correction (
            dossier TEXT NOT NULL REFERENCES dossier (id),
            correction TEXT NOT NULL,
            note TEXT NOT NULL,
            items TEXT NOT NULL,
            sealed BLOB,
            open INTEGER NOT NULL,
            asked_at TEXT NOT NULL,
            PRIMARY KEY (dossier, correction)
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE history (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            dossier TEXT NOT NULL REFERENCES dossier (id),
            at TEXT NOT NULL,
            kind TEXT NOT NULL,
            data TEXT NOT NULL,
            fingerprint TEXT UNIQUE
        ) STRICT
        """
    )
    db.execute("CREATE INDEX history_by_dossier ON history (dossier, seq)")


@_step("2026-11-proofs")
def _proofs(db: Database) -> None:
    """Consents and the audit. Triggers keep both append-only, also against a mistake of ours."""
    db.execute("CREATE TABLE consent_text (hash TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT")
    db.execute(
        """
        CREATE TABLE consent (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            dossier TEXT NOT NULL REFERENCES dossier (id),
            text_version TEXT NOT NULL,
            text_hash TEXT NOT NULL REFERENCES consent_text (hash),
            language TEXT NOT NULL,
            purposes TEXT NOT NULL,
            given_by TEXT NOT NULL,
            assisted_by TEXT NOT NULL,
            given_at TEXT NOT NULL,
            signature BLOB NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE audit (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            dossier TEXT NOT NULL,
            event TEXT NOT NULL,
            data TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT
        """
    )
    for table in ("audit", "consent", "consent_text"):
        for change in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


for _name, _tables in outbox.MIGRATIONS:
    _step(_name)(_tables)


@_step("2026-11-staff")
def _staff(db: Database) -> None:
    """The staff code. One row."""
    db.execute(
        """
        CREATE TABLE staff (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            code TEXT NOT NULL,
            failures INTEGER NOT NULL DEFAULT 0,
            locked_until TEXT NOT NULL DEFAULT ''
        ) STRICT
        """
    )


for _name, _tables in notices.MIGRATIONS:
    _step(_name)(_tables)


@_step("2026-11-public-place")
def _public_place(db: Database) -> None:
    """Calls for help, volunteers and their shifts, and what residents thought of it. No dossier is named in any."""
    db.execute(
        """
        CREATE TABLE help_call (
            id TEXT PRIMARY KEY,
            at TEXT NOT NULL,
            place TEXT NOT NULL,
            procedure TEXT NOT NULL,
            closed_at TEXT NOT NULL DEFAULT '',
            closed_by TEXT NOT NULL DEFAULT ''
        ) STRICT
        """
    )
    db.execute(
        "CREATE TABLE volunteer (code TEXT PRIMARY KEY, name TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1) STRICT"
    )
    db.execute(
        """
        CREATE TABLE shift (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            volunteer TEXT NOT NULL REFERENCES volunteer (code),
            started_at TEXT NOT NULL,
            ended_at TEXT NOT NULL DEFAULT '',
            visits INTEGER NOT NULL DEFAULT 0,
            assisted INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE feedback (
            id INTEGER PRIMARY KEY,
            face INTEGER NOT NULL,
            words TEXT NOT NULL,
            language TEXT NOT NULL,
            day TEXT NOT NULL,
            told INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """
    )


@_step("2026-11-signatures")
def _signatures(db: Database) -> None:
    """How a revision was signed, and under which answers (their hash). The drawing is among the papers."""
    db.execute(
        """
        CREATE TABLE signature (
            dossier TEXT NOT NULL REFERENCES dossier (id),
            number INTEGER NOT NULL,
            way TEXT NOT NULL,
            answers TEXT NOT NULL,
            signed_at TEXT NOT NULL,
            PRIMARY KEY (dossier, number)
        ) STRICT
        """
    )


@_step("2026-11-brought")
def _brought(db: Database) -> None:
    """Dossiers that a resident brought from another kiosk, with the consent that was given there."""
    db.execute(
        """
        CREATE TABLE brought (
            dossier TEXT PRIMARY KEY REFERENCES dossier (id),
            consent TEXT NOT NULL,
            brought_at TEXT NOT NULL
        ) STRICT
        """
    )


for _name, _tables in outbox.LATER_MIGRATIONS:
    _step(_name)(_tables)


@_step("2026-11-openrosa")
def _openrosa(db: Database) -> None:
    """A server of another kind that some procedures go to: one row, and which of its forms takes which procedure."""
    db.execute(
        """
        CREATE TABLE openrosa_server (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            name TEXT NOT NULL,
            url TEXT NOT NULL,
            scheme TEXT NOT NULL,
            user TEXT NOT NULL,
            password TEXT NOT NULL,
            plain INTEGER NOT NULL,
            checked_at TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE openrosa_form (
            procedure TEXT PRIMARY KEY,
            form TEXT NOT NULL,
            version TEXT NOT NULL,
            hash TEXT NOT NULL,
            fit TEXT NOT NULL
        ) STRICT
        """
    )


@_step("2026-11-handover")
def _handover(db: Database) -> None:
    """Drafts that are taken along to another kiosk of the commune, and what came with those from another.

    brought.receipt and permit: signatures of the kiosk that gave out the code (sync.bundles.handover), x'' without one;
    brought.count: how often the draft had been handed over by then.
    """
    db.execute("ALTER TABLE identity ADD COLUMN site_key BLOB NOT NULL DEFAULT x''")
    for column in (
        "receipt BLOB NOT NULL DEFAULT x''",
        "permit BLOB NOT NULL DEFAULT x''",
        "count INTEGER NOT NULL DEFAULT 0",
    ):
        db.execute(f"ALTER TABLE brought ADD COLUMN {column}")
    db.execute(
        """
        CREATE TABLE handed_over (
            dossier TEXT PRIMARY KEY REFERENCES dossier (id),
            count INTEGER NOT NULL,
            handed_at TEXT NOT NULL,
            until TEXT NOT NULL,
            away INTEGER NOT NULL
        ) STRICT
        """
    )
    db.execute(
        "CREATE TABLE handover_try (name TEXT PRIMARY KEY, failures INTEGER NOT NULL, tried_at TEXT NOT NULL) STRICT"
    )


def check_not_newer(db: Database) -> None:
    """Raise StoreTooNew when the store carries a migration that this program does not know."""
    unknown = [name for name in applied(db) if name not in NAMES]
    if unknown:
        raise StoreTooNew(f"the store was changed by a newer program: {', '.join(unknown)}")


def applied(db: Database) -> list[str]:
    """Names of the migrations that ran, in order."""
    return [each.name for each in migrations.applied(db)]


def pending(db: Database) -> list[str]:
    """Names of the migrations that are to run."""
    return [each.name for each in migrations.pending(db)]
