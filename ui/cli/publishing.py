"""``kiosk portal publish``: new packs and knowledge, signed with keys that were taken away from the portal."""

import argparse
from collections.abc import Callable
from pathlib import Path

from ui.cli.common import OK, CommandFailed, Subparsers

_EPILOG = """\
A portal publishes by itself what lies in its packs folder and in DATA/knowledge, as long as the keys lie in
DATA/keys/catalogue. Whoever wants to see what goes to the kiosks moves all of them but online.pem onto a stick, and
publishes with: kiosk portal publish --keys /media/stick

For a kiosk that was on no network yet: kiosk portal publish --to /media/stick, and there: kiosk import /media/stick
"""


def add_to(
    actions: Subparsers,
    add_database: Callable[[argparse.ArgumentParser], None],
    prepare: Callable[[argparse.Namespace], None],
) -> None:
    """The action and its options."""
    parser = actions.add_parser(
        "publish",
        help="publish new packs and knowledge with keys from a stick",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_database(parser)
    parser.add_argument("--keys", type=Path, metavar="FOLDER", help="where the private keys are, when not in DATA")
    parser.add_argument(
        "--to", type=Path, metavar="STICK", help="also write all of it onto a stick, for kiosks that are new"
    )

    def command(arguments: argparse.Namespace) -> int:
        prepare(arguments)
        return _publish(arguments.keys, arguments.to)

    parser.set_defaults(command=command)


def _publish(keys: Path | None, to: Path | None) -> int:
    from sync.bundles import stick
    from sync.bundles.errors import BundleError
    from sync.catalogue.names import FOLDER
    from sync.portal.catalogue import KeysAway
    from sync.portal.registry import publishing

    try:
        changed = publishing.publish(keys)
    except KeysAway as error:
        raise CommandFailed(f"{error}: name the folder that holds them with --keys") from error
    print("published: kiosks fetch it within six hours" if changed else "nothing has changed")
    if to is not None:
        try:
            with stick.said():
                publishing.mirror(to / FOLDER, keys)
        except BundleError as error:
            raise CommandFailed(f"{to}: {error}: is it plugged in, with room on it?") from error
        print(f"written to {to / FOLDER}, good for 30 days: kiosk import {to}")
    return OK
