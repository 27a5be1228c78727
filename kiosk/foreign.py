"""Dossiers that go to a server of another kind than the portal (sync.openrosa): which ones, and as what.

A procedure goes there when a technician connected the server and one of its forms has every field of the pack's. All
revisions of a dossier go to one place. Every function takes the database and joins the caller's transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from kiosk.register import Entry
from kiosk.store.driver import Database
from sync import outbox
from sync.openrosa.forms import Fit, Match, pictures
from sync.openrosa.server import Account, Scheme
from sync.openrosa.submission import addressed
from sync.protocol.encoding import from_instant, to_instant
from sync.protocol.errors import MalformedError
from sync.protocol.revision import Paper
from sync.states import SendState

FORM = "form.xml"
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class Destination:
    """The server that is connected.

    name: its host, as volunteers are told. plain: whether it may be spoken to without TLS.
    """

    name: str
    account: Account = field(repr=False)
    plain: bool
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class Route:
    """A procedure that goes there, and the server's form that takes it. fit: as it was last looked at."""

    procedure: str
    form: str
    version: str
    fit: Fit


def destination(db: Database) -> Destination | None:
    """The server that is connected, or None."""
    row = db.execute("SELECT name, url, scheme, user, password, plain, checked_at FROM openrosa_server").fetchone()
    if row is None:
        return None
    return Destination(row[0], Account(row[1], Scheme(row[2]), row[3], row[4]), bool(row[5]), from_instant(row[6]))


def routes(db: Database) -> tuple[Route, ...]:
    """The procedures that go there, in order of their codes."""
    rows = db.execute("SELECT procedure, form, version, fit FROM openrosa_form ORDER BY procedure").fetchall()
    return tuple(Route(row[0], row[1], row[2], Fit(row[3])) for row in rows)


def keep(db: Database, name: str, account: Account, *, plain: bool, at: datetime) -> None:
    """This is the server from now on. There is one at a time."""
    db.execute("DELETE FROM openrosa_server")
    db.execute(
        "INSERT INTO openrosa_server (id, name, url, scheme, user, password, plain, checked_at) "
        "VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
        [name, account.url, account.scheme.value, account.user, account.password, int(plain), to_instant(at)],
    )


def keep_routes(db: Database, found: Mapping[str, Match], *, at: datetime) -> None:
    """A technician decided: these procedures go there, as far as the server's forms take them, and no others."""
    db.execute("DELETE FROM openrosa_form")
    for procedure, match in found.items():
        if match.fit.takes:
            db.execute(
                "INSERT INTO openrosa_form (procedure, form, version, hash, fit) VALUES (?, ?, ?, ?, ?)",
                [procedure, match.form, match.version, match.hash, match.fit.value],
            )
    db.execute("UPDATE openrosa_server SET checked_at = ?", [to_instant(at)])


def note_fits(db: Database, found: Mapping[str, Match], *, at: datetime) -> None:
    """Looked at again by itself: a new version of a form that still fits is taken; one that does not is only noted.

    Where a procedure goes is never changed without a person: residents were told where.
    """
    for procedure, match in found.items():
        if match.fit.takes:
            db.execute(
                "UPDATE openrosa_form SET form = ?, version = ?, hash = ?, fit = ? WHERE procedure = ?",
                [match.form, match.version, match.hash, match.fit.value, procedure],
            )
        else:
            fit = Fit.GONE if match.fit is Fit.ABSENT else match.fit
            db.execute("UPDATE openrosa_form SET fit = ? WHERE procedure = ?", [fit.value, procedure])
    db.execute("UPDATE openrosa_server SET checked_at = ?", [to_instant(at)])


def forget(db: Database) -> None:
    """No server from now on. What was sent stays as it is."""
    db.execute("DELETE FROM openrosa_form")
    db.execute("DELETE FROM openrosa_server")


def place_of(db: Database, of: Entry) -> str:
    """Where the dossier's next revision goes: the name of the server, "" for the portal."""
    server = destination(db)
    if server is None:
        return ""
    before = outbox.destination_of(db, of.id)
    if before in ("", server.name):
        return before or ""
    row = db.execute("SELECT 1 FROM openrosa_form WHERE procedure = ?", [of.procedure]).fetchone()
    return server.name if row else ""


def sent_to(db: Database, dossier: UUID) -> str:
    """Where the dossier's newest revision goes or went: the name of a server, "" for the portal."""
    row = db.execute(
        "SELECT destination FROM outbox WHERE dossier = ? ORDER BY number DESC LIMIT 1", [str(dossier)]
    ).fetchone()
    return str(row[0]) if row else ""


def body(
    db: Database, of: Entry, submission: bytes, instance: str, papers: Sequence[Paper], fields: frozenset[str]
) -> bytes:
    """The submission as the server wants it. fields: those of the form that hold a file's name.

    A field that is called like a paper holds the name of its first page. Raises MalformedError.
    """
    row = db.execute("SELECT form, version FROM openrosa_form WHERE procedure = ?", [of.procedure]).fetchone()
    form, version = (str(row[0]), str(row[1])) if row else (of.procedure, of.pack_version)
    names = file_names(papers)
    first: dict[str, str] = {}
    for paper in papers:
        first.setdefault(paper.paper, names[paper.sha256])
    return addressed(
        submission,
        form=form,
        version=version,
        instance=instance,
        replaces=_replaced(db, of),
        files={paper: name for paper, name in first.items() if paper in fields},
    )


def pictures_of(pack: Path) -> frozenset[str]:
    """Fields of a pack's form that hold the name of a picture; none when the form cannot be read. pack: its folder."""
    try:
        return pictures((pack / FORM).read_bytes())
    except (OSError, MalformedError):
        return frozenset()


def file_names(papers: Sequence[Paper]) -> dict[str, str]:
    """What each picture is called beside the answers, by its hash: no name that anybody typed."""
    counts: dict[str, int] = {}
    names = {}
    for each in papers:
        counts[each.paper] = counts.get(each.paper, 0) + 1
        names[each.sha256] = f"{each.paper or 'paper'}-{counts[each.paper]}.{_ENDINGS.get(each.media_type, 'bin')}"
    return names


def _replaced(db: Database, of: Entry) -> str:
    """instanceID of the newest revision that is or may be at the server; "" when there is none."""
    server = destination(db)
    row = db.execute(
        "SELECT r.instance_id FROM revision r JOIN outbox o ON o.dossier = r.dossier AND o.number = r.number "
        "WHERE r.dossier = ? AND o.destination = ? AND o.state IN (?, ?, ?) ORDER BY r.number DESC LIMIT 1",
        [
            *(str(of.id), server.name if server else ""),
            *(SendState.ACKNOWLEDGED.value, SendState.UNKNOWN.value, SendState.SENDING.value),
        ],
    ).fetchone()
    return str(row[0]) if row else ""
