"""Attachments on their way up, a piece at a time: what the portal has is never sent again, and between two pieces a
body that was finished meanwhile may go first.

The portal keeps whole requests only, so what a broken line costs is the piece under way: half of one on average. Pieces
are therefore a small part of what this line lets through between two breaks. Where an upload stands is the portal's
word; after an answer was lost it is asked for.
"""

import logging
import math
import time
from collections.abc import Callable, Mapping
from typing import Protocol

from sync.contract import Blobs
from sync.errors import NoAnswer, NotOurPortal, Refused
from sync.protocol.encoding import read_json_object
from sync.protocol.errors import MalformedError
from sync.transport import Answer
from sync.worklist import Upload

log = logging.getLogger(__name__)

SMALLEST = 32 << 10
FIRST = 256 << 10
LARGEST = 4 << 20
# What a piece costs besides itself: headers both ways, in bytes.
HEADERS = 800
# On a line that hardly breaks a piece is this part of what passes between two breaks, so that it also goes fast.
PART = 200
# How much of what was learnt is kept at each break; the newest four count.
_MEMORY = 0.75
# After so many usual distances without a break the line has become better, and half of what was learnt is forgotten.
_BETTER = 8
# What is assumed of a line before anything is known of it counts as a third of a break, and never less afterwards.
_LEAST = 0.3
# A piece that takes longer than this is large enough for the line.
_LONG = 20.0
_MOST_DETOURS = 5
_OK, _CREATED, _NOT_FOUND, _CONFLICT, _TOO_LARGE = 200, 201, 404, 409, 413


class _Exchange(Protocol):
    def __call__(
        self, method: str, target: str, body: bytes | None = None, *, headers: Mapping[str, str] | None = None
    ) -> Answer: ...


class Pieces:
    """How large the next piece is: learnt from the bytes that went through and from the breaks between them.

    A break wastes half a piece, a piece its headers: of M bytes between two breaks and pieces of p bytes, p/2 and
    HEADERS * M/p. Their sum is least at p = sqrt(2 * HEADERS * M); then 4 % of M are wasted where a line breaks every
    megabyte, and 7 % at every 400 KB. Less is not possible with a portal that keeps whole requests only.
    """

    def __init__(self) -> None:
        self._breaks = _LEAST
        self._passed = self._breaks * FIRST * FIRST / 2 / HEADERS  # so that the first piece is FIRST
        self._since = 0.0
        self._most = float(LARGEST)

    @property
    def size(self) -> int:
        """Bytes."""
        between = (self._passed + self._since) / self._breaks
        return int(max(SMALLEST, min(LARGEST, self._most, max(math.sqrt(2 * HEADERS * between), between / PART))))

    def passed(self, size: int, seconds: float) -> None:
        """A piece of this size is there, after so long."""
        self._since += size
        if self._breaks > _LEAST and self._since > _BETTER * self._passed / self._breaks:
            less = max(0.5, _LEAST / self._breaks)
            self._passed, self._breaks = self._passed * less, self._breaks * less
        self._most = size if seconds >= _LONG else min(LARGEST, self._most * 1.01)

    def broke(self, size: int) -> None:
        """The line broke under a piece of this size; half of it had gone, as far as anybody knows."""
        self._passed = self._passed * _MEMORY + self._since + size / 2
        self._breaks = self._breaks * _MEMORY + 1
        self._since = 0.0

    def too_large(self, size: int) -> None:
        """Something on the way takes less than this."""
        self._most = size / 2


