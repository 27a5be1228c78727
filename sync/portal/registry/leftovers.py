"""What nobody will come back for: attachments that no revision names, files whose answers never came, old notices.

An attachment comes before the revision that names it. Where the revision never follows (the resident amended, the kiosk
died, a phone was lost) its ciphertext is somebody's photograph that no officer can open and no erasure would find.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sync.portal.registry import blobs
from sync.portal.registry.models import Attachment, Notice, PhoneFile, Revision, Site
from sync.portal.registry.turns import turn

log = logging.getLogger("sync.portal")

# A kiosk that was away for longer sends such an attachment again: it is asked for when it is missing.
KEEP_UNNAMED = timedelta(days=30)
# ODK Collect sends the rest of a submission when its line is back.
KEEP_PHONE_FILES = timedelta(days=30)
# By kind. Of reports on a machine's health the newest stays: the fleet's page shows it however old it is.
KEEP_NOTICES = {
    "health": timedelta(days=14),
    "help": timedelta(days=90),
    "visit": timedelta(days=3 * 366),
    "feedback": timedelta(days=3 * 366),
}
# Attachments older than this were looked at often enough; what they prove was stored long before.
_LOOKED_AT = timedelta(days=90)
_TOGETHER = 500


def sweep_leftovers(now: datetime) -> dict[str, int]:
    """Forget all three; how many of each. Cheap when there is nothing; runs beside everything else."""
    swept = {
        "phone_files": _phone_files(now - KEEP_PHONE_FILES),
        "attachments": _attachments(now - KEEP_UNNAMED, now - _LOOKED_AT),
        "notices": _notices(now),
    }
    if any(swept.values()):
        log.info("%s", ", ".join(f"{count} {what} forgotten" for what, count in swept.items()))
    return swept


def sweep_rowless(now: datetime) -> int:
    """Bytes whose row was never written, because the process ended in between; how many. Lists all there are."""
    count = 0
    for site in Site.objects.values_list("id", flat=True):
        old = [name for name, at in blobs.wholes(site) if at < now - KEEP_UNNAMED]
        for start in range(0, len(old), _TOGETHER):
            some = old[start : start + _TOGETHER]
            known = set(Attachment.objects.filter(site_id=site, sha256__in=some).values_list("sha256", flat=True))
            for name in set(some) - known:
                blobs.forget(site, name)
                count += 1
    return count


def _phone_files(before: datetime) -> int:
    """Submissions of which nothing has come since: their files' rows. The ciphertexts follow as attachments."""
    groups = PhoneFile.objects.values("site_id", "instance").annotate(newest=Max("received_at"))
    count = 0
    for group in groups.filter(newest__lt=before).order_by()[:_TOGETHER]:
        with turn(), transaction.atomic():
            mine = PhoneFile.objects.filter(site_id=group["site_id"], instance=group["instance"])
            count += mine.filter(received_at__lt=before).delete()[0]
    return count


def _attachments(before: datetime, after: datetime) -> int:
    rows = Attachment.objects.filter(received_at__lt=before, received_at__gte=after)
    by_site: dict[int, dict[str, datetime]] = {}
    for site, sha256, at in rows.values_list("site_id", "sha256", "received_at"):
        by_site.setdefault(site, {})[sha256] = at
    return sum(_of_site(site, candidates, before) for site, candidates in by_site.items())


def _of_site(site: int, candidates: dict[str, datetime], before: datetime) -> int:
    """Those of a site that nothing names.

    Only what came after an attachment can be the first to name it, so older revisions are not looked at.
    """
    since = min(candidates.values())
    revisions = Revision.objects.filter(site_id=site, received_at__gte=since).values_list("papers", flat=True)
    named = {str(paper["sha256"]) for papers in revisions.iterator(_TOGETHER) for paper in papers}
    named |= set(PhoneFile.objects.filter(site_id=site).values_list("sha256", flat=True))
    named |= set(blobs.announced_by_held(site))
    unnamed = sorted(set(candidates) - named)
    for sha256 in unnamed:
        _forget(site, sha256, before)
    return len(unnamed)


def _forget(site: int, sha256: str, before: datetime) -> None:
    """The bytes first: a row alone is known to lack them (see blobs.sizes), bytes alone would be found by nobody."""
    blobs.forget(site, sha256)
    with turn(), transaction.atomic():
        Attachment.objects.filter(site_id=site, sha256=sha256, received_at__lt=before).delete()


def _notices(now: datetime) -> int:
    count = 0
    for kind, kept in KEEP_NOTICES.items():
        old = Notice.objects.filter(kind=kind, received_at__lt=now - kept)
        if kind == "health":
            newest = Notice.objects.filter(kind=kind).values("kiosk_id").annotate(at=Max("received_at")).order_by()
            for kiosk, at in newest.values_list("kiosk_id", "at"):
                count += _delete(old.filter(kiosk_id=kiosk, received_at__lt=at).values_list("site_id", "id"))
        else:
            count += _delete(old.values_list("site_id", "id"))
    return count


def _delete(keys: Iterable[tuple[int, UUID]]) -> int:
    """A bounded number at a time, so that nobody waits long for their turn."""
    by_site: dict[int, list[UUID]] = {}
    for site, name in keys:
        by_site.setdefault(site, []).append(name)
    count = 0
    for site, names in by_site.items():
        for start in range(0, len(names), _TOGETHER):
            with turn():
                count += Notice.objects.filter(site_id=site, id__in=names[start : start + _TOGETHER]).delete()[0]
    return count
