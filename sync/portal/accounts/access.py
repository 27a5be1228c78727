"""The one door: what somebody reaches, by role and commune. Everything else does not exist for them (404)."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from sync.portal.accounts.roles import MAY, Permission
from sync.portal.registry.models import Dossier, Membership, Officer, Role, Site

View = Callable[..., HttpResponse]


def officer_of(request: HttpRequest) -> Officer:
    """Who is logged in. Raises Http404 for nobody, which the decorators keep from happening."""
    if not isinstance(request.user, Officer):
        raise Http404
    return request.user


def memberships_of(officer: Officer) -> list[Membership]:
    """The roles of somebody, asked for once a request."""
    known: list[Membership] | None = getattr(officer, "_memberships", None)
    if known is None:
        known = list(Membership.objects.filter(officer=officer).select_related("site").order_by("id"))
        officer._memberships = known  # type: ignore[attr-defined] # a note for the rest of the request
    return known


def permissions_of(officer: Officer) -> frozenset[Permission]:
    """What somebody may do somewhere."""
    return frozenset(permission for member in memberships_of(officer) for permission in MAY[Role(member.role)])


def site_ids(officer: Officer, permission: Permission) -> list[int]:
    """The communes where somebody has a permission, in order of their ids."""
    members = [member for member in memberships_of(officer) if permission in MAY[Role(member.role)]]
    if any(member.role == Role.ADMINISTRATOR for member in members):
        return list(Site.objects.order_by("id").values_list("id", flat=True))
    provinces = {member.province for member in members if member.province}
    found = {member.site_id for member in members if member.site_id is not None}
    if provinces:
        found.update(Site.objects.filter(province__in=provinces).values_list("id", flat=True))
    return sorted(found)


def sites_with(officer: Officer, permission: Permission) -> QuerySet[Site]:
    """The same communes as rows, by name."""
    return Site.objects.filter(id__in=site_ids(officer, permission)).order_by("name", "id")


def site_with(officer: Officer, permission: Permission, site: int) -> Site:
    """One of them. Raises Http404 for every other number."""
    found = Site.objects.filter(id=site).first() if site in site_ids(officer, permission) else None
    if found is None:
        raise Http404
    return found


def dossiers_of(officer: Officer) -> QuerySet[Dossier]:
    """Every dossier somebody may see."""
    return Dossier.objects.filter(site_id__in=site_ids(officer, Permission.DOSSIERS)).select_related("site")


def needs(permission: Permission) -> Callable[[View], View]:
    """A view for whoever has a permission somewhere; others are told that the page is not for them (403)."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
            if permission not in permissions_of(officer_of(request)):
                raise PermissionDenied
            return view(request, *args, **more)

        return guarded

    return decorate


def with_dossier(view: View) -> View:
    """A view of one dossier: logged in, and an officer of its site; everybody else gets 404."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, site: int, dossier: UUID, **more: Any) -> HttpResponse:
        found = dossiers_of(officer_of(request)).filter(site_id=site, id=dossier).first()
        if found is None:
            raise Http404
        return view(request, found, **more)

    return guarded