class Uploads:
    """The uploads of one engine. Where they stand is remembered here and nowhere else: the portal knows better."""

    def __init__(self, exchange: _Exchange, blobs: Blobs, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._exchange = exchange
        self._blobs = blobs
        self._monotonic = monotonic
        self._pieces = Pieces()
        self._at: dict[str, int] = {}
        self._detours: dict[str, int] = {}

    def step(self, work: Upload) -> Answer | None:
        """Send one piece. The final answer (the whole is there, or it is refused), or None while more is to go.

        Raises what the exchange raises, OSError when the file cannot be read or is shorter than it was, Refused when
        the portal's answers lead nowhere.
        """
        try:
            answer = self._step(work)
        except NoAnswer:
            self._at.pop(work.sha256, None)
            raise
        if answer is not None:
            self._at.pop(work.sha256, None)
            self._detours.pop(work.sha256, None)
        return answer

    def _step(self, work: Upload) -> Answer | None:
        offset = self._at.get(work.sha256)
        if offset is None:
            if work.tried:
                answer = self._exchange("HEAD", _target(work))
                if answer.status not in (_OK, _NOT_FOUND) or answer.headers.get("Upload-Complete") == "?1":
                    return answer
                offset = _number(answer.headers.get("Upload-Offset")) if answer.status == _OK else 0
            self._at[work.sha256] = offset = min(offset or 0, work.size)
        with self._blobs.open(work.sha256) as file:
            file.seek(offset)
            piece = file.read(min(self._pieces.size, work.size - offset))
        if not piece and work.size:
            raise OSError("the file is shorter than it was")
        return self._send(work, offset, piece)

    def _send(self, work: Upload, offset: int, piece: bytes) -> Answer | None:
        last = offset + len(piece) >= work.size
        began = self._monotonic()
        try:
            answer = self._put(work, offset, piece, last=last)
        except NoAnswer as error:
            if isinstance(error, NotOurPortal) and error.status == _TOO_LARGE:
                self._pieces.too_large(len(piece))
            elif not error.nothing_left:
                self._pieces.broke(len(piece))
            raise
        if answer.status in (_OK, _CREATED):
            self._pieces.passed(len(piece), self._monotonic() - began)
            return self._went_well(work, answer, last=last)
        if answer.status == _CONFLICT or (answer.status == _NOT_FOUND and offset):
            self._detour(work, answer)
            return None
        return answer

    def _put(self, work: Upload, offset: int, piece: bytes, *, last: bool) -> Answer:
        if offset:
            headers = {"Upload-Offset": str(offset), "Upload-Complete": "?1" if last else "?0"}
            return self._exchange("PATCH", _target(work), piece, headers=headers)
        headers = {} if last else {"Upload-Complete": "?0", "Upload-Length": str(work.size)}
        return self._exchange("PUT", _target(work), piece, headers=headers)

    def _went_well(self, work: Upload, answer: Answer, *, last: bool) -> Answer | None:
        stands, complete = _stands(answer)
        if last or complete:
            return answer
        if not self._at[work.sha256] < stands < work.size:
            raise Refused(answer.status, "upload-goes-nowhere")
        self._at[work.sha256] = stands
        self._detours.pop(work.sha256, None)
        return None

    def _detour(self, work: Upload, answer: Answer) -> None:
        """It stands elsewhere than we thought (an earlier piece arrived after all), or was forgotten: go on there."""
        detours = self._detours[work.sha256] = self._detours.get(work.sha256, 0) + 1
        if detours > _MOST_DETOURS:
            self._detours.pop(work.sha256)
            self._at.pop(work.sha256)
            raise Refused(answer.status, answer.problem)
        self._at[work.sha256] = 0 if answer.status == _NOT_FOUND else min(_stands(answer)[0], work.size)


def _target(work: Upload) -> str:
    return f"/v1/attachments/{work.sha256}"


def _stands(answer: Answer) -> tuple[int, bool]:
    """Offset and completeness by the signed body. Raises Refused."""
    try:
        value = read_json_object(answer.body)
    except MalformedError as error:
        raise Refused(answer.status, "malformed-upload") from error
    offset = value.get("offset")
    if not isinstance(offset, int) or isinstance(offset, bool) or offset < 0:
        raise Refused(answer.status, "malformed-upload")
    return offset, value.get("complete") is True


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0
