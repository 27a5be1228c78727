"""``kiosk portal``: the central portal of a commune or province, its officers and its enrolment codes."""

import argparse
import json
import sys
import threading
from pathlib import Path
from typing import Any

from ui.cli.common import CommandFailed, Subparsers, default_home, port_number

_EPILOG = """\
examples:
  kiosk portal serve                                  on this machine, with an embedded database
  kiosk portal serve --host 0.0.0.0 --port 8000 --data /srv/portal \\
      --database postgresql://portal@db/portal        for a commune, behind its TLS proxy
  kiosk portal officer add lan --site 1               an account for the officer's desk; asks for the password
  kiosk portal enrol-code --site 1                    a one-time code for a new kiosk
"""


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its options."""
    parser = commands.add_parser(
        "portal",
        help="serve the central portal, add officers, give out enrolment codes",
        description="The central portal: it receives dossiers, and officers answer there. Needs no Qt.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    _add_serve(actions)
    _add_officer(actions)
    code = actions.add_parser("enrol-code", help="give out a one-time code for a new kiosk")
    _add_database(code)
    code.add_argument("--site", default="", metavar="ID", help="id of the commune (may be left out when there is one)")
    code.set_defaults(command=_enrol_code)


def _add_serve(actions: Subparsers) -> None:
    serve = actions.add_parser("serve", help="serve until interrupted", description="Serve until interrupted.")
    _add_database(serve)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s, this machine)")
    serve.add_argument("--port", type=port_number, default=8321, help="0 takes any free one (default: %(default)s)")
    serve.add_argument(
        "--seed", action="store_true", help="on an empty database, make a sample commune, an officer and a code"
    )
    serve.add_argument("--json", action="store_true", help="say what happens in JSON lines, for programs")
    serve.add_argument("--until-stdin-ends", action="store_true", help="end when standard input does, for programs")
    serve.set_defaults(command=_serve)


def _add_officer(actions: Subparsers) -> None:
    officer = actions.add_parser("officer", help="accounts of the officer's desk")
    verbs = officer.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = verbs.add_parser("add", help="make an account; the password is asked for, or read from standard input")
    _add_database(add)
    add.add_argument("username")
    add.add_argument("--site", default="", metavar="ID", help="id of the commune (may be left out when there is one)")
    add.set_defaults(command=_officer_add)


def _add_database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--database", default="", metavar="URL", help="postgresql://… or sqlite:///FILE (default: a file in --data)"
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="folder of keys and attachments (default: portal/ in the data folder)"
    )


def _place(arguments: argparse.Namespace) -> tuple[str, Path]:
    """The database's URL and the data folder, made private."""
    data: Path = (arguments.data or default_home() / "portal").expanduser().absolute()
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise CommandFailed(f"{data} cannot be used ({error.strerror}): choose another folder with --data") from error
    return arguments.database or f"sqlite:///{data / 'portal.sqlite3'}", data


def _needs_portal() -> None:
    import importlib.util

    if importlib.util.find_spec("django") is None:
        raise CommandFailed("the portal's packages are missing here: run pip install 'kiosk-ho-so[portal]'")


class _Teller:
    """Says what happens, in words or in JSON lines."""

    def __init__(self, *, json_lines: bool) -> None:
        self._json = json_lines

    def tell(self, event: str, sentence: str, **facts: Any) -> None:
        """One event."""
        print(json.dumps({"event": event, **facts}) if self._json else sentence, flush=True)


def _end_with_stdin() -> None:
    """The parent holds the other end; when it is killed, this process ends too."""
    import os
    import signal

    def watch() -> None:
        sys.stdin.read()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="stdin watch", daemon=True).start()
