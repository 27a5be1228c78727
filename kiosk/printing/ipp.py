"""Asking the print service about jobs and queues, in its own protocol (IPP/1.1, RFC 8010 and 8011).

``lpstat`` prints for people: it lists finished and failed jobs alike and gives no state. So jobs are handed over with
``lp``, and asked about here. Only what these few questions need is spoken: requests without a document, answers with
texts, numbers and keywords; collections are skipped.
"""

import http.client
import os
import socket
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from kiosk.printing.errors import PrintServiceDown

_TIMEOUT = 5.0
_MOST_BYTES = 1 << 20
_END_OF_GROUPS, _FIRST_VALUE_TAG = 0x03, 0x10
_OPERATION_GROUP = 0x01
_INTEGERS = {0x21, 0x23}  # integer, enum
_BOOLEAN = 0x22
_TEXTS = range(0x40, 0x50)
_BEGIN_COLLECTION, _END_COLLECTION = 0x34, 0x37
_URI, _KEYWORD, _NAME, _CHARSET, _LANGUAGE = 0x45, 0x44, 0x42, 0x47, 0x48

Value = int | bool | str


class Operation(IntEnum):
    """Operations of RFC 8011, and two of CUPS."""

    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


@dataclass(slots=True)
class Answer:
    """status: below 0x0100 is success. groups: attributes of each job or printer, each a list of values."""

    status: int
    groups: list[dict[str, list[Value]]] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the print service did what was asked."""
        return self.status < 0x0100


def ask(server: str, operation: Operation, target: Mapping[str, str], wanted: Sequence[str]) -> Answer:
    """One question. server: "host:port" or the path of a socket, as ``lpstat -H`` names it. target: URIs by name.

    Raises PrintServiceDown when nothing (or nonsense) answers.
    """
    connection = _connection(server)
    try:
        connection.request("POST", "/", _request(operation, target, wanted), {"Content-Type": "application/ipp"})
        response = connection.getresponse()
        body = response.read(_MOST_BYTES + 1)
        if response.status != http.client.OK:
            raise PrintServiceDown(f"the print service answers {response.status}")
        return read_answer(body)
    except (OSError, http.client.HTTPException) as error:
        raise PrintServiceDown(f"the print service does not answer: {error}") from error
    except (struct.error, ValueError, IndexError) as error:
        raise PrintServiceDown("the print service answers nonsense") from error
    finally:
        connection.close()


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over the print service's socket in the file system."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_TIMEOUT)
        self._path = path

    def connect(self) -> None:
        """Connect to the socket instead of a port."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(_TIMEOUT)
        self.sock.connect(self._path)


def _connection(server: str) -> http.client.HTTPConnection:
    if server.startswith("/"):
        return _SocketConnection(server)
    host, _, port = server.rpartition(":")
    if not port.isdigit():
        host, port = server, "631"
    return http.client.HTTPConnection(host.strip("[]"), int(port), timeout=_TIMEOUT)


def _request(operation: Operation, target: Mapping[str, str], wanted: Sequence[str]) -> bytes:
    parts = [struct.pack(">BBHI", 1, 1, operation, 1), bytes([_OPERATION_GROUP])]
    parts.append(_attribute(_CHARSET, "attributes-charset", "utf-8"))
    parts.append(_attribute(_LANGUAGE, "attributes-natural-language", "en"))
    parts.extend(_attribute(_URI, name, uri) for name, uri in target.items())
    parts.append(_attribute(_NAME, "requesting-user-name", _user()))
    # The first value carries the name, further ones an empty name.
    parts.extend(_attribute(_KEYWORD, "" if index else "requested-attributes", w) for index, w in enumerate(wanted))
    parts.append(bytes([_END_OF_GROUPS]))
    return b"".join(parts)


def _attribute(tag: int, name: str, value: str) -> bytes:
    raw_name, raw = name.encode(), value.encode()
    return struct.pack(f">BH{len(raw_name)}sH{len(raw)}s", tag, len(raw_name), raw_name, len(raw), raw)


def _user() -> str:
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def read_answer(body: bytes) -> Answer:
    """Decode an answer. Raises struct.error, ValueError or IndexError for what is none."""
    if len(body) > _MOST_BYTES:
        raise ValueError("too long")
    answer = Answer(struct.unpack_from(">xxH", body)[0])
    depth, name = 0, ""
    for tag, own_name, raw in _values(body):
        if tag < _FIRST_VALUE_TAG:
            if tag != _OPERATION_GROUP:
                answer.groups.append({})
            continue
        depth += (tag == _BEGIN_COLLECTION) - (tag == _END_COLLECTION)
        name = own_name or name
        value = _value(tag, raw)
        if depth == 0 and value is not None and answer.groups:
            answer.groups[-1].setdefault(name, []).append(value)
    return answer


def _values(body: bytes) -> Iterator[tuple[int, str, bytes]]:
    """(tag, name, value); a tag that begins a group comes with neither."""
    at = 8
    while (tag := body[at]) != _END_OF_GROUPS:
        at += 1
        if tag < _FIRST_VALUE_TAG:
            yield tag, "", b""
            continue
        (length,) = struct.unpack_from(">H", body, at)
        name = body[at + 2 : at + 2 + length].decode()
        at += 2 + length
        (length,) = struct.unpack_from(">H", body, at)
        yield tag, name, body[at + 2 : at + 2 + length]
        at += 2 + length


def _value(tag: int, raw: bytes) -> Value | None:
    if tag in _INTEGERS:
        return int(struct.unpack(">i", raw)[0])
    if tag == _BOOLEAN:
        return raw != b"\0"
    if tag in _TEXTS:
        return raw.decode("utf-8", "replace")
    return None
