"""What a portal is told before Django starts. settings.py reads it; nothing is taken from the environment.

A process runs one portal: Django's settings are global, so ``use`` may be called again only with the same options.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sync.portal.registry import files

PACKS = Path(__file__).parents[2] / "forms" / "packs"
_SECRET_FILE = "secret"  # noqa: S105 - the name of a file


@dataclass(frozen=True, slots=True)
class Options:
    """How this portal is run.

    Attributes:
        data: folder of keys, attachments and (by default) the database; kept 0700.
        database: ``sqlite:///…`` or ``postgresql://…`` (see sync.portal.database); "" for a file in the data folder.
        packs: folder of the packs that are served to kiosks.
        public_url: the address people and kiosks use, without a slash at the end; "" until serve() knows its port.
        hosts: further names under which the portal may be called.
        attachments: "" for a folder in data, or an S3 bucket; see sync.portal.registry.storage.open_storage.
        mail: "" for none, or where mail goes out; see sync.portal.mail.server_of.
        webhook_networks: networks such as 10.0.0.0/8 that webhooks may lead into although they are private.
        trusted_proxy: address of the reverse proxy whose X-Forwarded-… headers count; "" for none.
        workers: processes that serve it on this machine.
    """

    data: Path
    database: str = ""
    packs: Path = PACKS
    public_url: str = ""
    hosts: tuple[str, ...] = ()
    trusted_proxy: str = ""
    attachments: str = ""
    mail: str = ""
    webhook_networks: tuple[str, ...] = ()
    workers: int = 1

    @property
    def database_url(self) -> str:
        """The URL of the database, with the default filled in."""
        return self.database or f"sqlite:///{self.data / 'portal.sqlite3'}"

    @property
    def allowed_hosts(self) -> list[str]:
        """Host names Django answers to."""
        public = urlsplit(self.public_url).hostname
        return ["127.0.0.1", "localhost", "[::1]", *self.hosts, *([public] if public else [])]

    def secret(self, name: str = _SECRET_FILE) -> str:
        """A random secret of this portal, made at the first call and kept 0600 in the data folder."""
        path = files.make_folder(self.data) / name
        if not path.exists():
            files.create(path, secrets.token_urlsafe(48).encode())
        return path.read_text()


_current: Options | None = None


def use(options: Options) -> None:
    """Make these the options of this process.

    Asking again for the same data and database keeps what is in use. Raises RuntimeError for others.
    """
    global _current  # noqa: PLW0603 - Django's settings are one per process, and so are these
    if _current is None:
        _current = options
    elif (_current.data, _current.database_url) != (options.data, options.database_url):
        raise RuntimeError("this process already runs a portal on other data")
    elif options.public_url and options != _current:
        raise RuntimeError("serve() comes before prepare() and seed_demo() in a process, or in another one")


def current() -> Options:
    """The options in use. Tools that only look at the models get a database in memory."""
    if _current is None:
        import tempfile

        return Options(Path(tempfile.gettempdir()) / "portal-tools", database="sqlite://:memory:")
    return _current
