"""Addresses of the desk."""

from django.urls import path

from sync.portal import converters  # noqa: F401 - registers "number"
from sync.portal.desk import acting, dossier, official, papers, petitions, promises, queue, requests, slips

app_name = "desk"
_DOSSIER = "dossiers/<number:site>/<uuid:dossier>/"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path(_DOSSIER, dossier.show, name="dossier"),
    path(f"{_DOSSIER}correct/", acting.correct, name="correct"),
    path(f"{_DOSSIER}act/<slug:name>/", acting.act, name="act"),
    path(f"{_DOSSIER}revisions/<number:number>/papers/<str:sha256>/", papers.paper, name="paper"),
    path(f"{_DOSSIER}slips/<slug:name>/", slips.slip, name="slip"),
    path(f"{_DOSSIER}official/", official.fields, name="official"),
    path(f"{_DOSSIER}official/export/", official.export, name="export"),
    path(f"{_DOSSIER}requests/", requests.ask, name="ask"),
    path("requests/", requests.listing, name="requests"),
    path("requests/<number:site>/<uuid:request_id>/", requests.one, name="request"),
    path("promises/", promises.listing, name="promises"),
    path("promises/<number:site>/<uuid:promise>/", promises.close, name="promise"),
    path("petitions/", petitions.listing, name="petitions"),
    path("petitions/<number:site>/<uuid:petition>/", petitions.one, name="petition"),
]
