"""What papers and cards are read with: camera, flatbed scanner, serial scanner. Nobody is stopped by a missing one."""

from pathlib import Path

from kiosk.capture import devices, scanning
from kiosk.doctor.finding import Finding
from kiosk.doctor.words import finding
from kiosk.settings import OFF, Settings


def examine_camera(settings: Settings, language: str) -> Finding:
    """The cameras that the kernel knows, and the one that settings.toml names."""
    if settings.camera == OFF:
        return finding("camera.off", language)
    found = [device.label for device in devices.cameras()]
    if not any(settings.camera.lower() in label.lower() for label in found):
        case = "camera.missing" if settings.camera else "camera.none"
        return finding(case, language, name=settings.camera)
    return finding("camera.ok", language, names=", ".join(found))


def examine_flatbed(settings: Settings, language: str) -> Finding:
    """The scanners that SANE finds, and the one that settings.toml names. Takes seconds."""
    if settings.flatbed == OFF:
        return finding("flatbed.off", language)
    if not scanning.installed():
        return finding("flatbed.program", language)
    found = scanning.scanners()
    if settings.flatbed and settings.flatbed not in {each.name for each in found}:
        return finding("flatbed.missing", language, name=settings.flatbed)
    if not found:
        return finding("flatbed.none", language)
    return finding("flatbed.ok", language, names=", ".join(each.label for each in found))


def examine_serial(settings: Settings, language: str) -> list[Finding]:
    """Only a port that settings.toml names and that is not there, or may not be opened, is a finding."""
    port = settings.serial_port
    if port in ("", OFF):
        return []
    if not Path(port).exists():
        return [finding("scanner.port_missing", language, port=port)]
    try:
        with Path(port).open("rb", buffering=0):
            return []
    except PermissionError:
        return [finding("scanner.port_closed", language, port=port)]
    except OSError:
        # The kiosk that runs holds it for itself.
        return []
