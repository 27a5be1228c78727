"""``kiosk portal serve``."""

import argparse
import json
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ui.cli.common import OK, CommandFailed, Subparsers, port_number
from ui.cli.portal_place import add_database, needs_portal, place, unusable

_MOST_WORKERS = 64


def add_to(actions: Subparsers) -> None:
    """The action and its options."""
    serve = actions.add_parser("serve", help="serve until interrupted", description="Serve until interrupted.")
    add_database(serve)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s, this machine)")
    serve.add_argument("--port", type=port_number, default=8321, help="0 takes any free one (default: %(default)s)")
    serve.add_argument("--public-url", default="", metavar="URL", help="the address on receipts, when behind a proxy")
    serve.add_argument(
        "--behind-proxy", default="", metavar="IP", help="address of the TLS proxy whose X-Forwarded headers count"
    )
    serve.add_argument(
        "--attachments", default="", metavar="URL", help="s3://BUCKET/PREFIX?endpoint=URL (default: a folder in --data)"
    )
    serve.add_argument(
        "--workers",
        type=_workers,
        default=1,
        metavar="N",
        help="processes; one for each core with PostgreSQL (default: 1)",
    )
    serve.add_argument("--packs", type=Path, metavar="DIR", help="folder of the packs (default: those of this program)")
    serve.add_argument(
        "--mail",
        default="",
        metavar="URL",
        help="smtp://USER@HOST:PORT?from=ADDRESS&password-file=FILE: who looks after kiosks is written to",
    )
    serve.add_argument(
        "--webhook-network",
        action="append",
        default=[],
        metavar="NETWORK",
        help="a private network that webhooks may lead into, such as 10.20.0.0/16; may be repeated",
    )
    serve.add_argument(
        "--seed", action="store_true", help="on an empty database, make a sample commune, an officer and a code"
    )
    serve.add_argument("--json", action="store_true", help="say what happens in JSON lines, for programs")
    serve.add_argument("--until-stdin-ends", action="store_true", help="end when standard input does, for programs")
    serve.set_defaults(command=_serve)


def _workers(text: str) -> int:
    """Raises ValueError, which argparse turns into its own message."""
    count = int(text)
    if not 1 <= count <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"from 1 to {_MOST_WORKERS}")
    return count


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


def _serve(arguments: argparse.Namespace) -> int:
    needs_portal()
    from sync.portal import options, seed, server
    from sync.portal.server import PortalUnusable

    database, data = place(arguments)
    teller = _Teller(json_lines=arguments.json)
    if arguments.until_stdin_ends:
        _end_with_stdin()

    def ready(address: str) -> None:
        if arguments.seed:
            made = seed.seed_demo(database, data)
            if made.officer_password is not None:
                teller.tell(
                    "seeded",
                    f"officer {made.officer_username}, password {made.officer_password}; "
                    f"enrolment code {made.enrolment_code} (shown once)",
                    **asdict(made),
                )
        teller.tell("ready", f"the portal answers at {address} (Ctrl+C ends it)", url=address)

    more: server.Further = {"public_url": arguments.public_url, "trusted_proxy": arguments.behind_proxy}
    more["attachments"] = arguments.attachments
    more |= {"mail": arguments.mail, "webhook_networks": tuple(arguments.webhook_network)}
    more["workers"] = arguments.workers
    more["packs"] = _packs(arguments.packs, options.PACKS)
    try:
        server.serve(database, arguments.host, arguments.port, data, on_ready=ready, **more)
    except PortalUnusable as error:
        raise unusable(error) from error
    except OSError as error:
        address = f"{arguments.host}:{arguments.port}"
        raise CommandFailed(f"{address} cannot be listened on ({error.strerror}): choose another --port") from error
    return OK


def _packs(asked: Path | None, otherwise: Path) -> Path:
    """The folder, which has to hold at least one pack: a wrong one would leave kiosks without procedures."""
    if asked is None:
        return otherwise
    folder = asked.expanduser().absolute()
    if not any(folder.glob("*/procedure.toml")):
        raise CommandFailed(f"{folder} holds no packs: name the folder in which their folders lie with --packs")
    return folder
