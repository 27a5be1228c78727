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


def day_field(label: Any, *, required: bool, past: bool = False) -> forms.DateField:
    """A day; today or later, unless past.

    A text, and not the browser's own field for a day: that one follows the language of the browser, and on a donated
    computer set to English 4 December reads as 12/04.
    """
    return forms.DateField(
        label=label,
        required=required,
        validators=[] if past else [_not_past],
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"class": "short", "autocomplete": "off", "maxlength": 10}),
        help_text=_("Day/month/year"),
        error_messages={
            "required": _("Write a day."),
            "invalid": _("Write the date as day/month/year, such as 05/12/2026."),
        },
    )


def words_field(label: Any, *, required: bool, missing: Any = "") -> forms.CharField:
    """Words that the resident reads. missing: what to say when they are not there."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever has the receipt can read this: write no names and no numbers of papers."),
        error_messages={"required": missing},
    )


class NumberForm(_Act):
    """The number of the official system: typed, pasted, or scanned, where a scanner ends with Enter."""

    official_number = forms.CharField(
        label=_("Official number"),
        max_length=60,
        error_messages={"required": _("Write the official number of the dossier.")},
    )

    def clean_official_number(self) -> str:
        """Letters, digits and . - / only."""
        number = str(self.cleaned_data["official_number"])
        if not _NUMBER.fullmatch(number):
            raise ValidationError(_("The official number has 3 to 60 letters, digits, dots, hyphens or slashes."))
        return number


class AcceptForm(NumberForm):
    """Receive a dossier."""

    promised_on = day_field(_("Result by (if known)"), required=False)


class PromiseForm(_Act):
    """Promise a day or move it."""

    promised_on = day_field(_("Result by"), required=True)
    note = words_field(_("Words to the resident; when the day is moved, why"), required=False)


class ForwardForm(_Act):
    """Hand it on."""

    authority = forms.CharField(
        label=_("Authority that works on it now"),
        max_length=200,
        error_messages={"required": _("Write the name of the other authority.")},
    )
    note = words_field(_("Words to the resident"), required=False)


class TakeBackForm(_Act):
    """It came back."""

    note = words_field(_("Words to the resident"), required=False)


class WithdrawForm(_Act):
    """The resident does not want it any more."""

    note = words_field(_("Words to the resident"), required=False)
    erase = forms.BooleanField(
        label=_("Erase the answers and the papers too. They cannot be brought back."), required=False
    )


class ReissueForm(_Act):
    """The card of who lost the receipt."""

    card_number = forms.CharField(
        label=_("Number of the identity card: scan the card, or type the number"),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Scan the card of the person, or type its number.")},
    )

    def clean_card_number(self) -> str:
        """The number, which a card's QR code begins with."""
        number = str(self.cleaned_data["card_number"]).partition("|")[0]
        return "".join(letter for letter in number.upper() if letter.isalnum())[:20]


class ReadyForm(_Act):
    """The result is there."""

    note = words_field(_("Words to the resident"), required=False)


class ReturnedForm(_Act):
    """The result was handed over."""


class RefuseForm(_Act):
    """Refuse."""

    note = words_field(
        _("Reason"), required=True, missing=_("Write the reason, so that the resident knows what can be done.")
    )


class NoteForm(_Act):
    """Words only."""

    note = words_field(_("Words to the resident"), required=True, missing=_("Write what the resident should know."))


class CorrectionForm(_Act):
    """A comment for each question; those with one are asked again. note stands on Mẫu 02 as the reason."""

    note = words_field(_("Reason, or words to the resident"), required=False)

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
            raise ValidationError(_("Open at least one answer and write a comment there."))
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
