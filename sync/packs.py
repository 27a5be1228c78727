"""Packs from the portal: the list, and the archives that this kiosk does not have yet.

The hash comes in a signed list and is checked against the bytes; the pack itself is checked by whoever keeps it
(kiosk.catalogue), and offered to residents only between two of them. One bad pack does not keep the others away.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sync.errors import Refused
from sync.protocol.encoding import hash_of, read_json_object
from sync.protocol.errors import MalformedError
from sync.transport import Exchange, expect

log = logging.getLogger(__name__)

MAX_PACKS = 5000
MAX_ARCHIVE = 64 << 20
_LONGEST_LIST = 4 << 20
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class OfferedPack:
    """A line of the portal's list. size in bytes."""

    procedure: str
    version: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it. refused: packs whose archive was not what the list said, or that could not be kept."""

    kept: tuple[OfferedPack, ...]
    refused: tuple[OfferedPack, ...]


def fetch(transport: Exchange, has: Callable[[str], bool], keep: Callable[[bytes, str], object]) -> Fetched:
    """Fetch what is new. has(sha256): whether the kiosk has it. keep(archive, sha256): raises ValueError or OSError to
    refuse it.

    Raises TransportError when the portal cannot be reached; what was kept until then stays kept.
    """
    kept, refused = [], []
    for pack in listed(transport):
        if has(pack.sha256):
            continue
        archive = expect(transport.exchange("GET", f"/v1/packs/{pack.sha256}", limit=pack.size + 1), 200).body
        try:
            if hash_of(archive) != pack.sha256:
                raise MalformedError("the archive is not the one of this name")
            keep(archive, pack.sha256)
        except (ValueError, OSError) as error:
            log.error("pack %s %s is refused: %s", pack.procedure, pack.version, error)
            refused.append(pack)
        else:
            kept.append(pack)
    return Fetched(tuple(kept), tuple(refused))


def listed(transport: Exchange) -> tuple[OfferedPack, ...]:
    """What the portal offers. Raises TransportError, Refused for a list that cannot be read."""
    answer = expect(transport.exchange("GET", "/v1/packs", limit=_LONGEST_LIST), 200)
    try:
        packs = read_json_object(answer.body)["packs"]
        if not isinstance(packs, list) or len(packs) > MAX_PACKS:
            raise MalformedError("not a list of packs")
        return tuple(_pack(each) for each in packs)
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(answer.status, "malformed-packs") from error


def _pack(value: Any) -> OfferedPack:
    procedure, version, sha256, size = (value[name] for name in ("procedure", "version", "sha256", "size"))
    if not all(isinstance(text, str) and len(text) <= 200 for text in (procedure, version, sha256)):
        raise MalformedError("a text is missing")
    if len(sha256) != 64 or set(sha256) - _HEX or type(size) is not int or not 0 < size <= MAX_ARCHIVE:
        raise MalformedError("not the hash and size of an archive")
    return OfferedPack(procedure, version, sha256, size)
