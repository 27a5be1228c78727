"""A POST to an address that somebody typed goes nowhere else, and never waits for ever."""

import datetime as dt
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sync.portal.webhooks import sending
from sync.portal.webhooks.sending import AddressRefused, look_at, networks_of, post
from tests.support.hooks import receiver

HERE = networks_of(["127.0.0.0/8"])


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A socket of our own that does something with each connection; its port."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    ended = threading.Event()

    def work() -> None:
        while not ended.is_set():
            try:
                line, _ = server.accept()
            except TimeoutError:
                continue
            with line:
                line.settimeout(30)
                try:
                    answer(line)
                except OSError:
                    continue

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1]
    finally:
        ended.set()
        thread.join()
        server.close()


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """(certificate, key) for a name, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "cert.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("224.0.0.1", "255.255.255.255", "[::1]", "[fe80::1]", "[fc00::1]", "[::ffff:127.0.0.1]", "[ff02::1]"),
        *("[64:ff9b::a00:1]", "[2002:a00:1::]", "[::7f00:1]"),
    ],
)
def test_private_addresses_are_refused_unless_they_are_allowed(address: str) -> None:
    with pytest.raises(AddressRefused, match="private"):
        look_at(f"https://{address}/", HERE[1:])


def test_a_name_with_one_private_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (each, port)) for each in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(AddressRefused, match="private"):
        look_at("https://two.example/", ())


def test_the_name_is_looked_up_once_and_the_connection_goes_where_that_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers a public address first and a private one afterwards."""
    asked: list[str] = []
    with receiver() as there:
        port = int(there.url.rpartition(":")[2])

        def changing(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
            asked.append(host)
            address = "127.0.0.1" if len(asked) == 1 else "127.9.9.9"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

        real = socket.getaddrinfo
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, *a, **k: changing(host, *a, **k) if host == "two.example" else real(host, *a, **k),
        )
        assert post(f"http://two.example:{port}/x", b"{}", {}, HERE).good
        assert asked == ["two.example"]
        assert there.came[0].headers["host"] == f"two.example:{port}"


def test_plain_http_counts_inside_allowed_networks_only() -> None:
    assert look_at("http://127.0.0.1:81/a?b=c", HERE).path == "/a?b=c"
    with pytest.raises(AddressRefused, match="scheme"):
        look_at("http://93.184.216.34/", HERE)


def test_the_certificate_has_to_fit_the_name_that_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cert, key = certificate(tmp_path, "hooks.example")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(cert, key)
    trust = ssl.create_default_context(cafile=str(cert))
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *a, **k: real("127.0.0.1" if host.endswith(".example") else host, *a, **k)
    )

    def answer(line: socket.socket) -> None:
        with server.wrap_socket(line, server_side=True) as secure:
            came = b""
            while not came.endswith(b"{}"):
                came += secure.recv(65_536)
            secure.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")

    with listening(answer) as port:
        assert post(f"https://hooks.example:{port}/", b"{}", {}, HERE, trust).status == 204
        assert post(f"https://other.example:{port}/", b"{}", {}, HERE, trust).fault == "tls"
        assert post(f"https://hooks.example:{port}/", b"{}", {}, HERE).fault == "tls"


def test_an_answer_letter_by_letter_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "DEADLINE", 1.0)

    def drip(line: socket.socket) -> None:
        line.recv(65_536)
        for letter in b"HTTP/1.1 200 OK\r\n" + b"X-Slow: " + b"a" * 200:
            line.sendall(bytes([letter]))
            time.sleep(0.1)

    with listening(drip) as port:
        outcome = post(f"http://127.0.0.1:{port}/", b"{}", {}, HERE)
    assert (outcome.status, outcome.good) == (None, False)


def test_what_goes_wrong_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert post(f"http://127.0.0.1:{port}/", b"{}", {}, HERE).fault == "slow"
    assert post(f"http://127.0.0.1:{port}/", b"{}", {}, HERE).fault == "closed"
    assert post("https://no-such-name.invalid/", b"{}", {}).fault == "unknown"
    assert post("https://10.0.0.1/", b"{}", {}).fault == "refused"
    with listening(lambda line: line.sendall(b"nonsense\r\n\r\n")) as port:
        assert post(f"http://127.0.0.1:{port}/", b"{}", {}, HERE).fault == "broken"


def test_a_network_that_is_none_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="not appear to be an IPv4 or IPv6 network"):
        networks_of(["10.0.0/x"])
    assert networks_of(["10.0.0.0/8"]) == (ipaddress.ip_network("10.0.0.0/8"),)
