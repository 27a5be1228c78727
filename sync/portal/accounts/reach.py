"""Where something holds, as forms of the desk ask for it: one of somebody's communes, or any commune or province."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sync.portal.accounts.access import sites_with
from sync.portal.accounts.provinces import province_choices
from sync.portal.accounts.roles import Permission
from sync.portal.registry.models import Officer, Site


def any_commune() -> "forms.ModelChoiceField[Site]":
    """Any commune that is not closed, or none."""
    return forms.ModelChoiceField(
        label=gettext_lazy("Commune"),
        queryset=Site.objects.filter(closed_at=None).order_by("name", "id"),
        required=False,
        empty_label=gettext_lazy("Choose…"),
    )


def any_province(help_text: Any) -> forms.ChoiceField:
    """Any province, or none; looked up anew for each form."""
    return forms.ChoiceField(
        label=gettext_lazy("Province or city"), required=False, help_text=help_text, choices=province_choices
    )


class OwnCommuneForm(forms.Form):
    """A form about one of the communes in which somebody has a permission. still_open: closed ones are left out."""

    site = forms.ModelChoiceField(
        label=gettext_lazy("Commune"),
        queryset=Site.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("Choose one of your communes.")},
    )

    def __init__(
        self, officer: Officer, permission: Permission, data: dict[str, str] | None, *, still_open: bool = False
    ) -> None:
        super().__init__(data)
        site = self.fields["site"]
        assert isinstance(site, forms.ModelChoiceField)  # noqa: S101 - it was declared above
        sites = sites_with(officer, permission)
        site.queryset = sites.filter(closed_at=None) if still_open else sites
