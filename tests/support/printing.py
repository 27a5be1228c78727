"""A real print service for tests: cupsd with its own folders and port, and printers from CUPS' own ippeveprinter.

ippeveprinter announces itself over Avahi and stops when it cannot, so a private message bus and an Avahi bound to the
loopback come with it, unless the machine has an Avahi already.
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROLL_QUEUE, SHEET_QUEUE = "roll80", "office"

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>
"""
_AVAHI = """[server]
use-ipv6=no
allow-interfaces=lo
[publish]
publish-workstation=no
[wide-area]
enable-wide-area=no
"""
_CUPSD = """Listen 127.0.0.1:{port}
Listen {folder}/cups/sock
Browsing Off
WebInterface No
DefaultAuthType None
DefaultEncryption Never
PreserveJobFiles No
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  <Limit All>
    Order allow,deny
    Allow from all
  </Limit>
</Policy>
"""
_CUPS_FILES = """ServerRoot {folder}/cups
CacheDir {folder}/cups/cache
StateDir {folder}/cups/state
RequestRoot {folder}/cups/spool
TempDir {folder}/cups/spool/tmp
AccessLog {folder}/cups/access_log
ErrorLog {folder}/cups/error_log
PageLog {folder}/cups/page_log
ServerKeychain {folder}/cups/ssl
User lp
Group lp
SystemGroup root
"""
_MARGINS = " ".join(f"MEMBER integer media-{side}-margin 0" for side in ("bottom", "left", "right", "top"))
_ROLL_SIZE = "MEMBER collection media-size {MEMBER integer x-dimension 8000 MEMBER integer y-dimension 20000}"
_CUT_SIZE = "{MEMBER rangeOfInteger x-dimension 5000-8000 MEMBER rangeOfInteger y-dimension 5000-200000}"
_ROLL = f"""ATTR boolean color-supported false
ATTR integer copies-default 1
ATTR rangeOfInteger copies-supported 1-9
ATTR mimeMediaType document-format-supported application/pdf,image/pwg-raster
ATTR keyword media-default oe_roll-80mm_80x200mm
ATTR keyword media-ready oe_roll-80mm_80x200mm
ATTR keyword media-supported oe_roll-80mm_80x200mm,custom_min_50x50mm,custom_max_80x2000mm
ATTR collection media-size-supported {{MEMBER integer x-dimension 8000 MEMBER integer y-dimension 20000}},{_CUT_SIZE}
ATTR collection media-col-database {{{_ROLL_SIZE} {_MARGINS}}},{{MEMBER collection media-size {_CUT_SIZE} {_MARGINS}}}
ATTR collection media-col-default {{{_ROLL_SIZE} {_MARGINS}}}
ATTR collection media-col-ready {{{_ROLL_SIZE} {_MARGINS}}}
ATTR keyword media-col-supported media-size,media-bottom-margin,media-left-margin,media-right-margin,media-top-margin
ATTR integer media-bottom-margin-supported 0
ATTR integer media-left-margin-supported 0
ATTR integer media-right-margin-supported 0
ATTR integer media-top-margin-supported 0
ATTR keyword print-color-mode-default monochrome
ATTR keyword print-color-mode-supported monochrome
ATTR resolution printer-resolution-default 203dpi
ATTR resolution printer-resolution-supported 203dpi
ATTR resolution pwg-raster-document-resolution-supported 203dpi
ATTR keyword pwg-raster-document-type-supported black_1,sgray_8
ATTR keyword sides-default one-sided
ATTR keyword sides-supported one-sided
ATTR textWithoutLanguage printer-make-and-model "Receipt Roll"
"""
# The printer's mechanism: says when it has no paper, waits, and puts out what it printed.
_MECHANISM = """#!/bin/sh
said=
while [ -e '{folder}/no-paper' ]; do
  [ -n "$said" ] || echo 'STATE: +media-empty' >&2
  said=yes
  sleep 0.1
done
[ -z "$said" ] || echo 'STATE: -media-empty' >&2
cp "$1" '{folder}/out/.part' && mv '{folder}/out/.part' "{folder}/out/$IPP_JOB_ID-$$.pdf"
"""


class PrintRig:
    """The running service. server: for CUPS_SERVER."""

    def __init__(self, folder: Path, server: str) -> None:
        self.folder = folder
        self.server = server
        self.socket = folder / "cups" / "sock"

    def take_paper_out(self) -> None:
        """The roll printer reports media-empty at its next job and waits."""
        (self.folder / "no-paper").touch()

    def put_paper_in(self) -> None:
        """It goes on."""
        (self.folder / "no-paper").unlink(missing_ok=True)

    def printed(self) -> list[Path]:
        """What the printers put out, oldest first."""
        return sorted(self.folder.glob("out*/*.pdf"), key=lambda path: path.stat().st_mtime)

    def spooled(self) -> list[Path]:
        """Documents that the service still holds."""
        return sorted((self.folder / "cups" / "spool").glob("d*"))

    def command(self, *command: str) -> None:
        """Run an administration command against the service."""
        environment = {**os.environ, "CUPS_SERVER": self.server, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=30)
        assert done.returncode == 0, done.stderr

    def log(self) -> str:
        """The end of the service's log, for failures."""
        path = self.folder / "cups" / "error_log"
        return path.read_text(errors="replace")[-3000:] if path.exists() else ""


