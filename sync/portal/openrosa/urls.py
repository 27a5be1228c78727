"""Addresses of an OpenRosa client, with its token in them or without."""

from django.urls import URLPattern, path

from sync.portal.openrosa import views


def _calls(before: str) -> list[URLPattern]:
    return [
        path(f"{before}formList", views.form_list),
        path(f"{before}forms/<str:code>/form.xml", views.form),
        path(f"{before}forms/<str:code>/manifest", views.manifest),
        path(f"{before}forms/<str:code>/media/<str:name>", views.media),
        path(f"{before}submission", views.submission),
    ]


urlpatterns = [*_calls(""), *_calls("key/<str:key>/")]
