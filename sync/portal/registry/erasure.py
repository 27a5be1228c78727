"""Making a dossier unreadable: answers, names, attachments go; what proves that it was here stays.

Kept are code, number, states with their days, the hashes of the revisions (a kiosk that asks again gets its
acknowledgement), the record of consent, and the audit trail, which holds no answers.
"""

from typing import Any

from django.db import transaction

from sync.portal.registry import answers, blobs
from sync.portal.registry.models import Attachment, Correction, Dossier, Event, Petition, Promise, Revision

_EMPTIED: dict[str, Any] = {"sealed": "", "items": [], "note": ""}  # of the lines in the kiosks' feed


def erase(dossier: Dossier) -> None:
    """Erase what a dossier says about people. Call inside a transaction, with the dossier's row locked.

    The files of attachments go when the transaction is committed: bytes that are left without a row are garbage, a row
    whose bytes are gone is a fault.
    """
    mine = {"site_id": dossier.site_id, "dossier": dossier.id}
    revisions = list(Revision.objects.filter(**mine).only("site_id", "dossier", "number", "papers"))
    names = {str(paper["sha256"]) for revision in revisions for paper in revision.papers}
    Revision.objects.filter(**mine).update(body=b"", instance="", papers=[], assisted_by="", pin="")
    Correction.objects.filter(**mine).update(items=[], note="")
    for event in Event.objects.filter(**mine):
        data = {key: _EMPTIED.get(key, value) for key, value in event.data.items()}
        Event.objects.filter(site_id=event.site_id, xid=event.xid, seq=event.seq).update(data=data)
    Promise.objects.filter(**mine).update(to_whom="", reason="")
    Petition.objects.filter(**mine).update(from_whom="", contact="", subject="", words="", answer="")
    dossier.names, dossier.note = [], ""
    dossier.search = answers.search_text(dossier)
    dossier.save(update_fields=["names", "note", "search"])
    Attachment.objects.filter(site_id=dossier.site_id, sha256__in=names).delete()

    def forget_bytes() -> None:
        for name in names:
            blobs.forget(dossier.site_id, name)

    transaction.on_commit(forget_bytes)
