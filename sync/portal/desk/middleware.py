"""What every page has: headers against foreign scripts and frames, and the chosen language."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from sync.portal import faults

_Next = Callable[[HttpRequest], HttpResponseBase]
LANGUAGE_COOKIE = "language"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class SecurityHeaders:
    """No scripts at all, nothing from other servers, no frames, no traces in caches or in links to elsewhere."""

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers that the view did not set itself."""
        response = self.get_response(request)
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            # The server would send it, and the next answer on the same line would begin in the middle of this one.
            response.content = b""
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.setdefault("X-Frame-Options", "DENY")
        response.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Log where it happened."""
        faults.tell(request, error)


class ChosenLanguage:
    """Vietnamese, unless ``?lang=`` or the cookie it leaves says otherwise. A browser's own language is not asked:
    donated phones are often set to English.
    """

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the chosen language."""
        known = dict(settings.LANGUAGES)
        asked = request.GET.get("lang", "")
        language = asked if asked in known else request.COOKIES.get(LANGUAGE_COOKIE, "")
        if language not in known:
            language = settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        if asked == language and isinstance(response, HttpResponse):
            response.set_cookie(
                LANGUAGE_COOKIE,
                language,
                max_age=365 * 86400,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure(),
            )
        return response
