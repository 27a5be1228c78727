"""``kiosk tour``: a whole visit that walks itself, through the real widgets and a real portal."""

import argparse
import sys
from pathlib import Path

from ui.cli.common import CommandFailed, Subparsers

_EPILOG = """\
The tour begins in an empty folder: a kiosk, a portal on a free port, a printer that prints into a folder. It registers
a birth with the portal switched off, switches it on, lets an officer ask for a correction, corrects it, and reads the
answer. It keeps a picture of every page, the receipts and the declaration, and prints one line for each stage.

examples:
  kiosk tour                       into a new folder, which it names
  kiosk tour --out /tmp/visit      into this folder (made when missing; must be empty)
  kiosk tour --headed              on the screen, so that people can watch

exit codes: 0 every stage passed, 1 a stage failed (the line says which), 2 not typed as it should be
"""


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its options."""
    parser = commands.add_parser(
        "tour",
        help="walk through a whole visit and keep its pictures",
        description="Walk through one resident's whole visit.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder for pictures and papers; must be empty")
    parser.add_argument("--headed", action="store_true", help="show the windows")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Walk."""
    return walk(out=arguments.out, headed=arguments.headed)


def walk(out: Path | None, *, headed: bool) -> int:
    """Prepare the folder and walk in this process's place: Qt's platform is chosen once, before anything is loaded."""
    import os

    folder = make_folder(out)
    print(f"pictures and papers: {folder}", flush=True)
    command_line = [sys.executable, "-m", "ui.tour", str(folder), *(["--headed"] if headed else [])]
    os.execv(sys.executable, command_line)  # noqa: S606 - no shell is wanted


def make_folder(out: Path | None) -> Path:
    """The folder to write into. Raises CommandFailed when it cannot be used."""
    import tempfile
    from datetime import datetime

    if out is None:
        name = f"tour-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
        build = Path.cwd() / "build"
        out = build / name if build.is_dir() else Path(tempfile.mkdtemp(prefix="kiosk-")) / name
    folder = out.expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise CommandFailed(f"{folder} is not empty: name a new folder with --out")
    except OSError as error:
        raise CommandFailed(f"{folder} cannot be used ({error.strerror}): name another with --out") from error
    return folder
