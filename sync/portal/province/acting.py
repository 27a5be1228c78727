"""What a province's own system does to a dossier: the same acts as at the desk, with the same checks and trail.

The asking system names its request. The same request again changes nothing and gets the same answer, so that a reply
which was lost costs nothing.
"""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import ValidationError

from sync.portal.accounts.tokens import Scope
from sync.portal.api import limits
from sync.portal.api.common import bytes_of
from sync.portal.desk.acting import ACTS
from sync.portal.desk.offers import KINDS
from sync.portal.province import schemas
from sync.portal.province.common import ProvinceToken, dossier_of, token_of
from sync.portal.province.reading import dossier_json, head_of
from sync.portal.registry import acts, answers
from sync.portal.registry.models import ApiToken, Dossier, Officer, ProvinceAct
from sync.portal.registry.problems import Problem
from sync.portal.registry.turns import turn
from sync.protocol.changes import FlaggedItem
from sync.protocol.encoding import hash_of
from sync.states import InvalidTransition

router = Router(tags=["acts"])
_LONGEST = 256 << 10
_ASK = "ask-correction"


@router.put(
    "/dossiers/{site}/{uuid:dossier}/acts/{uuid:act_id}",
    auth=ProvinceToken(Scope.STATES_WRITE),
    response={200: schemas.ActOut, 201: schemas.ActOut},
    openapi_extra=bytes_of("application/json", _LONGEST, schemas.ActIn.json_schema()),
)
def put_act(request: HttpRequest, site: str, dossier: UUID, act_id: UUID) -> tuple[int, dict[str, Any]]:
    """Do something to a dossier, once: 201 when it was done now, 200 when this request was answered before.

    act_id is a UUID of your making. The resident reads note: no names and no numbers of papers.
    """
    token, row = token_of(request), dossier_of(request, site, dossier)
    body = limits.bounded_body(request, _LONGEST)
    try:
        asked = schemas.ActIn.model_validate_json(body)
    except ValidationError as error:
        fields = sorted({str(each["loc"][0]) if each["loc"] else "body" for each in error.errors()})
        raise Problem("bad-field", "a field is missing or not of its type", fields=fields) from error
    digest = hash_of(body)
    known = _known(row, act_id, digest)
    if known is not None:
        return 200, known
    try:
        with turn(), transaction.atomic():
            answer = _do(token, row, act_id, asked)
            ProvinceAct.objects.create(
                site_id=row.site_id,
                id=act_id,
                token=token,
                dossier=row.id,
                hash=digest,
                answer=answer,
                at=timezone.now(),
            )
    except (acts.Outdated, IntegrityError) as error:
        # Perhaps the same request, at the same moment.
        known = _known(row, act_id, digest)
        if known is None:
            raise Problem("outdated", "the dossier has another version by now") from error
        return 200, known
    return 201, answer


def _known(row: Dossier, request: UUID, digest: str) -> dict[str, Any] | None:
    before = ProvinceAct.objects.filter(site_id=row.site_id, id=request).first()
    if before is None:
        return None
    if (before.dossier, before.hash) != (row.id, digest):
        raise Problem("other-bytes", "this name was given to another request", hash=before.hash)
    answer: dict[str, Any] = before.answer
    return answer


def _do(token: ApiToken, row: Dossier, request: UUID, asked: schemas.ActIn) -> dict[str, Any]:
    """Call inside a transaction. Raises Problem, acts.Outdated."""
    version = row.version if asked.version is None else asked.version
    seen = acts.Seen(_officer(token), row.site_id, row.id, version, row.head)
    try:
        if asked.act == _ASK:
            acts.ask_correction(seen, _items(row, asked), asked.note)
        else:
            ACTS[asked.act](seen, _fields(asked, seen))
    except acts.NumberTaken as error:
        raise Problem("number-taken", "another dossier has this official number") from error
    except acts.ReasonMissing as error:
        raise Problem("bad-field", "a day is moved to a later one only with a reason", fields=["note"]) from error
    except InvalidTransition as error:
        raise Problem("not-now", f"the state of the dossier does not allow {asked.act}") from error
    row.refresh_from_db()
    return {"request": str(request), "act": asked.act, "dossier": dossier_json(row, head_of(row))}


def _fields(asked: schemas.ActIn, seen: acts.Seen) -> dict[str, Any]:
    """Checked by the desk's own form, so that both know the same rules."""
    given = {
        "version": seen.version,
        "revision": seen.revision,
        "official_number": asked.official_number,
        "promised_on": asked.promised_on.isoformat() if asked.promised_on else "",
        "note": asked.note,
        "authority": asked.authority,
    }
    form = KINDS[asked.act].form(given)
    if not form.is_valid():
        raise Problem("bad-field", "a field is missing or not allowed", fields=sorted(form.errors))
    return dict(form.cleaned_data)


def _items(row: Dossier, asked: schemas.ActIn) -> tuple[FlaggedItem, ...]:
    head = head_of(row)
    labels = {line.ref: line.label for line in answers.lay_out(row.procedure, head, head.language).rows}
    if not asked.items or any(item.ref not in labels for item in asked.items):
        raise Problem("bad-field", "items are questions of the dossier's answers", fields=["items"])
    return tuple(FlaggedItem(item.ref, labels[item.ref], item.comment) for item in asked.items)


def _officer(token: ApiToken) -> Officer:
    """The account in whose name the trail has its acts. It has no password and no role: nobody logs in with it."""
    if token.officer is None:
        officer = Officer(username=f"api-{token.id}", full_name=token.name, is_active=False)
        officer.set_unusable_password()
        officer.save()
        ApiToken.objects.filter(id=token.id).update(officer=officer)
        token.officer = officer
    return token.officer
