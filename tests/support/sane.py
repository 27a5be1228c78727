"""A configuration of SANE in which its test backend is the only scanner."""

from pathlib import Path

_LINES = {"number_of_devices": "1", "mode": "Color", "depth": "8", "resolution_min": "1.0", "resolution_max": "1200.0"}


def configure(folder: Path, **options: str) -> Path:
    """folder, for SANE_CONFIG_DIR. options: keys of test.conf with _ for -, as in sane-test(5)."""
    folder.mkdir(exist_ok=True)
    (folder / "dll.conf").write_text("test\n")
    area = {"geometry_min": "0.0", "geometry_max": "300.0", "geometry_quant": "1.0"}
    lines = {**_LINES, **area, "test-picture": '"Color pattern"'}
    lines |= {name if name in lines else name.replace("_", "-"): value for name, value in options.items()}
    (folder / "test.conf").write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
    return folder
