"""Which cameras and serial scanners this machine has, as its kernel says; quick enough for any moment."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kiosk.settings import OFF

_VIDEO = Path("/sys/class/video4linux")
_DEVICES = Path("/dev")
# How makers name scanners on USB; a modem, a GPS mouse or a programmer's board looks like one otherwise.
_SCANNER_WORDS = (
    *("scan", "barcode", "bar code", "qr", "symbol", "datalogic", "honeywell", "newland", "zebra", "cognex", "opticon"),
    *(
        "denso",
        "unitech",
        "newtologic",
        "zebex",
        "sunlux",
        "mindeo",
        "netum",
        "tera",
        "winson",
        "rakinda",
        "generalscan",
    ),
)


@dataclass(frozen=True, slots=True)
class Device:
    """kind: how it is reached. path: "/dev/…". label: for people."""

    kind: Literal["camera", "serial"]
    path: str
    label: str


def cameras(folder: Path = _VIDEO, devices: Path = _DEVICES) -> tuple[Device, ...]:
    """Cameras that give pictures (a camera's second node gives only data about them), by their number."""
    nodes = (node for node in sorted(folder.glob("video*")) if _text(node / "index") in ("", "0"))
    return tuple(
        Device("camera", str(devices / node.name), _text(node / "name") or node.name)
        for node in nodes
        if (devices / node.name).exists()
    )


def serial_scanners(configured: str = "") -> tuple[Device, ...]:
    """The serial port of settings.toml when one is set; else those of which the maker says that they are a scanner."""
    if configured == OFF:
        return ()
    if configured:
        return (Device("serial", configured, configured),) if Path(configured).exists() else ()
    from serial.tools import list_ports

    found = []
    for port in list_ports.comports():
        words = " ".join(str(word) for word in (port.manufacturer, port.product, port.description) if word)
        if any(word in words.lower() for word in _SCANNER_WORDS):
            found.append(Device("serial", port.device, port.product or port.description or port.device))
    return tuple(found)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()[:80]
    except OSError:
        return ""
