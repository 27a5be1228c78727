"""``kiosk openrosa``: send some procedures to the OpenRosa server that a commune has already."""

import argparse
import sys
from typing import TYPE_CHECKING

from ui.cli.common import OK, CommandFailed, Subparsers, add_home, home_of

if TYPE_CHECKING:
    from kiosk.openrosa import Examined

_EPILOG = """\
examples:
  kiosk openrosa connect https://odk.example.vn/v1/projects/5 --user may-07@example.vn
  kiosk openrosa connect https://odk.example.vn/v1/key/KEY/projects/5     the key of an app user
  kiosk openrosa connect https://ona.example.vn/commune --auth digest --user may-07
  kiosk openrosa connect https://kf.example.vn/may07 --auth digest --user may-07 --form 1.001193=aXbCdEf
  kiosk openrosa check             what the server has of each procedure now
  kiosk openrosa check --take      and send it those that fit from now on
  kiosk openrosa disconnect

The password is asked for, or read from the first line of the standard input; it is kept in the encrypted store. A
procedure goes to the server when that has a form of the procedure's code with every field of ours; all others go to the
portal. The server sends no news back: docs/openrosa.md says what that means for residents.
"""
_FITS = {
    "same": "goes there: the same form",
    "fits": "goes there: it has every field",
    "lacks": "to the portal: the server's form lacks fields",
    "gone": "its form is no longer there",
    "absent": "to the portal: no such form there",
}


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its actions."""
    parser = commands.add_parser(
        "openrosa",
        help="send some procedures to an OpenRosa server such as ODK Central",
        description="Send some procedures to an OpenRosa server (ODK Central, Ona, KoboToolbox) that is there already.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    connect = actions.add_parser("connect", help="connect a server, and send it the procedures whose forms it has")
    connect.add_argument("url", metavar="URL", help="address before /formList; - reads it from the standard input")
    connect.add_argument("--user", default="", help="name of the account; the password is asked for")
    connect.add_argument("--auth", choices=("none", "token", "basic", "digest"), default="", help="how it knows us")
    connect.add_argument("--plain", action="store_true", help="allow an address without TLS, on a network of your own")
    check = actions.add_parser("check", help="look at the connected server again")
    check.add_argument("--take", action="store_true", help="send it every procedure that fits, and no other")
    for action, command in ((connect, _connect), (check, _check)):
        action.add_argument(
            "--form",
            action="append",
            default=[],
            metavar="CODE=ID",
            help="the form of a procedure has another id there",
        )
        action.set_defaults(command=command)
        add_home(action)
    disconnect = actions.add_parser("disconnect", help="send everything to the portal again")
    disconnect.set_defaults(command=_disconnect)
    add_home(disconnect)


def _connect(arguments: argparse.Namespace) -> int:
    from sync.openrosa.server import Account, Scheme
    from ui.cli.first_run import opened, print_secrets

    url = _line("address: ") if arguments.url == "-" else arguments.url
    scheme = Scheme(arguments.auth or ("basic" if arguments.user else "none"))
    if (scheme in (Scheme.BASIC, Scheme.DIGEST)) != bool(arguments.user):
        raise CommandFailed("--user goes with --auth basic or --auth digest: give both, or neither")
    password = _secret(f"password of {arguments.user}: ") if arguments.user else ""
    forms = _forms(arguments.form)
    with opened(home_of(arguments)) as kiosk:
        print_secrets(kiosk.initial)
        with _Explained():
            found = kiosk.openrosa.connect(
                Account(url.strip(), scheme, arguments.user, password), plain=arguments.plain, forms=forms
            )
        _show(found)
    return OK


def _check(arguments: argparse.Namespace) -> int:
    from ui.cli.first_run import opened

    with opened(home_of(arguments)) as kiosk:
        with _Explained():
            found = kiosk.openrosa.check(take=arguments.take, forms=_forms(arguments.form))
        if found is None:
            raise CommandFailed("no server is connected: run kiosk openrosa connect URL")
        _show(found)
        going = {route.procedure for route in kiosk.openrosa.routes()}
        fitting = {code for code, match in found.matches.items() if match.fit.takes}
        if fitting - going:
            print(f"fits and still goes to the portal: {', '.join(sorted(fitting - going))} (--take changes that)")
    return OK


def _disconnect(arguments: argparse.Namespace) -> int:
    from ui.cli.first_run import opened

    with opened(home_of(arguments)) as kiosk, _Explained():
        was = kiosk.openrosa.disconnect()
    print("every procedure goes to the portal again" if was else "no server was connected")
    return OK


def _show(found: "Examined") -> None:
    print(f"{found.name}: a request may have {found.limit >> 10} KB")
    for code, match in sorted(found.matches.items()):
        fit = match.fit.value
        form = f" ({match.form} {match.version})" if match.form and match.fit.takes else ""
        lacking = f": {', '.join(match.lacking)}" if match.lacking else ""
        print(f"  {code}  {_FITS[fit]}{form}{lacking}")


def _forms(given: list[str]) -> dict[str, str]:
    """{"1.001193": "aXy"} of ["1.001193=aXy"]."""
    pairs = [each.partition("=") for each in given]
    if wrong := [code + mark + form for code, mark, form in pairs if not (code and mark and form)]:
        raise CommandFailed(f"{wrong[0]!r} is not CODE=ID, such as --form 1.001193=aXbCdEf")
    return {code: form for code, _, form in pairs}


def _secret(prompt: str) -> str:
    """From the terminal without showing it, or from a pipe: never from the command line, which everybody can list."""
    if not sys.stdin.isatty():
        return _line("")
    import getpass

    return getpass.getpass(prompt)


def _line(prompt: str) -> str:
    if prompt and sys.stdin.isatty():
        print(prompt, end="", flush=True)
    return sys.stdin.readline().rstrip("\r\n")


class _Explained:
    """What the server's answers mean, in one sentence that says what to do."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if error is not None and (sentence := _sentence(error)):
            raise CommandFailed(sentence) from error


def _sentence(error: BaseException) -> str:
    """For the errors that a technician can do something about, "" for others."""
    from kiosk.openrosa import StillWaiting
    from sync.errors import Busy, NoAnswer, NotOurPortal, PlainTextRefused, Refused, ShutOut
    from sync.protocol.errors import MalformedError

    no_server = "is the address the one before /formList, and is this network not asking for a login?"
    if isinstance(error, StillWaiting):
        return (
            f"{error.count} dossiers still wait for {error.name}: let them go first, or look at them on the staff page"
        )
    sentences: dict[type[BaseException], str] = {
        ShutOut: "the server does not accept this account: look at user, password and --auth",
        NotOurPortal: f"what answers is no OpenRosa server: {no_server}",
        NoAnswer: f"the server does not answer ({getattr(error, 'cause', '')}): try again later",
        Busy: "the server is busy: try again later",
        Refused: f"the server refuses ({getattr(error, 'status', '')}): {no_server}",
        MalformedError: f"the server's answers cannot be understood ({error}): {no_server}",
        PlainTextRefused: "an address without TLS would send residents' answers in the clear: use https://",
        ValueError: "this is no address of a server: it begins with https:// and has neither ? nor #",
    }
    return next((words for known, words in sentences.items() if isinstance(error, known)), "")
