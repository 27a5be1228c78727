"""Which voices this machine has. espeak-ng tells; nothing is guessed."""

import shutil
import subprocess

PROGRAM = "espeak-ng"
_ACCENTS = {"north": "vi", "central": "vi-vn-x-central", "south": "vi-vn-x-south"}
_NAMES = {"en": "en-gb"}
_PATIENCE_S = 10


def find_voices(program: str = PROGRAM) -> frozenset[str]:
    """Names of all voices; none when the program is not there or does not answer.

    Takes some 50 ms: not for the main thread.
    """
    path = shutil.which(program)
    if path is None:
        return frozenset()
    try:
        done = subprocess.run(
            [path, "--voices"],
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    rows = (line.split() for line in done.stdout.splitlines()[1:])
    return frozenset(row[1] for row in rows if len(row) > 1)


def voice_for(language: str, accent: str, voices: frozenset[str]) -> str:
    """The voice for a language; "" when there is none. accent: "north", "central", "south", for Vietnamese."""
    wanted = _ACCENTS.get(accent, "vi") if language == "vi" else _NAMES.get(language, language)
    if wanted in voices:
        return wanted
    # An older espeak-ng has one Vietnamese voice: another accent is better than silence.
    return language if language in voices else ""
