"""The portal's keys: public halves in the database, private halves as 0600 files in the data folder.

The signing key is for life: kiosks know the portal by it. The box key can be replaced; retired ones stay, because a
kiosk that was away for a month still sends what it sealed to the old one.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from sync.portal.registry import files
from sync.portal.registry.models import PortalKey
from sync.protocol.keys import key_id

_Purpose = PortalKey.Purpose


class KeyFileMissing(FileNotFoundError):
    """The database names a key whose private half is not in the data folder."""


def ensure_keys() -> None:
    """Make whatever current key is missing."""
    for purpose in _Purpose:
        if not PortalKey.objects.filter(purpose=purpose, retired_at=None).exists():
            _make(purpose)


def replace_box_key() -> str:
    """A new current box key; the old one is retired. Returns the new key's short name."""
    with transaction.atomic():
        PortalKey.objects.filter(purpose=_Purpose.BOX, retired_at=None).update(retired_at=timezone.now())
        return _make(_Purpose.BOX)


def _make(purpose: PortalKey.Purpose) -> str:
    if purpose == _Purpose.SIGN:
        signing = SigningKey.generate()
        secret, public = bytes(signing), bytes(signing.verify_key)
    else:
        box = PrivateKey.generate()
        secret, public = bytes(box), bytes(box.public_key)
    name = key_id(public)
    files.create(_path(name), secret)  # before the row: a row without its file would be a key nobody has
    PortalKey.objects.create(id=name, purpose=purpose, public=public, created_at=timezone.now())
    return name


def _path(name: str) -> Path:
    return Path(settings.DATA) / "keys" / f"{name}.key"


@lru_cache(maxsize=32)
def _secret(name: str) -> bytes:
    try:
        return _path(name).read_bytes()
    except FileNotFoundError as error:
        raise KeyFileMissing(f"the private half of key {name} is not in {_path(name).parent}") from error


@lru_cache(maxsize=1)
def sign_key() -> SigningKey:
    """The key that signs answers. Raises KeyFileMissing."""
    return SigningKey(_secret(PortalKey.objects.get(purpose=_Purpose.SIGN, retired_at=None).id))


def box_key() -> bytes:
    """The public key that kiosks seal to now."""
    return bytes(PortalKey.objects.get(purpose=_Purpose.BOX, retired_at=None).public)


@lru_cache(maxsize=32)
def private_box_key(name: str) -> PrivateKey | None:
    """The current or retired box key with this short name, None when it is not ours. Raises KeyFileMissing."""
    known = PortalKey.objects.filter(purpose=_Purpose.BOX, id=name).exists()
    return PrivateKey(_secret(name)) if known else None
