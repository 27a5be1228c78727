"""Where the data files of the interface are: assets/ lies beside ui/, in a checkout and when installed."""

from pathlib import Path

_ASSETS = Path(__file__).resolve().parents[2] / "assets"


def asset(*parts: str) -> Path:
    """The path of a file or folder under assets/."""
    return _ASSETS.joinpath(*parts)
