"""A resident shows a receipt at another kiosk: where the dossier stands, and what is needed to go on there.


The state needs the receipt only, as the page behind its link does. Answers are sealed to the kiosk that asks, and only
to one of the commune that has the dossier: it may send the next revision (registry.ingest), others may not.
"""

import zlib
from typing import Any

from nacl.public import PublicKey, SealedBox

from sync.portal.registry import receipts, residents, trail
from sync.portal.registry.models import Correction, Dossier, Kiosk, Revision
from sync.portal.registry.problems import Problem
from sync.protocol.encoding import canonical_json, to_base64, to_instant
from sync.protocol.revision import read_revision


def standing(token: str, kiosk: Kiosk) -> tuple[Dossier | None, dict[str, Any]]:
    """Where the dossier of a receipt stands, without an answer of the resident's. Raises Problem not-found."""
    try:
        code, _, dossier = receipts.find(token)
    except receipts.UnknownReceipt as error:
        raise Problem("not-found", "no kiosk of this portal printed this receipt") from error
    if dossier is None:
        return None, {"code": code, "state": ""}
    asked = _asked(dossier)
    head = Revision.objects.filter(site_id=dossier.site_id, dossier=dossier.id, number=dossier.head).defer("body").get()
    return dossier, {
        "code": code,
        "dossier": str(dossier.id),
        "procedure": dossier.procedure,
        "pack_version": head.pack_version,
        "language": head.language,
        "revision": dossier.head,
        "state": str(dossier.state),
        **dossier.told,
        "received_at": to_instant(dossier.received_at),
        "correction": str(asked.id) if asked else "",
        "labels": [str(item.get("label", "")) for item in asked.items] if asked else [],
        "has_pin": residents.has_pin(dossier),
        "here": dossier.site_id == kiosk.site_id,
    }


def handed_over(dossier: Dossier, kiosk: Kiosk, pin: str) -> str:
    """What the kiosk needs to go on, sealed to it. Raises Problem wrong-pin, pin-locked, no-pin, elsewhere."""
    if dossier.site_id != kiosk.site_id:
        raise Problem("elsewhere", "the dossier belongs to another commune")
    try:
        right = residents.prove(dossier, pin)
    except residents.NoPin as error:
        raise Problem("no-pin", "the resident chose no PIN") from error
    except residents.PinLocked as error:
        trail.record(dossier.site_id, None, "page-locked", dossier.id)
        raise Problem("pin-locked", "too many wrong PINs") from error
    if not right:
        dossier.refresh_from_db(fields=["pin_failures"])
        raise Problem("wrong-pin", "the PIN is another", remaining=residents.PIN_TRIES - dossier.pin_failures)
    trail.record(dossier.site_id, None, "handed-to-kiosk", dossier.id, {"kiosk": str(kiosk.id)})
    return _sealed(dossier, kiosk)


def _sealed(dossier: Dossier, kiosk: Kiosk) -> str:
    head = Revision.objects.get(site_id=dossier.site_id, dossier=dossier.id, number=dossier.head)
    asked = _asked(dossier)
    content = {
        "hash": head.hash,
        "instance": head.instance,
        "papers": head.papers,
        "attachments": [
            {"sha256": blob.sha256, "size": blob.size} for blob in read_revision(bytes(head.body)).header.attachments
        ],
        "consent": head.consent,
        "pin": head.pin,
        "note": asked.note if asked else "",
        "items": asked.items if asked else [],
    }
    packed = zlib.compress(canonical_json(content), 9)
    return to_base64(SealedBox(PublicKey(bytes(kiosk.box_key))).encrypt(packed))


def _asked(dossier: Dossier) -> Correction | None:
    return Correction.objects.filter(site_id=dossier.site_id, dossier=dossier.id, closed_at=None).first()
