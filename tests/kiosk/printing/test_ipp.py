"""A print service that answers nonsense is one that does not answer."""

import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing import JobState, PrinterTrouble, Printing, PrintJob, PrintKind, PrintServiceDown
from kiosk.printing.cups import trouble_of
from kiosk.printing.ipp import Operation, ask, read_answer

# A Get-Job-Attributes answer, RFC 8010 section 3: one job with job-state 9, a collection, and two reasons.
ANSWER = (
    b"\x01\x01\x00\x00\x00\x00\x00\x01"
    b"\x01\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x02\x23\x00\x09job-state\x00\x04\x00\x00\x00\x09"
    b"\x34\x00\x09media-col\x00\x00\x4a\x00\x00\x00\x0amedia-size\x21\x00\x00\x00\x04\x00\x00\x00\x07\x37\x00\x00\x00\x00"
    b"\x44\x00\x11job-state-reasons\x00\x04none\x44\x00\x00\x00\x02hi"
    b"\x22\x00\x07is-true\x00\x01\x01\x03"
)


def test_texts_numbers_and_lists_are_read_and_collections_skipped():
    answer = read_answer(ANSWER)
    assert answer.ok
    assert answer.groups == [{"job-state": [9], "job-state-reasons": ["none", "hi"], "is-true": [True]}]


@given(st.binary(max_size=300) | st.integers(0, len(ANSWER)).map(lambda n: ANSWER[:n]))
def test_any_bytes_are_an_answer_or_nonsense(data: bytes):
    import struct

    try:
        read_answer(data)
    except (struct.error, ValueError, IndexError):
        return


@pytest.fixture
def impostor() -> Iterator[tuple[str, list[bytes]]]:
    """A server on a free port that says what it is told to say to everybody."""
    says: list[bytes] = [b""]
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    connection.sendall(says[0])

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", says
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@pytest.mark.parametrize(
    "says",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n" + ANSWER[:40],
    ],
)
def test_nonsense_is_no_answer(impostor, says, printing: Printing, monkeypatch: pytest.MonkeyPatch):
    server, script = impostor
    script[0] = says
    with pytest.raises(PrintServiceDown):
        ask(server, Operation.CUPS_GET_DEFAULT, {}, ["printer-name"])
    monkeypatch.setenv("CUPS_SERVER", server)
    job = PrintJob("roll80-1", "roll80", "Phiếu", PrintKind.RECEIPT)
    assert printing.status(job).state is JobState.UNKNOWN


@pytest.mark.parametrize(
    ("reasons", "stopped", "warnings_count", "trouble"),
    [
        (("none",), False, False, PrinterTrouble.NONE),
        (("media-empty-error",), False, False, PrinterTrouble.OUT_OF_PAPER),
        (("media-needed",), False, False, PrinterTrouble.OUT_OF_PAPER),
        (("media-empty-warning",), False, False, PrinterTrouble.NONE),
        (("media-empty-warning",), False, True, PrinterTrouble.OUT_OF_PAPER),
        (("media-low-warning", "toner-low-warning"), False, True, PrinterTrouble.NONE),
        (("media-jam-error", "offline-report"), False, False, PrinterTrouble.PAPER_JAM),
        (("offline-report",), False, False, PrinterTrouble.OFFLINE),
        (("connecting-to-device",), False, False, PrinterTrouble.NONE),
        (("connecting-to-device",), False, True, PrinterTrouble.OFFLINE),
        (("cover-open",), False, False, PrinterTrouble.COVER_OPEN),
        (("toner-empty-error",), False, False, PrinterTrouble.OUT_OF_INK),
        (("paused",), True, False, PrinterTrouble.STOPPED),
        ((), True, False, PrinterTrouble.STOPPED),
    ],
)
def test_reasons_become_what_a_person_can_do_something_about(reasons, stopped, warnings_count, trouble):
    assert trouble_of(reasons, stopped=stopped, warnings_count=warnings_count) is trouble
