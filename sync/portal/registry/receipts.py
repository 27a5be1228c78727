"""The resident's key: a token that a kiosk signed and printed, or that this portal signed for a receipt that was lost.

A reissued token counts how often it was reissued: the newest opens the page, the ones before and the kiosk's do not.
"""

from nacl.signing import VerifyKey

from sync.portal.registry import keys
from sync.portal.registry.models import Dossier, Kiosk
from sync.protocol.errors import ProtocolError, SignatureError
from sync.protocol.followup import check_token, make_token, prefix_of, split_token


class UnknownReceipt(ValueError):
    """The token was not made by a kiosk of this portal, or it was replaced."""


def reissued_token(dossier: Dossier) -> str:
    """The token of the newest replaced receipt."""
    return make_token(dossier.code, keys.sign_key(), dossier.reissues)


def find(token: str) -> tuple[str, Kiosk, Dossier | None]:
    """(code, the kiosk that gave it out, its dossier or None while that is on its way). Raises UnknownReceipt."""
    try:
        code, signature = split_token(token)
        kiosk = Kiosk.objects.select_related("site").get(prefix=prefix_of(code))
    except (ProtocolError, Kiosk.DoesNotExist) as error:
        raise UnknownReceipt from error
    dossier = Dossier.objects.filter(site_id=kiosk.site_id, code=code).select_related("site").first()
    reissues = dossier.reissues if dossier else 0
    key = keys.sign_key().verify_key if reissues else VerifyKey(bytes(kiosk.sign_key))
    try:
        check_token(code, signature, key, reissues)
    except SignatureError as error:
        raise UnknownReceipt from error
    return code, kiosk, dossier
