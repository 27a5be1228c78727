"""``python -m ui.i18n update|check|release|missing``: for whoever changes a text of the interface."""

import argparse
import sys

from ui.i18n import catalogue


def main(argv: list[str] | None = None) -> int:
    """update: take new texts into assets/i18n/*.ts. release: compile them. check: 1 unless all is in step.

    missing: what has no translation yet.
    """
    parser = argparse.ArgumentParser(prog="python -m ui.i18n", description=main.__doc__)
    parser.add_argument("what", choices=("update", "check", "release", "missing"))
    what = parser.parse_args(argv).what
    wrong = 0
    for language in catalogue.TARGETS:
        if what == "update":
            path = catalogue.update(language)
            left = [m for m in catalogue.messages(path) if not m.finished]
            sys.stdout.write(f"{path}: {len(left)} texts to translate\n")
        elif what == "release":
            sys.stdout.write(f"{catalogue.release(language)}\n")
        elif what == "missing":
            sys.stdout.writelines(f"{language}: {line}\n" for line in catalogue.untranslated(language))
        else:
            found = catalogue.findings(language)
            wrong += len(found)
            sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
