"""Handing an unfinished form over to another kiosk of the commune, and taking one in.

The rule about two copies: a draft that is taken along stays here, marked, and can be taken back. Both copies are the
same dossier under the same code, so whichever is finished first and arrives at the portal is the dossier; the other's
revision has the same number and other bytes, is refused, and waits for the volunteer. Two dossiers never come of it.
"""

import logging
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from kiosk import pins
from kiosk.attachments import sniff
from kiosk.errors import AttachmentTypeUnknown, DiskFull, Locked, NotFound, WrongPin
from kiosk.handover import letter as letters
from kiosk.handover import records
from kiosk.handover.errors import NoSiteKey, PackMissing, PinTooShort, TooLongForPaper
from kiosk.handover.letter import Letter, Picture
from kiosk.store.files import write_whole
from sync.bundles import handover, stick
from sync.bundles.errors import BundleError, Foreign, NotThere, StickFull, StickUnwritable, Torn
from sync.bundles.handover import LASTS, Cost, Inside, NotThisPin, Outside
from sync.errors import TransportError
from sync.protocol.encoding import from_base64, read_json_object
from sync.protocol.errors import MalformedError
from sync.protocol.revision import MAX_BLOB

if TYPE_CHECKING:
    from forms.pack import Pack
    from kiosk.app import Kiosk
    from kiosk.store.driver import Database
    from kiosk.types import Draft

_LOG = logging.getLogger(__name__)

MOST_ON_PAPER = 2400
"""Digits that a QR code of 105 by 105 modules holds with error correction L: five dots a module on an 80 mm roll."""
FOLDER, FILE = "to-khai", "to-khai.bin"
_PIN_DIGITS = 6
# What a stick may make this machine look at: forms, and bytes of all together.
_MOST_ON_STICK, _MOST_BYTES = 200, 32 << 20


@dataclass(frozen=True, slots=True)
class Outlook:
    """What can be done with a draft. digits: of its QR code, about; pictures: papers that were photographed."""

    digits: int
    pictures: int

    @property
    def fits_paper(self) -> bool:
        """Whether one QR code holds it."""
        return self.digits <= MOST_ON_PAPER


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """A draft that is away now.

    Attributes:
        until: the first instant it no longer opens.
        digits: content of the QR code, "" on a stick.
        behind: ids of the papers whose pictures stayed here, each as often as it was photographed; on a stick none do.
    """

    code: str
    procedure: str
    pack_version: str
    until: datetime
    saved_at: datetime
    digits: str
    behind: tuple[str, ...]
    folder: Path | None = None

    @property
    def last_day(self) -> date:
        """The last whole day it opens: it ends at midnight UTC, which is seven in the morning in Vietnam."""
        return (self.until - timedelta(seconds=1)).date()


@dataclass(frozen=True, slots=True)
class Offer:
    """A form from another kiosk, not opened yet. folder: on a stick, None from paper."""

    outside: Outside
    folder: Path | None = None

    @property
    def code(self) -> str:
        """Its follow-up code."""
        return self.outside.code


@dataclass(frozen=True, slots=True)
class OnStick:
    """What lies on a stick: forms that can be opened here, and what is wrong with others."""

    offers: tuple[Offer, ...]
    troubles: tuple[BundleError, ...]


