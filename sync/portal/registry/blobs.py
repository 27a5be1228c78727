"""Attachments: ciphertexts named by their sha256, under their site, created once and never changed.

What there is of an upload under way lies in pieces, each an object named by where it begins, created once like
everything else: so nothing is ever half written, and two workers need no lock. The whole is put together and checked
when the last piece is there. What is asked of here is answered from the bytes that are stored; the row only says that
they were whole once.
"""

import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from sync.portal.registry import leases, sweeping
from sync.portal.registry.models import Attachment, Site
from sync.portal.registry.storage import Storage, open_storage
from sync.portal.registry.turns import turn
from sync.protocol.encoding import hash_of
from sync.protocol.revision import MAX_BLOB, read_revision

log = logging.getLogger("sync.portal")

MAX_SIZE = MAX_BLOB
# A kiosk that has been away for longer begins that attachment anew.
KEEP_PIECES = timedelta(days=14)
_SWEEP_EVERY = 3600.0
_MOST_PIECES = 4096
_NAME = frozenset("0123456789abcdef")
_swept_at: float | None = None


class WrongHash(ValueError):
    """The bytes are not the ones that the name says."""


class TooLarge(ValueError):
    """The attachment would have more than MAX_SIZE bytes."""


class WrongOffset(ValueError):
    """A piece begins elsewhere than where the last one ended. offset: where the next one has to begin."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"the next byte is number {offset}")
        self.offset = offset


def is_name(text: str) -> bool:
    """Whether text is a lower-case sha256."""
    return len(text) == 64 and _NAME.issuperset(text)


@lru_cache(maxsize=4)
def _opened(where: str, data: Path) -> Storage:
    return open_storage(where, data)


def _storage() -> Storage:
    return _opened(settings.ATTACHMENTS, Path(settings.DATA))


def probe() -> None:
    """Ask whether attachments can be asked for. Raises StorageUnusable or OSError."""
    _storage().probe()


def _whole(site: int, sha256: str) -> str:
    return f"{site}/{sha256[:2]}/{sha256}"


def _under_way(site: int, sha256: str) -> str:
    return f"{site}/under-way/{sha256}"


def _held(site: int, digest: str) -> str:
    return f"{site}/held/{digest}"


def put(site: int, sha256: str, data: bytes) -> bool:
    """Store the whole; True when new. Durable before the row is, and the row before the answer. Raises WrongHash."""
    if hash_of(data) != sha256:
        raise WrongHash(sha256)
    if size(site, sha256) == len(data):
        return False
    storage, name = _storage(), _whole(site, sha256)
    if not storage.create(name, data) and storage.size(name) != len(data):
        storage.remove(name)  # damaged since: the name proves that these are the right bytes
        storage.create(name, data)
    with turn():
        _, created = Attachment.objects.get_or_create(
            site_id=site, sha256=sha256, defaults={"size": len(data), "received_at": timezone.now()}
        )
    _forget_pieces(site, sha256)
    return created


def append(site: int, sha256: str, offset: int, data: bytes, *, last: bool) -> int:
    """Keep a piece that begins at offset; returns where the next one begins, which is the size once it is whole.

    Raises WrongOffset (normal after a reply was lost), TooLarge, WrongHash (then the pieces are forgotten).
    """
    sweep_now_and_then()
    stored = size(site, sha256)
    if stored is not None:
        return stored
    there = _pieces(site, sha256)
    begun = there[-1][1] if there else 0
    if offset != begun:
        raise WrongOffset(begun)
    if offset + len(data) > MAX_SIZE or len(there) >= _MOST_PIECES:
        _forget_pieces(site, sha256)
        raise TooLarge(sha256)
    storage, folder = _storage(), _under_way(site, sha256)
    if data and not storage.create(f"{folder}/{offset:08d}", data):
        raise WrongOffset(offset_of(site, sha256) or 0)
    if not last:
        return offset + len(data)
    whole = b"".join(storage.read(f"{folder}/{begin:08d}") for begin, _ in _pieces(site, sha256))
    try:
        put(site, sha256, whole)
    except WrongHash:
        _forget_pieces(site, sha256)
        raise
    return len(whole)


def offset_of(site: int, sha256: str) -> int | None:
    """Where the next piece of an upload under way begins; None when there is none."""
    there = _pieces(site, sha256)
    return there[-1][1] if there else None


def _pieces(site: int, sha256: str) -> list[tuple[int, int]]:
    """(begin, end) of the pieces that follow one another from the first byte."""
    found = {int(Path(one.name).name): one.size for one in _storage().below(_under_way(site, sha256))}
    ordered, end = [], 0
    while length := found.get(end):
        ordered.append((end, end + length))
        end += length
    return ordered


def _forget_pieces(site: int, sha256: str) -> None:
    storage = _storage()
    for piece in list(storage.below(_under_way(site, sha256))):
        storage.remove(piece.name)


def size(site: int, sha256: str) -> int | None:
    """Bytes that are stored under this name, None when they are not all there."""
    return sizes(site, [sha256]).get(sha256)


def sizes(site: int, names: list[str]) -> dict[str, int]:
    """The sizes of those that are there, with all their bytes."""
    rows = dict(Attachment.objects.filter(site_id=site, sha256__in=names).values_list("sha256", "size"))
    return {sha256: stored for sha256, stored in rows.items() if _storage().size(_whole(site, sha256)) == stored}


def read(site: int, sha256: str) -> bytes:
    """The ciphertext. Raises FileNotFoundError."""
    return _storage().read(_whole(site, sha256))


def forget(site: int, sha256: str) -> None:
    """The ciphertext goes, for good: what it proves was erased. Nothing when it is not there."""
    _storage().remove(_whole(site, sha256))


def hold(site: int, digest: str, body: bytes) -> None:
    """Keep a revision's body until its attachments are there."""
    sweep_now_and_then()
    _storage().create(_held(site, digest), body)


def held(site: int, digest: str) -> bytes | None:
    """A body that is held; None when it is not, or no longer what its name says."""
    try:
        body = _storage().read(_held(site, digest))
    except FileNotFoundError:
        return None
    return body if hash_of(body) == digest else None


def announced_by_held(site: int) -> Iterator[str]:
    """The attachments that bodies wait for."""
    for one in _storage().below(f"{site}/held"):
        body = held(site, Path(one.name).name)
        if body is not None:
            yield from (blob.sha256 for blob in read_revision(body).header.attachments)


def wholes(site: int) -> Iterator[tuple[str, datetime]]:
    """Every whole attachment that is stored for a site, with a row or without, and since when."""
    for one in _storage().below(str(site)):
        name = Path(one.name).name
        if is_name(name) and one.name == _whole(site, name):
            yield name, one.at


def let_go(site: int, digest: str) -> None:
    """The revision is stored."""
    _storage().remove(_held(site, digest))


def sweep_now_and_then() -> None:
    """Once an hour, when somebody uploads; by one of the processes."""
    global _swept_at  # noqa: PLW0603 - one for the process
    if _swept_at is not None and time.monotonic() - _swept_at < _SWEEP_EVERY:
        return
    _swept_at = time.monotonic()
    if not leases.due("sweep", _SWEEP_EVERY / 2):
        return
    for site in Site.objects.values_list("id", flat=True):
        if count := sweeping.sweep(_storage(), site, datetime.now(UTC) - KEEP_PIECES):
            log.info("%s uploads that were never finished are forgotten", count)