def why_not() -> str:
    """Why no rig can be had here, "" when it can."""
    missing = [
        name for name in ("cupsd", "ippeveprinter", "lpadmin", "dbus-daemon", "avahi-daemon") if not _which(name)
    ]
    if missing:
        return f"not installed: {', '.join(missing)} (make setup installs them)"
    return "" if os.getuid() == 0 else "cupsd and Avahi of our own need root"


def wait_until(condition, what: str, seconds: float = 60.0) -> None:
    """Poll until condition() is true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"{what} did not happen within {seconds} s"
        time.sleep(0.05)


@contextmanager
def print_rig() -> Iterator[PrintRig]:
    """Start everything, add a roll printer and an A4 printer, and stop everything."""
    folder = Path(tempfile.mkdtemp(prefix="print-rig-"))
    folder.chmod(0o755)  # filters run as another user
    with ExitStack() as stack:
        _wait_for_turn(stack)
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        environment = _announcer(folder, stack)
        _write(folder / "roll.conf", _ROLL)
        for name in ("out", "out-office"):
            (folder / name).mkdir()
        mechanism = _write(folder / "mechanism", _MECHANISM.format(folder=folder))
        mechanism.chmod(0o755)
        roll = ["-a", str(folder / "roll.conf"), "-c", str(mechanism)]
        roll_port = _printer(folder, stack, environment, "Roll", roll)
        sheets = ["-k", "-f", "application/pdf", "-c", "/bin/true"]
        sheet_port = _printer(folder, stack, environment, "Office", sheets, folder / "out-office")
        rig = _cupsd(folder, stack)
        for queue, port in ((ROLL_QUEUE, roll_port), (SHEET_QUEUE, sheet_port)):
            rig.command("lpadmin", "-p", queue, "-E", "-v", f"ipp://127.0.0.1:{port}/ipp/print", "-m", "everywhere")
        yield rig


def _wait_for_turn(stack: ExitStack) -> None:
    """One Avahi runs on a machine (its pid file has a fixed place), so one rig does: another run of the tests waits."""
    lock = stack.enter_context((Path(tempfile.gettempdir()) / "kiosk-print-rig.lock").open("a"))

    def ours() -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    wait_until(ours, "the end of another run's print service", 90)


def _announcer(folder: Path, stack: ExitStack) -> dict[str, str]:
    """The environment in which ippeveprinter finds an Avahi."""
    environment = dict(os.environ)
    if subprocess.run(["avahi-daemon", "--check"], capture_output=True).returncode == 0:
        return environment
    bus = _write(folder / "bus.conf", _BUS.format(folder=folder))
    _start(folder, stack, ["dbus-daemon", f"--config-file={bus}", "--nofork"], environment)
    wait_until((folder / "bus").exists, "the message bus")
    environment["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={folder}/bus"
    config = _write(folder / "avahi.conf", _AVAHI)
    options = ["--no-drop-root", "--no-chroot", "--no-rlimits", "--no-proc-title"]
    avahi = _start(folder, stack, ["avahi-daemon", "-f", str(config), *options], environment)
    log = folder / "avahi-daemon.log"
    wait_until(lambda: "Server startup complete" in log.read_text() or avahi.poll() is not None, "Avahi")
    assert avahi.poll() is None, log.read_text()
    return environment


def _printer(folder, stack, environment, name: str, options: list[str], spool: Path | None = None) -> int:
    """Returns its port."""
    if spool is None:
        spool = folder / f"spool-{name}"
        spool.mkdir()
    # The name is announced in the local network, where it has to be the only one: other tests may run beside these.
    unique = f"{name}-{os.getpid()}"

    def command(port: int) -> list[str]:
        return ["ippeveprinter", "-p", str(port), "-d", str(spool), *options, unique]

    return _serving(folder, stack, environment, command, f"printer-{name}")


def _cupsd(folder: Path, stack: ExitStack) -> PrintRig:
    for name in ("ppd", "ssl", "cache", "state", "spool/tmp"):
        (folder / "cups" / name).mkdir(parents=True)
    files = _write(folder / "cups" / "cups-files.conf", _CUPS_FILES.format(folder=folder))

    def command(port: int) -> list[str]:
        config = _write(folder / "cups" / "cupsd.conf", _CUPSD.format(folder=folder, port=port))
        return ["cupsd", "-f", "-c", str(config), "-s", str(files)]

    return PrintRig(folder, f"127.0.0.1:{_serving(folder, stack, dict(os.environ), command, 'cupsd')}")


def _serving(folder, stack, environment, command: Callable[[int], list[str]], log: str) -> int:
    """Start a server that listens on a free port; on another one when somebody was quicker. Returns the port."""
    for _attempt in range(4):
        port = _free_port()
        process = _start(folder, stack, command(port), environment, log=log)
        wait_until(lambda: _answers(port) or process.poll() is not None, f"{log} on port {port}")  # noqa: B023
        if process.poll() is None:
            return port
    raise AssertionError(f"{log} does not start: {(folder / f'{log}.log').read_text(errors='replace')[-2000:]}")


def _start(folder, stack, command: list[str], environment: dict[str, str], log: str = "") -> subprocess.Popen:
    path = _which(command[0])
    assert path
    with (folder / f"{log or command[0]}.log").open("wb") as output:
        process = subprocess.Popen([path, *command[1:]], stdout=output, stderr=output, env=environment)
    stack.callback(_stop, process)
    return process


def _stop(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _which(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def _write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
