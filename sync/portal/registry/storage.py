"""Where the portal keeps the bytes of attachments: a folder, or a bucket of an S3-compatible object store.

Both do the same few things, so that everything above has one code path: an object is created once under its name and
never changed, it is durable when ``create`` returns, and no reader ever sees half of one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qsl, urlsplit

from sync.portal.registry import files

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_SCHEME = "s3"
_KNOWN = frozenset({"endpoint", "region"})
_GONE = frozenset({"404", "NoSuchKey", "NotFound"})
# 409: somebody else is creating the same name right now.
_TAKEN = frozenset({"412", "PreconditionFailed", "409", "ConditionalRequestConflict"})


class StorageUnusable(ValueError):
    """The place for attachments cannot be used as it was named; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An object: its name, its size in bytes, and when it was created."""

    name: str
    size: int
    at: datetime


class Storage(Protocol):
    """Objects by name; a name is parts of letters, digits, "." and "-" with "/" between them."""

    def create(self, name: str, data: bytes) -> bool:
        """Store data durably. False when the name is taken (its bytes are left as they are)."""
        ...

    def read(self, name: str) -> bytes:
        """All bytes. Raises FileNotFoundError."""
        ...

    def size(self, name: str) -> int | None:
        """Bytes under this name, None when there is nothing."""
        ...

    def remove(self, name: str) -> None:
        """Forget an object; one that is not there is no fault."""
        ...

    def below(self, folder: str) -> Iterator[Stored]:
        """The objects whose names begin with ``folder/``."""
        ...

    def probe(self) -> None:
        """Raise StorageUnusable unless objects can be asked for."""
        ...

    def close(self) -> None:
        """Let go of connections; nothing is asked afterwards."""
        ...


class Folder:
    """Objects as files under a folder of this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def create(self, name: str, data: bytes) -> bool:
        try:
            return files.create(self._root / name, data)
        except FileNotFoundError:
            # Another worker removed the last object of that folder, and the folder, in between.
            return files.create(self._root / name, data)

    def read(self, name: str) -> bytes:
        return (self._root / name).read_bytes()

    def size(self, name: str) -> int | None:
        try:
            return (self._root / name).stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return None

    def remove(self, name: str) -> None:
        path = self._root / name
        path.unlink(missing_ok=True)
        parent = path.parent
        # A folder of one upload goes with its last piece; the fixed ones above are cheap to keep and raced for.
        if parent != self._root and parent.parent != self._root:
            try:
                parent.rmdir()
            except OSError:
                return  # not empty, or gone already

    def below(self, folder: str) -> Iterator[Stored]:
        for path in (self._root / folder).rglob("[!.]*"):
            try:
                found = path.stat()
            except FileNotFoundError:
                continue  # removed by another worker
            if path.is_file():
                name = path.relative_to(self._root).as_posix()
                yield Stored(name, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def probe(self) -> None:
        files.make_folder(self._root)

    def close(self) -> None:
        """A folder holds none."""


class Bucket:
    """Objects in a bucket. Creating is a conditional put (``If-None-Match: *``), so two workers need no lock."""

    def __init__(self, client: "S3Client", bucket: str, prefix: str = "") -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""

    def create(self, name: str, data: bytes) -> bool:
        from botocore.exceptions import ClientError

        try:
            self._client.put_object(Bucket=self._bucket, Key=self._prefix + name, Body=data, IfNoneMatch="*")
        except ClientError as error:
            if _code(error) in _TAKEN:
                return False
            raise
        return True

    def read(self, name: str) -> bytes:
        from botocore.exceptions import ClientError

        try:
            return self._client.get_object(Bucket=self._bucket, Key=self._prefix + name)["Body"].read()
        except ClientError as error:
            if _code(error) in _GONE:
                raise FileNotFoundError(name) from error
            raise

    def size(self, name: str) -> int | None:
        from botocore.exceptions import ClientError

        try:
            return self._client.head_object(Bucket=self._bucket, Key=self._prefix + name)["ContentLength"]
        except ClientError as error:
            if _code(error) in _GONE:
                return None
            raise

    def remove(self, name: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=self._prefix + name)

    def below(self, folder: str) -> Iterator[Stored]:
        pages = self._client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self._bucket, Prefix=f"{self._prefix}{folder}/"):
            for item in page.get("Contents", ()):
                yield Stored(item["Key"].removeprefix(self._prefix), item["Size"], item["LastModified"])

    def probe(self) -> None:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            self._client.list_objects_v2(Bucket=self._bucket, Prefix=self._prefix, MaxKeys=1)
        except ClientError as error:
            raise StorageUnusable(f"the bucket {self._bucket} refuses ({_code(error)})") from error
        except BotoCoreError as error:
            raise StorageUnusable(f"the object store does not answer ({type(error).__name__})") from error

    def close(self) -> None:
        self._client.close()


def _code(error: Exception) -> str:
    return str(getattr(error, "response", {}).get("Error", {}).get("Code", ""))


def open_storage(where: str, data: Path) -> Storage:
    """The storage that an option names.

    where: "" for the folder ``attachments`` in data; ``s3://BUCKET/PREFIX?endpoint=https://…&region=…`` for an object
    store, whose credentials come the way boto3 finds them (environment, ~/.aws, the role of the machine). Raises
    StorageUnusable.
    """
    if not where:
        return Folder(data / "attachments")
    parts = urlsplit(where)
    options = dict(parse_qsl(parts.query))
    if parts.scheme != _SCHEME or not parts.netloc or not _KNOWN.issuperset(options):
        raise StorageUnusable(f"{where} is no place for attachments: write s3://BUCKET/PREFIX?endpoint=URL&region=NAME")
    return Bucket(_client(options), parts.netloc, parts.path)


def _client(options: dict[str, str]) -> "S3Client":
    try:
        import boto3
        from botocore.config import Config
    except ImportError as error:
        raise StorageUnusable("S3 needs one more package: pip install 'kiosk-ho-so[s3]'") from error
    return boto3.client(
        "s3",
        endpoint_url=options.get("endpoint"),
        region_name=options.get("region") or None,
        config=Config(retries={"mode": "standard", "max_attempts": 3}, connect_timeout=5, read_timeout=30),
    )
