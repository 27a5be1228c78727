"""One POST to an address that somebody typed: never into the portal's own network, never further than that address.

The name is looked up once, every address it has is looked at, and the connection goes to the one that was looked at: a
name server that answers differently the second time gains nothing. Redirects are answers like others. Nothing of the
answer is read but its status.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PATIENCE = 10.0  # seconds for each step
DEADLINE = 20.0  # seconds for everything
LONGEST_URL = 500
# Networks that carry IPv4 addresses inside: what is behind them is not seen from outside.
_WRAPPERS = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16"), ipaddress.ip_network("::/96"))


class AddressRefused(ValueError):
    """The address may not be called. reason: scheme, name, user, private or unknown."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """Where a POST goes. address: the numeric one that was looked at; path: with its query."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """status: of the answer, None without one.

    fault: why there was none: refused, unknown, closed, tls, slow or broken.
    """

    status: int | None = None
    fault: str = ""

    @property
    def good(self) -> bool:
        """Whether the other system has it."""
        return self.status is not None and 200 <= self.status < 300


def networks_of(texts: Sequence[str]) -> tuple[Network, ...]:
    """Networks that may be called although they are private. Raises ValueError for what is no network."""
    return tuple(ipaddress.ip_network(text) for text in texts)


def look_at(url: str, allowed: Sequence[Network]) -> Target:
    """Where an address leads. Raises AddressRefused.

    https only; plain http counts for allowed networks, where both machines belong to one house.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError) as error:
        raise AddressRefused("name") from error
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url or not host:
        raise AddressRefused("name")
    if parts.scheme not in {"https", "http"} or parts.fragment:
        raise AddressRefused("scheme")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("user")
    addresses = _addresses(host, port)
    if any(not _may(address, allowed) for address in addresses):
        raise AddressRefused("private")
    if parts.scheme == "http" and not all(_is_in(address, allowed) for address in addresses):
        raise AddressRefused("scheme")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, addresses[0])


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused("unknown") from error
    return [str(each[4][0]) for each in found]


def _may(text: str, allowed: Sequence[Network]) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if _is_in(str(address), allowed):
        return True
    wrapped = any(address in network for network in _WRAPPERS if address.version == network.version)
    return address.is_global and not address.is_multicast and not wrapped


def _is_in(text: str, allowed: Sequence[Network]) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    return any(address in network for network in allowed if address.version == network.version)


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    allowed: Sequence[Network] = (),
    trust: ssl.SSLContext | None = None,
) -> Outcome:
    """Send it; what became of it. trust: whose certificates count, by default those the machine trusts."""
    try:
        target = look_at(url, allowed)
        return _post(target, body, headers, trust or ssl.create_default_context())
    except AddressRefused as refused:
        return Outcome(fault="unknown" if refused.reason == "unknown" else "refused")
    except ssl.SSLError:
        return Outcome(fault="tls")
    except TimeoutError:
        return Outcome(fault="slow")
    except ConnectionRefusedError:
        return Outcome(fault="closed")
    except (OSError, http.client.HTTPException, ValueError):
        return Outcome(fault="broken")


def _post(target: Target, body: bytes, headers: Mapping[str, str], trust: ssl.SSLContext) -> Outcome:
    line = socket.create_connection((target.address, target.port), timeout=PATIENCE)
    late = threading.Timer(DEADLINE, _cut, [line])
    late.name, late.daemon = "webhook deadline", True
    late.start()
    connection = http.client.HTTPConnection(target.host, target.port, timeout=PATIENCE)
    try:
        # The name in the certificate is the one that was typed, whatever address it has.
        connection.sock = trust.wrap_socket(line, server_hostname=target.host) if target.scheme == "https" else line
        connection.request("POST", target.path, body=body, headers={**headers, "Connection": "close"})
        return Outcome(status=connection.getresponse().status)
    finally:
        late.cancel()
        connection.close()
        line.close()


def _cut(line: socket.socket) -> None:
    """An answer that comes letter by letter ends here; the other thread reads an end."""
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended by itself
