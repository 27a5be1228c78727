"""The command ``kiosk``: one parser, one module for each subcommand.

Nothing heavy is imported until the subcommand that needs it runs: ``kiosk --help`` loads neither Qt nor Django, and
``kiosk portal`` works on a server without Qt.
"""

import argparse
import sys
from collections.abc import Sequence

from ui.cli import doctor, enrol, openrosa, pack, portal, recover, rescue, run, simulate, stick, tour
from ui.cli.common import FAILED, OK, USAGE, CommandFailed

__all__ = ["main", "make_parser"]

_EPILOG = """\
examples:
  kiosk run --with-portal          try everything on this machine: a portal, and the kiosk against it
  kiosk enrol https://portal.example.vn K7QX-2M4P
                                   make this machine a kiosk of that portal; then:
  kiosk run                        open the kiosk
  kiosk tour --out /tmp/visit      walk through a whole visit by itself and keep the pictures
  kiosk doctor                     what works on this machine, and what to do about the rest

exit codes:
  0  done
  1  failed; the last line on stderr says why and what to do
  2  the command was not typed as it should be

Every command explains itself: kiosk COMMAND --help
"""


class _Version(argparse.Action):
    """argparse's own would look the version up at every start."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002 - argparse's name
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"kiosk {version('kiosk-ho-so')}")
        parser.exit()


def make_parser() -> argparse.ArgumentParser:
    """The parser of the command and of all its subcommands."""
    parser = argparse.ArgumentParser(
        prog="kiosk",
        description="An offline-first kiosk that walks residents through public-service forms, and its portal.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, help="show the version and end")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in (run, tour, enrol, doctor, recover, rescue, portal, pack, simulate, stick, openrosa):
        module.add_parser(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; argv without the program's name. Returns the exit code: 0 done, 1 failed, 2 usage."""
    try:
        arguments = make_parser().parse_args(argv)
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else USAGE
    try:
        code: int = arguments.command(arguments)
    except CommandFailed as error:
        print(f"kiosk: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("kiosk: stopped", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader went away (kiosk doctor | head); Python would complain again at exit.
        sys.stderr.close()
        return OK
    return code
