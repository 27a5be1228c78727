"""The way down: events of the change feed, read strictly, and what is sealed to one kiosk."""

import re
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from sync.protocol.encoding import (
    canonical_json,
    from_base64,
    from_instant,
    inflate,
    read_json_object,
    read_uuid,
    to_base64,
    to_instant,
)
from sync.protocol.errors import MalformedError, SealError
from sync.states import DossierState

MAX_EVENTS = 500
MAX_ITEMS = 300
MAX_SEALED = 8 << 20
# The kind of an event that could not be read.
UNREADABLE = "unreadable"
KINDS = ("state", "correction", "note")
# States that only the portal gives.
PORTAL_STATES = frozenset(DossierState) - {DossierState.DRAFT, DossierState.READY, DossierState.EXPIRED}
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class FlaggedItem:
    """A question the officer asks to be answered again. ref: XPath of the question in the instance."""

    ref: str
    label: str
    comment: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a dossier at the portal.

    ``id`` grows within an epoch. ``revision`` is the head that the officer saw. Which of the other fields are filled
    depends on ``kind``: state (``state``, ``official_number``, ``promised_on`` as YYYY-MM-DD or "", ``note``),
    correction (``correction``, ``note``, ``items``, ``sealed``), note (``note``).
    """

    id: int
    dossier: UUID
    revision: int
    kind: str
    at: datetime
    state: DossierState | None = None
    official_number: str = ""
    promised_on: str = ""
    note: str = ""
    correction: str = ""
    items: tuple[FlaggedItem, ...] = field(default=())
    sealed: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of the feed. ``next`` is the opaque cursor to ask with the next time.

    ``settings``: the version of what the portal has set for this kiosk; None from a portal that tells none.
    """

    epoch: str
    events: tuple[Event, ...]
    next: str
    more: bool
    settings: int | None = None


def event_json(event: Event) -> dict[str, Any]:
    """The event as it stands in the feed."""
    data: dict[str, Any] = {"note": event.note}
    if event.kind == "state":
        state = event.state.value if event.state else ""
        data |= {"state": state, "official_number": event.official_number, "promised_on": event.promised_on}
    elif event.kind == "correction":
        items = [asdict(item) for item in event.items]
        data |= {"correction": event.correction, "items": items, "sealed": event.sealed}
    return {
        "id": event.id,
        "dossier": str(event.dossier),
        "revision": event.revision,
        "kind": event.kind,
        "at": to_instant(event.at),
        "data": data,
    }


def write_page(page: Page) -> bytes:
    """The body of an answer to ``GET /v1/changes``."""
    events = [event_json(event) for event in page.events]
    told = {} if page.settings is None else {"settings": page.settings}
    return canonical_json({"epoch": page.epoch, "events": events, "next": page.next, "more": page.more, **told})


def read_page(body: bytes) -> Page:
    """Raises MalformedError."""
    value = read_json_object(body)
    try:
        events = value["events"]
        if not isinstance(events, list) or len(events) > MAX_EVENTS:
            raise MalformedError(f"a list of at most {MAX_EVENTS} events is missing")
        if not isinstance(value["more"], bool):
            raise MalformedError("more is neither true nor false")
        read = tuple(_event(item) for item in events)
        settings = _number(value["settings"], 1 << 31) if "settings" in value else None
        return Page(_text(value["epoch"], 200), read, _text(value["next"], 1000), value["more"], settings)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, MalformedError):
            raise
        raise MalformedError(f"not a page of changes: {error}") from error


def _event(value: Any) -> Event:
    """The event. What this version does not know (a kind, a state) spoils that one event, not the feed."""
    data = value["data"] if isinstance(value["data"], dict) else {}
    base: dict[str, Any] = {
        "id": _number(value["id"], 1 << 63),
        "dossier": read_uuid(value["dossier"]),
        "revision": _number(value["revision"], 1 << 31),
        "kind": _text(value["kind"], 40),
        "at": from_instant(value["at"]),
        "note": _text(data.get("note", ""), 10_000),
    }
    try:
        return Event(**base, **_MORE.get(base["kind"], _nothing)(data))
    except (KeyError, TypeError, ValueError, AttributeError):
        return Event(**{**base, "kind": UNREADABLE})


def _nothing(data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001 - of a note there is no more
    return {}


def _of_state(data: dict[str, Any]) -> dict[str, Any]:
    state = DossierState(_text(data["state"], 40))
    promised_on = _text(data.get("promised_on", ""), 10)
    if state not in PORTAL_STATES or not _DATE.fullmatch(promised_on):
        raise MalformedError("a state the portal cannot give, or no date")
    official_number = _text(data.get("official_number", ""), 200)
    return {"state": state, "official_number": official_number, "promised_on": promised_on}


def _of_correction(data: dict[str, Any]) -> dict[str, Any]:
    items = data["items"]
    if not isinstance(items, list) or len(items) > MAX_ITEMS:
        raise MalformedError(f"a list of at most {MAX_ITEMS} flagged questions is missing")
    return {
        "state": DossierState.NEEDS_CORRECTION,
        "correction": _text(data["correction"], 200),
        "items": tuple(
            FlaggedItem(_text(i["ref"], 1000), _text(i["label"], 2000), _text(i["comment"], 10_000)) for i in items
        ),
        "sealed": _text(data.get("sealed", ""), 2 * MAX_SEALED),
    }


_MORE: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"state": _of_state, "correction": _of_correction}


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise MalformedError(f"a text of at most {longest} characters is missing")
    return value


def _number(value: Any, limit: int) -> int:
    if type(value) is not int or not 0 <= value < limit:
        raise MalformedError("a whole number is missing")
    return value


def seal_instance(instance: str, kiosk: PublicKey) -> str:
    """The value of ``sealed``: base64url of a sealed box of zlib of the instance XML."""
    return to_base64(SealedBox(kiosk).encrypt(zlib.compress(instance.encode(), 9)))


def open_instance(sealed: str, kiosk: PrivateKey) -> str:
    """The instance XML in ``sealed``. Raises SealError or MalformedError."""
    try:
        packed = SealedBox(kiosk).decrypt(from_base64(sealed))
    except CryptoError as error:
        raise SealError("sealed to another kiosk, or changed") from error
    try:
        return inflate(packed, MAX_SEALED).decode()
    except UnicodeDecodeError as error:
        raise MalformedError("the sealed part is not UTF-8") from error
