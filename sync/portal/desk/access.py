"""The one door to dossiers: whoever is not a member of a site gets the same answer as for what does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from sync.portal.registry.models import Dossier, Membership, Officer, Role


def officer_of(request: HttpRequest) -> Officer:
    """Who is logged in. Raises Http404 for nobody, which login_required keeps from happening."""
    if not isinstance(request.user, Officer):
        raise Http404
    return request.user


def sites_of(officer: Officer) -> QuerySet[Membership, int]:
    """The ids of the sites where someone is an officer."""
    return Membership.objects.filter(officer=officer, role=Role.OFFICER).values_list("site_id", flat=True)


def dossiers_of(officer: Officer) -> QuerySet[Dossier]:
    """Every dossier someone may see."""
    return Dossier.objects.filter(site_id__in=sites_of(officer)).select_related("site")


def with_dossier(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of one dossier: logged in, and an officer of its site; everybody else gets 404."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, site: int, dossier: UUID, **more: Any) -> HttpResponse:
        found = dossiers_of(officer_of(request)).filter(site_id=site, id=dossier).first()
        if found is None:
            raise Http404
        return view(request, found, **more)

    return guarded
