"""What happens once on a new machine: enrolment, and the secrets that are printed a single time."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.cli.common import CommandFailed

if TYPE_CHECKING:
    from kiosk.app import Kiosk
    from kiosk.types import InitialSecrets
    from ui.cli.portal_process import PortalProcess

PREFERRED_PORT = 8321
_PORT_FILE = "portal-port"
_LINE = "─" * 72


@contextmanager
def opened(home: Path) -> "Iterator[Kiosk]":
    """The kiosk of a home, without its window. Raises CommandFailed in one sentence when it cannot be opened."""
    from kiosk.app import Kiosk
    from kiosk.errors import StoreError, StoreInUse

    try:
        kiosk = Kiosk.open(home)
    except StoreInUse as error:
        raise CommandFailed(f"a kiosk already runs with {home}: end it first, or choose another --home") from error
    except StoreError as error:
        raise CommandFailed(
            f"the store in {home} cannot be opened ({error}): run kiosk doctor --home {home}"
        ) from error
    try:
        yield kiosk
    finally:
        kiosk.close()


def enrol(kiosk: "Kiosk", portal_url: str, code: str, name: str) -> None:
    """Join a portal and keep what it gave. Raises CommandFailed."""
    from sync.errors import Busy, NoAnswer, NotOurPortal, PlainTextRefused, Refused

    try:
        kiosk.identity.join(portal_url, code, name)
    except Refused as error:
        raise CommandFailed(f"the portal refused the code ({error}): ask its administrator for a new one") from error
    except PlainTextRefused as error:
        raise CommandFailed(f"{portal_url} would travel unencrypted: use its https:// address") from error
    except NotOurPortal as error:
        raise CommandFailed(f"what answers at {portal_url} is no portal of this kind: check the address") from error
    except Busy as error:
        raise CommandFailed("the portal is busy: type the same command again in a minute") from error
    except NoAnswer as error:
        raise CommandFailed(f"{portal_url} does not answer: check the network and the address") from error
    except ValueError as error:
        raise CommandFailed(f"{portal_url} is not usable ({error}): check the address") from error


def require_begun(home: Path) -> None:
    """Raise CommandFailed when this home was never enrolled. Whether it still is, the window finds out by itself."""
    if not (home / "store.db").is_file():
        raise CommandFailed("this kiosk belongs to no portal yet: run kiosk enrol URL CODE, or kiosk run --with-portal")


def print_secrets(secrets: "InitialSecrets | None") -> None:
    """Print what is shown once; nothing when it was shown before."""
    if secrets is not None:
        print(_LINE)
        print(f"staff code      {secrets.staff_code}    opens the staff area; for the volunteers")
        print(f"recovery code   {secrets.recovery_code}")
        print("                opens the data on another machine when this one dies; lock it away on paper")
        print("Both are shown this once.", flush=True)


def remembered_port(home: Path, wanted: int) -> int:
    """The port of this kiosk's own portal: receipts name it, so it stays the same. Raises CommandFailed when taken."""
    from ui.cli.portal_process import free_port, port_is_free

    kept = home / _PORT_FILE
    known = int(kept.read_text()) if kept.is_file() and kept.read_text().strip().isdigit() else 0
    port = wanted or known or (PREFERRED_PORT if port_is_free(PREFERRED_PORT) else free_port())
    if not port_is_free(port):
        raise CommandFailed(f"port {port} is taken by another program: end it, or choose one with --portal-port")
    kept.write_text(f"{port}\n")
    return port


def prepare(home: Path, portal: "PortalProcess") -> None:
    """Start the portal; the first time, seed it, enrol this kiosk there and print what is shown once."""
    credentials = home / "portal" / "first-run.json"
    first = not _is_enrolled(home)
    portal.start(seed=first)
    if not first:
        print(f"officer's desk  {portal.url}/    who may enter was shown at the first start", flush=True)
        return
    print("starting a portal on this machine …", flush=True)
    seeded = portal.wait()
    if seeded:
        _keep(credentials, seeded)
    elif credentials.is_file():
        # Seeded before, but this kiosk was not enrolled then (the power went): the code still serves.
        seeded = json.loads(credentials.read_text())
    else:
        raise CommandFailed(f"{portal.data} has a portal whose code was used: choose another --home, or remove it")
    with opened(home) as kiosk:
        # Before anything can fail: they are made once and kept nowhere in the clear.
        print_secrets(kiosk.initial)
        enrol(kiosk, portal.url, str(seeded["enrolment_code"]), "kiosk")
    print(_LINE)
    print(f"officer's desk  {portal.url}/")
    print(f"user name       {seeded['officer_username']}")
    print(f"password        {seeded['officer_password']}    shown this once")
    print(_LINE, flush=True)
    credentials.unlink(missing_ok=True)


def _is_enrolled(home: Path) -> bool:
    from kiosk.store.backup import store_path

    if not store_path(home).exists():
        return False
    with opened(home) as kiosk:
        return kiosk.identity.enrolled


def _keep(path: Path, seeded: dict[str, Any]) -> None:
    """Until the enrolment is through: a power cut in between must not make the machine unusable."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(seeded, file)
        file.flush()
        os.fsync(file.fileno())
