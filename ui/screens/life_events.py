"""Life events that procedures belong to, with a name and a picture each. Packs name them by these words."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

# In the order in which they are shown: what most people come for first.
_ICONS = {
    "birth": "baby",
    "child": "baby",
    "marriage": "heart-handshake",
    "death": "flower-2",
    "old-age": "hand-heart",
    "moving": "truck",
    "papers": "files",
    "land": "sprout",
    "housing": "house",
    "health": "heart-pulse",
    "support": "hand-coins",
    "poverty": "wallet",
    "disability": "accessibility",
    "work": "store",
    "petition": "megaphone",
}
FALLBACK_ICON = "file-text"


def icon_of(event: str) -> str:
    """The bundled icon for a life event."""
    return _ICONS.get(event, FALLBACK_ICON)


def in_order(events: Iterable[str]) -> list[str]:
    """Life events as they are shown; those that nobody drew yet come last."""
    known = list(_ICONS)
    return sorted(events, key=lambda event: (known.index(event) if event in known else len(known), event))


def name_of(event: str) -> str:
    """How a resident would say it; an event nobody named yet is shown as it is written in the pack."""
    names = {
        "birth": QCoreApplication.translate("LifeEvents", "A child was born"),
        "child": QCoreApplication.translate("LifeEvents", "Raising a child"),
        "old-age": QCoreApplication.translate("LifeEvents", "Growing old"),
        "marriage": QCoreApplication.translate("LifeEvents", "Marriage and family"),
        "death": QCoreApplication.translate("LifeEvents", "A relative has died"),
        "moving": QCoreApplication.translate("LifeEvents", "Moving house"),
        "housing": QCoreApplication.translate("LifeEvents", "House and home"),
        "land": QCoreApplication.translate("LifeEvents", "Land"),
        "poverty": QCoreApplication.translate("LifeEvents", "Hard times"),
        "support": QCoreApplication.translate("LifeEvents", "Support from the state"),
        "work": QCoreApplication.translate("LifeEvents", "Work and business"),
        "papers": QCoreApplication.translate("LifeEvents", "Papers and copies"),
        "health": QCoreApplication.translate("LifeEvents", "Health"),
        "disability": QCoreApplication.translate("LifeEvents", "Living with a disability"),
        "petition": QCoreApplication.translate("LifeEvents", "Telling the commune something"),
    }
    return names.get(event, event)
