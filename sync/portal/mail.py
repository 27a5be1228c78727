"""Mail of the portal: where it goes out. One address in the options says it, as for database and attachments."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

_TLS = ("starttls", "tls", "none")
_KNOWN = frozenset({"from", "tls", "password-file"})
TIMEOUT = 20


class MailUnusable(ValueError):
    """The address of the mail server cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail goes out, and in whose name; see server_of."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: str = "none"
    sender: str = "portal@localhost"


def server_of(address: str) -> MailServer:
    """The server of ``smtp://USER@HOST:PORT?from=ADDRESS&tls=starttls&password-file=FILE``; one without a host for "".

    tls: starttls (the usual), tls from the first byte, or none, for a server on the same machine. The password stands
    in a file, because options are seen by everybody on the machine. Raises MailUnusable.
    """
    if not address:
        return MailServer()
    parts, asked = urlsplit(address), parse_qs(urlsplit(address).query)
    sender, tls = asked.get("from", [""])[0], asked.get("tls", ["starttls"])[0]
    try:
        port = parts.port or (465 if tls == "tls" else 25)
    except ValueError as error:
        raise MailUnusable("the port of the mail server is no number") from error
    if parts.scheme != "smtp" or not parts.hostname or parts.path.strip("/") or set(asked) - _KNOWN:
        raise MailUnusable("mail goes out by smtp://USER@HOST:PORT?from=ADDRESS&tls=starttls&password-file=FILE")
    if "@" not in sender or tls not in _TLS or parts.password:
        raise MailUnusable(f"mail needs from=ADDRESS, tls= one of {', '.join(_TLS)}, and its password in a file")
    password = _password(asked.get("password-file", [""])[0])
    return MailServer(parts.hostname, port, unquote(parts.username or ""), password, tls, sender)


def _password(name: str) -> str:
    if not name:
        return ""
    try:
        return Path(name).read_text().strip()
    except OSError as error:
        raise MailUnusable(f"{name} cannot be read ({error.strerror})") from error