class Handover:
    """Every method may be called from any thread; those that take a PIN spend a second or more."""

    def __init__(self, kiosk: "Kiosk", cost: Cost | None = None) -> None:
        """cost: of one try of a PIN."""
        self._kiosk = kiosk
        self._cost = cost or Cost()

    # Out

    def outlook(self, dossier: UUID) -> Outlook:
        """Raises NotFound, NotToBeTaken."""
        left = self._leaving(dossier, pictures=False)
        body = letters.write(left.letter, self._form(left.letter.procedure, left.letter.pack_version))
        sealed = handover.OVERHEAD + len(body)
        return Outlook(handover.digits_of(sealed), left.letter.left)

    def onto_paper(self, dossier: UUID, pin: str) -> TakenAlong:
        """The form as digits for a QR code; from now on it counts as away.

        Raises PinTooShort, PinTooSimple, NotFound, NotToBeTaken, TooLongForPaper, NoSiteKey, DiskFull.
        """
        left, plain = self._leaving(dossier, pictures=False), check_pin(pin)
        taken, data = self._seal(left, plain)
        digits = handover.to_digits(data)
        if len(digits) > MOST_ON_PAPER:
            raise TooLongForPaper(f"{len(digits)} digits")
        self._mark(left, taken, plain, "paper")
        return replace(taken, digits=digits)

    def onto_stick(
        self, dossier: UUID, pin: str, drive: Path, progress: Callable[[int, int], None] | None = None
    ) -> TakenAlong:
        """The form with its pictures, read back from the stick. progress gets bytes done and in all.

        What was broken off is written again from where it stopped. Raises what onto_paper does but TooLongForPaper;
        StickFull, StickUnwritable, Torn when the stick does not give back what was written.
        """
        left, plain = self._leaving(dossier, pictures=True), check_pin(pin)
        taken, data = self._seal(left, plain)
        folder = drive / FOLDER / taken.code
        whole = 2 * sum(each.size for each in left.letter.pictures) + 2 * len(data)
        steps = stick.Steps(progress, whole)
        with stick.said():
            if folder.is_symlink() or folder.parent.is_symlink():
                raise StickUnwritable("a link lies on the stick where the form goes")
            folder.mkdir(parents=True, exist_ok=True)
            _check_room(folder, whole // 2)
        for each in left.letter.pictures:
            place = self._kiosk.attachments.path(each.sha256)
            stick.put(folder / each.sha256, each.sha256, each.size, lambda place=place: place.open("rb"), steps)  # type: ignore[misc]  # bound now
        # From here on somebody may open it elsewhere.
        self._mark(left, taken, plain, "stick")
        stick.put(folder / FILE, stick.digest(data), len(data), lambda: BytesIO(data), steps)
        return replace(taken, folder=folder)

    def away_since(self, dossier: UUID) -> datetime | None:
        """When the draft was taken along, None when it was not, or was taken back."""
        return self._kiosk.store.call(lambda db: records.away_since(db, dossier))

    # In

    def read(self, text: str) -> Offer:
        """What the digits of a scanned slip hold. Raises Torn, TooNew, Foreign, Over, NoSiteKey."""
        return self._offer(handover.from_digits("".join(text.split())))

    def on_stick(self, drive: Path) -> OnStick:
        """The forms on a stick. Raises NotThere when it has none, NoSiteKey."""
        offers: list[Offer] = []
        troubles: list[BundleError] = []
        room = _MOST_BYTES
        for path in sorted(islice((drive / FOLDER).glob(f"*/{FILE}"), _MOST_ON_STICK)):
            try:
                data = stick.read(path, min(room, handover.MAX_BYTES))
                room -= len(data)
                offers.append(self._offer(data, path.parent))
            except BundleError as error:
                troubles.append(error)
        if not offers and not troubles:
            raise NotThere("no form on this stick")
        return OnStick(tuple(offers), tuple(troubles))

    def take(self, offer: Offer, pin: str, *, replace: bool | None = None) -> "Draft":
        """Open it, and make the draft one of this kiosk's.

        replace: when a draft of the same dossier is here: True goes on with what was brought, False with the one here,
        None asks (BegunHere). Raises WrongPin, Locked, PackMissing, BegunHere, FinishedHere, ErasedHere, Torn,
        DiskFull. After PackMissing and BegunHere what was brought is as good as before.
        """
        inside = self._open(offer, pin)
        letter = letters.read(inside.body, self._form)
        pack = self._pack(letter.procedure, letter.pack_version)
        _check_form(pack, letter, self._kiosk.now)
        plain = pins.hash_secret(check_pin(pin))
        at = self._kiosk.now()
        self._kiosk.catalogue.keep(pack)
        names = [each.sha256 for each in letter.pictures]
        try:
            self._fetch(offer.folder, letter.pictures)

            def write(db: "Database") -> list[str]:
                return records.adopt(db, offer.code, inside, letter, plain, at, replace=replace)

            dropped = self._kiosk.store.transaction(write)
        except BaseException as error:
            self._kiosk.attachments.wipe(names)
            if isinstance(error, ValueError):
                raise Torn(str(error)) from error
            raise
        self._kiosk.attachments.wipe(dropped)
        if offer.folder is not None:
            _clear(offer.folder)
        return self._kiosk.drafts.get(inside.dossier)

    # Parts

    def _leaving(self, dossier: UUID, *, pictures: bool) -> records.Leaving:
        identity = self._kiosk.identity
        return self._kiosk.store.call(lambda db: records.leaving(db, dossier, identity, pictures=pictures))

    def _seal(self, left: records.Leaving, pin: str) -> tuple[TakenAlong, bytes]:
        letter = left.letter
        body = letters.write(letter, self._form(letter.procedure, letter.pack_version))
        inside = Inside(left.entry.id, left.permit, left.receipt, body)
        last_day = (self._kiosk.now() + LASTS).date()
        data = handover.seal(left.entry.code, inside, pin, self._site_key(), last_day, self._cost)
        until = handover.end_of(last_day)
        where = (left.entry.code, letter.procedure, letter.pack_version)
        return TakenAlong(*where, until, letter.saved_at, "", left.behind), data

    def _mark(self, left: records.Leaving, taken: TakenAlong, pin: str, way: str) -> None:
        hashed, at = pins.hash_secret(pin), self._kiosk.now()
        self._kiosk.store.transaction(lambda db: records.gone(db, left, taken.until, at, hashed, way))

    def _offer(self, data: bytes, folder: Path | None = None) -> Offer:
        now = self._kiosk.now()
        try:
            return Offer(handover.look(data, self._site_key(), now), folder)
        except Foreign:
            # The portal may have given the site another key since.
            with suppress(NoSiteKey):
                return Offer(handover.look(data, self._ask_site_key(), now), folder)
            raise

    def _open(self, offer: Offer, pin: str) -> Inside:
        name, at = offer.outside.name, self._kiosk.now()
        remaining = self._kiosk.store.transaction(lambda db: records.count_try(db, name, at))
        try:
            inside = handover.unseal(offer.outside, pins.plain(pin), self._site_key())
        except NotThisPin as error:
            if remaining:
                raise WrongPin(remaining) from error
            raise Locked(at + records.LOCKED_FOR) from error
        self._kiosk.store.transaction(lambda db: records.right(db, name))
        return inside

    def _pack(self, procedure: str, version: str) -> "Pack":
        try:
            return self._kiosk.catalogue.pack(procedure, version)
        except NotFound as error:
            raise PackMissing(procedure, version) from error

    def _form(self, procedure: str, version: str) -> bytes:
        from forms.pack.model import FORM_COMPILED

        return (self._pack(procedure, version).folder / FORM_COMPILED).read_bytes()

    def _fetch(self, folder: Path | None, pictures: tuple[Picture, ...]) -> None:
        """The ciphertexts into this kiosk's folder, each checked. Raises Torn, DiskFull."""
        for each in pictures:
            if folder is None:
                raise Torn("pictures do not come on paper")
            data = stick.read(folder / each.sha256, MAX_BLOB)
            if len(data) != each.size or stick.digest(data) != each.sha256:
                raise Torn("a picture on the stick is damaged")
            try:
                fits = sniff(SecretBox(from_base64(each.key)).decrypt(data)) == each.media_type
            except (CryptoError, AttachmentTypeUnknown):
                fits = False
            if not fits:
                raise Torn("a picture on the stick is not what it was said to be")
            try:
                write_whole(self._kiosk.attachments.path(each.sha256), data)
            except OSError as error:
                raise DiskFull("there is no room for the pictures") from error

    def _site_key(self) -> bytes:
        return self._kiosk.identity.site_key or self._ask_site_key()

    def _ask_site_key(self) -> bytes:
        """Of the portal, once. Raises NoSiteKey."""
        from sync.transport import Pace, Transport

        identity = self._kiosk.identity
        pace = Pace(connect=4, read=8, patience=15)
        transport = Transport(
            identity.portal_url, identity.token, identity.portal_sign_key, allow_plain=True, pace=pace
        )
        try:
            answer = transport.exchange("GET", "/v1/site-key")
            key = identity.open_site_key(str(read_json_object(answer.body).get("site_key", "")))
        except (TransportError, MalformedError) as error:
            raise NoSiteKey("the portal does not answer") from error
        finally:
            transport.close()
        if not key:
            raise NoSiteKey("the portal gave no key")
        identity.keep_site_key(key)
        return key


def check_pin(pin: str) -> str:
    """Six plain digits. Raises PinTooShort, PinTooSimple."""
    if len(pins.plain(pin)) < _PIN_DIGITS:
        raise PinTooShort("a form that is taken along needs a PIN of six digits")
    return pins.check_pin(pin)


def _check_form(pack: "Pack", letter: Letter, now: Callable[[], datetime]) -> None:
    """The form takes the answers. Raises Torn: what it would not take must not become a draft."""
    from forms.contract import Environment
    from forms.errors import FormError

    world = Environment(now=lambda: now().astimezone(), new_uuid=lambda: str(uuid4()), random=lambda: 0.5)
    try:
        pack.form().resume(letter.draft, world)
    except FormError as error:
        raise Torn(f"the form {letter.procedure} does not take the answers") from error


def _check_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed + (1 << 20) > free:
        raise StickFull(needed, free)


def _clear(folder: Path) -> None:
    """What was taken in lies here now. A stick that cannot be written keeps it: sealed, and for some days only."""
    try:
        shutil.rmtree(folder)
    except OSError as error:
        _LOG.warning("a form that was taken in stays on the stick: %s", error.strerror)
