"""For the official system, which officers still fill in by hand: the fields in its order, to copy or as one file.

The order is that of the form, which is the one of the paper and of the national portal. The page carries the one script
of this portal, for the copy buttons; without it a click still marks a whole field.
"""

import csv
import io
import json
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from forms.knowledge import fold
from sync.portal.accounts.access import officer_of, with_dossier
from sync.portal.desk import forms
from sync.portal.desk.dossier import shown_revision
from sync.portal.desk.middleware import POLICY
from sync.portal.registry import answers, blobs, ingest, procedures, trail
from sync.portal.registry.models import Dossier, Revision
from sync.protocol.encoding import from_base64

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_NAME = 60
_HEAD = ("STT", "Mục", "Trường", "Giá trị", "Đường dẫn")


@dataclass(frozen=True, slots=True)
class File:
    """An attachment as it is named for the official system."""

    name: str
    data: bytes


@require_safe
@with_dossier
def fields(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """The fields with a button each, and the number to bring back."""
    revision, language = shown_revision(request, dossier), get_language() or "vi"
    trail.record(dossier.site_id, officer_of(request), "opened", dossier.id, {"page": "official"})
    seen = {"version": dossier.version, "revision": revision.number}
    name = "number" if dossier.official_number else "accept"
    form = forms.NumberForm(initial={**seen, "official_number": dossier.official_number}, auto_id=f"{name}_%s")
    context = {
        "dossier": dossier,
        "revision": revision,
        "title": procedures.title_of(dossier.procedure, revision.pack_version, language),
        "rows": answers.lay_out(dossier.procedure, revision, "vi").rows,
        "form": form,
        "act": name,
        "may_number": revision.number in ingest.heads(dossier),
    }
    response = render(request, "desk/official.html", context)
    response["Content-Security-Policy"] = f"{POLICY}; script-src 'self'"
    return response


@require_safe
@with_dossier
def export(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Fields as CSV, JSON and XLSX, and the attachments, in one ZIP."""
    revision = shown_revision(request, dossier)
    trail.record(dossier.site_id, officer_of(request), "exported", dossier.id, {"revision": revision.number})
    response = HttpResponse(archive(dossier, revision), content_type="application/zip")
    name = _file_name(dossier.official_number or dossier.code)
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


def archive(dossier: Dossier, revision: Revision) -> bytes:
    """The ZIP. The JSON has the exact values; the tables are for people, and guard against formulas."""
    rows = answers.lay_out(dossier.procedure, revision, "vi").rows
    attached = files(dossier, revision)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "ho-so.json", json.dumps(_as_json(dossier, revision, rows, attached), ensure_ascii=False, indent=1)
        )
        packed.writestr("ho-so.csv", _as_csv(rows))
        packed.writestr("ho-so.xlsx", _as_xlsx(rows))
        for file in attached:
            packed.writestr(f"giay-to/{file.name}", file.data)
    return buffer.getvalue()


def _as_json(
    dossier: Dossier, revision: Revision, rows: tuple[answers.Row, ...], attached: list[File]
) -> dict[str, Any]:
    return {
        "code": dossier.code,
        "official_number": dossier.official_number,
        "procedure": dossier.procedure,
        "revision": revision.number,
        "received_at": timezone.localtime(revision.received_at).isoformat(timespec="seconds"),
        "fields": [{"ref": row.ref, "section": row.section, "label": row.label, "value": row.text} for row in rows],
        "attachments": [file.name for file in attached],
    }


def _table(rows: tuple[answers.Row, ...]) -> list[list[str]]:
    return [[str(place), row.section, row.label, row.text, row.ref] for place, row in enumerate(rows, start=1)]


def _as_csv(rows: tuple[answers.Row, ...]) -> str:
    """With a byte order mark, or Excel misreads the letters; a cell that Excel would compute gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEAD)
    for line in _table(rows):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in line])
    return "\ufeff" + out.getvalue()


def _as_xlsx(rows: tuple[answers.Row, ...]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new book has a sheet
    sheet.title = "Hồ sơ"
    for number, line in enumerate([list(_HEAD), *_table(rows)], start=1):
        for column, text in enumerate(line, start=1):
            cell = sheet.cell(number, column, ILLEGAL_CHARACTERS_RE.sub("", text))
            cell.data_type = "s"  # never a formula
    for letter, width in zip("ABCDE", (6, 30, 40, 50, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def files(dossier: Dossier, revision: Revision) -> list[File]:
    """The attachments: NUMBER_PAPER_CODE.jpg, in plain letters. One that cannot be opened is left out."""
    pack = procedures.pack_for(dossier.procedure, revision.pack_version)
    names = {paper.id: paper.name.vi for paper in pack.procedure.papers} if pack else {}
    found = []
    for place, item in enumerate(revision.papers, start=1):
        try:
            data = SecretBox(from_base64(item["key"])).decrypt(blobs.read(dossier.site_id, item["sha256"]))
        except (OSError, CryptoError, ValueError):
            continue
        title = _file_name(names.get(str(item["paper"]), "") or str(item["name"]).rpartition(".")[0])
        ending = _ENDINGS.get(str(item["media_type"]), "bin")
        found.append(File(f"{place:02d}_{title}_{dossier.code}.{ending}", data))
    return found


def _file_name(text: str) -> str:
    """Letters, digits and hyphens, in their case."""
    plain = unicodedata.normalize("NFC", text)
    folded = "".join(_plain(letter) if letter.isalpha() else letter for letter in plain)
    return re.sub(r"[^A-Za-z0-9.]+", "-", folded).strip("-.")[:_LONGEST_NAME].rstrip("-.") or "giay-to"


def _plain(letter: str) -> str:
    return fold(letter).upper() if letter.isupper() else fold(letter)
