"""``kiosk simulate``: kiosks and a portal on this machine, faults in between, and the count afterwards.

Everything is real except the line: kiosks in processes of their own that are killed and started again, the portal with
its database likewise. What was promised (each kiosk's ledger) is compared with what the portal holds.
"""

import argparse
import tempfile
from pathlib import Path

from ui.cli.common import FAILED, OK, CommandFailed, Subparsers
from ui.cli.simulate_count import count, print_outcome

_EPILOG = """\
examples:
  kiosk simulate --kiosks 3 --dossiers 300 --faults all --seed 7
  kiosk simulate --kiosks 1 --dossiers 50 --faults drop,truncate,kill-kiosk
  kiosk simulate --faults power-cut --synchronous OFF   (what the count says when something is lost)

faults: refuse, drop, delay, duplicate, truncate, corrupt, reorder, 5xx, half-open, captive on the line; clock (jumps of
the kiosk's), disk-full (the kiosk's), portal-disk-full; kill-kiosk, kill-portal (SIGKILL, then started again);
power-cut (of a kiosk: what its disk had not synced is lost, but for an arbitrary part); all; none. The faults
follow from the seed and from how many dossiers were made; which request they meet depends on the machine as well.

exit code 0 when every revision that was promised is at the portal, once, as it was signed; 1 otherwise.
"""


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its options."""
    parser = commands.add_parser(
        "simulate",
        help="try the way to the portal with planned faults, and count what arrived",
        description="Kiosks and a portal on this machine, with faults in between; counts what arrived.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--kiosks", type=int, default=3, metavar="N", help="how many kiosks (default: %(default)s)")
    parser.add_argument(
        "--dossiers", type=int, default=300, metavar="M", help="how many dossiers in all (default: %(default)s)"
    )
    parser.add_argument("--faults", default="all", metavar="LIST", help="all, none, or names with commas between")
    parser.add_argument("--seed", type=int, default=1, help="the faults follow from it (default: 1)")
    parser.add_argument(
        "--synchronous",
        choices=("FULL", "NORMAL", "OFF"),
        default="FULL",
        help="how the kiosks' databases sync (default: FULL, as in service; the others lose what was promised)",
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this empty folder and leave it")
    parser.add_argument("--count", type=Path, metavar="DIR", help="only count again what such a folder holds")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Simulate, and print the count."""
    if not (1 <= arguments.kiosks <= 500 and arguments.kiosks <= arguments.dossiers <= 1_000_000):
        raise CommandFailed("1 to 500 kiosks, and at least one dossier for each")
    faults, left_out = _faults(arguments.faults)
    if arguments.count is not None:
        outcome = count(arguments.count)
    else:
        from ui.cli.simulate_run import Asked, simulate

        asked = Asked(arguments.kiosks, arguments.dossiers, faults, arguments.seed, arguments.synchronous)
        if arguments.keep is not None:
            outcome = simulate(arguments.keep, asked)
        else:
            with tempfile.TemporaryDirectory(prefix="kiosk-simulate-") as folder:
                outcome = simulate(Path(folder), asked)
    outcome.notes += left_out
    print_outcome(outcome)
    return OK if outcome.good else FAILED


def _faults(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The faults that are named, and a line for what this machine cannot do of "all"."""
    from kiosk.simulation import CLOCK, DISK_FULL
    from sync.simulation import power
    from sync.simulation.faults import LINE_FAULTS
    from ui.cli.simulate_run import KILL_KIOSK, KILL_PORTAL, PORTAL_FULL, POWER_CUT

    known = (*LINE_FAULTS, CLOCK, DISK_FULL, KILL_KIOSK, KILL_PORTAL, PORTAL_FULL, POWER_CUT)
    if text == "none":
        return (), []
    named = known if text == "all" else tuple(word.strip() for word in text.split(","))
    if unknown := [word for word in named if word not in known]:
        raise CommandFailed(f"no such fault: {', '.join(unknown)}; known are {', '.join(known)}, all, none")
    if POWER_CUT not in named or power.possible():
        return named, []
    if text != "all":
        raise CommandFailed("power-cut: the kernel of this machine does not report system calls (seccomp)")
    return tuple(word for word in named if word != POWER_CUT), ["power-cut: left out, the kernel does not allow it"]
