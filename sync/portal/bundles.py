"""The portal's end of a bundle: read it from the stick, take it in as from the wire, write the answer beside it."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.utils import timezone
from nacl.public import PublicKey
from nacl.signing import VerifyKey

from sync.bundles import stick
from sync.bundles.errors import Foreign, NotThere, Torn
from sync.bundles.letter import (
    ANSWER,
    MANIFEST,
    MAX_MANIFEST,
    Enclosed,
    Manifest,
    Reply,
    Result,
    check_manifest,
    open_batch,
    read_manifest,
    write_reply,
)
from sync.bundles.writing import ATTACHMENTS, NOTICES, REVISIONS
from sync.catalogue.names import FOLDER as CATALOGUE
from sync.portal.registry import afar, blobs, feed, ingest, keys, notices, publishing, trail
from sync.portal.registry.models import Kiosk
from sync.portal.registry.problems import Problem
from sync.protocol.encoding import canonical_json, hash_of, read_uuid
from sync.protocol.errors import MalformedError
from sync.protocol.notices import read_batch
from sync.protocol.revision import Blob

_PAGE = 200
_MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a bundle. new: stored now; known: stored before; refused: a person has to look at them."""

    kiosk: str
    new: int
    known: int
    refused: int
    events: int


def take(folder: Path, *, progress: stick.Progress | None = None) -> Imported:
    """Take in the bundle in folder and write the answer beside it. Doing it twice changes nothing.

    Raises NotThere, Foreign (a kiosk that is not ours, or was revoked), Torn (then whatever was whole is stored, and
    the rest comes with the next bundle; no answer is written, or the stick does not give it back), StickUnwritable.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise NotThere("there is no bundle in this folder")
    data = stick.read(path, MAX_MANIFEST)
    manifest = read_manifest(data)
    kiosk = _kiosk(manifest)
    check_manifest(data, VerifyKey(bytes(kiosk.sign_key)))
    done = _Done(progress, manifest.size)
    for blob in manifest.attachments:
        _attachment(kiosk, folder, blob)
        done(blob.size)
    results = []
    for one in manifest.revisions:
        results.append(_revision(kiosk, folder, one))
        done(one.size)
    told: list[UUID] = []
    for batch in manifest.notices:
        told += _told(kiosk, folder, batch)
        done(batch.size)
    pages, events = _news(kiosk, manifest)
    settings = canonical_json(afar.told(kiosk))
    reply = Reply(manifest.id, manifest.kiosk, timezone.now(), tuple(results), pages, tuple(told), settings)
    answer = write_reply(reply, PublicKey(bytes(kiosk.box_key)), keys.sign_key())
    with stick.said():
        stick.put_bytes(folder / ANSWER, answer)
        publishing.mirror(folder / CATALOGUE)
    counted = [result.status for result in results]
    trail.record(kiosk.site_id, None, "bundle-imported", data={"kiosk": str(kiosk.id), "revisions": len(results)})
    return Imported(
        kiosk.name, counted.count(201), counted.count(200), sum(status >= 400 for status in counted), events
    )


class _Done:
    def __init__(self, progress: stick.Progress | None, whole: int) -> None:
        self._progress, self._whole, self._done = progress, whole, 0

    def __call__(self, size: int) -> None:
        self._done += size
        if self._progress is not None:
            self._progress(self._done, self._whole)


def _kiosk(manifest: Manifest) -> Kiosk:
    try:
        name: UUID = read_uuid(manifest.kiosk)
    except MalformedError as error:
        raise Torn(str(error)) from error
    kiosk = Kiosk.objects.select_related("site").filter(id=name).first()
    if kiosk is None:
        raise Foreign("the bundle is from a kiosk of another portal")
    if kiosk.revoked_at is not None:
        raise Foreign("the bundle is from a kiosk that was revoked")
    return kiosk


def _attachment(kiosk: Kiosk, folder: Path, blob: Blob) -> None:
    if blobs.size(kiosk.site_id, blob.sha256) == blob.size:
        return
    try:
        blobs.put(kiosk.site_id, blob.sha256, stick.read(folder / ATTACHMENTS / blob.sha256, blob.size))
    except blobs.WrongHash as error:
        raise Torn("an attachment was changed on the way") from error


def _revision(kiosk: Kiosk, folder: Path, one: Enclosed) -> Result:
    body = stick.read(folder / REVISIONS / one.hash, one.size)
    if hash_of(body) != one.hash:
        raise Torn("a revision was changed on the way")
    try:
        taken = ingest.take(kiosk, body, dossier=one.dossier, number=one.number)
    except Problem as problem:
        return Result(one.dossier, one.number, one.hash, problem.status, canonical_json(problem.body()))
    return Result(one.dossier, one.number, one.hash, 201 if taken.new else 200, taken.ack)


def _told(kiosk: Kiosk, folder: Path, batch: Blob) -> list[UUID]:
    """Take in a batch of notices as the call does; the ids of all in it, as each was answered for good."""
    data = stick.read(folder / NOTICES / batch.sha256, batch.size)
    if hash_of(data) != batch.sha256:
        raise Torn("notices were changed on the way")
    plain = open_batch(data, keys.private_box_key)
    try:
        names = [read_uuid(line["id"]) for line in read_batch(plain)]
        notices.take(kiosk, plain)
    except (Problem, MalformedError, KeyError, TypeError) as error:
        raise Torn(f"the notices cannot be read: {error}") from error
    return names


def _news(kiosk: Kiosk, manifest: Manifest) -> tuple[dict[str, bytes], int]:
    """The feed from the kiosk's cursor on, page by page as the call gives them; and how many events these are.

    From the beginning for a kiosk that knows another epoch: it begins anew when it hears of this one.
    """
    pages: dict[str, bytes] = {}
    events, more, cursor = 0, True, manifest.cursor
    while more and len(pages) < _MOST_PAGES:
        try:
            piece = feed.read(kiosk, cursor, _PAGE)
            begins_anew = not pages and piece.epoch != manifest.epoch
        except MalformedError:
            begins_anew = True
        if begins_anew:
            piece = feed.read(kiosk, "", _PAGE)
        page = canonical_json({"epoch": piece.epoch, "events": piece.events, "next": piece.next, "more": piece.more})
        pages[cursor] = page
        if begins_anew:
            pages[""] = page
        events += len(piece.events)
        more = piece.more and piece.next not in pages
        cursor = piece.next
    return pages, events
