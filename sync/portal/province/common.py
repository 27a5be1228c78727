"""Who is asking: a token of the administrator's page, with the scope of the call and the communes it reaches."""

from uuid import UUID

from django.http import HttpRequest
from ninja.security import HttpBearer

from sync.portal.accounts import tokens
from sync.portal.accounts.tokens import Scope
from sync.portal.api import limits
from sync.portal.bearer import bearer_of
from sync.portal.registry.models import ApiToken, Dossier, Site
from sync.portal.registry.problems import Problem

MOST, WINDOW = 600, 60  # requests of a token in a minute
_WRONG, _WRONG_WINDOW = 20, 300


class ProvinceToken(HttpBearer):
    """Authorization: Bearer TOKEN. scope: what the token has to be good for; None for any token."""

    openapi_scheme = "bearer"

    def __init__(self, *scopes: Scope) -> None:
        super().__init__()
        self.scopes = scopes

    def __call__(self, request: HttpRequest) -> ApiToken:
        return self.authenticate(request, bearer_of(request))

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """Raises Problem unknown-token, missing-scope, busy."""
        address = str(request.META.get("REMOTE_ADDR", ""))
        limits.refuse_after("province", address, most=_WRONG, seconds=_WRONG_WINDOW)
        try:
            found = tokens.check(token, *self.scopes)
        except tokens.TokenRefused as refused:
            if refused.missing:
                raise Problem("missing-scope", f"this call needs a token with {refused.missing}") from refused
            limits.count("province", address, seconds=_WRONG_WINDOW)
            raise Problem("unknown-token", "no such token, or it is revoked or over") from refused
        limits.throttle("province-token", str(found.id), most=MOST, seconds=WINDOW)
        return found


def token_of(request: HttpRequest) -> ApiToken:
    """The token that came. Raises Problem unknown-token."""
    token = getattr(request, "auth", None)
    if not isinstance(token, ApiToken):
        raise Problem("unknown-token", "this call needs a token")
    return token


def sites_of(request: HttpRequest, only: str = "") -> dict[int, Site]:
    """The communes of the token, by id; only: the code of one of them. Raises Problem not-found for another's code."""
    rows = Site.objects.filter(id__in=tokens.sites_of(token_of(request))).order_by("id")
    found = {site.id: site for site in rows if not only or site.code == only}
    if only and not found:
        raise Problem("not-found", "no such commune")
    return found


def dossier_of(request: HttpRequest, site: str, dossier: UUID) -> Dossier:
    """A dossier of one of its communes. Raises Problem not-found for every other."""
    (number,) = sites_of(request, site)
    found = Dossier.objects.filter(site_id=number, id=dossier).select_related("site").first()
    if found is None:
        raise Problem("not-found", "no such dossier")
    return found
