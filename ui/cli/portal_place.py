"""Which portal a command is about: its database, its folder of keys and attachments."""

import argparse
from pathlib import Path

from ui.cli.common import CommandFailed, default_home, keep_private


def add_database(parser: argparse.ArgumentParser) -> None:
    """Its two options."""
    parser.add_argument(
        "--database", default="", metavar="URL", help="postgresql://… or sqlite:///FILE (default: a file in --data)"
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="folder of keys and attachments (default: portal/ in the data folder)"
    )


def place(arguments: argparse.Namespace) -> tuple[str, Path]:
    """The database's URL and the data folder, made private."""
    keep_private()
    data: Path = (arguments.data or default_home() / "portal").expanduser().absolute()
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise CommandFailed(f"{data} cannot be used ({error.strerror}): choose another folder with --data") from error
    return arguments.database, data


def needs_portal() -> None:
    """Raises CommandFailed where only the kiosk's packages are installed."""
    import importlib.util

    if importlib.util.find_spec("django") is None:
        raise CommandFailed("the portal's packages are missing here: run pip install 'kiosk-ho-so[portal]'")


def prepared(arguments: argparse.Namespace) -> None:
    """The portal's tables at hand, for the commands that change them."""
    needs_portal()
    from sync.portal import server

    database, data = place(arguments)
    try:
        server.prepare(database, data)
    except server.PortalUnusable as error:
        raise unusable(error) from error


def unusable(error: Exception) -> CommandFailed:
    """What to say about sync.portal.server.PortalUnusable."""
    return CommandFailed(f"{error}: check --database and --data")
