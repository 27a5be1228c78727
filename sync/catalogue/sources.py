"""Where a catalogue comes from: the portal, over signed answers, or a folder that was carried here."""

import http
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from sync.protocol.errors import MalformedError
from sync.transport import Exchange, expect

# source(path, limit) returns the file's bytes, at most limit of them. Raises FileNotFoundError when there is none,
# TransportError when the portal cannot be asked, MalformedError when it is longer, OSError.
Source = Callable[[str, int], bytes]


def portal(transport: Exchange) -> Source:
    """The catalogue of the portal at the other end."""

    def read(path: str, limit: int) -> bytes:
        answer = transport.exchange("GET", f"/v1/catalogue/{quote(path)}", limit=limit)
        if answer.status == http.HTTPStatus.NOT_FOUND:
            raise FileNotFoundError(path)
        return expect(answer, http.HTTPStatus.OK).body

    return read


def folder(root: Path) -> Source:
    """A catalogue that was written into a folder (sync.portal.catalogue.Repository.mirror)."""

    def read(path: str, limit: int) -> bytes:
        with (root / path).open("rb") as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise MalformedError("the file is longer than it may be")
        return data

    return read
