"""Life events that procedures belong to, with a name and an icon each. Packs name them by these words."""

from PySide6.QtCore import QCoreApplication

_ICONS = {
    "birth": "baby",
    "child": "baby",
    "old-age": "hand-helping",
    "marriage": "users",
    "death": "file-text",
    "moving": "house",
    "housing": "house",
    "land": "map-pin",
    "poverty": "wallet",
    "support": "wallet",
    "work": "briefcase",
    "papers": "file-text",
    "health": "heart",
    "disability": "hand-helping",
    "petition": "message-square",
}
FALLBACK_ICON = "file-text"


def icon_of(event: str) -> str:
    """The bundled icon for a life event."""
    return _ICONS.get(event, FALLBACK_ICON)


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
