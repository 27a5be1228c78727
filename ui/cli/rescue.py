"""``kiosk rescue``: what a technician needs when the board died, the store is damaged, or the staff code was lost."""

import argparse
import sys
from pathlib import Path

from ui.cli.common import OK, CommandFailed, Subparsers, add_home, home_of

_EPILOG = """\
examples:
  kiosk rescue key                 after moving the data folder to another machine: gives its key to this one
  kiosk rescue store               after a damaged store: kiosk recover --yes
  kiosk rescue staff-code          nobody knows the staff code any more: makes a new one

key and staff-code ask for the recovery code that was printed at the first start (or read it from standard input, so
that it stands in no list of commands). Nothing is deleted: a damaged store is kept beside the copy.
"""


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its options."""
    parser = commands.add_parser(
        "rescue",
        help="another machine, a damaged store, a lost staff code",
        description="Open this kiosk's data again when something was lost.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_home(parser)
    parser.add_argument("what", choices=["key", "store", "staff-code"], help="what was lost")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Rescue, and say what was done. Raises CommandFailed."""
    from kiosk.errors import NotFound, StoreError, StoreInUse, WrongRecoveryCode

    home = home_of(arguments)
    ways = {"key": _key, "store": _store, "staff-code": _staff_code}
    try:
        ways[arguments.what](home)
    except WrongRecoveryCode as error:
        raise CommandFailed("this recovery code does not open the data: compare it with the paper") from error
    except StoreInUse as error:
        raise CommandFailed(f"a kiosk still runs with {home}: end it first") from error
    except NotFound as error:
        raise CommandFailed(f"there is no whole copy in {home}: keep the folder and call for help") from error
    except StoreError as error:
        raise CommandFailed(f"the data cannot be opened ({error}): run kiosk doctor --home {home}") from error
    return OK


def _recovery_code() -> str:
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass("recovery code: ")
    return sys.stdin.readline().strip()


def _key(home: Path) -> None:
    from kiosk.app import recover

    custody = recover(home, _recovery_code())
    print(f"the key is in this machine's custody ({custody.value}): kiosk run opens the data")


def _store(home: Path) -> None:
    from ui.cli.recover import mend

    mend(home, ask=False)


def _staff_code(home: Path) -> None:
    from ui.cli.first_run import opened

    code = _recovery_code()
    with opened(home) as kiosk:
        print(f"staff code      {kiosk.reset_staff_code(code)}    shown this once")
