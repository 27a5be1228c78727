"""What an officer can type, checked before anything is done with it."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sync.portal.registry.answers import Row
from sync.protocol.changes import MAX_ITEMS, FlaggedItem

_NUMBER = re.compile(r"[\w./-]{3,60}")
_LONGEST = 2000


def _not_past(day: date) -> None:
    if day < timezone.localdate():
        raise ValidationError(_("The date is in the past. Choose today or a later day."))


class _Act(forms.Form):
    """version and revision: what was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def _day(label: Any, *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        validators=[_not_past],
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day on which the result will be there."),
            "invalid": _("Write the date as day/month/year, such as 05/12/2026."),
        },
    )


def _words(label: Any, *, required: bool, missing: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever has the receipt can read this: write no names and no numbers of papers."),
        error_messages={"required": missing},
    )


class AcceptForm(_Act):
    """Receive a dossier."""

    official_number = forms.CharField(
        label=_("Official number"),
        max_length=60,
        error_messages={"required": _("Write the official number of the dossier.")},
    )
    promised_on = _day(_("Result by (if known)"), required=False)

    def clean_official_number(self) -> str:
        """Letters, digits and . - / only."""
        number = str(self.cleaned_data["official_number"])
        if not _NUMBER.fullmatch(number):
            raise ValidationError(_("The official number has 3 to 60 letters, digits, dots, hyphens or slashes."))
        return number


class PromiseForm(_Act):
    """Promise a day or move it."""

    promised_on = _day(_("Result by"), required=True)
    note = _words(_("Words to the resident"), required=False)


class ReadyForm(_Act):
    """The result is there."""

    note = _words(_("Words to the resident"), required=False)


class ReturnedForm(_Act):
    """The result was handed over."""


class RefuseForm(_Act):
    """Refuse."""

    note = _words(
        _("Reason"), required=True, missing=_("Write the reason, so that the resident knows what can be done.")
    )


class NoteForm(_Act):
    """Words only."""

    note = _words(_("Words to the resident"), required=True, missing=_("Write what the resident should know."))


class CorrectionForm(_Act):
    """A comment for each question; those with one are asked again."""

    note = _words(_("Words to the resident"), required=False)

    def __init__(self, *args: Any, rows: tuple[Row, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for place, row in enumerate(rows):
            self.fields[f"comment-{place}"] = forms.CharField(
                label=_("What should be corrected in “%(question)s”?") % {"question": row.label},
                required=False,
                max_length=_LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def asked(self) -> list[tuple[Row, Any]]:
        """Each answer with the field for its comment."""
        return [(row, self[f"comment-{place}"]) for place, row in enumerate(self.rows)]

    def clean(self) -> dict[str, Any]:
        """At least one comment."""
        cleaned = super().clean() or self.cleaned_data
        items = [place for place in range(len(self.rows)) if cleaned.get(f"comment-{place}")]
        if not items:
            raise ValidationError(_("Write a comment beside at least one answer."))
        if len(items) > MAX_ITEMS:
            raise ValidationError(_("These are too many questions for one correction."))
        return cleaned

    def items(self, labels: tuple[Row, ...]) -> tuple[FlaggedItem, ...]:
        """What to ask; labels: the same rows in the resident's language."""
        names = {row.ref: row.label for row in labels}
        return tuple(
            FlaggedItem(row.ref, names.get(row.ref, row.label), self.cleaned_data[f"comment-{place}"])
            for place, row in enumerate(self.rows)
            if self.cleaned_data.get(f"comment-{place}")
        )
