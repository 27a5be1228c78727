"""The bodies of /v1/province, for checking what comes in and for the OpenAPI description."""

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema

# Answers are written in one spelling (sync.protocol.encoding), so these are texts already.
Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-11-23T01:15:00.000000Z"])]
Day = Annotated[str, Field(json_schema_extra={"format": "date"}, examples=["2026-12-05"])]
Uuid = Annotated[str, Field(json_schema_extra={"format": "uuid"})]
Act = Literal[
    "accept",
    "ask-correction",
    "forward",
    "note",
    "number",
    "promise",
    "ready",
    "refuse",
    "returned",
    "take-back",
]


class DossierOut(Schema):
    """A dossier, without an answer of the resident's. Days are local (Asia/Ho_Chi_Minh).

    version grows with every change. with_authority: who works on it when it was forwarded. note: the officer's words
    to the resident. heads: 2 when two kiosks amended it at the same time; officers decide then.
    """

    site: str = Field(examples=["H38.22201"])
    dossier: Uuid
    code: str = Field(examples=["A7K2M9PQX"], description="the follow-up code on the receipt")
    procedure: str = Field(examples=["1.001193"])
    pack_version: str
    language: str = Field(examples=["vi"])
    state: str = Field(examples=["received"], description="a state of docs/protocol.md")
    official_number: str = Field(examples=["H38.22201-261123-0007"])
    promised_on: Day | None
    due_on: Day | None
    received_at: Instant
    accepted_at: Instant | None
    finished_at: Instant | None
    changed_at: Instant
    with_authority: str
    note: str
    revision: int
    heads: int
    version: int


class DossierPage(Schema):
    """Dossiers in the order of their newest change. next: the cursor to ask with the next time."""

    epoch: str = Field(description="when it is another than before, the portal was restored: ask from the beginning")
    dossiers: list[DossierOut]
    next: str
    more: bool


class HistoryLine(Schema):
    """Something that was done. who: the officer or system; "" for the resident's kiosk."""

    at: Instant
    act: str = Field(examples=["accept"])
    who: str
    note: str
    official_number: str
    promised_on: Day | None


class AttachmentOut(Schema):
    """A paper that came with the newest revision. paper: its id in the procedure, "" for another."""

    sha256: str
    name: str
    media_type: str
    paper: str


class DossierDetail(DossierOut):
    """A dossier with what happened to it, oldest first."""

    history: list[HistoryLine]
    attachments: list[AttachmentOut]


class AnswerOut(Schema):
    """A question and its answer, as people read them. section: the headings above it."""

    ref: str
    section: str
    label: str
    text: str


class AnswersOut(Schema):
    """The answers of the newest revision. instance: the form's instance as XML."""

    revision: int
    answers: list[AnswerOut]
    instance: str
    consent_given_at: str


class FlaggedIn(Schema):
    """A question to be answered again. ref: as in the answers."""

    ref: str = Field(max_length=1000)
    comment: str = Field(min_length=1, max_length=2000)


class ActIn(Schema):
    """What is done to a dossier. version: of the dossier as it was seen; without it the dossier as it is now.

    accept and number need official_number, promise needs promised_on, forward authority, refuse and note a note,
    ask-correction items.
    """

    act: Act
    version: int | None = Field(default=None, ge=0, lt=2**31)
    official_number: str = Field(default="", max_length=60)
    promised_on: date | None = None
    note: str = Field(default="", max_length=2000)
    authority: str = Field(default="", max_length=200)
    items: list[FlaggedIn] = Field(default=[], max_length=300)


class ActOut(Schema):
    """What was done, and the dossier right after it. request: the name the asking system gave."""

    request: Uuid
    act: str
    dossier: DossierOut


class TextOut(Schema):
    """The same words in two languages."""

    vi: str
    en: str


class ProcedureOut(Schema):
    """A procedure that kiosks of this portal offer."""

    code: str
    version: str
    title: TextOut
    category: str
    working_days: int
    papers: list[str]


class Procedures(Schema):
    """The newest version of each procedure."""

    procedures: list[ProcedureOut]


class CountsOut(Schema):
    """Dossiers that arrived in the period, and where they stand now. The parts add up to sent."""

    sent: int
    in_time: int
    waiting: int
    overdue: int
    on_time: int
    late: int
    withdrawn: int
    returned: int = Field(description="of those answered")
    refused: int = Field(description="of those answered")


class SiteFigures(CountsOut):
    """The same of one commune. visits: as its kiosks told."""

    site: str
    name: str
    visits: int


class ProcedureFigures(CountsOut):
    """The same of one procedure."""

    procedure: str


class Figures(Schema):
    """Counts without names, as on the board. faces: opinions by 5 (very content) to 1."""

    first: Day
    last: Day
    total: CountsOut
    visits: int
    corrections_asked: int
    corrected: int
    by_site: list[SiteFigures]
    by_procedure: list[ProcedureFigures]
    by_day: dict[str, int]
    faces: dict[str, int]


class KioskOut(Schema):
    """A kiosk and how it is. link, printer and version as it told last; "" when it has told nothing."""

    kiosk: Uuid
    site: str
    prefix: str
    name: str
    enrolled_at: Instant
    last_seen_at: Instant | None
    told_at: Instant | None
    silent: bool
    version: str
    link: str
    printer: str
    waiting: int | None
    parked: int | None
    disk_free_mb: int | None


class Kiosks(Schema):
    """The kiosks that are not revoked."""

    kiosks: list[KioskOut]
