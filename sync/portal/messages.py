"""Keeping the Vietnamese catalogue current: ``python -m sync.portal.messages`` after a text in the program changed.

gettext (xgettext, msgfmt) does the work; new texts have to be translated in django.po by hand before they are compiled.
"""

import os
import subprocess
import tempfile
from pathlib import Path

PORTAL = Path(__file__).parent
_CATALOGUE = Path("locale") / "vi" / "LC_MESSAGES"


def collect(portal: Path = PORTAL) -> None:
    """Write the texts of the programs and templates under a folder into its django.po; obsolete ones go."""
    from sync.portal import server
    from sync.portal.options import Options

    server.configure(Options(Path(tempfile.gettempdir()) / "portal-tools"))
    from django.core.management import call_command

    os.chdir(portal)
    call_command("makemessages", locale=["vi"], no_wrap=True, add_location="file", no_obsolete=True, verbosity=0)


def compile_messages(portal: Path = PORTAL) -> None:
    """Make django.mo of django.po. Raises CalledProcessError when it has mistakes."""
    folder = portal / _CATALOGUE
    subprocess.run(["msgfmt", "--check-format", "-o", folder / "django.mo", folder / "django.po"], check=True)


if __name__ == "__main__":
    collect()
    compile_messages()
