"""From a submission to a revision, through the same door as every kiosk: ``registry.ingest``.

A phone has no key of ours, so the portal makes the revision in the name of the commune's "phones" kiosk: sealed, signed
and stored once, then taken in. Exactly-once is the row of the instanceID: a client whose reply was lost sends all of it
again and gets the same answer.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from nacl.public import PublicKey
from nacl.secret import SecretBox
from uuid6 import uuid7

from sync.portal.openrosa.clients import Client
from sync.portal.openrosa.reading import Submission
from sync.portal.registry import blobs, ingest, keys, phones, procedures
from sync.portal.registry.models import (
    Correction,
    PhoneFile,
    PhoneGate,
    PhoneSubmission,
    Revision,
    Site,
)
from sync.portal.registry.problems import Problem
from sync.portal.registry.turns import turn
from sync.protocol.encoding import hash_of, to_base64, to_instant
from sync.protocol.followup import mint
from sync.protocol.revision import MAX_ATTACHMENTS, Blob, Content, Header, Paper, seal_revision


@dataclass(frozen=True, slots=True)
class Sent:
    """A file beside the answers."""

    name: str
    media_type: str
    data: bytes


def keep_files(site: Site, instance: str, sent: list[Sent]) -> None:
    """Store files of a submission whose answers may still have to come. Repeating it changes nothing.

    Raises Problem too-large past MAX_ATTACHMENTS files.
    """
    there = set(PhoneFile.objects.filter(site=site, instance=instance).values_list("name", flat=True))
    if len(there | {file.name for file in sent}) > MAX_ATTACHMENTS:
        raise Problem("too-large", f"a submission has at most {MAX_ATTACHMENTS} files")
    for file in sent:
        key, ciphertext = _encrypted(site, instance, file)
        name = hash_of(ciphertext)
        blobs.put(site.id, name, ciphertext)
        more = {
            "sha256": name,
            "size": len(ciphertext),
            "key": to_base64(key),
            "media_type": file.media_type[:100],
            "received_at": timezone.now(),
        }
        with turn():
            PhoneFile.objects.update_or_create(site=site, instance=instance, name=file.name, defaults=more)


def _encrypted(site: Site, instance: str, file: Sent) -> tuple[bytes, bytes]:
    """Key and ciphertext. Both follow from what is encrypted, so that the same file sent twice is one attachment."""
    what = f"openrosa-file-v1\n{site.id}\n{instance}\n{hash_of(file.data)}".encode()
    key = hmac.digest(phones.secret(), b"key\n" + what, sha256)
    nonce = hmac.digest(phones.secret(), b"nonce\n" + what, sha256)[: SecretBox.NONCE_SIZE]
    return key, bytes(SecretBox(key).encrypt(file.data, nonce))


def receive(client: Client, submission: Submission) -> str:
    """Take in a submission whose files are all there; returns its follow-up code.

    Raises Problem: malformed (no such form; what it replaces is not here), other-bytes (the instanceID is taken),
    already-received (an officer has it and asked for no correction).
    """
    known = PhoneSubmission.objects.filter(site=client.site, instance=submission.instance).first()
    if known is None:
        try:
            known = _reserve(client, submission)
        except IntegrityError:
            known = PhoneSubmission.objects.get(site=client.site, instance=submission.instance)
    if known.hash != submission.hash:
        raise Problem("other-bytes", "other answers are stored under this instanceID")
    if known.body:
        _finish(client.site, known)
    return known.code


def _finish(site: Site, known: PhoneSubmission) -> None:
    """From the reserved bytes to a revision; a portal that ended in between does it at the client's next try."""
    gate = PhoneGate.objects.select_related("kiosk__site").get(site=site)
    try:
        ingest.take(gate.kiosk, bytes(known.body))
    except Problem as problem:
        if problem.kind == "already-received":
            # Too late, and that will not change: the client may send it as an answer to a correction.
            with turn():
                PhoneSubmission.objects.filter(site=site, instance=known.instance).delete()
        raise
    with turn(), transaction.atomic():
        PhoneSubmission.objects.filter(site=site, instance=known.instance).update(body=b"")
        PhoneFile.objects.filter(site=site, instance=known.instance).delete()


def _reserve(client: Client, submission: Submission) -> PhoneSubmission:
    pack = procedures.pack_for(submission.form, submission.version)
    if pack is None:
        raise Problem("malformed", f"this portal has no form {submission.form}")
    gate = phones.gate_of(client.site)
    with turn(), transaction.atomic():
        gate = PhoneGate.objects.select_for_update().select_related("kiosk").get(site=client.site)
        dossier, number, parent, code, corrects = _place(client.site, gate, submission)
        files = list(PhoneFile.objects.filter(site=client.site, instance=submission.instance).order_by("name"))
        now = timezone.now()
        blobs_of = {file.sha256: Blob(file.sha256, file.size) for file in files}
        header = Header(
            kiosk=str(gate.kiosk_id),
            dossier=dossier,
            number=number,
            parent=parent,
            code=code,
            procedure=submission.form,
            pack_version=submission.version or pack.version,
            created_at=now,
            attachments=tuple(blobs_of.values()),
        )
        consent = {"text_version": "", "language": "vi", "given_at": to_instant(now), "given_by": "openrosa"}
        papers = tuple(Paper(file.sha256, file.key, file.name, file.media_type, "") for file in files)
        content = Content(
            str(dossier), number, submission.xml, "vi", consent, papers, assisted_by=client.name, corrects=corrects
        )
        body = seal_revision(header, content, PublicKey(keys.box_key()), phones.sign_key_of(gate.kiosk_id))
        return PhoneSubmission.objects.create(
            site=client.site,
            instance=submission.instance,
            hash=submission.hash,
            dossier=dossier,
            number=number,
            code=code,
            body=body,
            received_at=now,
        )


def _place(site: Site, gate: PhoneGate, submission: Submission) -> tuple[UUID, int, str | None, str, str]:
    """(dossier, number, parent, code, correction) of a submission: a new dossier, or the next revision of one."""
    if not submission.replaces:
        code = mint(gate.kiosk.prefix, gate.next_code, phones.secret())
        PhoneGate.objects.filter(site=site).update(next_code=gate.next_code + 1)
        return uuid7(), 1, None, code, ""
    before = PhoneSubmission.objects.filter(site=site, instance=submission.replaces).first()
    last = before and Revision.objects.filter(site=site, dossier=before.dossier).order_by("-number").first()
    if before is None or last is None:
        raise Problem("malformed", "what this submission replaces is not here")
    asked = Correction.objects.filter(site=site, dossier=before.dossier, closed_at=None).first()
    return before.dossier, last.number + 1, last.hash, before.code, str(asked.id) if asked else ""
