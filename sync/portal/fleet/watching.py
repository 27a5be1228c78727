"""When a commune's kiosks count as silent, and who is written to then."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sync.portal.registry import trail
from sync.portal.registry.models import Officer, Site
from sync.portal.registry.turns import turn

_MOST_ADDRESSES = 5


def _hour(label: Any) -> forms.TimeField:
    wrong = _("Write the time as hour:minute, such as 7:30.")
    return forms.TimeField(
        label=label,
        # No field of the browser's own: in an English one it asks for AM or PM.
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "short", "autocomplete": "off", "maxlength": 5}),
        error_messages={"required": wrong, "invalid": wrong},
    )


class WatchForm(forms.Form):
    """Hours of opening, how long a silence may be, addresses."""

    def __init__(self, site: Site, data: Any = None) -> None:
        super().__init__(data, initial={name: getattr(site, name) for name in self.base_fields})
        self._site = site

    opens_at = _hour(_("Opens at (working days)"))
    closes_at = _hour(_("Closes at"))
    silent_after = forms.IntegerField(
        label=_("So many hours of opening without a word are too long"),
        min_value=1,
        max_value=200,
        error_messages={
            name: _("Write a whole number from 1 to 200.") for name in ("required", "invalid", "min_value", "max_value")
        },
    )
    alert_mail = forms.CharField(
        label=_("Who is written to: addresses with commas between"),
        required=False,
        max_length=300,
        help_text=_("Empty for nobody."),
    )

    def clean_alert_mail(self) -> str:
        """A few addresses."""
        found = [each.strip() for each in str(self.cleaned_data["alert_mail"]).split(",") if each.strip()]
        for address in found:
            try:
                validate_email(address)
            except ValidationError as error:
                raise ValidationError(_("Look at this address again: %(address)s") % {"address": address}) from error
        if len(found) > _MOST_ADDRESSES:
            raise ValidationError(_("Write at most five addresses."))
        return ", ".join(found)

    def clean(self) -> dict[str, Any]:
        """A day has some hours."""
        cleaned = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens is not None and closes is not None and opens >= closes:
            self.add_error("closes_at", _("It closes after it opens. Look at both times."))
        return cleaned

    def keep(self, by: Officer) -> None:
        """Write it down."""
        site = self._site
        with turn(), transaction.atomic():
            Site.objects.filter(id=site.id).update(**self.cleaned_data)
            trail.record(site.id, by, "silence-rule", data={"hours": self.cleaned_data["silent_after"]})
