"""Taking in a revision: the checks in the order of docs/protocol.md, then one transaction, then the acknowledgement.

Exactly-once is the primary key (site, dossier, number). Everything before the transaction can be repeated at will.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from nacl.signing import VerifyKey

from sync.bundles.handover import is_permitted
from sync.portal.registry import answers, blobs, feed, keys, procedures
from sync.portal.registry import arrivals as arrivals_
from sync.portal.registry.models import Correction, Dossier, Kiosk, Revision
from sync.portal.registry.models.dossiers import place_in_queue
from sync.portal.registry.problems import Problem
from sync.portal.registry.turns import turn
from sync.protocol import revision as wire
from sync.protocol.answers import Ack, sign_ack
from sync.protocol.errors import MalformedError, SealError, SignatureError
from sync.protocol.followup import prefix_of
from sync.states import DossierState

_UNBORN = 0
_HIGHEST = (1 << 31) - 1  # what a column holds


@dataclass(frozen=True, slots=True)
class Taken:
    """new: stored now, not before. word: what the acknowledgement says."""

    new: bool
    word: Ack

    @property
    def ack(self) -> bytes:
        """The acknowledgement with a signature of its own."""
        return sign_ack(self.word, keys.sign_key())


@dataclass(frozen=True, slots=True)
class Checked:
    """A revision that may be stored as far as can be told without the database's word.

    proof: of the kiosk's one signature over many (sync.protocol.batch); None when the body's own signature was checked.
    """

    revision: wire.Revision
    content: wire.Content
    body: bytes
    names: tuple[str, ...]
    proof: str | None = None

    @property
    def is_first(self) -> bool:
        """Most are, and then there is nothing to compare with."""
        return self.revision.header.number == 1 and self.revision.header.parent is None


def take(kiosk: Kiosk, body: bytes, *, dossier: UUID | None = None, number: int | None = None) -> Taken:
    """Store a revision once. dossier and number: what the address says, if it does. Raises Problem."""
    checked = check(kiosk, read(body), body, (dossier, number))
    return checked if isinstance(checked, Taken) else take_all(kiosk, [checked])[0]()


def take_at_once(kiosk: Kiosk, body: bytes, dossier: UUID) -> bytes | None:
    """The acknowledgement of a new dossier without attachments.

    kiosk: as it was some time ago; the transaction that stores the dossier sees to it that it may still send. None: not
    stored by this, and nothing else is changed, so that take() can be asked, which tells why.
    """
    try:
        revision = read(body)
        if revision.header.attachments:
            return None
        checked = check(kiosk, revision, body, (dossier, 1))
    except Problem:
        return None
    if isinstance(checked, Taken) or not checked.is_first:
        return None
    arrival = _arrival(kiosk, checked)
    arrivals_.store([arrival])
    return sign_ack(_word_of(arrival), keys.sign_key()) if arrival.stored else None


def check(
    kiosk: Kiosk,
    revision: wire.Revision,
    body: bytes,
    address: tuple[UUID | None, int | None] = (None, None),
    proof: str | None = None,
) -> Checked | Taken:
    """Everything before the transaction. Taken, when it was stored before and its attachments have gone since.

    address: the dossier and the number that the call names, if it does. proof: that the kiosk signed these bytes among
    others, when that was checked; without it the body's own signature is. Raises Problem.
    """
    header = revision.header
    if address not in {(None, None), (header.dossier, header.number)}:
        raise Problem("malformed", "the address names another revision than the body")
    if header.kiosk != str(kiosk.id):
        raise Problem("wrong-kiosk", "the revision is from another kiosk than its token")
    if proof is None:
        _check_signature(kiosk, revision)
    content = _open(revision)
    _check_prefix(kiosk, header, content)
    try:
        _check_attachments(kiosk, revision, content, body)
    except Problem:
        # Its attachments may have been erased since: what was acknowledged once stays acknowledged.
        if (before := _taken_before(kiosk, revision)) is None:
            raise
        return before
    # Read before the turn: nobody waits for somebody else's answers to be read.
    names = answers.names_in(header.procedure, header.pack_version, content.instance)
    return Checked(revision, content, body, names, proof)


def take_all(kiosk: Kiosk, checked: Sequence[Checked]) -> list[Callable[[], Taken]]:
    """First revisions together with those of others; what is left, one by one when its answer is asked for."""
    arrivals = {position: _arrival(kiosk, one) for position, one in enumerate(checked) if one.is_first}
    if arrivals:
        arrivals_.store(list(arrivals.values()))
    return [partial(_outcome, kiosk, one, arrivals.get(position)) for position, one in enumerate(checked)]


def _arrival(kiosk: Kiosk, one: Checked) -> arrivals_.Arrival:
    dossier = _new_dossier(kiosk, one.revision.header, one.names, version=_UNBORN + 1)
    return arrivals_.Arrival(kiosk, dossier, _columns(kiosk, one))


def _outcome(kiosk: Kiosk, checked: Checked, arrival: arrivals_.Arrival | None) -> Taken:
    header = checked.revision.header
    if arrival is not None and arrival.stored:
        taken = Taken(new=True, word=_word_of(arrival))
    else:
        try:
            with turn(), transaction.atomic():
                taken = _store(kiosk, checked)
        except IntegrityError as error:
            raise _taken_elsewhere(header) from error
    if header.attachments:
        blobs.let_go(kiosk.site_id, checked.revision.hash)
    return taken


def _taken_before(kiosk: Kiosk, revision: wire.Revision) -> Taken | None:
    """The acknowledgement of the same bytes, None when they are not stored."""
    mine = {"site_id": kiosk.site_id, "dossier": revision.header.dossier, "number": revision.header.number}
    stored = Revision.objects.filter(**mine, hash=revision.hash).defer("body").first()
    if stored is None:
        return None
    blobs.let_go(kiosk.site_id, revision.hash)
    return Taken(new=False, word=_word(stored))


def acknowledgement(kiosk: Kiosk, dossier: UUID, number: int) -> bytes:
    """The acknowledgement of what is stored. Raises Problem not-found."""
    if number > _HIGHEST:
        raise Problem("not-found", "no revision has such a number")
    stored = Revision.objects.filter(site_id=kiosk.site_id, dossier=dossier, number=number).defer("body").first()
    if stored is None:
        raise Problem("not-found", "no such revision")
    return sign_ack(_word(stored), keys.sign_key())


def read(body: bytes) -> wire.Revision:
    """The form of a body. Raises Problem."""
    if len(body) > wire.MAX_BODY:
        raise Problem("too-large", "a revision has at most 1 MiB")
    try:
        return wire.read_revision(body)
    except MalformedError as error:
        raise Problem("malformed", str(error)) from error


def _check_prefix(kiosk: Kiosk, header: wire.Header, content: wire.Content) -> None:
    """A code begins with the prefix of the kiosk that gave it out, or of its former enrolment, which had the same key.

    Another kiosk of the site may amend what is here. To be the first to use a code it needs the word of the kiosk whose
    code it is, which handed the draft over to it: else it could take one that a colleague has printed on a receipt, and
    that dossier could never arrive.
    """
    prefix = prefix_of(header.code)
    if prefix == kiosk.prefix:
        return
    owner = Kiosk.objects.filter(site_id=kiosk.site_id, prefix=prefix).first()
    if owner is not None and bytes(owner.sign_key) == bytes(kiosk.sign_key):
        return
    known = Dossier.objects.filter(site_id=kiosk.site_id, id=header.dossier, code=header.code)
    if header.number > 1 and known.exists():
        return
    if owner is not None and _is_permitted(owner, header, content):
        return
    raise Problem("wrong-prefix", "the follow-up code belongs to another kiosk")


def _is_permitted(owner: Kiosk, header: wire.Header, content: wire.Content) -> bool:
    key = VerifyKey(bytes(owner.sign_key))
    return bool(content.permit) and is_permitted(content.permit, header.code, header.dossier, key)


def _check_signature(kiosk: Kiosk, revision: wire.Revision) -> None:
    try:
        revision.check_signature(VerifyKey(bytes(kiosk.sign_key)))
    except (SignatureError, MalformedError) as error:
        raise Problem("bad-signature", str(error)) from error


def _open(revision: wire.Revision) -> wire.Content:
    key = keys.private_box_key(revision.portal_key[:16])
    try:
        content = wire.open_content(revision, [key] if key else [])
    except (SealError, MalformedError) as error:
        raise Problem("cannot-open", str(error)) from error
    return content


def _check_attachments(kiosk: Kiosk, revision: wire.Revision, content: wire.Content, body: bytes) -> None:
    """The body is held until its attachments are there, so that it need not come twice; it is not stored by that."""
    announced, header = revision.header.attachments, revision.header
    if not announced:
        return
    there = blobs.sizes(kiosk.site_id, [blob.sha256 for blob in announced])
    missing = sorted({blob.sha256 for blob in announced} - set(there))
    if missing:
        _check_welcome(kiosk.site_id, header, content)
        blobs.hold(kiosk.site_id, revision.hash, body)
        raise Problem("missing-attachments", "attachments have to come first", missing=missing, held=True)
    if any(there[blob.sha256] != blob.size for blob in announced):
        raise Problem("malformed", "an attachment has another size than the revision says")


def _check_welcome(site: int, header: wire.Header, content: wire.Content) -> None:
    """Before megabytes of scans are asked for: whether the revision could be stored at all if they were here."""
    dossier = Dossier.objects.filter(site_id=site, id=header.dossier).first()
    stored = Revision.objects.filter(site_id=site, dossier=header.dossier, number=header.number)
    if dossier is not None and not stored.exists():
        _check_state(dossier, content)


def held(kiosk: Kiosk, dossier: UUID, number: int, digest: str) -> bytes:
    """The body that came before its attachments. Raises Problem not-found: then it has to come again."""
    body = blobs.held(kiosk.site_id, digest) if blobs.is_name(digest) else None
    if body is None:
        raise Problem("not-found", f"no body of revision {number} of {dossier} is held")
    return body


def _store(kiosk: Kiosk, checked: Checked) -> Taken:
    revision, content, names = checked.revision, checked.content, checked.names
    header, key = revision.header, {"site_id": kiosk.site_id, "dossier": revision.header.dossier}
    # One row decides who is first: others wait for it here, and find it afterwards.
    Dossier.objects.bulk_create([Dossier(**_new_dossier(kiosk, header, names))], ignore_conflicts=True)
    dossier = Dossier.objects.select_for_update().filter(site_id=kiosk.site_id, id=header.dossier).first()
    if dossier is None or dossier.code != header.code:
        raise Problem("wrong-prefix", "the follow-up code belongs to another dossier")
    if dossier.version == _UNBORN:
        stored = Revision.objects.create(**_columns(kiosk, checked))
        Dossier.objects.filter(site_id=dossier.site_id, id=dossier.id).update(version=_UNBORN + 1)
        feed.append(kiosk, dossier.id, stored.number, "state", {"state": dossier.state, **dossier.told})
        return Taken(new=True, word=_word(stored))
    before = Revision.objects.filter(**key, number=header.number).defer("body").first()
    if before is not None:
        if before.hash == revision.hash:
            return Taken(new=False, word=_word(before))
        raise Problem("other-bytes", "other bytes are stored under this number", hash=before.hash)
    _check_state(dossier, content)
    stored = Revision.objects.create(**_columns(kiosk, checked))
    _move_head(dossier, content, stored, names)
    return Taken(new=True, word=_word(stored))


def _new_dossier(kiosk: Kiosk, header: wire.Header, names: tuple[str, ...], version: int = _UNBORN) -> dict[str, Any]:
    """The row of a dossier that nobody has sent before. Committed rows have a version above _UNBORN."""
    now = timezone.now()
    due_on = procedures.legal_day(header.procedure, header.pack_version, timezone.localtime(now))
    return {
        "site_id": kiosk.site_id,
        "id": header.dossier,
        "code": header.code,
        "procedure": header.procedure,
        "state": DossierState.SENT,
        "head": header.number,
        "version": version,
        "names": list(names),
        "search": answers.searchable(header.code, "", names),
        "received_at": now,
        "changed_at": now,
        "due_on": due_on,
        "queue_on": place_in_queue(DossierState.SENT, due_on),
    }


def _columns(kiosk: Kiosk, checked: Checked) -> dict[str, Any]:
    """The row of a revision."""
    revision, content = checked.revision, checked.content
    return {
        "site_id": kiosk.site_id,
        "dossier": revision.header.dossier,
        "number": revision.header.number,
        "kiosk_id": kiosk.id,
        "hash": revision.hash,
        "parent": revision.header.parent,
        "body": checked.body,
        "instance": content.instance,
        "language": content.language[:40],
        "pack_version": revision.header.pack_version,
        "papers": [asdict(paper) for paper in content.papers],
        "consent": dict(content.consent),
        "assisted_by": content.assisted_by[:200],
        "corrects": content.corrects[:36],
        "pin": content.pin,
        "signed": content.signed[:20],
        "created_at": revision.header.created_at,
        "received_at": timezone.now(),
        "proof": checked.proof,
    }


def _check_state(dossier: Dossier, content: wire.Content) -> None:
    if dossier.state == DossierState.SENT:
        return
    if dossier.state == DossierState.NEEDS_CORRECTION and content.corrects:
        asked = Correction.objects.filter(site_id=dossier.site_id, dossier=dossier.id, closed_at=None)
        if any(str(correction.id) == content.corrects for correction in asked):
            return
    raise Problem("already-received", "an officer has the dossier, and asked for no such correction")


def _move_head(dossier: Dossier, content: wire.Content, stored: Revision, names: tuple[str, ...]) -> None:
    """The new revision, what it answers, and the line in the feed; in the caller's transaction."""
    key = {"site_id": dossier.site_id, "dossier": dossier.id}
    if _is_uuid(content.corrects):
        answered = Correction.objects.filter(**key, id=content.corrects, closed_at=None)
        if answered.update(answered_by=stored.number, closed_at=stored.received_at):
            dossier.note = ""
    if dossier.state == DossierState.NEEDS_CORRECTION and dossier.promised_on is None:
        # Time did not run while the resident had it.
        begun = timezone.localtime(stored.received_at)
        dossier.due_on = procedures.legal_day(dossier.procedure, stored.pack_version, begun)
    heads = _heads(dossier)
    dossier.head, dossier.heads = max(heads), len(heads)
    dossier.state = DossierState.SENT
    dossier.version += 1
    dossier.changed_at = stored.received_at
    if dossier.head == stored.number:
        dossier.names = list(names)
        dossier.search = answers.search_text(dossier)
    dossier.save()
    data = {"state": DossierState.SENT, **dossier.told}
    for concerned in feed.concerned(dossier.site_id, dossier.id):
        feed.append(concerned, dossier.id, stored.number, "state", data)


def _heads(dossier: Dossier) -> list[int]:
    """The revisions that no other one names as its parent. A circle of parents cannot be: they are hashes."""
    rows = list(
        Revision.objects.filter(site_id=dossier.site_id, dossier=dossier.id).values_list("number", "hash", "parent")
    )
    parents = {parent for _, _, parent in rows}
    return [number for number, name, _ in rows if name not in parents]


def heads(dossier: Dossier) -> list[int]:
    """The numbers of the revisions that nothing follows, highest first."""
    return sorted(_heads(dossier), reverse=True)


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _word_of(arrival: arrivals_.Arrival) -> Ack:
    row = arrival.revision
    return Ack(str(row["dossier"]), row["number"], row["hash"], row["received_at"])


def _word(stored: Revision) -> Ack:
    return Ack(str(stored.dossier), stored.number, stored.hash, stored.received_at)


def _taken_elsewhere(header: wire.Header) -> Problem:
    """The number is stored under another site: two kiosks of two communes claim the same dossier."""
    other = Revision.objects.filter(dossier=header.dossier, number=header.number).first()
    return Problem("other-bytes", "other bytes are stored under this number", hash=other.hash if other else "")
