"""A new pack to begin with: small, complete in its parts, and built, with marks where its author has to write.

The check names every mark that is left, so that nothing made up reaches a resident.
"""

from datetime import date
from pathlib import Path

from forms.errors import PackError
from forms.pack.build import build_pack
from forms.pack.excel import import_xlsx
from forms.pack.model import DECLARATION, FORM_SOURCE, PROCEDURE
from forms.pack.reading import CODE

SCAFFOLD = Path(__file__).parent / "scaffold"


def new_pack(code: str, folder: Path, workbook: Path | None = None, today: date | None = None) -> None:
    """Make a pack in a folder that is not there yet, and build it.

    workbook: an XLSForm that takes the place of the form, or a whole pack from export_xlsx. Then it is not built, as
    the facts may not fit the form yet, and there is no declaration unless the workbook has one.
    Raises PackError for a code that is none, a folder that is there, a workbook that cannot be used.
    """
    if not CODE.fullmatch(code):
        raise PackError(code, ["a code is a national one such as 1.001193, or 2 to 10 capitals such as PAKN"])
    if folder.exists():
        raise PackError(folder.name, ["is there already; choose another folder"])
    folder.mkdir(parents=True)
    day = today or date.today()  # noqa: DTZ011 - the day on the author's calendar
    values = {"<code>": code, "<version>": f"{day:%Y%m%d}01", "<today>": day.isoformat()}
    try:
        for name in (PROCEDURE, FORM_SOURCE) if workbook else (PROCEDURE, FORM_SOURCE, DECLARATION):
            text = (SCAFFOLD / name).read_text(encoding="utf-8")
            if name == PROCEDURE:
                for mark, value in values.items():
                    text = text.replace(mark, value)
            (folder / name).write_text(text, encoding="utf-8")
        if workbook is None:
            build_pack(folder)
        else:
            import_xlsx(workbook, folder)
    except PackError:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        raise
