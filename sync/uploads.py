"""Attachments on their way up, a piece at a time: what the portal has is never sent again, and between two pieces a
body that was finished meanwhile may go first.

The portal keeps whole requests only, so what a broken line costs is the piece under way. Pieces therefore grow while
the line holds and shrink when it breaks (or when something on the way calls them too large). Where an upload stands is
the portal's word; after an answer was lost it is asked for.
"""

import logging
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
# A piece that takes longer than this is large enough for the line.
_LONG = 20.0
_MOST_DETOURS = 5
_OK, _CREATED, _NOT_FOUND, _CONFLICT, _TOO_LARGE = 200, 201, 404, 409, 413


class _Exchange(Protocol):
    def __call__(
        self, method: str, target: str, body: bytes | None = None, *, headers: Mapping[str, str] | None = None
    ) -> Answer: ...


class Uploads:
    """The uploads of one engine. Where they stand is remembered here and nowhere else: the portal knows better."""

    def __init__(self, exchange: _Exchange, blobs: Blobs, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._exchange = exchange
        self._blobs = blobs
        self._monotonic = monotonic
        self._piece = FIRST
        # Where doubling ends, learnt from the last break: beyond it pieces grow slowly.
        self._ceiling = LARGEST
        self._at: dict[str, int] = {}
        self._detours: dict[str, int] = {}

    def step(self, work: Upload) -> Answer | None:
        """Send one piece. The final answer (the whole is there, or it is refused), or None while more is to go.

        Raises what the exchange raises, OSError when the file cannot be read or is shorter than it was, Refused when
        the portal's answers lead nowhere.
        """
        try:
            answer = self._step(work)
        except NoAnswer as error:
            if isinstance(error, NotOurPortal) and error.status == _TOO_LARGE:
                self._shrink(2)  # something on the way takes less
            elif not error.nothing_left:
                self._shrink(4)
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
            piece = file.read(min(self._piece, work.size - offset))
        if not piece and work.size:
            raise OSError("the file is shorter than it was")
        return self._send(work, offset, piece)

    def _send(self, work: Upload, offset: int, piece: bytes) -> Answer | None:
        last = offset + len(piece) >= work.size
        began = self._monotonic()
        if offset == 0:
            headers = {} if last else {"Upload-Complete": "?0", "Upload-Length": str(work.size)}
            answer = self._exchange("PUT", _target(work), piece, headers=headers)
        else:
            headers = {"Upload-Offset": str(offset), "Upload-Complete": "?1" if last else "?0"}
            answer = self._exchange("PATCH", _target(work), piece, headers=headers)
        if answer.status in (_OK, _CREATED):
            if self._monotonic() - began < _LONG:
                self._piece = min(LARGEST, max(self._piece + SMALLEST, min(self._piece * 2, self._ceiling)))
            return self._went_well(work, answer, last=last)
        if answer.status == _CONFLICT or (answer.status == _NOT_FOUND and offset):
            self._detour(work, answer)
            return None
        return answer

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

    def _shrink(self, by: int) -> None:
        self._ceiling = max(SMALLEST, self._piece // 2)
        self._piece = max(SMALLEST, self._piece // by)


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
