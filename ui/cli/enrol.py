"""``kiosk enrol``: make this machine a kiosk of a portal."""

import argparse
import socket

from ui.cli.common import OK, CommandFailed, Subparsers, add_home, home_of

_EPILOG = """\
examples:
  kiosk enrol https://portal.example.vn K7QX-2M4P --name "Nhà văn hóa thôn 3"
  kiosk enrol 'https://portal.example.vn/#K7QX-2M4P'      as the portal's QR code is scanned

The code comes from the portal's administrator (kiosk portal enrol-code) and serves once. When the answer is lost on the
way, type the same command again. The first time, the staff code and the recovery code are printed: write both down and
lock them away, they are not shown again.
"""


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its options."""
    parser = commands.add_parser(
        "enrol",
        help="make this machine a kiosk of a portal",
        description="Enrol this machine at a portal with a one-time code.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_home(parser)
    parser.add_argument("portal_url", metavar="URL", help="address of the portal, such as https://portal.example.vn")
    parser.add_argument("code", nargs="?", default="", help="the one-time code; not needed after a scanned QR code")
    parser.add_argument("--name", default=socket.gethostname(), help="what to call this kiosk (default: %(default)s)")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Enrol, and print what is shown once."""
    from ui.cli.first_run import enrol, opened, print_secrets

    # The QR code of the portal's page is the address and the code in one: https://portal.example.vn/#CODE.
    address, _, scanned = arguments.portal_url.partition("#")
    arguments.portal_url, arguments.code = address.rstrip("/"), arguments.code or scanned
    if not arguments.code:
        raise CommandFailed(
            "the one-time code is missing: scan the portal's QR code, or type the code after the address"
        )
    if not arguments.portal_url.startswith(("https://", "http://")):
        raise CommandFailed(f"{arguments.portal_url} is no address: it begins with https://")
    with opened(home_of(arguments)) as kiosk:
        # Before anything can fail: they are made once and kept nowhere in the clear.
        print_secrets(kiosk.initial)
        enrol(kiosk, arguments.portal_url, arguments.code, arguments.name)
        print(
            f"enrolled: {kiosk.identity.name} of {kiosk.identity.site_name}, codes begin with {kiosk.identity.prefix}"
        )
    return OK
