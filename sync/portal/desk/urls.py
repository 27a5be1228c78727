"""Addresses of the desk."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from sync.portal.desk import acting, dossier, login, papers, queue


class Number(IntConverter):
    """What a column of the database holds; Django's own lets numbers through that SQLite fails over."""

    regex = "[0-9]{1,9}"


register_converter(Number, "number")
app_name = "desk"
_DOSSIER = "dossiers/<number:site>/<uuid:dossier>/"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("login/", login.Login.as_view(), name="login"),
    path("logout/", login.Logout.as_view(), name="logout"),
    path(_DOSSIER, dossier.show, name="dossier"),
    path(f"{_DOSSIER}correct/", acting.correct, name="correct"),
    path(f"{_DOSSIER}act/<slug:name>/", acting.act, name="act"),
    path(f"{_DOSSIER}revisions/<number:number>/papers/<str:sha256>/", papers.paper, name="paper"),
]
