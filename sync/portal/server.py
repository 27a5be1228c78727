"""Starting the portal: settings from arguments, tables and keys, waitress.

Django is imported inside the functions: whoever imports this module has not yet said which database to use.
"""

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypedDict, Unpack
from urllib.parse import urlsplit
from uuid import uuid4

from sync.portal import options as _options
from sync.portal.options import PACKS, Options

THREADS = 8
_CONNECTIONS = 400  # waitress refuses more; its default is 100, which one slow stranger can hold
_LARGEST_BODY = 16 << 20  # beyond this waitress itself refuses; the routes have smaller bounds with signed answers


class PortalUnusable(RuntimeError):
    """The portal cannot be used as it was asked for; the message says why, in one line and without a password."""


class DatabaseTooNew(PortalUnusable):
    """The tables were made by a newer version of this program, which may keep things that this one does not know."""


def configure(options: Options) -> None:
    """Start Django with these options; again with the same ones does nothing.

    Raises RuntimeError with others, PortalUnusable for a database that cannot be one.
    """
    import django
    from django.apps import apps

    _check(options)
    _options.use(options)
    if not apps.ready:
        os.environ["DJANGO_SETTINGS_MODULE"] = "sync.portal.settings"
        django.setup()


def _check(options: Options) -> None:
    """What would be noticed only when it is needed is told now. Raises PortalUnusable."""
    from sync.portal import database, mail
    from sync.portal.webhooks import sending

    try:
        database.settings_of(options.database_url)
        mail.server_of(options.mail)
        sending.networks_of(options.webhook_networks)
    except ValueError as error:
        raise PortalUnusable(str(error)) from error


def prepare(database: str, data: Path) -> None:
    """Create or migrate the tables, and make the keys. Safe to repeat, and while another process serves.

    Raises PortalUnusable when the folder or the database cannot be used.
    """
    options = Options(data=data.absolute(), database=database)
    with _said_plainly(options):
        configure(options)
        _prepare()


@contextmanager
def _said_plainly(options: Options) -> Iterator[None]:
    """Turn what the disk and the database say into PortalUnusable."""
    from django.db import Error

    try:
        yield
    except Error as error:
        kind = urlsplit(options.database_url).scheme
        line = (str(error).splitlines() or [type(error).__name__])[0]
        raise PortalUnusable(f"the {kind} database does not answer as one should ({line})") from error
    except OSError as error:
        raise PortalUnusable(f"{options.data} cannot be used ({error.strerror or error})") from error


def _prepare() -> None:
    from django.core.management import call_command

    from sync.portal.registry import keys, searching
    from sync.portal.registry.models import Portal

    if _steps_are_missing():
        call_command("migrate", verbosity=0, interactive=False)
    searching.ensure_index()
    Portal.objects.get_or_create(id=1, defaults={"epoch": str(uuid4())})
    keys.ensure_keys()


def _steps_are_missing() -> bool:
    """Whether the tables have to be migrated. Raises DatabaseTooNew when they know steps that this version does not.

    Asked first, because the command that migrates takes a third of a second to find that it has nothing to do.
    """
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    unknown = sorted(name for app, name in loader.applied_migrations if (app, name) not in loader.disk_migrations)
    if unknown:
        raise DatabaseTooNew(f"the database knows steps that this version does not: {', '.join(unknown)}")
    return not loader.disk_migrations.keys() <= loader.applied_migrations.keys()


class Further(TypedDict, total=False):
    """Options of serve() that have defaults; see sync.portal.options.Options.

    public_url: the address on receipts; by default the one it listens on. threads: requests at a time in a process.
    workers: processes.
    """

    packs: Path
    public_url: str
    hosts: tuple[str, ...]
    trusted_proxy: str
    attachments: str
    mail: str
    webhook_networks: tuple[str, ...]
    threads: int
    workers: int


