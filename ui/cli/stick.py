"""``kiosk export`` and ``kiosk import``: dossiers on a stick, where no network comes."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.common import OK, CommandFailed, Subparsers, add_home, home_of

if TYPE_CHECKING:
    from sync.bundles.errors import BundleError

_EPILOG = """\
The folder is the stick's, such as /media/stick. On the portal's machine, type: kiosk portal import /media/stick
Then bring the stick back here and type: kiosk import /media/stick

An export that broke off goes on when the same command is typed again. Reading a stick twice changes nothing.
"""


def add_parser(commands: Subparsers) -> None:
    """Both subcommands."""
    for name, what, command in (
        ("export", "write what the portal does not have yet onto a stick", _export),
        ("import", "read the portal's answer from a stick", _import),
    ):
        parser = commands.add_parser(
            name,
            help=what,
            description=f"{what[0].upper()}{what[1:]}.",
            epilog=_EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        add_home(parser)
        parser.add_argument("folder", type=Path, help="the stick's folder")
        parser.set_defaults(command=command)


def show_progress(done: int, whole: int) -> None:
    """One line that counts up, on a terminal only."""
    if sys.stderr.isatty() and whole:
        print(f"\r{100 * done // whole:3d} %", end="\n" if done >= whole else "", file=sys.stderr, flush=True)


def failed(error: "BundleError", folder: Path) -> CommandFailed:
    """What is wrong with the stick, and what to do."""
    from sync.bundles.errors import Foreign, NotThere, Outdated, StickFull, StickUnwritable, Torn

    advice = {
        Outdated: "write the dossiers again, and let the portal answer anew",
        NotThere: "is this the right stick?",
        Foreign: "take the stick that belongs to this kiosk and this portal",
        Torn: "write it again, or take another stick",
        StickFull: "make room on it, or take a larger one",
        StickUnwritable: "is it plugged in, and not write-protected?",
    }
    return CommandFailed(f"{folder}: {error}: {advice.get(type(error), 'try again')}")


def _export(arguments: argparse.Namespace) -> int:
    from kiosk.errors import NotEnrolled
    from sync.bundles.errors import BundleError
    from ui.cli.first_run import opened

    with opened(home_of(arguments)) as kiosk:
        try:
            made = kiosk.transfer.export(arguments.folder, show_progress)
        except BundleError as error:
            raise failed(error, arguments.folder) from error
        except NotEnrolled as error:
            raise CommandFailed("this kiosk belongs to no portal yet: run kiosk enrol URL CODE") from error
    print(
        f"{made.revisions} dossiers and {made.attachments} papers are on the stick, read back and whole: {made.folder}"
    )
    return OK


def _import(arguments: argparse.Namespace) -> int:
    from kiosk.errors import NotEnrolled
    from sync.bundles.errors import BundleError
    from ui.cli.first_run import opened

    with opened(home_of(arguments)) as kiosk:
        try:
            brought = kiosk.transfer.take_answer(arguments.folder)
        except BundleError as error:
            raise failed(error, arguments.folder) from error
        except NotEnrolled as error:
            raise CommandFailed("this kiosk belongs to no portal yet: run kiosk enrol URL CODE") from error
    if brought.files is not None:
        print(f"the procedures on the stick are verified, {brought.files} files are new")
        return OK
    print(
        f"the portal has {brought.acknowledged} more dossiers, refused {brought.parked}, and sent {brought.events} news"
    )
    if brought.new_settings:
        print("new settings came; they are in force from the next start on")
    return OK
