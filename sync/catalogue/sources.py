"""Where a catalogue comes from: the portal, over signed answers, or a folder that was carried here."""

import http
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from sync.bundles import stick
from sync.bundles.errors import Torn
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
        try:
            return stick.read(root / path, limit)
        except Torn as error:
            if isinstance(error.__cause__, OSError):
                raise error.__cause__ from error
            raise MalformedError(str(error)) from error

    return read
