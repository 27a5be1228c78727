"""Attachments on disk: ciphertexts named by their sha256, in a folder of their site, created once and never changed.

The four functions are what an object store offers too (create-only put, head, get), so that one can take its place.
"""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from sync.portal.registry import files
from sync.portal.registry.models import Attachment
from sync.protocol.encoding import hash_of
from sync.protocol.revision import MAX_BLOB

MAX_SIZE = MAX_BLOB
_NAME = frozenset("0123456789abcdef")


class WrongHash(ValueError):
    """The bytes are not the ones that the name says."""


def is_name(text: str) -> bool:
    """Whether text is a lower-case sha256."""
    return len(text) == 64 and _NAME.issuperset(text)


def path_of(site: int, sha256: str) -> Path:
    """Where the ciphertext lies. sha256 must be checked with is_name."""
    return Path(settings.DATA) / "attachments" / str(site) / sha256[:2] / sha256


def put(site: int, sha256: str, data: bytes) -> bool:
    """Store; True when new. On disk before the row is, and the row before the answer. Raises WrongHash."""
    if hash_of(data) != sha256:
        raise WrongHash(sha256)
    if size(site, sha256) == len(data) and path_of(site, sha256).is_file():
        return False
    files.create(path_of(site, sha256), data)
    _, created = Attachment.objects.get_or_create(
        site_id=site, sha256=sha256, defaults={"size": len(data), "received_at": timezone.now()}
    )
    return created


def size(site: int, sha256: str) -> int | None:
    """Bytes that are stored under this name, None when it is not there."""
    return Attachment.objects.filter(site_id=site, sha256=sha256).values_list("size", flat=True).first()


def sizes(site: int, names: list[str]) -> dict[str, int]:
    """The sizes of those that are there."""
    rows = Attachment.objects.filter(site_id=site, sha256__in=names)
    return dict(rows.values_list("sha256", "size"))


def read(site: int, sha256: str) -> bytes:
    """The ciphertext. Raises FileNotFoundError."""
    return path_of(site, sha256).read_bytes()