def serve(
    database: str, host: str, port: int, data: Path, *, on_ready: Callable[[str], None], **further: Unpack[Further]
) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished first.

    database: a URL, or "" for a SQLite file in data. port 0 takes a free one. on_ready gets the address once the portal
    answers there. Raises OSError when the address cannot be listened on, PortalUnusable for folder and database.
    """
    listener = _listen(host, port)
    try:
        name = _reachable_as(host)
        address = f"http://{f'[{name}]' if ':' in name else name}:{listener.getsockname()[1]}"
        options = Options(
            data=data.absolute(),
            database=database,
            packs=further.get("packs", PACKS),
            public_url=(further.get("public_url") or address).rstrip("/"),
            hosts=(name, *further.get("hosts", ())),
            trusted_proxy=further.get("trusted_proxy", ""),
            attachments=further.get("attachments", ""),
            mail=further.get("mail", ""),
            webhook_networks=tuple(further.get("webhook_networks", ())),
            workers=further.get("workers", 1),
        )
        with _said_plainly(options):
            configure(options)
            _prepare()
            _look_at_storage(options)
        _serve(listener, options, further.get("threads", THREADS), lambda: on_ready(address))
    finally:
        listener.close()


def _look_at_storage(options: Options) -> None:
    """An address or a password that is wrong is told now, and not at the first scan."""
    from sync.portal.registry.storage import StorageUnusable, open_storage

    try:
        with closing(open_storage(options.attachments, options.data)) as storage:
            storage.probe()
    except StorageUnusable as error:
        raise PortalUnusable(str(error)) from error


def _listen(host: str, port: int) -> socket.socket:
    """Bound before Django starts, because the settings hold the address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except BaseException:
        listener.close()
        raise
    return listener


def _reachable_as(host: str) -> str:
    """The host itself, or for "every address of this machine" the one it would reach others from."""
    if host not in {"0.0.0.0", "::", ""}:  # noqa: S104 - compared, not bound
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address of documentation; nothing is sent
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def application() -> Any:
    """The WSGI application, with the style sheet and icons in front. configure() comes first."""
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise  # type: ignore[import-untyped] # it has no types

    return WhiteNoise(get_wsgi_application(), root=Path(__file__).parent / "static", prefix="static/", max_age=3600)


def _serve(listener: socket.socket, options: Options, threads: int, ready: Callable[[], None]) -> None:
    """In this process, or in workers that it looks after."""
    from django.db import connections

    from sync.portal import workers
    from sync.portal.errands import Errands
    from sync.portal.registry.checkpoint import Checkpoints

    with Checkpoints(), Errands():
        if options.workers == 1:
            run(listener, options, threads, ready)
            return
        connections.close_all()  # nobody asks here for the next weeks
        _end_at_sigterm()
        try:
            workers.supervise(listener, options, threads, ready)
        except workers.WorkerFailed as error:
            raise PortalUnusable(str(error)) from error


def run(listener: socket.socket, options: Options, threads: int, ready: Callable[[], None]) -> None:
    """Serve in this process until SystemExit or KeyboardInterrupt. configure() comes first."""
    from waitress import create_server  # type: ignore[import-untyped] # it has no types

    from sync.portal.api import pacing
    from sync.portal.registry import procedures

    proxy: dict[str, Any] = {}
    if options.trusted_proxy:
        headers = "x-forwarded-for x-forwarded-proto x-forwarded-host"
        proxy = {"trusted_proxy": options.trusted_proxy, "trusted_proxy_headers": headers}
    server = create_server(
        application(),
        sockets=[listener],
        threads=threads,
        ident="portal",
        max_request_body_size=_LARGEST_BODY,
        recv_bytes=1 << 16,  # a bulk call has half a megabyte
        channel_timeout=60,
        connection_limit=_CONNECTIONS,
        clear_untrusted_proxy_headers=True,
        **proxy,
    )
    pacing.use(lambda: len(server.task_dispatcher.queue))
    _end_at_sigterm()
    procedures.packs()  # read now, not while the first kiosks wait
    ready()
    server.run()  # ends at SystemExit or KeyboardInterrupt, after the requests under way
    server.close()


def _end_at_sigterm() -> None:
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _stop)


def _stop(number: int, frame: object) -> None:  # noqa: ARG001
    raise SystemExit(0)
