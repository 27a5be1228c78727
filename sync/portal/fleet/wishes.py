"""What is set for one kiosk from here: the form, and writing it down. What there is to set: sync.protocol.settings."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sync.portal.registry import trail
from sync.portal.registry.models import Kiosk, Officer
from sync.portal.registry.turns import turn
from sync.protocol.settings import SETTINGS, Choice, Flag, Setting, Value, Whole, checked

_NAMES = {
    "hotline": _("Telephone on slips, whom to call"),
    "printing.receipt": _("Printer of receipts: name of its queue"),
    "printing.receipt_form": _("Form of receipts"),
    "printing.declaration": _("Printer of declarations: name of its queue"),
    "speech.enabled": _("Listen button"),
    "speech.accent": _("Vietnamese voice"),
    "speech.speed": _("Speed of the voice, words a minute"),
    "speech.volume": _("Volume to begin with, per cent"),
    "speech.automatic": _("Every page reads itself aloud"),
    "place.attract_after": _("Seconds until the first page explains the kiosk; 0 for never"),
    "place.idle_after": _("Seconds without a touch until it asks whether somebody is there"),
    "place.text_size": _("Size of letters to begin with"),
    "place.paused": _("Paused: takes no residents for now"),
    "place.feedback": _("Asks at the end how it was"),
    "place.call_sound": _("Sound when somebody calls for help"),
    "keep.readable_days": _("Days that answers stay readable after they were sent"),
    "keep.draft_days": _("Days that a draft waits for its owner"),
    "disk.warn_mb": _("Megabytes free on the disk below which it warns"),
    "disk.warn_dossiers": _("Room for so many dossiers on the disk below which it warns"),
    "disk.keep_mb": _("Megabytes kept free for what was begun"),
    "procedures.offered": _("Only these procedures, by their codes"),
    "procedures.withheld": _("Without these procedures, by their codes"),
    "keyboard.screen": _("Keys on the screen"),
    "keyboard.way": _("How the keys on the screen write marks"),
    "keyboard.hardware": _("How a plugged-in keyboard writes marks"),
    "keyboard.tone_style": _("Place of the tone mark"),
}
_WORDS = {
    "normal": _("Normal"),
    "large": _("Large"),
    "largest": _("Largest"),
    "north": _("Northern"),
    "central": _("Central"),
    "south": _("Southern"),
    "marks": _("A row of marks"),
    "telex": "Telex",
    "vni": "VNI",
    "off": _("Off"),
    "old": "hòa",
    "new": "hoà",
    "80mm": _("Roll of 80 mm"),
    "a5": "A5",
    "true": _("Yes"),
    "false": _("No"),
}
_OWN = ("", _("As on the kiosk"))
AFAR = tuple(setting for setting in SETTINGS.values() if setting.afar)


def name_of(place: str) -> Any:
    """A setting as people read it."""
    return _NAMES.get(place, place)


def words_of(value: Value) -> Any:
    """A value as people read it."""
    return _WORDS.get(str(value).lower() if isinstance(value, bool) else str(value), value)


class WishesForm(forms.Form):
    """Every setting that may be set from afar; an empty one is left to the kiosk. version: what was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, kiosk: Kiosk, data: Any = None) -> None:
        super().__init__(data, initial={"version": kiosk.settings_version})
        for setting in AFAR:
            self.fields[setting.place] = _field(setting, kiosk.settings.get(setting.place))

    def values(self) -> dict[str, Value]:
        """What is set, each allowed. Raises SettingRefused for what the fields let through and the list does not."""
        given = {setting.place: self.cleaned_data.get(setting.place) for setting in AFAR}
        found = {
            place: value == "true" if isinstance(SETTINGS[place].rule, Flag) else value
            for place, value in given.items()
            if value not in {None, ""}
        }
        return checked(found, afar=True)

    def clean(self) -> dict[str, Any]:
        """Texts by the list's own rules."""
        cleaned = super().clean() or self.cleaned_data
        for setting in AFAR:
            value = cleaned.get(setting.place)
            typed = isinstance(value, str) and value and not isinstance(setting.rule, Flag)
            if typed and setting.rule.check(value) is None:
                self.add_error(setting.place, _("Write it without line breaks, and not too long."))
        return cleaned


def _field(setting: Setting, value: Value | None) -> forms.Field:
    shown: Any = value
    common: dict[str, Any] = {"label": name_of(setting.place), "required": False}
    if isinstance(setting.rule, Flag):
        shown = "" if value is None else str(value).lower()
        choices = [_OWN, *((word, _WORDS[word]) for word in ("true", "false"))]
        return forms.ChoiceField(choices=choices, initial=shown, **common)
    if isinstance(setting.rule, Choice):
        choices = [_OWN, *((word, _WORDS.get(word, word)) for word in setting.rule.values if word)]
        return forms.ChoiceField(choices=choices, initial=shown or "", **common)
    if isinstance(setting.rule, Whole):
        least, most = setting.rule.least, setting.rule.most
        wrong = _("Write a whole number from %(least)d to %(most)d.") % {"least": least, "most": most}
        errors = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        return forms.IntegerField(
            min_value=least, max_value=most, initial=shown, error_messages=errors, help_text=f"{least}–{most}", **common
        )
    return forms.CharField(initial=shown or "", max_length=2000, **common)


def ask(kiosk: Kiosk, seen: int, values: Mapping[str, Value], by: Officer) -> bool:
    """Set these for a kiosk, instead of what was set before. False when somebody else did meanwhile."""
    with turn(), transaction.atomic():
        rows = Kiosk.objects.filter(id=kiosk.id, settings_version=seen)
        if dict(values) == kiosk.settings:
            return rows.exists()
        changed = rows.update(settings=dict(values), settings_version=seen + 1, settings_asked_at=timezone.now())
        if changed:
            data = {"kiosk": str(kiosk.id), "prefix": kiosk.prefix, "version": seen + 1, "settings": dict(values)}
            trail.record(kiosk.site_id, by, "kiosk-settings", data=data)
    return bool(changed)
