"""``kiosk pack``: make, build, check and show procedures, and carry them to and from spreadsheets."""

import argparse
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.common import FAILED, OK, CommandFailed, Subparsers

if TYPE_CHECKING:
    from forms.pack import Pack

_EPILOG = """\
examples:
  kiosk pack new 1.999999 my-procedure        a small pack to begin with, with marks where to write
  kiosk pack export my-procedure my.xlsx      everything as a workbook, for Excel, LibreOffice or KoboToolbox
  kiosk pack import my.xlsx my-procedure      take the workbook back, or make a new pack from it
  kiosk pack check forms/packs/1.001193       what is wrong with a pack, with file and place
  kiosk pack build forms/packs/1.001193       make form.xml anew from the form's tables
  kiosk pack preview my-procedure             try the form in a window; nothing is kept
  kiosk pack preview my-procedure --pictures shots
                                              every page as a picture, in both languages, and the printed form
  kiosk pack record forms/packs/1.001193      write down which form went out under the version

Guides: docs/packs.md, docs/huong-dan-goi-thu-tuc.md
"""


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its options."""
    parser = commands.add_parser(
        "pack",
        help="make, build, check and show procedures, carry them to and from spreadsheets",
        description="A pack is a folder with everything about one procedure: form, facts, declaration.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, text, function in (
        ("build", "make form.xml anew from the form's tables", _build),
        ("check", "report what is wrong with a pack; 1 when anything is", _check),
        ("record", "write down which form goes out under the version of a pack", _record),
    ):
        action = actions.add_parser(name, help=text, description=text)
        action.add_argument("folder", type=Path, nargs="+", metavar="PACK", help="folder of the pack")
        action.set_defaults(command=function)
    _add_new(actions)
    _add_preview(actions)
    importing = actions.add_parser("import", help="take an XLSForm workbook into a pack")
    importing.add_argument("workbook", type=Path, metavar="FILE.xlsx")
    importing.add_argument("folder", type=Path, metavar="PACK", help="folder of the pack")
    importing.set_defaults(command=_import)
    exporting = actions.add_parser("export", help="write a pack's form as an XLSForm workbook")
    exporting.add_argument("folder", type=Path, metavar="PACK", help="folder of the pack")
    exporting.add_argument("workbook", type=Path, metavar="FILE.xlsx")
    exporting.set_defaults(command=_export)


def _add_new(actions: Subparsers) -> None:
    new = actions.add_parser("new", help="make a small pack to begin with")
    new.add_argument("code", metavar="CODE", help="national code such as 1.001193, or capitals for what has none")
    new.add_argument("folder", type=Path, metavar="PACK", help="folder to make")
    new.add_argument("--from", type=Path, dest="workbook", metavar="FILE.xlsx", help="XLSForm workbook to begin with")
    new.set_defaults(command=_new)


def _add_preview(actions: Subparsers) -> None:
    preview = actions.add_parser("preview", help="show a pack's form as residents will see it")
    preview.add_argument("folder", type=Path, metavar="PACK", help="folder of the pack")
    preview.add_argument("--pictures", type=Path, metavar="DIR", help="write pictures instead of opening a window")
    preview.set_defaults(command=_preview)


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
        import_xlsx(arguments.workbook, arguments.folder)
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


def _new(arguments: argparse.Namespace) -> int:
    from forms.errors import FormError, PackError
    from forms.pack import new_pack

    if arguments.workbook is not None and not arguments.workbook.is_file():
        raise CommandFailed(f"{arguments.workbook} is not a file: name the workbook to begin with")
    try:
        new_pack(arguments.code, arguments.folder, arguments.workbook)
    except (PackError, FormError) as error:
        raise CommandFailed(f"{arguments.folder} was not made: {error}") from error
    except OSError as error:
        raise CommandFailed(f"{arguments.folder} cannot be made: {error.strerror}") from error
    print(f"made {arguments.folder}; what is still to be written: kiosk pack check {arguments.folder}")
    return OK


def _record(arguments: argparse.Namespace) -> int:
    from forms.errors import PackError
    from forms.pack import record_version

    for folder in arguments.folder:
        try:
            new = record_version(_folder(folder))
        except PackError as error:
            raise CommandFailed(f"{folder} was not recorded: {error}") from error
        print(f"recorded {folder}" if new else f"{folder} was recorded before")
    return OK


def _preview(arguments: argparse.Namespace) -> int:
    from forms.errors import FormError, PackError
    from forms.pack import load_pack

    try:
        pack = load_pack(_folder(arguments.folder))
        pack.form()
    except (PackError, FormError) as error:
        raise CommandFailed(f"{arguments.folder} cannot be shown: {error}") from error
    if arguments.pictures is not None:
        return _pictures(pack, arguments.pictures)
    return _window(pack)


def _window(pack: "Pack") -> int:
    from kiosk.doctor.display import probe

    if trouble := probe().trouble:
        raise CommandFailed(f"{trouble} Start it from a desktop session, or add: --pictures DIR")
    from ui.main import make_application
    from ui.preview import Preview

    application = make_application()
    preview = Preview(application, pack)
    preview.show()
    print("a window shows the form; close it to end")
    code = application.exec()
    preview.close()
    return code


def _pictures(pack: "Pack", folder: Path) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.main import make_application
    from ui.preview import take_pictures

    try:
        written = list(take_pictures(make_application(), pack, folder))
        papers = [path for path in written if path.suffix == ".pdf"]
        drawn = [_as_png(path) for path in papers]
    except OSError as error:
        raise CommandFailed(f"{folder} cannot be written: {error}") from error
    print(f"wrote {len(written) - len(papers)} pages and {len(papers)} papers to {folder}")
    if not all(drawn):
        print("the papers are PDF only: pdftoppm (Debian: poppler-utils) makes pictures of them")
    return OK


def _as_png(path: Path) -> bool:
    """A picture of each page beside a PDF; False when there is no pdftoppm."""
    if shutil.which("pdftoppm") is None:
        return False
    subprocess.run(["pdftoppm", "-png", "-r", "100", str(path), str(path.with_suffix(""))], check=True, timeout=60)
    return True
