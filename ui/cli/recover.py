"""``kiosk recover``: the way back from a damaged store, in a terminal; the screen of the kiosk does the same."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.common import OK, CommandFailed, Subparsers, add_home, home_of

if TYPE_CHECKING:
    from kiosk.recovery.guide import Found

_EPILOG = """\
examples:
  kiosk recover                    looks what can be saved, says so, asks, and does it
  kiosk recover --yes              the same without asking
  kiosk recover --look             only looks

It takes the newest copy that is whole, and out of the damaged store every newer dossier and form that can still be
read and proves to be genuine. Nothing is deleted: the damaged store is kept, encrypted as before. No follow-up code is
given out twice; the portal is asked about everything that waits before anything is sent.
Where the key was lost instead (another board, another machine): kiosk rescue key.
"""


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its options."""
    parser = commands.add_parser(
        "recover",
        help="a damaged store: what can be saved, and saving it",
        description="Mend a damaged store out of its copies and what can still be read of it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_home(parser)
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--yes", action="store_true", help="do not ask")
    way.add_argument("--look", action="store_true", help="only say what can be saved")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Look, ask, mend. Raises CommandFailed."""
    from kiosk.errors import DiskFull, KeyUnavailable, NotFound, StoreError, StoreInUse, WrongKey
    from kiosk.store.backup import backups, store_path

    home = home_of(arguments)
    if not store_path(home).exists() and not backups(home):
        raise CommandFailed(f"there is no store in {home}: name another folder with --home")
    try:
        if _opens(home):
            print("the store is whole: nothing to do")
            return OK
        mend(home, ask=not arguments.yes, look=arguments.look)
    except StoreInUse as error:
        raise CommandFailed(f"a kiosk still runs with {home}: end it first") from error
    except (KeyUnavailable, WrongKey) as error:
        raise CommandFailed(f"the key is missing ({error}): run kiosk rescue key --home {home}") from error
    except NotFound as error:
        raise CommandFailed(f"nothing can be saved ({error}): keep the folder {home} and call for help") from error
    except DiskFull as error:
        raise CommandFailed("there is no room on the disk: make some, then try again") from error
    except StoreError as error:
        raise CommandFailed(f"the store cannot be mended ({error}): keep the folder {home}") from error
    return OK


def mend(home: Path, *, ask: bool, look: bool = False) -> None:
    """Say what can be saved, ask when wanted, and do it. Raises what kiosk.recovery.guide.Recovery raises."""
    from kiosk.recovery.guide import Recovery

    with Recovery(home) as recovery:
        _tell(recovery.look())
        if look:
            return
        if ask and not _agreed():
            print("nothing was changed")
            return
        print(f"done; the damaged store is kept as {recovery.carry_out().kept}")


def _opens(home: Path) -> bool:
    from kiosk.app import Kiosk
    from kiosk.errors import StoreDamaged

    try:
        Kiosk.open(home).close()
    except StoreDamaged as error:
        print(f"the store is damaged ({error.reason})")
        return False
    return True


def _tell(found: "Found") -> None:
    whole, unusable = found.copies
    if found.copy_at is None:
        print(f"copies          none is whole ({unusable} damaged)")
    else:
        at = f"{found.copy_at.astimezone():%Y-%m-%d %H:%M}"
        print(
            f"copies          {whole} whole, {unusable} damaged; the newest is of {at}, with {found.in_copy} dossiers"
        )
    if found.damage is None:
        print("damaged file    there is none")
    else:
        print(f"damaged file    {found.damage.bad} of {found.damage.pages} pages cannot be read")
    brought = found.brought
    print(f"newer in it     {brought.dossiers} finished dossiers, {brought.drafts} forms that were begun")
    if brought.unsure:
        print(f"not sure        {brought.unsure} dossiers come as the copy has them: they may have gone on since")
    print(f"to be sent      {found.waiting}; the portal is asked first what it has")


def _agreed() -> bool:
    print("put this in the place of the damaged store? (yes/no) ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", "có", "co"}
