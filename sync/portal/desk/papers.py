"""Opening an attachment: only for officers of its site, decrypted in memory, and never run by a browser."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from sync.portal.accounts.access import officer_of, with_dossier
from sync.portal.registry import blobs, trail
from sync.portal.registry.models import Dossier, Revision
from sync.protocol.encoding import from_base64

_SHOWN = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_SAVED = {"application/pdf": "pdf"}


@require_safe
@with_dossier
def paper(request: HttpRequest, dossier: Dossier, number: int, sha256: str) -> HttpResponse:
    """The attachment of a revision: pictures are shown, everything else is saved."""
    revision = Revision.objects.filter(site_id=dossier.site_id, dossier=dossier.id, number=number).first()
    entry = next((item for item in revision.papers if item["sha256"] == sha256), None) if revision else None
    if entry is None or not blobs.is_name(sha256):
        raise Http404
    try:
        data = SecretBox(from_base64(entry["key"])).decrypt(blobs.read(dossier.site_id, sha256))
    except (FileNotFoundError, CryptoError) as error:
        raise Http404 from error
    trail.record(dossier.site_id, officer_of(request), "paper-opened", dossier.id, {"sha256": sha256})
    return _answer(data, str(entry["media_type"]), f"{dossier.code}-{number}-{sha256[:8]}")


def _answer(data: bytes, media_type: str, name: str) -> HttpResponse:
    """The type that was claimed counts only when it is one of ours: nothing that came from outside is run."""
    ending = _SHOWN.get(media_type) or _SAVED.get(media_type)
    shown = media_type in _SHOWN
    response = HttpResponse(data, content_type=media_type if ending else "application/octet-stream")
    response["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{name}.{ending or "bin"}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
