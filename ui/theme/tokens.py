"""The tokens of a theme, read from assets/theme: colours per theme, sizes common to all."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from ui.theme.files import asset

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_NAME = re.compile(r"[a-z]{1,20}")
_NOT_THEMES = frozenset({"sizes"})


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's tokens.

    Attributes:
        colours: "#rrggbb" by role.
        mm: lengths in millimetres.
        pt: font sizes in points, before the resident's text size.
        line_spacing: distance of lines as a multiple of the font size.
        line_length: characters of a line at most.
    """

    name: str
    colours: Mapping[str, str]
    mm: Mapping[str, float]
    pt: Mapping[str, float]
    line_spacing: float
    line_length: int


def theme_names() -> tuple[str, ...]:
    """The themes there are, "light" first."""
    found = sorted(path.stem for path in asset("theme").glob("*.toml") if path.stem not in _NOT_THEMES)
    return tuple(sorted(found, key=lambda name: name != "light"))


@lru_cache(maxsize=8)
def load_theme(name: str = "light") -> Theme:
    """Read a theme. Raises ValueError for a name that is none, or a colour that is not #rrggbb."""
    if not _NAME.fullmatch(name) or name not in theme_names():
        raise ValueError(f"no theme {name!r}; there are {', '.join(theme_names())}")
    colours = tomllib.loads(asset("theme", f"{name}.toml").read_text("utf-8"))["colours"]
    for role, value in colours.items():
        if not _COLOUR.fullmatch(value):
            raise ValueError(f"{name}.toml: {role} is {value!r}, not #rrggbb in small letters")
    sizes = tomllib.loads(asset("theme", "sizes.toml").read_text("utf-8"))
    return Theme(
        name,
        MappingProxyType(dict(colours)),
        MappingProxyType({key: float(value) for key, value in sizes["mm"].items()}),
        MappingProxyType({key: float(value) for key, value in sizes["pt"].items()}),
        float(sizes["text"]["line_spacing"]),
        int(sizes["text"]["line_length"]),
    )
