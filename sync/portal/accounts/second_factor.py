"""The second factor: a code from an app on the phone (TOTP, RFC 6238, by django-otp), or a backup code on paper.

The app's key is shown once, as a QR code and as letters, until the first code from the app proves that it is there.
Backup codes are kept only as keyed hashes, and each serves once. A wrong code makes the next try wait, twice as long
each time; that is django-otp's.
"""

import hmac
import secrets
from base64 import b32encode
from hashlib import sha256

from django.db import transaction
from django.http import HttpRequest
from django_otp import login as otp_login
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from sync.portal import options
from sync.portal.accounts.access import memberships_of
from sync.portal.accounts.roles import ALWAYS_SECOND_FACTOR
from sync.portal.registry.models import Officer, Role
from sync.protocol.followup import ALPHABET

BACKUP_CODES = 10
_BACKUP_LENGTH = 10
_TOKEN = 16  # hexadecimal digits of a hash: what django-otp's column holds
_NAME = "app"


def is_demanded(officer: Officer) -> bool:
    """Whether a role of theirs does not go without, or their commune wants it."""
    return any(
        Role(member.role) in ALWAYS_SECOND_FACTOR or (member.site is not None and member.site.second_factor)
        for member in memberships_of(officer)
    )


def has_one(officer: Officer) -> bool:
    """Whether an app was set up."""
    return bool(TOTPDevice.objects.filter(user=officer, confirmed=True).exists())


def new_app(officer: Officer) -> TOTPDevice:
    """The app that is being set up; the same one until it is confirmed."""
    waiting = TOTPDevice.objects.filter(user=officer, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user=officer, name=_NAME, confirmed=False)


def letters_of(device: TOTPDevice) -> str:
    """The key to type where no camera is, in groups of four."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def confirm_app(request: HttpRequest, officer: Officer, code: str) -> list[str] | None:
    """Take the app into use when the code is its; returns the new backup codes, None for a wrong code."""
    device = new_app(officer)
    if not device.verify_token(_plain(code)):
        return None
    with transaction.atomic():
        TOTPDevice.objects.filter(user=officer, confirmed=True).delete()
        device.confirmed = True
        device.save()
        codes = new_backup_codes(officer)
    otp_login(request, device)
    request.session.cycle_key()
    return codes


def new_backup_codes(officer: Officer) -> list[str]:
    """Ten new codes, as they are shown once; the old ones do not serve any more."""
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(_BACKUP_LENGTH)) for _ in range(BACKUP_CODES)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=officer).delete()
        device = StaticDevice.objects.create(user=officer, name=_NAME)
        StaticToken.objects.bulk_create([StaticToken(device=device, token=_hash(officer, code)) for code in codes])
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def backup_codes_left(officer: Officer) -> int:
    """How many have not been used."""
    return int(StaticToken.objects.filter(device__user=officer).count())


def verify(request: HttpRequest, officer: Officer, code: str) -> bool:
    """Whether the code is one of the app or of the paper; the session is then fully logged in."""
    plain = _plain(code)
    device: TOTPDevice | StaticDevice | None
    if plain.isdigit() and len(plain) < _BACKUP_LENGTH:
        device, token = TOTPDevice.objects.filter(user=officer, confirmed=True).first(), plain
    else:
        device, token = StaticDevice.objects.filter(user=officer).first(), _hash(officer, plain)
    with transaction.atomic():
        if device is None or not _locked(device).verify_token(token):
            return False
    otp_login(request, device)
    request.session.cycle_key()
    return True


def _locked(device: TOTPDevice | StaticDevice) -> TOTPDevice | StaticDevice:
    """The row, locked, so that a code that is sent twice at a time serves once."""
    return type(device).objects.select_for_update().get(pk=device.pk)


def forget(officer: Officer) -> None:
    """Remove app and backup codes, for who lost the phone."""
    TOTPDevice.objects.filter(user=officer).delete()
    StaticDevice.objects.filter(user=officer).delete()


def _plain(code: str) -> str:
    return "".join(letter for letter in code[:40].upper() if letter.isalnum())


def _hash(officer: Officer, code: str) -> str:
    message = f"backup-v1\n{officer.pk}\n{code}".encode()
    return hmac.digest(options.current().secret("token-secret").encode(), message, sha256).hex()[:_TOKEN]
