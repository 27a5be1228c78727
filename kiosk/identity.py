"""Who this kiosk is: its keys, what the portal gave it at enrolment, and the counter of its follow-up codes.

The keys are made at the first start, before any enrolment, so that an enrolment whose answer was lost can be repeated
with the same keys. They lie in the encrypted store and nowhere else.
"""

import secrets
from dataclasses import asdict, dataclass, replace
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

from kiosk import audit
from kiosk.errors import NotEnrolled
from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import Clock, utc_now
from sync.protocol.encoding import from_base64, to_instant
from sync.protocol.errors import MalformedError
from sync.protocol.followup import mint

_SITE_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the portal answers to an enrolment (docs/protocol.md), with the name the kiosk gave itself."""

    kiosk: str
    prefix: str
    token: str
    site: str
    site_name: str
    portal_url: str
    name: str
    sign_key: bytes
    box_key: bytes
    epoch: str = ""
    site_key: bytes = b""

    def __repr__(self) -> str:
        return f"Enrolment(kiosk={self.kiosk!r}, prefix={self.prefix!r})"  # the token never reaches a log


class Identity:
    """The kiosk's identity; reads are from memory, so any thread may ask."""

    def __init__(self, store: Store, now: Clock = utc_now) -> None:
        self._store = store
        self._now = now
        row = store.transaction(_read_or_make)
        self._sign_key, self._box_key = SigningKey(row[0]), PrivateKey(row[1])
        self._enrolment = _enrolment(row)

    @property
    def enrolled(self) -> bool:
        """Whether a portal has given a prefix and its keys."""
        return self._enrolment is not None

    @property
    def enrolment(self) -> Enrolment:
        """What the portal gave. Raises NotEnrolled."""
        if self._enrolment is None:
            raise NotEnrolled("this kiosk is not enrolled at a portal")
        return self._enrolment

    @property
    def kiosk_id(self) -> str:
        """The kiosk's id at the portal. Raises NotEnrolled, as all below except the kiosk's own keys."""
        return self.enrolment.kiosk

    @property
    def prefix(self) -> str:
        """The three characters that begin every follow-up code of this kiosk."""
        return self.enrolment.prefix

    @property
    def token(self) -> str:
        """The bearer token for the portal."""
        return self.enrolment.token

    @property
    def site(self) -> str:
        """The id of the commune or cultural house."""
        return self.enrolment.site

    @property
    def site_name(self) -> str:
        """Its name, as printed on receipts."""
        return self.enrolment.site_name

    @property
    def portal_url(self) -> str:
        """Where the portal is, without a slash at the end."""
        return self.enrolment.portal_url

    @property
    def name(self) -> str:
        """What the technician called this kiosk."""
        return self.enrolment.name

    @property
    def portal_sign_key(self) -> VerifyKey:
        """What the portal's answers and acknowledgements are checked with."""
        return VerifyKey(self.enrolment.sign_key)

    @property
    def portal_box_key(self) -> PublicKey:
        """What dossiers are sealed to."""
        return PublicKey(self.enrolment.box_key)

    @property
    def site_key(self) -> bytes:
        """What the kiosks of this site share, for handing forms over among them; b"" until the portal gave it."""
        return self.enrolment.site_key

    @property
    def sign_key(self) -> SigningKey:
        """What this kiosk signs revisions, receipts and consents with."""
        return self._sign_key

    @property
    def box_key(self) -> PrivateKey:
        """What the portal seals corrections to."""
        return self._box_key

    def join(self, portal_url: str, code: str, name: str) -> None:
        """Enrol at a portal with a one-time code, and keep what it gave. Raises what sync.enrolment.enrol does."""
        from sync import enrolment

        given = enrolment.enrol(portal_url, code, name, self.sign_key.verify_key, self.box_key.public_key)
        fields = {each: value for each, value in asdict(given).items() if each != "sealed_site_key"}
        self.store_enrolment(Enrolment(name=name, **fields, site_key=self.open_site_key(given.sealed_site_key)))

    def open_site_key(self, sealed: str) -> bytes:
        """The key of the site that the portal sealed to this kiosk (base64url); b"" for what is none."""
        try:
            key = SealedBox(self.box_key).decrypt(from_base64(sealed)) if sealed else b""
        except (CryptoError, MalformedError):
            return b""
        return key if len(key) == _SITE_KEY_BYTES else b""

    def keep_site_key(self, key: bytes) -> None:
        """The portal gave the site's key, or another one."""
        self.store_enrolment(replace(self.enrolment, site_key=key))

    def store_enrolment(self, enrolment: Enrolment) -> None:
        """Keep what the portal answered; enrolling again replaces it. Codes given out before stay valid."""
        values = [
            enrolment.kiosk,
            enrolment.prefix,
            enrolment.token,
            enrolment.name,
            enrolment.site,
            enrolment.site_name,
            enrolment.portal_url.rstrip("/"),
            bytes(VerifyKey(enrolment.sign_key)),
            bytes(PublicKey(enrolment.box_key)),
            enrolment.epoch,
            enrolment.site_key,
        ]
        at = self._now()

        def write(db: Database) -> tuple[Any, ...]:
            db.execute(
                "UPDATE identity SET kiosk = ?, prefix = ?, token = ?, name = ?, site = ?, site_name = ?, "
                "portal_url = ?, portal_sign_key = ?, portal_box_key = ?, epoch = ?, site_key = ?, enrolled_at = ? "
                "WHERE id = 1",
                [*values, to_instant(at)],
            )
            audit.record(db, at, "enrolled", data={"kiosk": enrolment.kiosk, "prefix": enrolment.prefix})
            return _read_or_make(db)

        self._enrolment = _enrolment(self._store.transaction(write))

    def next_code(self, db: Database) -> str:
        """A follow-up code that was never given out; call it inside the transaction that uses it.

        A transaction that is undone gives the code back. Raises NotEnrolled; ValueError when all codes are used up.
        """
        prefix = self.prefix
        counter, secret = db.execute(_NEXT_CODE, [prefix]).fetchone()
        return mint(prefix, counter, secret)


# A store that was restored from a copy starts every counter above what may have been given out since.
_NEXT_CODE = """
    INSERT INTO code_counter (prefix, next)
    VALUES (?, 1 + coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'code-floor'), 0))
    ON CONFLICT (prefix) DO UPDATE SET next = next + 1
    RETURNING next - 1, (SELECT code_secret FROM identity)
"""
_SELECT = """
    SELECT sign_key, box_key, kiosk, prefix, token, site, site_name, portal_url, name, portal_sign_key, portal_box_key,
        epoch, site_key
    FROM identity
"""


def _read_or_make(db: Database) -> tuple[Any, ...]:
    row = db.execute(_SELECT).fetchone()
    if row is None:
        db.execute(
            "INSERT INTO identity (id, sign_key, box_key, code_secret) VALUES (1, ?, ?, ?)",
            [bytes(SigningKey.generate()), bytes(PrivateKey.generate()), secrets.token_bytes(32)],
        )
        row = db.execute(_SELECT).fetchone()
    return tuple(row)


def _enrolment(row: tuple[Any, ...]) -> Enrolment | None:
    given = row[2:]
    return Enrolment(*given) if given[1] else None
