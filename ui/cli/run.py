"""``kiosk run``: open the kiosk on this machine, with a portal of its own beside it when asked for."""

import argparse
import sys
from functools import partial
from pathlib import Path

from ui.cli.common import OK, CommandFailed, Subparsers, add_home, home_of, port_number, positive_number

_EPILOG = """\
examples:
  kiosk run --with-portal            try everything on this machine; the credentials are printed once
  kiosk run                          the kiosk of a machine that was enrolled with: kiosk enrol URL CODE
  kiosk run --windowed               in a window that can be closed, for a developer
  kiosk run --display-px-per-mm 4.03 when everything is too small or too large: a bank card on the screen is 85.6 mm

The kiosk fills the screen and cannot be closed by keys or gestures: the staff area, opened with the staff code, has
"End the kiosk". Ctrl+C in the terminal ends it too. When it crashes or hangs, it is started again by itself; with
--windowed it is not. The session around it: docs/public-place.md.
"""


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its options."""
    parser = commands.add_parser(
        "run",
        help="open the kiosk",
        description="Open the kiosk, full screen.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_home(parser)
    parser.add_argument(
        "--with-portal", action="store_true", help="start a portal on this machine and use it; makes what is missing"
    )
    parser.add_argument("--portal-port", type=port_number, default=0, metavar="PORT", help="with --with-portal")
    parser.add_argument("--windowed", action="store_true", help="in a window instead of full screen")
    parser.add_argument("--display-px-per-mm", type=positive_number, metavar="N", help="pixels per millimetre")
    parser.add_argument(
        "--packs", type=Path, metavar="DIR", help="procedures to offer (default: those that came along)"
    )
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Run the kiosk until the staff ends it."""
    home = home_of(arguments)
    display = _display_trouble()
    if arguments.with_portal:
        if display:
            return _tour_instead(display)
        return _with_portal(arguments, home)
    if display:
        raise CommandFailed(f"{display} Start it from a desktop session, or run: kiosk tour")
    from ui.cli.first_run import require_begun

    require_begun(home)
    return _open(arguments, home)


def _display_trouble() -> str:
    """What is wrong with the display; "" when it can be used. Qt aborts on a stale DISPLAY, so a child tries it."""
    from kiosk.doctor.display import probe

    return probe().trouble


def _tour_instead(trouble: str) -> int:
    from ui.cli import tour

    print(f"{trouble} Walking through a visit by itself instead; its pictures show what you would see.", flush=True)
    return tour.walk(out=None, headed=False)


def _with_portal(arguments: argparse.Namespace, home: Path) -> int:
    from ui.cli.first_run import prepare, remembered_port
    from ui.cli.portal_process import PortalProcess

    portal = PortalProcess(home / "portal", remembered_port(home, arguments.portal_port))
    try:
        prepare(home, portal)
        return _open(arguments, home)
    finally:
        portal.stop()


def _open(arguments: argparse.Namespace, home: Path) -> int:
    """In a window: in this process. Full screen: in a child that is started again when it crashes or hangs."""
    if arguments.windowed:
        return _run(arguments, home, None)
    from ui.supervisor import Supervisor

    return Supervisor(partial(_run, arguments, home)).run()


def _run(arguments: argparse.Namespace, home: Path, supervisor: int | None) -> int:
    import gc

    # Imports make much and free nothing: without the collector the first page comes in two thirds of the time. From the
    # first page on ui.collector decides when to collect.
    gc.disable()
    from ui.app import Options
    from ui.main import run_kiosk

    options = Options(home, arguments.windowed, arguments.display_px_per_mm, explain_first=True)
    code = run_kiosk(options, packs=arguments.packs, supervisor=supervisor)
    if code != OK:
        print("kiosk: ended by a fault; the log in the data folder says where", file=sys.stderr)
    return code
