"""What the subcommands share: exit codes, the error they raise, the folder of the kiosk's data."""

import argparse
import logging
import os
from pathlib import Path
from typing import Any, Final

OK: Final = 0
FAILED: Final = 1
USAGE: Final = 2

_LOG = logging.getLogger(__name__)
_PR_SET_DUMPABLE = 4  # prctl(2)

Subparsers = Any  # argparse names the type privately: _SubParsersAction


class CommandFailed(Exception):
    """A command that cannot go on. The text is one sentence that ends in what to do."""


def keep_private() -> None:
    """From now on no other user of this machine reads what this process writes, and its memory goes into no file.

    A core dump would hold keys and answers. The limit is for this process's children too (lp is given a declaration);
    PR_SET_DUMPABLE besides, because a limit does not keep the kernel from handing a dump to a program, and because it
    keeps other processes of the same user from reading the memory.
    """
    import ctypes
    import resource

    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        _LOG.warning("core dumps of this process could not be switched off: %s", os.strerror(ctypes.get_errno()))


def default_home() -> Path:
    """Where this machine keeps the kiosk's data: $KIOSK_HOME, else the user's data folder."""
    if chosen := os.environ.get("KIOSK_HOME"):
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_data_dir("kiosk-ho-so", appauthor=False))


def add_home(parser: argparse.ArgumentParser) -> None:
    """The option --home, the same in every command."""
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="folder of this kiosk's data (default: $KIOSK_HOME, else the user's data folder)",
    )


def home_of(arguments: argparse.Namespace) -> Path:
    """The folder, made private to this user. Raises CommandFailed when it cannot be used."""
    keep_private()
    home: Path = (arguments.home or default_home()).expanduser().absolute()
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise CommandFailed(f"{home} cannot be used ({error.strerror}): choose another folder with --home") from error
    if not os.access(home, os.W_OK | os.X_OK):
        raise CommandFailed(f"{home} cannot be written: give this user the folder, or choose another with --home")
    return home


def port_number(text: str) -> int:
    """An argparse type: 0 to 65535."""
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: a number from 0 (any free one) to 65535")
    return int(text)


def positive_number(text: str) -> float:
    """An argparse type: a number above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return value
