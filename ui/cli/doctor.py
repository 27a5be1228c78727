"""``kiosk doctor``: what works on this machine, and what to do about the rest."""

import argparse
import json

from ui.cli.common import FAILED, OK, Subparsers, add_home, home_of

_MARKS = {"ok": "ok   ", "warn": "WARN ", "bad": "BAD  "}


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its options."""
    parser = commands.add_parser(
        "doctor",
        help="what works on this machine, and what to do about the rest",
        description="Look at display, fonts, printer, speech, scanner, disk, clock, portal and encryption.",
        epilog="Ends with 1 when something is BAD. A WARN does not stop a visit.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_home(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object for each finding, for programs")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Print the findings; 1 when one of them is bad."""
    from kiosk.doctor import Level, examine

    findings = examine(home_of(arguments), "en")
    for finding in findings:
        if arguments.json:
            record = {"subject": finding.subject, "level": finding.level, "text": finding.text}
            print(json.dumps({**record, "advice": finding.advice}, ensure_ascii=False))
            continue
        print(f"{_MARKS[finding.level.value]} {finding.subject:<11} {finding.text}")
        if finding.advice:
            print(f"{'':<18}→ {finding.advice}")
    return FAILED if any(finding.level is Level.BAD for finding in findings) else OK
