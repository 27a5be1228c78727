"""Puts the tour's world together: portal, enrolled kiosk, window; and takes it apart again."""

from pathlib import Path
from typing import TYPE_CHECKING

from ui import journal
from ui.app import KioskApp, Options
from ui.cli.first_run import enrol, opened
from ui.cli.portal_process import PortalProcess, free_port
from ui.main import make_application
from ui.tour.stages import Stages, expect
from ui.tour.tour import Tour

if TYPE_CHECKING:
    from kiosk.app import Kiosk

PX_PER_MM = 4.03
"""A 21.5-inch display with 1920 × 1080 pixels."""


def walk(folder: Path, scratch: Path) -> int:
    """Walk through the visit, writing into folder. Returns 0 when every stage passed, else 1."""
    for name in ("pictures", "papers"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    home = scratch / "kiosk"
    home.mkdir(mode=0o700)
    portal = PortalProcess(scratch / "portal", free_port())
    world = _World(folder, home, portal)
    stages = Stages(world.picture_of_failure, lambda line: print(line, flush=True))
    try:
        if stages.run("portal, enrolment, empty kiosk", world.prepare):
            world.tour().walk(stages)
    finally:
        world.close()
    (folder / "summary.txt").write_text(
        "\n".join(f"{each.name}: {each.problem or 'ok'} ({each.seconds:.1f} s)" for each in stages.outcomes) + "\n"
    )
    print(stages.summary(), flush=True)
    return 1 if stages.failed else 0


class _World:
    def __init__(self, folder: Path, home: Path, portal: PortalProcess) -> None:
        self._folder = folder
        self._home = home
        self._portal = portal
        self._app: KioskApp | None = None
        self._tour: Tour | None = None
        self._staff_code = ""
        self._seeded: dict[str, str] = {}

    def prepare(self) -> None:
        """A portal with one commune, an enrolled kiosk; then the portal is switched off and the window opens."""
        self._portal.start(seed=True)
        self._seeded = self._portal.wait()
        expect(self._seeded.get("enrolment_code"), "the portal was not seeded")
        # Only files: the tour must not use up paper.
        (self._home / "settings.toml").write_text('[printing]\nreceipt = "folder"\ndeclaration = "folder"\n')
        with opened(self._home) as kiosk:
            enrol(kiosk, self._portal.url, self._seeded["enrolment_code"], "tour")
            expect(kiosk.initial is not None, "the first start made no staff code")
            self._staff_code = kiosk.initial.staff_code if kiosk.initial is not None else ""
        self._portal.stop()
        journal.start(self._home)
        app = KioskApp(make_application(), Options(home=self._home, px_per_mm=PX_PER_MM), self._open)
        self._app = app
        app.start()

    def tour(self) -> Tour:
        """The stages, with what they need."""
        if self._app is None:
            raise RuntimeError("the world was not prepared")
        officer, password = self._seeded["officer_username"], self._seeded["officer_password"]
        self._tour = Tour(self._app, self._portal, self._folder, self._staff_code, officer, password)
        return self._tour

    def picture_of_failure(self, stage: str) -> None:
        """What could be seen when a stage failed."""
        if self._tour is not None:
            self._tour.robot.picture("failed-" + "".join(c if c.isalnum() else "-" for c in stage)[:40])
            (self._folder / "desk.html").write_text(self._tour.desk.page)

    def close(self) -> None:
        """Window, threads, store and portal, in order."""
        if self._app is not None:
            self._app.close()
        self._portal.stop()
        journal.stop()

    def _open(self) -> "Kiosk":
        from kiosk.app import Kiosk

        return Kiosk.open(self._home)
