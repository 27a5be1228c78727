"""Provinces as people choose and read them. What is stored is a code: of the table of provinces, or of a centre."""

from typing import Any

from django.utils.translation import gettext as _

from forms.knowledge import provinces
from sync.portal.registry.models import Membership, Site


def province_choices() -> list[tuple[str, Any]]:
    """Nothing, the 34 provinces by name, and the other codes that this portal uses."""
    known = {province.code: province.name for province in provinces()}
    used = set(Site.objects.exclude(province="").values_list("province", flat=True).distinct())
    used |= set(Membership.objects.exclude(province="").values_list("province", flat=True).distinct())
    others = [(code, code) for code in sorted(used - known.keys())]
    return [("", _("Choose…")), *others, *sorted(known.items(), key=lambda pair: pair[1])]


def province_name(code: str) -> str:
    """The name of a code that the table knows, else the code."""
    return next((province.name for province in provinces() if province.code == code), code)
