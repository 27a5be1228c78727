"""The calls of the OpenRosa HTTP, Form Discovery, Metadata and Submission APIs 1.0 (https://docs.getodk.org/openrosa/).

Only 201 (all of it is stored) and 202 (this part is stored, more has to come) mean success.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from lxml import etree

from sync.portal.openrosa import forms, receiving
from sync.portal.openrosa.clients import Client, NotAllowed, client_of
from sync.portal.openrosa.reading import read
from sync.portal.registry.problems import Problem
from sync.protocol.followup import show_code

MAX_REQUEST = 10 << 20
_RESPONSE = "http://openrosa.org/http/response"
_XML = "text/xml; charset=utf-8"
_ANSWERS = "xml_submission_file"
_MORE = "*isIncomplete*"
_FILE_NAME = re.compile(r"[^/\\\x00-\x1f]{1,100}")

_View = Callable[..., HttpResponse]


class _InMemory(MemoryFileUploadHandler):
    """Papers of residents are never written to a disk in the clear, however large they are."""

    def handle_raw_input(self, *_args: Any, **_more: Any) -> None:
        self.activated = True
        self.left = MAX_REQUEST

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.left -= len(raw_data)
        if self.left < 0:
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)


def _openrosa(view: _View) -> _View:
    """Ask who it is, answer problems as the specification does, and add its headers."""

    @wraps(view)
    def wrapped(request: HttpRequest, key: str = "", **parts: str) -> HttpResponse:
        try:
            response = view(request, client_of(request, key), key=key, **parts)
        except NotAllowed as refused:
            response = _said(refused.status, "Chưa được phép. Ông/bà hỏi cán bộ quản trị để nhận khóa gửi biểu mẫu.")
            if refused.status == 401:
                response["WWW-Authenticate"] = 'Basic realm="forms", charset="UTF-8"'
        except Problem as problem:
            response = _said(problem.status, _SENTENCES.get(problem.kind, "Chưa nhận được. Ông/bà gửi lại sau."))
            if problem.retry_after is not None:
                response["Retry-After"] = str(problem.retry_after)
        response["X-OpenRosa-Version"] = "1.0"
        response["Cache-Control"] = "no-store"
        return response

    return wrapped


_SENTENCES = {
    "malformed": "Biểu mẫu này chưa dùng được ở đây. Ông/bà tải lại danh sách biểu mẫu rồi thử lại.",
    "too-large": "Bản gửi quá lớn. Ông/bà chụp lại ảnh nhỏ hơn rồi gửi lại.",
    "other-bytes": "Bản này đã được gửi với nội dung khác. Ông/bà mở bản đã gửi và chọn sửa.",
    "already-received": "Cán bộ đã nhận hồ sơ, nên chưa sửa được. Ông/bà hỏi cán bộ.",
    "busy": "Đang có nhiều người gửi. Ông/bà thử lại sau ít phút.",
}


def _said(status: int, sentence: str) -> HttpResponse:
    root = etree.fromstring(f'<OpenRosaResponse xmlns="{_RESPONSE}"/>')
    nature = "submit_success" if status < 300 else "submit_error"
    etree.SubElement(root, f"{{{_RESPONSE}}}message", nature=nature).text = sentence
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return HttpResponse(body, status=status, content_type=_XML)


def _base(key: str) -> str:
    return f"{settings.PUBLIC_URL}/openrosa/" + (f"key/{key}/" if key else "")


@require_safe
@_openrosa
def form_list(request: HttpRequest, client: Client, *, key: str) -> HttpResponse:  # noqa: ARG001
    """formList; ?formID= asks for one."""
    wanted = request.GET.get("formID", "")
    found = tuple(each for each in forms.offered() if wanted in ("", each.pack.code))
    return HttpResponse(forms.list_xml(found, _base(key)), content_type=_XML)


def _form(code: str) -> forms.Offered:
    found = forms.form(code)
    if found is None:
        raise Http404
    return found


@require_safe
@_openrosa
def form(request: HttpRequest, client: Client, *, key: str, code: str) -> HttpResponse:  # noqa: ARG001
    """A form's XML."""
    return HttpResponse(_form(code).xml, content_type=_XML)


@require_safe
@_openrosa
def manifest(request: HttpRequest, client: Client, *, key: str, code: str) -> HttpResponse:  # noqa: ARG001
    """The files beside a form."""
    return HttpResponse(forms.manifest_xml(_form(code), _base(key)), content_type=_XML)


@require_safe
@_openrosa
def media(request: HttpRequest, client: Client, *, key: str, code: str, name: str) -> HttpResponse:  # noqa: ARG001
    """One of these files."""
    data = _form(code).media.get(name)
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="application/octet-stream")


@csrf_exempt
@require_http_methods(["HEAD", "POST"])
@_openrosa
def submission(request: HttpRequest, client: Client, *, key: str) -> HttpResponse:
    """HEAD asks where to send and how much; POST is one part of a submission, or all of it."""
    if request.method == "HEAD":
        response = HttpResponse(status=204)
        response["Location"] = f"{_base(key)}submission"
    else:
        response = _take(request, client)
    response["X-OpenRosa-Accept-Content-Length"] = str(MAX_REQUEST)
    return response


def _take(request: HttpRequest, client: Client) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_REQUEST:
        raise Problem("too-large", f"a request has at most {MAX_REQUEST} bytes")
    request.upload_handlers = [_InMemory(request)]
    try:
        parts = request.FILES
        incomplete = request.POST.get(_MORE, "").lower() in {"yes", "true", "1"}
    except MultiPartParserError as error:
        raise Problem("malformed", "the parts of the request cannot be told apart") from error
    answers = parts.get(_ANSWERS)
    if answers is None:
        raise Problem("malformed", "the answers are missing")
    read_answers = read(answers.read())
    sent = [_file(part) for name in parts for part in parts.getlist(name) if name != _ANSWERS]
    receiving.keep_files(client.site, read_answers.instance, sent)
    if incomplete:
        return _said(202, "Đã nhận một phần.")
    code = receiving.receive(client, read_answers)
    return _said(201, f"Đã nhận hồ sơ. Mã tra cứu: {show_code(code)}")


def _file(part: "UploadedFile[Any]") -> receiving.Sent:
    name = part.name or ""
    if not _FILE_NAME.fullmatch(name):
        raise Problem("malformed", "a file has no usable name")
    return receiving.Sent(name, part.content_type or "application/octet-stream", part.read())
