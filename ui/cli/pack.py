"""``kiosk pack``: build and check procedures, and carry their forms to and from spreadsheets."""

import argparse
from pathlib import Path

from ui.cli.common import FAILED, OK, CommandFailed, Subparsers

_EPILOG = """\
examples:
  kiosk pack check forms/packs/1.001193       what is wrong with a pack, with file and place
  kiosk pack build forms/packs/1.001193       make form.xml anew from the form's tables
  kiosk pack export forms/packs/1.001193 birth.xlsx
                                              the form as an XLSForm workbook, for Excel or KoboToolbox
  kiosk pack import birth.xlsx forms/packs/1.001193
                                              take the workbook back into the pack
"""


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its options."""
    parser = commands.add_parser(
        "pack",
        help="build and check procedures, carry their forms to and from spreadsheets",
        description="A pack is a folder with everything about one procedure: form, facts, declaration.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, text, function in (
        ("build", "make form.xml anew from the form's tables", _build),
        ("check", "report what is wrong with a pack; 1 when anything is", _check),
    ):
        action = actions.add_parser(name, help=text, description=text)
        action.add_argument("folder", type=Path, nargs="+", metavar="PACK", help="folder of the pack")
        action.set_defaults(command=function)
    importing = actions.add_parser("import", help="take an XLSForm workbook into a pack")
    importing.add_argument("workbook", type=Path, metavar="FILE.xlsx")
    importing.add_argument("folder", type=Path, metavar="PACK", help="folder of the pack")
    importing.set_defaults(command=_import)
    exporting = actions.add_parser("export", help="write a pack's form as an XLSForm workbook")
    exporting.add_argument("folder", type=Path, metavar="PACK", help="folder of the pack")
    exporting.add_argument("workbook", type=Path, metavar="FILE.xlsx")
    exporting.set_defaults(command=_export)


def _folder(folder: Path) -> Path:
    if not folder.is_dir():
        raise CommandFailed(f"{folder} is not a folder: name the folder of a pack, such as forms/packs/1.001193")
    return folder


def _build(arguments: argparse.Namespace) -> int:
    from forms.errors import FormError, PackError
    from forms.pack import build_pack

    for folder in arguments.folder:
        try:
            build_pack(_folder(folder))
        except (PackError, FormError) as error:
            raise CommandFailed(f"{folder} was not built: {error}") from error
        print(f"built {folder}")
    return OK


def _check(arguments: argparse.Namespace) -> int:
    from forms.pack import check_pack

    wrong = 0
    for folder in arguments.folder:
        findings = check_pack(_folder(folder))
        wrong += len(findings)
        for finding in findings:
            print(f"{folder}: {finding}")
        if not findings:
            print(f"{folder}: nothing wrong")
    return FAILED if wrong else OK


def _import(arguments: argparse.Namespace) -> int:
    from forms.errors import FormError, PackError
    from forms.pack import import_xlsx

    if not arguments.workbook.is_file():
        raise CommandFailed(f"{arguments.workbook} is not a file: name the workbook to read")
    try:
        import_xlsx(arguments.workbook, _folder(arguments.folder))
    except (PackError, FormError, OSError) as error:
        raise CommandFailed(f"{arguments.workbook} was not taken over: {error}") from error
    print(f"took {arguments.workbook} into {arguments.folder}; now run: kiosk pack build {arguments.folder}")
    return OK


def _export(arguments: argparse.Namespace) -> int:
    from forms.errors import PackError
    from forms.pack import export_xlsx

    try:
        export_xlsx(_folder(arguments.folder), arguments.workbook)
    except PackError as error:
        raise CommandFailed(f"{arguments.workbook} was not written: {error}") from error
    except OSError as error:
        raise CommandFailed(f"{arguments.workbook} cannot be written: {error.strerror}") from error
    print(f"wrote {arguments.workbook}")
    return OK
