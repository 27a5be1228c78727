"""The kiosk's end, back: the portal's answer from the stick goes the same way as one from the network."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from nacl.public import PrivateKey
from nacl.signing import VerifyKey

from sync import feed, notices, outbox
from sync.books import CREATED, OK, Books
from sync.bundles import stick
from sync.bundles.errors import NotThere, Outdated, Torn
from sync.bundles.letter import ANSWER, MAX_ANSWER, Reply, Result, read_reply
from sync.connection import Call, Connection
from sync.contract import Sink
from sync.errors import Cause, NoAnswer
from sync.protocol.changes import read_page
from sync.protocol.encoding import read_json_object
from sync.protocol.errors import MalformedError
from sync.states import SendState
from sync.transport import Answer
from sync.worklist import Ask

D = TypeVar("D", bound=Connection)

_FOR_GOOD = (409, 413, 422)


@dataclass(frozen=True, slots=True)
class Applied:
    """What an answer brought: revisions the portal holds, revisions it refused, news of dossiers.

    files: new ones of a catalogue that came alone; None when there was an answer. settings: what the portal has set for
    this kiosk, in the words of GET /v1/settings; b"" when it does not say. new_settings: that they are new here.
    """

    acknowledged: int
    parked: int
    events: int
    files: int | None = None
    settings: bytes = b""
    new_settings: bool = False


def apply(
    call: Call[D],
    sink: Sink[D],
    kiosk: str,
    keys: tuple[PrivateKey, VerifyKey],
    folder: Path,
    *,
    now: Callable[[], datetime],
) -> Applied:
    """Take in the answer that lies in the folder. keys: our own to open it, the portal's to check it.

    Reading it twice changes nothing. Raises NotThere, Foreign, Torn, or Outdated: an acknowledgement counts for the
    epoch in which it was given, and a stick may come back after another has begun.
    """
    path = folder / ANSWER
    if not path.is_file():
        raise NotThere("there is no answer of the portal in this folder")
    reply = read_reply(stick.read(path, MAX_ANSWER), kiosk, *keys)
    epoch = _epoch(reply)
    if call(lambda db: feed.is_former(db, epoch)):
        raise Outdated("the portal has begun anew since it gave this answer")
    call(lambda db: feed.enter_epoch(db, epoch))
    books: Books[D] = Books(call, keys[1], sink, now)
    for result in reply.results:
        _settle(call, books, result)
    call(lambda db: notices.settled(db, reply.notices))
    events = 0

    def count(more: int) -> None:
        nonlocal events
        events += more

    with suppress(NoAnswer):  # the record ends, as a line would
        feed.fetch(call, _Recorded(reply), sink, _ask_nobody, count, now)
    return Applied(books.report.acknowledged, books.report.parked, events, settings=reply.settings)


def _epoch(reply: Reply) -> str:
    """In which all of it was said. Raises Torn."""
    try:
        (epoch,) = {read_page(page).epoch for page in reply.pages.values()}
    except (MalformedError, ValueError) as error:
        raise Torn("the answer does not say of which time it is") from error
    return epoch


def _ask_nobody(asks: Iterable[Ask]) -> None:
    """What the answer says of revisions was settled before."""


class _Recorded:
    """The pages of the feed that the portal put into its answer."""

    def __init__(self, reply: Reply) -> None:
        self._pages = reply.pages

    def __call__(self, method: str, target: str, *, limit: int) -> Answer:  # noqa: ARG002 - one call, already bounded
        after = parse_qs(urlsplit(target).query).get("after", [""])[0]
        page = self._pages.get(after)
        if page is None:
            raise NoAnswer(Cause.OFFLINE, nothing_left=True)
        return Answer(OK, page, {})


def _settle(call: Call[D], books: Books[D], result: Result) -> None:
    """Only what is for good: anything else is still unknown, and is asked about on the network or the next time."""
    key = (result.dossier, result.number)
    state = call(lambda db: _state(db, key, result.hash))
    if state in (None, SendState.ACKNOWLEDGED, SendState.SUPERSEDED):
        return
    if result.status in (OK, CREATED):
        books.believe(key, result.hash, result.body)
    elif result.status in _FOR_GOOD and state is not SendState.PARKED:
        books.park(key, _reason(result.body))


def _state(db: Connection, key: outbox.Key, digest: str) -> SendState | None:
    try:
        state, known = outbox.row_of(db, key)
    except KeyError:
        return None
    return state if known == digest else None


def _reason(body: bytes) -> str:
    try:
        return str(read_json_object(body).get("type", ""))[:40]
    except MalformedError:
        return ""
